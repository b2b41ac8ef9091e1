#include <news.h>

#include <protocol/codec.h>

#include <catch2/catch_test_macros.hpp>

#include <frame.h>
#include <serverlimits.h>
#include <support/generators.h>
#include <tokenbucket.h>

using namespace cortege;
using namespace cortege::server;

TEST_CASE("a text frame has the length that RFC 6455 wants")
{
    CHECK(textFrame("Hello") == QByteArray("\x81\x05Hello"));
    CHECK(textFrame(QByteArray(125, 'x')).first(2) == QByteArray("\x81\x7d"));
    CHECK(textFrame(QByteArray(126, 'x')).first(4) == QByteArray("\x81\x7e\x00\x7e", 4));
    CHECK(textFrame(QByteArray(0xffff, 'x')).first(4) == QByteArray("\x81\x7e\xff\xff", 4));
    CHECK(textFrame(QByteArray(0x10000, 'x')).first(10) == QByteArray("\x81\x7f\0\0\0\0\0\1\0\0", 10));
}

TEST_CASE("frames hold every version once, in order, and are neither too long nor too large")
{
    REQUIRE(rc::check([] {
        NewsBuilder builder;
        const Sequence first = *rc::gen::inRange(1, 1'000);
        const int count = *rc::gen::inRange(1, 700);
        const int largest = *rc::gen::element(10, 2'000, 200'000);
        for (Sequence sequence = first; sequence < first + count; ++sequence)
            builder.add(
                sequence, QByteArray(static_cast<qsizetype>(sequence * 7'919 % largest), 'x'), EventState::Active);
        Sequence last = first - 1;
        for (const NewsFrame &frame : builder.take()) {
            RC_ASSERT(frame.first == last + 1);
            last = frame.last;
            RC_ASSERT(frame.last - frame.first < protocol::limits::kReplayBatch);
            RC_ASSERT(frame.first == frame.last || frame.bytes.size() < server::limits::kNewsFrame + 1'000);
        }
        RC_ASSERT(last == first + count - 1);
        RC_ASSERT(builder.take().empty());
    }));
}

TEST_CASE("a session that follows the frames and fills the gaps gets everything, wherever it begins")
{
    REQUIRE(rc::check([] {
        const Sequence start = *rc::gen::inRange(0, 50);
        RecentNews news(start);
        const Sequence end = start + *rc::gen::inRange(1, 200);
        const int size = *rc::gen::element(10, 700'000); // the large ones push the older out
        while (news.last() < end) {
            const Sequence last = std::min(end, news.last() + *rc::gen::inRange(1, 9));
            news.add({ { news.last() + 1, last, QByteArray(size, 'x') } });
        }
        Sequence place = *rc::gen::inRange<Sequence>(0, end + 1);
        while (place < news.last()) {
            if (const NewsFrame *frame = news.after(place)) {
                RC_ASSERT(frame->first == place + 1);
                place = frame->last;
            } else {
                const Sequence gap = news.gapAfter(place);
                RC_ASSERT(gap > place);
                RC_ASSERT(gap <= news.last());
                place = gap; // read from the journal
                RC_ASSERT(place == news.last() || news.after(place));
            }
        }
        RC_ASSERT(news.gapAfter(end) == end);
    }));
}

TEST_CASE("news of what was in the journal already is none, and a frame that began before is no gap")
{
    RecentNews news(5);
    news.add({ { 2, 3, "x" }, { 4, 7, "x" } });
    CHECK(news.last() == 7);
    CHECK_FALSE(news.after(5)); // the frame holds more than is missing: it is read
    CHECK(news.gapAfter(5) == 7);
    CHECK(news.after(3));
    CHECK_FALSE(news.after(1));
    news.add({ { 8, 8, "x" } });
    CHECK(news.after(7));
}

TEST_CASE("once an event is erased, nobody is sent the frames from before")
{
    NewsBuilder builder;
    builder.add(1, "{}", EventState::Active);
    builder.add(2, "{}", EventState::Cancelled);
    RecentNews news(0);
    news.add(builder.take());
    CHECK(news.after(0));

    builder.add(3, "{}", EventState::Erased);
    news.add(builder.take());
    CHECK_FALSE(news.after(0));
    CHECK(news.gapAfter(0) == 2);
    REQUIRE(news.after(2));
    CHECK(news.after(2)->last == 3);

    builder.add(4, "{}", EventState::Active); // erases nothing
    news.add(builder.take());
    CHECK(news.after(2));
}

TEST_CASE("a bucket gives a second's worth at once and refills evenly; who does not listen runs it dry")
{
    using namespace std::chrono_literals;
    const Instant start {};
    TokenBucket bucket(10, start);
    for (int i = 0; i < 10; ++i)
        CHECK(bucket.take(start));
    CHECK_FALSE(bucket.take(start));
    CHECK(bucket.take(start + 200ms));
    CHECK_FALSE(bucket.take(start + 200ms));
    CHECK(bucket.take(start + 1h));
    for (int i = 0; i < 19; ++i) {
        CHECK_FALSE(bucket.isDry());
        bucket.take(start + 1h);
    }
    CHECK(bucket.isDry());

    TokenBucket bytes(1'000, start);
    CHECK(bytes.take(start, 900));
    CHECK_FALSE(bytes.take(start, 200));
    CHECK(bytes.take(start + 1s, 0));
    CHECK_FALSE(bytes.take(start + 1s, 5'000));
    CHECK(bytes.isDry());

    TokenBucket other(10, start);
    other.setRate(100);
    for (int i = 0; i < 100; ++i)
        CHECK(other.take(start));
    CHECK_FALSE(other.take(start));
}
