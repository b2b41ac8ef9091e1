#include <support/processfacts.h>
#include <support/soak.h>
#include <support/storm.h>
#include <support/wireclient.h>

#include <QtCore/QElapsedTimer>

#include <sys/resource.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;

namespace
{

/// One descriptor a stranger, on both sides; the server raises its own limit.
void raiseDescriptorLimit()
{
    rlimit limit {};
    REQUIRE(getrlimit(RLIMIT_NOFILE, &limit) == 0);
    limit.rlim_cur = limit.rlim_max;
    REQUIRE(setrlimit(RLIMIT_NOFILE, &limit) == 0);
}

void say(int descriptor, QByteArrayView text)
{
    // A server that has hung up already is no news.
    std::ignore = ::send(descriptor, text.data(), static_cast<size_t>(text.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
}

struct Kind {
    const char *name = nullptr;
    Storm::Stranger stranger = nullptr;
    Storm::Habit habit = nullptr;
};
const Kind kKinds[] {
    { "reset",
        [](int descriptor) {
            constexpr linger kReset { 1, 0 };
            ::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &kReset, sizeof kReset);
            return false;
        } },
    { "close", [](int) { return false; } },
    { "garbage",
        [](int descriptor) {
            say(descriptor, QByteArray(1'000, 'g'));
            return true;
        } },
    { "TLS garbage",
        [](int descriptor) {
            say(descriptor, kHelloBegins.first(5).toByteArray() + QByteArray(600, 'g'));
            return true;
        } },
    { "idle", [](int) { return true; } },
    { "half ClientHello",
        [](int descriptor) {
            say(descriptor, kHelloBegins.toByteArray() + QByteArray(200, 'h'));
            return true;
        } },
    { "slow",
        [](int descriptor) {
            say(descriptor, kHelloBegins);
            return true;
        },
        [](int descriptor) { say(descriptor, "s"); } },
};

} // namespace

TEST_CASE("storms of strangers keep nobody out, and leave nothing behind")
{
    raiseDescriptorLimit();
    const int strangers = soakCount(300, 2'000);
    const int waves = isSoak() ? 10 : 2;
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    const auto login = [&] {
        QElapsedTimer clock;
        clock.start();
        WireClient client(server, agent);
        client.login();
        const double milliseconds = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        client.saved(newVisit());
        return milliseconds;
    };
    for (qsizetype logins = 1; logins <= 2; ++logins) { // on each worker, and gone again before what is open is counted
        login();
        REQUIRE(waitFor([&] { return server.logged(u"session-closed"_s).size() == logins; }));
    }
    const auto descriptors = descriptorsOf(server.pid());
    const auto memory = residentBytesOf(server.pid());
    for (const Kind &kind : kKinds) {
        INFO(kind.name);
        double during = 0;
        for (int wave = 0; wave < waves; ++wave) {
            Storm storm(server.port(), strangers, kind.stranger, kind.habit);
            during = std::max(during, login());
            REQUIRE(waitFor([&] { return storm.isOver() || storm.isRefused(); }));
            REQUIRE_FALSE(storm.isRefused());
            login(); // while those that stay are there
            // They are not waited for: the server lets them go while they hold on.
            if (isSoak() && wave == waves - 1)
                CHECK(waitFor([&] { return descriptorsOf(server.pid()) <= descriptors; }));
        }
        double after = 0;
        for (int i = 0; i < 3; ++i)
            after = std::max(after, login());
        CHECK(waitFor([&] { return descriptorsOf(server.pid()) <= descriptors; }));
        figure(
            u"storms: %1, %2 strangers: a login %3 ms during (%4 of 1 s), %5 ms after (%6 of 100 ms), memory %7 MB more"_s
                .arg(QLatin1StringView(kind.name))
                .arg(strangers)
                .arg(during, 0, 'f', 1)
                .arg(during / 1'000, 0, 'f', 3)
                .arg(after, 0, 'f', 1)
                .arg(after / 100, 0, 'f', 2)
                .arg(static_cast<double>(residentBytesOf(server.pid()) - memory) / 1e6, 0, 'f', 1));
    }
    // What the allocator keeps for 256 handshakes a worker, and nothing that grows with the storms.
    if (isSoak())
        CHECK(residentBytesOf(server.pid()) - memory < 128'000'000);
    CHECK(server.terminate() == 0);
}
