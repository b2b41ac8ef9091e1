#include "opensessions.h"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <thread>
#include <vector>

using namespace cortege;
using namespace cortege::server;
using Full = OpenSessions::Full;
using Whose = Full::Whose;

TEST_CASE("each person has the same number of seats, and a seat is free again when whoever had it has gone")
{
    OpenSessions sessions(2, 100);
    const PersonId claire = PersonId::make();
    const PersonId paul = PersonId::make();
    const auto first = sessions.take(claire);
    auto second = sessions.take(claire);
    REQUIRE(first);
    REQUIRE(second);
    CHECK(sessions.take(claire).error() == Full { Whose::Person, 2, true });
    CHECK(sessions.take(claire).error() == Full { Whose::Person, 2, false });
    CHECK(sessions.take(paul));
    {
        const auto moved = std::move(*second); // as into a session
        CHECK(sessions.take(claire).error() == Full { Whose::Person, 2, false });
    }
    const auto third = sessions.take(claire);
    REQUIRE(third);
    CHECK(sessions.take(claire).error() == Full { Whose::Person, 2, true });
}

TEST_CASE("all together have the seats that there are, and whoever could mend it hears of their own")
{
    OpenSessions sessions(2, 3);
    const PersonId claire = PersonId::make();
    const PersonId paul = PersonId::make();
    const auto first = sessions.take(claire);
    const auto second = sessions.take(claire);
    {
        const auto third = sessions.take(paul);
        REQUIRE(third);
        CHECK(sessions.take(paul).error() == Full { Whose::Server, 3, true });
        CHECK(sessions.take(PersonId::make()).error() == Full { Whose::Server, 3, false });
        CHECK(sessions.take(claire).error() == Full { Whose::Person, 2, true });
    }
    const auto third = sessions.take(PersonId::make());
    REQUIRE(third);
    CHECK(sessions.take(paul).error() == Full { Whose::Server, 3, true });
}

TEST_CASE("threads that take and give back at the same time never have more than the seats, and leave all of them")
{
    constexpr int kMost = 3;
    OpenSessions sessions(kMost, 100);
    const PersonId person = PersonId::make();
    std::atomic<int> open = 0;
    std::atomic<int> taken = 0;
    std::atomic<bool> isOver = false; // more than there are
    {
        std::vector<std::jthread> threads;
        threads.reserve(2UL * kMost);
        for (int i = 0; i < 2 * kMost; ++i) {
            threads.emplace_back([&] {
                for (int round = 0; round < 2'000; ++round) {
                    const auto seat = sessions.take(person);
                    if (!seat)
                        continue;
                    ++taken;
                    if (++open > kMost)
                        isOver = true;
                    --open;
                }
            });
        }
    }
    CHECK_FALSE(isOver);
    CHECK(taken > 0);
    std::vector<OpenSessions::Seat> all;
    for (int i = 0; i < kMost; ++i) {
        auto seat = sessions.take(person);
        REQUIRE(seat);
        all.push_back(std::move(*seat));
    }
    CHECK_FALSE(sessions.take(person));
}
