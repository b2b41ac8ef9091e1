#include <presentation/noticelist.h>

#include <catch2/catch_test_macros.hpp>

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

#include <utility>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;

namespace
{

struct Told {
    NoticeList list;
    QAbstractItemModelTester tester { &list, QAbstractItemModelTester::FailureReportingMode::Fatal };
    QSignalSpy noticed { &list, &NoticeList::noticed };
    EventVersion version { EventId::make(), 1, 1, EventState::Active, { PersonId::make(), u"Claire Martin (DOPC)"_s },
        UtcTime {}, emptyRecord(EventKind::MovingDemonstration) };

    Told() { version.record.subject = u"Marche"_s; }
    Notice::What tell(EventState state, bool live = true)
    {
        version.state = state;
        list.take({ version }, live);
        ++version.revision;
        return list.notice(0).what;
    }
};

} // namespace

TEST_CASE_METHOD(Told, "an event arrives, changes, is cancelled and comes back")
{
    CHECK(tell(EventState::Active) == Notice::What::Arrived);
    CHECK(describe(list.notice(0)) == u"Nouvelle manifestation déambulatoire : Marche"_s);
    CHECK(tell(EventState::Active) == Notice::What::Changed);
    CHECK(tell(EventState::Cancelled) == Notice::What::Cancelled);
    CHECK(describe(list.notice(0)) == u"Événement annulé : Marche"_s);
    CHECK(tell(EventState::Active) == Notice::What::Reinstated);
    CHECK(noticed.size() == 4);
}

TEST_CASE_METHOD(Told, "what is replayed is not announced, but remembered")
{
    version.state = EventState::Cancelled;
    list.take({ version }, false);
    CHECK(list.rowCount() == 0);
    CHECK(noticed.isEmpty());
    version.revision = 2;
    CHECK(tell(EventState::Active) == Notice::What::Reinstated);
}

TEST_CASE_METHOD(Told, "nothing is left of what was said about an event that was erased")
{
    tell(EventState::Active);
    const EventId erased = version.id;
    version.id = EventId::make();
    tell(EventState::Active);
    const EventId other = std::exchange(version.id, erased);
    tell(EventState::Cancelled);
    REQUIRE(list.rowCount() == 3);
    list.forget({ erased, EventId::make() });
    REQUIRE(list.rowCount() == 1);
    CHECK(list.notice(0).event == other);
    version.revision = 1;
    CHECK(tell(EventState::Active) == Notice::What::Arrived);
}

TEST_CASE_METHOD(Told, "the newest comes first and the oldest go")
{
    for (size_t i = 0; i < NoticeList::kMost + 10; ++i) {
        version.record.subject = QString::number(i);
        tell(EventState::Active);
    }
    CHECK(list.rowCount() == static_cast<int>(NoticeList::kMost));
    CHECK(list.notice(0).subject == QString::number(NoticeList::kMost + 9));
}
