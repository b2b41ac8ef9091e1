#include <presentation/meetinglist.h>
#include <presentation/texts.h>

#include <support/records.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QLocale>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::utc;

namespace
{

Meeting meeting(const QString &first, double metres, std::chrono::hours after, double severity)
{
    const auto begin = utc(u"2026-11-28T12:00:00Z") + after;
    return { EventId::make(), EventId::make(), first, u"Autre"_s, { 5.37, 43.29 }, metres, { begin, begin + 1h }, {},
        severity };
}

QStringList firstsOf(const MeetingList &list)
{
    QStringList names;
    for (int row = 0; row < list.rowCount(); ++row)
        names << list.meetings()[static_cast<size_t>(list.rankAt(row))].firstName;
    return names;
}

} // namespace

TEST_CASE("meetings are sorted in several ways and keep the number that they have on the map")
{
    MeetingList list;
    list.set({ meeting(u"Grave"_s, 120, 3h, 0.7), meeting(u"Proche"_s, 0, 2h, 0.4), meeting(u"Tôt"_s, 250, 0h, 0.1) });
    CHECK(firstsOf(list) == QStringList { u"Grave"_s, u"Proche"_s, u"Tôt"_s });
    list.setOrder(MeetingList::Order::Distance);
    CHECK(firstsOf(list) == QStringList { u"Proche"_s, u"Grave"_s, u"Tôt"_s });
    list.setOrder(MeetingList::Order::Time);
    CHECK(firstsOf(list) == QStringList { u"Tôt"_s, u"Proche"_s, u"Grave"_s });
    CHECK(list.rowOfRank(0) == 2);
    CHECK(list.index(2).data().toString().startsWith(u"1. Grave"));
    CHECK(list.rowOfRank(3) == -1);
}

TEST_CASE("a line says who, when, where, how far and how grave")
{
    MeetingList list;
    list.setNames([](GeoPoint) { return u"Cours Lieutaud"_s; });
    auto one = meeting(u"Marche"_s, 0, 0h, 0.71);
    list.set({ one });
    const QString text = list.index(0).data().toString();
    INFO(text.toStdString());
    for (const auto *part : { u"Marche", u"Autre", u"Cours Lieutaud", u"au même endroit", u"forte" })
        CHECK(text.contains(QString::fromUtf16(part)));
    one.apart = 25min;
    one.metres = 180;
    one.severity = 0.1;
    list.set({ one });
    const QString other = list.index(0).data().toString();
    for (const auto *part : { u"25", u"180", u"faible" })
        CHECK(other.contains(QString::fromUtf16(part)));
    CHECK(other.contains(briefMoment(one.during.begin))); // as the intervals of the other lines are written
}

TEST_CASE("a line about facts says how many of which category")
{
    MeetingList list;
    auto one = meeting(u"Marche"_s, 40, 0h, 0.3);
    one.second.reset();
    one.secondName = u"Dégradation"_s;
    one.during.end = one.during.begin;
    one.facts = 1;
    list.set({ one });
    const QString text = list.index(0).data().toString();
    INFO(text.toStdString());
    CHECK(text.startsWith(u"1. Marche et 1 fait (Dégradation)"));
    CHECK(text.contains(u"13"_s)); // noon in UTC, and no interval
    CHECK(!text.contains(u" – "_s));
    one.facts = 1'200;
    list.set({ one });
    CHECK(list.index(0).data().toString().contains(u"%1 faits (Dégradation)"_s.arg(QLocale().toString(1'200))));
}

TEST_CASE("two meetings are of the same two whatever has become of them")
{
    const auto one = meeting(u"Marche"_s, 0, 0h, 0.5);
    auto other = one;
    other.severity = 0.2;
    CHECK(one.isOf(other));
    other.second = EventId::make();
    CHECK(!one.isOf(other));
    auto facts = one;
    facts.second.reset();
    facts.secondName = u"Vol"_s;
    auto otherFacts = facts;
    otherFacts.facts = 7;
    CHECK(facts.isOf(otherFacts));
    otherFacts.secondName = u"Incendie"_s;
    CHECK(!facts.isOf(otherFacts));
    CHECK(!facts.isOf(one));
}
