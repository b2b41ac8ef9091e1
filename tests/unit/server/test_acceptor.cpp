#include "acceptor.h"
#include "arrivals.h"
#include "clienthello.h"
#include "serverlimits.h"

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QByteArrayView>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <array>
#include <fcntl.h>
#include <optional>

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace cortege;
using namespace cortege::server;

namespace
{

/// From here on this process may open nothing more.
class NoDescriptors
{
public:
    NoDescriptors()
    {
        ::getrlimit(RLIMIT_NOFILE, &m_usual);
        const int next = ::dup(STDERR_FILENO);
        ::close(next);
        const rlimit none { static_cast<rlim_t>(next), m_usual.rlim_max };
        ::setrlimit(RLIMIT_NOFILE, &none);
    }
    void end() const { ::setrlimit(RLIMIT_NOFILE, &m_usual); }

private:
    rlimit m_usual {};
};

} // namespace

TEST_CASE("without a descriptor way is made, once; then whoever waits is taken")
{
    const SystemClock clock;
    const Log log(clock);
    std::optional<NoDescriptors> none;
    int taken = 0;
    int ways = 0;
    Acceptor acceptor(
        log,
        [&](qintptr descriptor) {
            ::close(static_cast<int>(descriptor));
            ++taken;
        },
        [&] {
            none->end(); // at once: the sanitizers need some as well
            ++ways;
        });
    REQUIRE(acceptor.listen(QHostAddress::LocalHost, 0));
    std::array<QTcpSocket, 3> peers;
    const auto connectAll = [&] {
        for (QTcpSocket &peer : peers) {
            peer.connectToHost(QHostAddress::LocalHost, acceptor.serverPort());
            REQUIRE(peer.waitForConnected());
        }
    };
    connectAll();
    REQUIRE(QTest::qWaitFor([&] { return taken == 3; })); // and the end of the batch was seen
    CHECK(ways == 0);
    for (QTcpSocket &peer : peers)
        peer.abort();

    connectAll();
    none.emplace();
    SECTION("those who wait are taken a little later")
    {
        REQUIRE(QTest::qWaitFor([&] { return taken == 6; }));
        CHECK(ways == 1);
    }
    SECTION("a server that stops meanwhile stays stopped")
    {
        REQUIRE(QTest::qWaitFor([&] { return ways == 1; }));
        acceptor.close();
        QTimer later;
        later.setSingleShot(true);
        QSignalSpy over(&later, &QTimer::timeout);
        later.start(2 * limits::kAcceptPause);
        REQUIRE(over.wait());
        CHECK(taken == 3);
    }
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

TEST_CASE("who has said a whole hello stays while others have not")
{
    constexpr QByteArrayView kHello { "\x16\x03\x01\x00\x05\x01\x00\x00\x01\x03", 10 };
    struct Line { // what is written to `far` waits at `near`
        explicit Line(QByteArrayView said)
        {
            std::array<int, 2> ends {};
            REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0);
            far = ends[0];
            near = ends[1];
            REQUIRE(::write(far, said.data(), static_cast<size_t>(said.size())) == said.size());
        }
        ~Line() { ::close(far); }
        Line(const Line &) = delete;
        Line &operator=(const Line &) = delete;
        int far = -1;
        int near = -1; ///< the arrivals' own
    };
    const Line whole(kHello);
    const Line part(kHello.first(7));
    const Line data(QByteArrayView("\x17\x03\x01\x00\x05\x01\x00\x00\x01\x03", 10)); // no handshake
    const Line garbage("\x16\x03\x01 GET / HTTP/1.1");
    const Line silent("");
    Arrivals arrivals(2);
    for (const Line *line : { &whole, &part, &data, &garbage, &silent }) {
        CHECK(hasClientHello(line->near) == (line == &whole));
        arrivals.put(line->near);
    }
    CHECK(arrivals.takeClosed() == 3);
    CHECK(arrivals.take() == whole.near);
    CHECK(::close(whole.near) == 0);
}
