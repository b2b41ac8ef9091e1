#include "acceptor.h"
#include "serverlimits.h"

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QTimer>
#include <QtTest/QSignalSpy>

using namespace cortege;
using namespace cortege::server;

TEST_CASE("a server that stops while it had no descriptor left stays stopped")
{
    const SystemClock clock;
    const Log log(clock);
    Acceptor acceptor(log, [](qintptr) { });
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
