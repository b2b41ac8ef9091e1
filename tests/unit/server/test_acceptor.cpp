#include "acceptor.h"
#include "arrivals.h"
#include "serverlimits.h"

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QTimer>
#include <QtTest/QSignalSpy>

#include <array>
#include <fcntl.h>
#include <unistd.h>

using namespace cortege;
using namespace cortege::server;

TEST_CASE("a server that stops while it had no descriptor left stays stopped")
{
    const SystemClock clock;
    const Log log(clock);
    Acceptor acceptor(log, [](qintptr) { }, [] { });
    REQUIRE(acceptor.listen(QHostAddress::LocalHost));
    acceptor.pauseAccepting();
    Q_EMIT acceptor.acceptError(QAbstractSocket::SocketResourceError); // it would resume a little later
    acceptor.close();
    QTimer later;
    later.setSingleShot(true);
    QSignalSpy over(&later, &QTimer::timeout);
    later.start(2 * limits::kAcceptPause);
    REQUIRE(over.wait());
    CHECK_FALSE(acceptor.isListening());
}

TEST_CASE("of more connections than may wait, the oldest are closed, and those left at the end")
{
    std::array<qintptr, 5> descriptors {};
    for (qintptr &one : descriptors)
        one = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    const auto isOpen = [&](size_t i) { return ::fcntl(static_cast<int>(descriptors.at(i)), F_GETFD) >= 0; };
    {
        Arrivals arrivals(3);
        CHECK(arrivals.isEmpty());
        for (size_t i = 0; i < descriptors.size(); ++i)
            CHECK(arrivals.put(descriptors.at(i)) == (i == 0));
        CHECK_FALSE(isOpen(0));
        CHECK_FALSE(isOpen(1));
        CHECK(arrivals.takeClosed() == 2);
        CHECK(arrivals.takeClosed() == 0);
        CHECK(arrivals.take() == descriptors[2]);
        CHECK(isOpen(2));
    }
    CHECK_FALSE(isOpen(3));
    CHECK_FALSE(isOpen(4));
    CHECK(::close(static_cast<int>(descriptors[2])) == 0);
}
