#include <presentation/eventlistmodel.h>

#include "support/generators.h"
#include "support/handclock.h"
#include "support/records.h"

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QLocale>
#include <QtTest/QAbstractItemModelTester>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;
using test::utc;

namespace
{

EventRow event(const QString &subject, std::optional<UtcTime> begins = {}, EventKind kind = EventKind::OfficialVisit)
{
    EventRow row { EventId::make(), EventState::Active, emptyRecord(kind), 1, u"Agent (DOPC)"_s, {}, {} };
    row.record.subject = subject;
    row.record.begins = begins;
    return row;
}

QStringList subjects(const QAbstractItemModel &model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all << model.index(row, EventListModel::Subject).data().toString();
    return all;
}

struct ShownList {
    ShownList()
    {
        filter.setSourceModel(&model);
        filter.sort(EventListModel::When);
    }
    test::HandClock clock { utc(u"2026-11-24T10:00:00Z") };
    EventListModel model { clock };
    EventFilter filter;
    QAbstractItemModelTester modelTester { &model, QAbstractItemModelTester::FailureReportingMode::Fatal };
    QAbstractItemModelTester filterTester { &filter, QAbstractItemModelTester::FailureReportingMode::Fatal };
};

} // namespace

TEST_CASE_METHOD(ShownList, "events are listed by time, those without a date last")
{
    model.put(event(u"Sans date"_s));
    model.put(event(u"demain"_s, utc(u"2026-11-25T10:00:00Z")));
    model.put(event(u"hier"_s, utc(u"2026-11-23T10:00:00Z")));
    CHECK(subjects(filter) == QStringList { u"hier"_s, u"demain"_s, u"Sans date"_s });
    model.put(event(u"Visite"_s));
    model.put(event(u"Bal"_s));
    CHECK(subjects(filter) == QStringList { u"hier"_s, u"demain"_s, u"Bal"_s, u"Sans date"_s, u"Visite"_s });
}

TEST_CASE_METHOD(ShownList, "a row says to a screen reader all that it shows")
{
    QLocale::setDefault(QLocale(QLocale::French, QLocale::France));
    EventRow march = event(u"Marche blanche"_s, utc(u"2026-11-24T22:05:00Z"), EventKind::MovingDemonstration);
    march.record.ends = utc(u"2026-11-25T00:05:00Z");
    std::get<MovingDemonstration>(march.record.particulars).people.expected = 600;
    march.receivedAt = utc(u"2026-11-24T13:32:00Z");
    model.put(march);
    const auto spoken = [this] {
        QString text = filter.index(0, EventListModel::Subject).data(Qt::AccessibleTextRole).toString();
        return text.replace(QChar(0xa0), u' ').replace(QChar(0x202f), u' ');
    };
    CHECK(spoken()
        == u"Marche blanche, Manifestation déambulatoire, mar. 24 nov., 23 h 05 – mer. 25 nov., 1 h 05, "
           "600 personnes, Actif, Reçue par la plateforme le 24/11/2026 14 h 32"_s);
    march.transfer = Transfer::Waiting;
    model.put(march);
    CHECK(spoken().endsWith(u", Actif, En attente d’envoi"_s));
}

TEST_CASE_METHOD(ShownList, "the year is said of events of another year than the clock's")
{
    QLocale::setDefault(QLocale(QLocale::French, QLocale::France));
    model.put(event(u"Visite"_s, utc(u"2026-11-28T13:00:00Z")));
    const auto when = [this] {
        QString text = filter.index(0, EventListModel::When).data().toString();
        return text.replace(QChar(0xa0), u' ').replace(QChar(0x202f), u' ');
    };
    const auto spoken
        = [this] { return filter.index(0, EventListModel::Subject).data(Qt::AccessibleTextRole).toString(); };
    CHECK(when() == u"dès sam. 28 nov., 14 h"_s);
    CHECK_FALSE(spoken().contains(u"2026"_s));
    clock.set(utc(u"2027-01-04T10:00:00Z"));
    CHECK(when() == u"dès sam. 28 nov. 2026, 14 h"_s);
    CHECK(spoken().contains(u"sam. 28 nov. 2026"_s));
}

TEST_CASE_METHOD(ShownList, "search ignores case and accents, and wants every word")
{
    EventRow march = event(u"Marche pour l’Œuvre"_s, {}, EventKind::MovingDemonstration);
    std::get<MovingDemonstration>(march.record.particulars).departure.text = u"Place de la Préfecture"_s;
    model.put(march);
    model.put(event(u"Visite"_s));

    filter.setText(u"PREFECTURE oeuvre"_s);
    CHECK(subjects(filter) == QStringList { march.record.subject });
    filter.setText(u"l'oeuvre"_s);
    CHECK(subjects(filter) == QStringList { march.record.subject });
    filter.setText(u"L’ŒUVRE !"_s); // a sign alone is no word
    CHECK(subjects(filter) == QStringList { march.record.subject });
    filter.setText(u"prefecture visite"_s);
    CHECK(subjects(filter).isEmpty());
    filter.setText({});
    CHECK(filter.rowCount() == 2);
}

TEST_CASE_METHOD(ShownList, "kinds, period and cancelled events are filtered apart")
{
    model.put(event(u"opération"_s, utc(u"2026-11-24T10:00:00Z"), EventKind::PlannedOperation));
    model.put(event(u"visite"_s, utc(u"2026-11-26T10:00:00Z")));
    EventRow cancelled = event(u"annulée"_s, utc(u"2026-11-24T09:00:00Z"));
    cancelled.state = EventState::Cancelled;
    model.put(cancelled);

    CHECK(subjects(filter) == QStringList { u"opération"_s, u"visite"_s });
    filter.setShowCancelled(true);
    CHECK(filter.rowCount() == 3);
    filter.setKinds({ static_cast<int>(EventKind::OfficialVisit) });
    CHECK(subjects(filter) == QStringList { u"annulée"_s, u"visite"_s });
    filter.setPeriod(UtcInterval { utc(u"2026-11-26T00:00:00Z"), utc(u"2026-11-27T00:00:00Z") });
    CHECK(subjects(filter) == QStringList { u"visite"_s });
}

TEST_CASE_METHOD(ShownList, "an event that lasts belongs to every day of it")
{
    EventRow row = event(u"longue"_s, utc(u"2026-11-20T10:00:00Z"));
    row.record.ends = utc(u"2026-11-25T10:00:00Z");
    model.put(row);
    filter.setPeriod(UtcInterval { utc(u"2026-11-24T00:00:00Z"), utc(u"2026-11-25T00:00:00Z") });
    CHECK(filter.rowCount() == 1);
    filter.setPeriod(UtcInterval { utc(u"2026-11-25T10:00:00Z"), utc(u"2026-11-26T00:00:00Z") });
    CHECK(filter.rowCount() == 0);
}

TEST_CASE_METHOD(ShownList, "our cancellation stays in sight until the platform has it")
{
    const client::PendingChange cancellation { RequestId::make(), EventId::make(), 1,
        emptyRecord(EventKind::OfficialVisit), Cancellation {}, {}, client::PendingChange::State::Conflict, {}, {} };
    model.put(rowOf(cancellation, nullptr));
    CHECK(filter.rowCount() == 1);
}

TEST_CASE_METHOD(ShownList, "search finds organisers and the beginning of an identifier")
{
    EventRow march = event(u"Marche"_s, {}, EventKind::MovingDemonstration);
    std::get<MovingDemonstration>(march.record.particulars).organiser = OrganiserStatus::Union;
    model.put(march);
    model.put(event(u"Visite"_s));
    filter.setText(u"syndicat"_s);
    CHECK(subjects(filter) == QStringList { u"Marche"_s });
    filter.setText(march.id.toString().left(8).toUpper());
    CHECK(subjects(filter) == QStringList { u"Marche"_s });
    filter.setText(march.id.toString().left(7)); // too short to be one, and in no text
    CHECK(filter.rowCount() == 0);
}

TEST_CASE_METHOD(ShownList, "an agenda has what takes place that day, with its times of day")
{
    QLocale::setDefault(QLocale(QLocale::French, QLocale::France));
    const auto lasting = [&](const QString &subject, const char16_t *begins, const char16_t *ends) {
        EventRow row = event(subject, utc(begins));
        row.record.ends = utc(ends);
        model.put(row);
    };
    lasting(u"soirée"_s, u"2026-11-28T21:00:00Z", u"2026-11-29T01:00:00Z");
    lasting(u"veille"_s, u"2026-11-27T22:00:00Z", u"2026-11-28T02:00:00Z");
    lasting(u"lendemain"_s, u"2026-11-28T23:00:00Z", u"2026-11-29T02:00:00Z"); // midnight in Marseille
    lasting(u"jusqu’à minuit"_s, u"2026-11-28T19:30:00Z", u"2026-11-28T23:00:00Z");
    model.put(event(u"sans date"_s));
    EventRow draft = event(u"brouillon d’un autre jour"_s, utc(u"2026-12-24T10:00:00Z"));
    draft.transfer = Transfer::Draft;
    model.put(draft);
    EventRow conflict = event(u"conflit d’un autre jour"_s, utc(u"2026-12-24T10:00:00Z"));

    filter.setAgenda({ utc(u"2026-11-27T23:00:00Z"), utc(u"2026-11-28T23:00:00Z") });
    CHECK(subjects(filter) == QStringList { u"veille"_s, u"jusqu’à minuit"_s, u"soirée"_s });
    QStringList times;
    for (int row = 0; row < filter.rowCount(); ++row) {
        QString text = filter.index(row, EventListModel::When).data().toString();
        times << text.replace(QChar(0xa0), u' ').replace(QChar(0x202f), u' ');
    }
    CHECK(times == QStringList { u"23 h (27/11) – 3 h"_s, u"20 h 30 – minuit"_s, u"22 h – 2 h (29/11)"_s });
    conflict.transfer = Transfer::Conflict; // somebody has to decide
    model.put(conflict);
    REQUIRE(filter.rowCount() == 4);
    CHECK(filter.index(3, EventListModel::When).data().toString().contains(u"24"));
    filter.setPeriod({});
    CHECK(filter.rowCount() == 7);
    CHECK(filter.index(0, EventListModel::When).data().toString().contains(u"ven. 27"));
}

TEST_CASE("rows can be put, changed and removed in any order")
{
    rc::check("the model holds what a map would hold", [] {
        const SystemClock clock;
        EventListModel model(clock);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        std::map<QString, EventRow> expected;
        std::vector<EventId> ids(5, EventId::make());
        std::ranges::generate(ids, &EventId::make);
        const int steps = *rc::gen::inRange(0, 30);
        for (int step = 0; step < steps; ++step) {
            const EventId id = *rc::gen::elementOf(ids);
            if (*rc::gen::inRange(0, 3) == 0) {
                model.remove(id);
                expected.erase(id.toString());
            } else {
                EventRow row = event(test::anyText(10));
                row.id = id;
                model.put(row);
                expected.insert_or_assign(id.toString(), row);
            }
        }
        RC_ASSERT(static_cast<size_t>(model.rowCount()) == expected.size());
        for (const auto &[id, row] : expected)
            RC_ASSERT(*model.find(row.id) == row);
    });
}
