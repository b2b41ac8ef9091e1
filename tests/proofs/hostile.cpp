#include <support/bluntpeer.h>
#include <support/processfacts.h>
#include <support/soak.h>
#include <support/wireclient.h>

#include <QtCore/QElapsedTimer>

#include <atomic>
#include <csignal>
#include <thread>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;

namespace
{

constexpr unsigned char kFinal = 0x80, kContinuation = 0x0, kText = 0x1, kBinary = 0x2, kPing = 0x9,
                        kPong = 0xA; // RFC 6455 §5.2

QByteArray text(const QByteArray &payload) { return bluntFrame(kFinal | kText, payload); }
QByteArray request(protocol::MessageId id, const protocol::Request &content)
{
    return text(protocol::encode(id, content));
}

/// Until the server cuts it, or so much was said that it never will. True when it was cut.
bool sayUntilCut(BluntPeer &peer, const QByteArray &bytes)
{
    constexpr qint64 kMost = qint64 { 512 } * 1024 * 1024;
    for (qint64 said = 0; said < kMost; said += bytes.size()) {
        if (!peer.write(bytes))
            return true;
    }
    return false;
}
/// Pings as fast as the answers come.
bool pingUntilCut(BluntPeer &peer)
{
    constexpr qsizetype kAtOnce = 500;
    const QByteArray pings = bluntFrame(kFinal | kPing, QByteArray(125, 'p')).repeated(kAtOnce);
    for (int i = 0; i < 10'000; ++i) {
        if (!peer.write(pings))
            return true;
        for (qsizetype heard = 0; heard < kAtOnce * (2 + 125);) {
            const qsizetype more = peer.read().size();
            if (more == 0)
                return true;
            heard += more;
        }
    }
    return false;
}
/// Says it and hears how the server hangs up.
bool sayOnce(BluntPeer &peer, const QByteArray &bytes)
{
    peer.write(bytes);
    peer.hearOut();
    return true;
}

struct Kind {
    const char *name;
    bool (*act)(BluntPeer &peer); ///< true when the server cut it
};
// What is said once ends with `hearOut`: a server that does not hang up is one that the test hangs on.
const Kind kKinds[] {
    { "pings and never reads",
        [](BluntPeer &peer) {
            return sayUntilCut(peer, bluntFrame(kFinal | kPing, QByteArray(125, 'p')).repeated(500));
        } },
    { "pings and reads", pingUntilCut },
    { "empty pings and never reads",
        [](BluntPeer &peer) { return sayUntilCut(peer, bluntFrame(kFinal | kPing, {}).repeated(10'000)); } },
    { "pongs that nobody asked for",
        [](BluntPeer &peer) { return sayUntilCut(peer, bluntFrame(kFinal | kPong, {}).repeated(10'000)); } },
    { "asks and never reads",
        [](BluntPeer &peer) {
            return sayUntilCut(peer, request(2, protocol::HistoryRequest { EventId::make() }).repeated(100));
        } },
    { "10,000 requests at once",
        [](BluntPeer &peer) {
            return sayOnce(peer, request(2, protocol::HistoryRequest { EventId::make() }).repeated(10'000));
        } },
    { "10,000 saves at once", [](BluntPeer &peer) { return sayOnce(peer, request(2, newVisit()).repeated(10'000)); } },
    { "a frame of 2^62 bytes",
        [](BluntPeer &peer) {
            QByteArray frame = bluntFrame(kFinal | kText, QByteArray(200, 'x'));
            frame[2] = '\x40';
            return sayUntilCut(peer, frame + QByteArray(1'000'000, 'x'));
        } },
    { "a message without an end",
        [](BluntPeer &peer) {
            return peer.write(bluntFrame(kText, QByteArray(4'000, 'x')))
                && sayUntilCut(peer, bluntFrame(kContinuation, QByteArray(4'000, 'x')).repeated(20));
        } },
    { "empty fragments without an end",
        [](BluntPeer &peer) {
            return peer.write(bluntFrame(kText, {}))
                && sayUntilCut(peer, bluntFrame(kContinuation, {}).repeated(2'000));
        } },
    { "arrays in arrays", [](BluntPeer &peer) { return sayOnce(peer, text(QByteArray(500'000, '['))); } },
    { "objects in objects",
        [](BluntPeer &peer) { return sayOnce(peer, text(QByteArray("{\"a\":").repeated(100'000))); } },
    { "not masked", [](BluntPeer &peer) { return sayOnce(peer, bluntFrame(kFinal | kText, "{}", false)); } },
    { "binary", [](BluntPeer &peer) { return sayOnce(peer, bluntFrame(kFinal | kBinary, "{}")); } },
    { "reserved bits", [](BluntPeer &peer) { return sayOnce(peer, bluntFrame(kFinal | 0x70 | kText, "{}")); } },
    { "an opcode that is none", [](BluntPeer &peer) { return sayOnce(peer, bluntFrame(kFinal | 0x3, "{}")); } },
    { "a ping of 4,000 bytes",
        [](BluntPeer &peer) { return sayOnce(peer, bluntFrame(kFinal | kPing, QByteArray(4'000, 'p'))); } },
    { "text that is no UTF-8", [](BluntPeer &peer) { return sayOnce(peer, text("\xff\xfe\xc3")); } },
};

} // namespace

TEST_CASE("a person of ours who is hostile is cut, while the others' saves go on")
{
    std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes to connections that are over
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Admin);
    const auto bad = server.person(u"Mauvaise Humeur"_s, Role::Entry);
    WireClient other(server, agent);
    other.login();
    other.saved(newVisit());
    const auto descriptors = descriptorsOf(server.pid());
    const auto memory = residentBytesOf(server.pid());
    const int peers = soakCount(1, 20);

    for (const Kind &kind : kKinds) {
        INFO(kind.name);
        std::vector<double> saves;
        qint64 most = memory;
        double slowest = 0;
        for (int i = 0; i < peers; ++i) {
            std::atomic<bool> over { false };
            bool wasIn = false;
            bool wasCut = false;
            QElapsedTimer life;
            life.start();
            std::jthread act([&] {
                BluntPeer peer(server.port(), bad);
                wasIn = peer.isIn() && peer.write(request(1, WireClient::kHello)) && !peer.read().isEmpty();
                wasCut = wasIn && kind.act(peer);
                over = true;
            });
            QElapsedTimer clock;
            do {
                clock.start();
                REQUIRE(other.call(newVisit()));
                saves.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
                most = std::max(most, residentBytesOf(server.pid()));
            } while (!over);
            act.join();
            REQUIRE(wasIn);
            CHECK(wasCut);
            slowest = std::max(slowest, static_cast<double>(life.elapsed()) / 1e3);
        }
        CHECK(waitFor([&] { return descriptorsOf(server.pid()) <= descriptors; }));
        std::ranges::sort(saves);
        figure(
            u"hostile: %1, %2 times: cut within %3 s (10 s), the others' saves p99 %4 ms (%5 of 100 ms), memory %6 MB more at most"_s
                .arg(QLatin1StringView(kind.name))
                .arg(peers)
                .arg(slowest, 0, 'f', 2)
                .arg(saves[saves.size() * 99 / 100], 0, 'f', 1)
                .arg(saves[saves.size() * 99 / 100] / 100, 0, 'f', 2)
                .arg(static_cast<double>(most - memory) / 1e6, 0, 'f', 0));
    }
    CHECK(other.call(newVisit()));
    CHECK(server.terminate() == 0);
}
