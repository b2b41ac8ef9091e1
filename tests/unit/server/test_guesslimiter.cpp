#include "guesslimiter.h"

#include <catch2/catch_test_macros.hpp>

using namespace cortege::server;
using namespace Qt::StringLiterals;
using Verdict = GuessLimiter::Verdict;

TEST_CASE("whoever guesses is told to wait, then not listened to, and forgotten after a while")
{
    GuessLimiter limiter;
    const Instant start = cortege::server::now();
    const QHostAddress guesser(u"192.0.2.7"_s);
    for (int i = 0; i < cortege::server::limits::kGuesses; ++i) {
        CHECK(limiter.of(guesser, start) == Verdict::Heard);
        limiter.wrong(guesser, start);
    }
    CHECK(limiter.of(guesser, start) == Verdict::Later);
    CHECK(limiter.of(QHostAddress(u"::ffff:192.0.2.7"_s), start) == Verdict::Later);
    CHECK(limiter.of(QHostAddress(u"192.0.2.8"_s), start) == Verdict::Heard);
    for (int i = 0; i < cortege::server::limits::kGuesses; ++i)
        limiter.wrong(guesser, start);
    CHECK(limiter.of(guesser, start) == Verdict::Cut);
    CHECK(limiter.of(guesser, start + cortege::server::limits::kGuessWindow) == Verdict::Heard);
}

TEST_CASE("in IPv6 a subscriber's network is one guesser")
{
    GuessLimiter limiter;
    const Instant start = cortege::server::now();
    for (int i = 0; i < cortege::server::limits::kGuesses; ++i)
        limiter.wrong(QHostAddress(u"2001:db8:1:2::%1"_s.arg(i + 1)), start);
    CHECK(limiter.of(QHostAddress(u"2001:db8:1:2:ffff::1"_s), start) == Verdict::Later);
    CHECK(limiter.of(QHostAddress(u"2001:db8:1:3::1"_s), start) == Verdict::Heard);
}

TEST_CASE("more guessers than are remembered do not grow the memory")
{
    GuessLimiter limiter;
    const Instant start = cortege::server::now();
    for (int i = 0; i < cortege::server::limits::kGuesses; ++i)
        limiter.wrong(QHostAddress(quint32 { 1 }), start);
    CHECK(limiter.of(QHostAddress(quint32 { 1 }), start) == Verdict::Later);
    for (quint32 i = 1; i <= cortege::server::limits::kGuessers; ++i)
        limiter.wrong(QHostAddress(i + 1), start);
    CHECK(limiter.of(QHostAddress(quint32 { 1 }), start) == Verdict::Heard);
}
