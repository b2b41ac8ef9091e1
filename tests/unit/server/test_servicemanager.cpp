#include <server/servicemanager.h>

#include <catch2/catch_test_macros.hpp>

#include <support/notifysocket.h>
#include <support/wanted.h>

using namespace cortege;
using namespace cortege::server;
using namespace std::chrono_literals;

namespace
{

/// What systemd tells a service, for as long as it lives.
class Environment
{
public:
    explicit Environment(const QByteArray &socket, const QByteArray &microseconds = {}, const QByteArray &process = {})
    {
        qputenv("NOTIFY_SOCKET", socket);
        qputenv("WATCHDOG_USEC", microseconds);
        qputenv("WATCHDOG_PID", process);
    }
    ~Environment()
    {
        for (const char *name : { "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID" })
            qunsetenv(name);
    }
    Environment(const Environment &) = delete;
    Environment &operator=(const Environment &) = delete;
};

} // namespace

TEST_CASE("systemd hears what it asked for")
{
    test::NotifySocket systemd;
    const Environment environment(systemd.path());
    const ServiceManager manager;
    test::wanted(manager.ready());
    test::wanted(manager.reloading());
    test::wanted(manager.alive());
    test::wanted(manager.stopping());
    const QByteArrayList heard = systemd.heard();
    REQUIRE(heard.size() == 4);
    CHECK(heard[0] == "READY=1");
    CHECK(heard[1].startsWith("RELOADING=1\nMONOTONIC_USEC="));
    CHECK(heard[1].split('=').last().toLongLong() > 0);
    CHECK(heard[2] == "WATCHDOG=1");
    CHECK(heard[3] == "STOPPING=1");
}

TEST_CASE("who was not asked says nothing, and who cannot be heard says so")
{
    {
        const Environment nobody("");
        CHECK(ServiceManager().ready());
    }
    {
        const Environment gone("/nowhere/at/all");
        CHECK(ServiceManager().ready().error().kind == Failure::Unavailable);
    }
    {
        const Environment machine("vsock:2:1234");
        CHECK(ServiceManager().ready().error().kind == Failure::InvalidInput);
    }
    const Environment endless('/' + QByteArray(200, 'x'));
    CHECK(ServiceManager().ready().error().kind == Failure::InvalidInput);
}

TEST_CASE("the watchdog is fed twice in the time that systemd waits, by the process it means")
{
    const QByteArray self = QByteArray::number(::getpid());
    const auto interval = [](const QByteArray &microseconds, const QByteArray &process) {
        const Environment environment("/nowhere", microseconds, process);
        return ServiceManager().watchdogInterval();
    };
    CHECK(interval("30000000", self) == 15s);
    CHECK(interval("30000000", "") == 15s);
    CHECK_FALSE(interval("30000000", "1"));
    CHECK_FALSE(interval("", self));
    CHECK_FALSE(interval("0", self));
    CHECK_FALSE(interval("soon", self));
}
