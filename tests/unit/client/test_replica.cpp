#include <client/backoff.h>
#include <client/replica.h>

#include <catch2/catch_test_macros.hpp>

#include <support/generators.h>

using namespace cortege;
using namespace cortege::client;
using namespace std::chrono_literals;

namespace
{

/// A journal of changes to a few events.
std::vector<EventVersion> anyJournal()
{
    const std::vector<EventId> events { EventId::make(), EventId::make(), EventId::make() };
    QHash<EventId, int> revisions;
    std::vector<EventVersion> journal;
    for (int rows = *rc::gen::inRange(1, 30); rows > 0; --rows) {
        EventVersion version = test::anyVersion();
        version.id = *rc::gen::elementOf(events);
        version.revision = ++revisions[version.id];
        version.sequence = std::ssize(journal) + 1;
        if (*rc::gen::inRange(0, 5) == 0) {
            version.state = EventState::Erased;
            version.record = {};
        }
        journal.push_back(version);
    }
    return journal;
}

QHash<EventId, EventVersion> stateAfter(const std::vector<EventVersion> &journal, Sequence upTo)
{
    QHash<EventId, EventVersion> state;
    for (Sequence i = 0; i < upTo; ++i) {
        const EventVersion &version = journal[static_cast<size_t>(i)];
        if (version.state == EventState::Erased)
            state.remove(version.id);
        else
            state.insert(version.id, version);
    }
    return state;
}

} // namespace

TEST_CASE("whatever pieces of a journal arrive, a replica is the journal up to somewhere or refuses the piece")
{
    REQUIRE(rc::check([] {
        const auto journal = anyJournal();
        const auto size = std::ssize(journal);
        Replica replica;
        for (int pieces = *rc::gen::inRange(1, 40); pieces > 0; --pieces) {
            const Sequence upTo = replica.upTo();
            // From where it stands, or from anywhere else: a repetition, a gap.
            const auto from = *rc::gen::oneOf(rc::gen::just(upTo), rc::gen::inRange<qsizetype>(0, size + 1));
            const auto to = *rc::gen::inRange<qsizetype>(from, size + 1);
            std::vector<EventVersion> piece(journal.begin() + from, journal.begin() + to);
            if (piece.size() > 2 && *rc::gen::inRange(0, 5) == 0)
                piece.erase(piece.begin() + 1); // a hole inside
            const bool follows = piece.empty() || (from == upTo && std::ssize(piece) == to - from);
            RC_ASSERT(replica.apply(piece) == follows);
            RC_ASSERT(replica.upTo() == (follows && !piece.empty() ? to : upTo));
            RC_ASSERT(replica.events() == stateAfter(journal, replica.upTo()));
        }
        RC_ASSERT(replica.apply({ journal.begin() + replica.upTo(), journal.end() }));
        RC_ASSERT(replica.events() == stateAfter(journal, size));
    }));
}

TEST_CASE("what is not in a replica is not found") { CHECK(Replica().find(EventId::make()) == nullptr); }

TEST_CASE("waiting doubles up to the limit, is shortened at random by half at most, and starts over")
{
    double random = 1;
    Backoff backoff(250ms, 3s, [&random] { return random; });
    CHECK(backoff.next() == 250ms);
    CHECK(backoff.next() == 500ms);
    random = 0;
    CHECK(backoff.next() == 500ms);
    CHECK(backoff.next() == 1000ms);
    random = 0.5;
    CHECK(backoff.next() == 2250ms);
    CHECK(backoff.next() == 2250ms);
    backoff.reset();
    random = 1;
    CHECK(backoff.next() == 250ms);
}
