#include "grid.h"

#include <geodata/gazetteer.h>
#include <geodata/itinerary.h>
#include <support/generators.h>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <sqlite3.h>

using namespace cortege;
using namespace cortege::geodata;
using namespace cortege::test;
using namespace Qt::StringLiterals;

namespace
{

Street street(const QString &name, const LineString &line, const QString &district = {})
{
    return { .name = name, .line = line, .district = district };
}

/// A small Marseille that fits on a chequerboard.
std::vector<Street> streets()
{
    return {
        street(u"La Canebière"_s, { at(0, 5), at(3, 5), at(10, 5) }, u"Belsunce"_s),
        street(u"Rue de Rome"_s, { at(3, 5), at(3, 0) }, u"Opéra"_s),
        street(u"Rue Saint-Ferréol"_s, { at(2, 5), at(2, 1) }, u"Opéra"_s),
        street(u"Rue Dragon"_s, { at(0, 2), at(6, 2) }),
        street(u"Rue Paradis"_s, { at(1, 5), at(1, -20) }),
        street(u"Rue Pierre et Marie Curie"_s, { at(5, 3), at(7, 3) }),
        street(u"Boulevard de Castellane"_s, { at(40, 60), at(45, 60) }),
        street(u"Place Castellane"_s, { at(3, 0), at(3.5, -0.3), at(4, 0) }),
        street(u"Cours Lieutaud"_s, { at(6, 5), at(6, 0) }),
        street(u"Rue du 8 Mai 1945"_s, { at(8, 8), at(8, 9) }),
        street(u"Rue de l'Église"_s, { at(-40, 0), at(-40, 1) }),
        street(u"Rue de l’Eglise"_s, { at(30, 30), at(30, 31) }),
        street(u"Cours Belsunce"_s, { at(0.5, 6) }, u"Belsunce"_s),
        street(u"Avenue du Maréchal Foch"_s, { at(12, 5), at(12, 9) }),
    };
}

class Territory
{
public:
    explicit Territory(const std::vector<Street> &streets = ::streets())
    {
        for (const Street &one : streets)
            m_writer.add(one);
    }
    GazetteerWriter &writer() { return m_writer; }
    QString path() const { return m_folder.filePath(u"lieux"_s); }
    Gazetteer open()
    {
        REQUIRE(m_writer.finish(path()));
        auto gazetteer = Gazetteer::open(path());
        INFO((gazetteer ? QString() : gazetteer.error().detail).toStdString());
        REQUIRE(gazetteer);
        return *std::move(gazetteer);
    }

private:
    QTemporaryDir m_folder;
    GazetteerWriter m_writer;
};

/// With numbers in Rue de Rome, Canebière; a quarter; some places.
Gazetteer usual(Territory &territory)
{
    for (int i = 1; i <= 40; ++i)
        territory.writer().add(
            HouseNumber { QString::number(i), u"RUE DE ROME"_s, u"13006"_s, u"Marseille"_s, at(3.1, 5 - i / 8.0) });
    territory.writer().add(HouseNumber { u"12 bis"_s, u"Rue de Rome"_s, u"13006"_s, u"Marseille"_s, at(3.1, 3.45) });
    territory.writer().add(HouseNumber { u"12"_s, u"Rue de Rome"_s, u"13990"_s, u"Fontvieille"_s, at(200, 200) });
    territory.writer().add(HouseNumber { u"8"_s, u"rue du 8 mai 1945"_s, u"13001"_s, u"Marseille"_s, at(8, 8.5) });
    territory.writer().add(NamedPlace { u"Église des Réformés"_s, PlaceCategory::Worship, at(10, 5.2), {} });
    territory.writer().add(NamedPlace { u"Ombrière du Vieux-Port"_s, PlaceCategory::Monument, at(-0.5, 5), {} });
    territory.writer().add(NamedPlace { u"Stade Vélodrome"_s, PlaceCategory::Sport, at(5, -30), {} });
    territory.writer().add(
        Area { u"Castellane"_s, AreaKind::Quarter, { { at(0, -5), at(8, -5), at(8, 0.5), at(0, 0.5) } } });
    return territory.open();
}

QStringList labels(const std::vector<Found> &found)
{
    QStringList all;
    for (const Found &one : found)
        all.append(one.label);
    return all;
}
QString first(const Gazetteer &gazetteer, QStringView typed)
{
    const auto found = gazetteer.complete(typed);
    return found.empty() ? QString() : found.front().label;
}

} // namespace

TEST_CASE("the quarters are given with their outlines")
{
    Territory territory;
    const Gazetteer gazetteer = usual(territory);
    const auto quarters = gazetteer.quarters();
    REQUIRE(quarters.size() == 1);
    CHECK(quarters.front().name == u"Castellane"_s);
    REQUIRE(quarters.front().rings.size() == 1);
    CHECK(quarters.front().rings.front().size() == 4);
}

TEST_CASE("What is being typed is completed, however it is spelled")
{
    Territory territory;
    const Gazetteer gazetteer = usual(territory);
    CHECK(first(gazetteer, u"rue de ro") == u"Rue de Rome"_s);
    CHECK(first(gazetteer, u"ROME") == u"Rue de Rome"_s);
    CHECK(first(gazetteer, u"r rome") == u"Rue de Rome"_s);
    CHECK(first(gazetteer, u"r st fer") == u"Rue Saint-Ferréol"_s);
    CHECK(first(gazetteer, u"rue saint ferreol") == u"Rue Saint-Ferréol"_s);
    CHECK(first(gazetteer, u"canebière") == u"La Canebière"_s);
    CHECK(first(gazetteer, u"la caneb") == u"La Canebière"_s);
    CHECK(first(gazetteer, u"av mal foch") == u"Avenue du Maréchal Foch"_s);
    CHECK(first(gazetteer, u"marechal f") == u"Avenue du Maréchal Foch"_s);
    CHECK(first(gazetteer, u"vieux port") == u"Ombrière du Vieux-Port"_s);
    CHECK(first(gazetteer, u"Réformés") == u"Église des Réformés"_s);
    CHECK(first(gazetteer, u"cours belsunce") == u"Cours Belsunce"_s);
    CHECK(gazetteer.complete(u"").empty());
    CHECK(gazetteer.complete(u" – ").empty());
    CHECK(gazetteer.complete(u"xyzzy").empty());
    CHECK(gazetteer.complete(u"rue", 3).size() == 3);
}

TEST_CASE("Typing errors are forgiven when nothing else fits")
{
    Territory territory;
    const Gazetteer gazetteer = usual(territory);
    CHECK(first(gazetteer, u"cannebière") == u"La Canebière"_s);
    CHECK(first(gazetteer, u"canebeire") == u"La Canebière"_s);
    CHECK(first(gazetteer, u"rue saint feréol") == u"Rue Saint-Ferréol"_s);
    CHECK(first(gazetteer, u"rue dargon") == u"Rue Dragon"_s);
    CHECK(first(gazetteer, u"ruz paradis") == u"Rue Paradis"_s);
    CHECK(first(gazetteer, u"castelanne") == u"Place Castellane"_s);
    CHECK(first(gazetteer, u"12 rue de rmoe") == u"12 Rue de Rome"_s);
}

TEST_CASE("A house number comes first or last")
{
    Territory territory;
    const Gazetteer gazetteer = usual(territory);
    for (const QStringView typed : { u"12 rue de Rome", u"rue de Rome 12", u"12, r Rome", u"12 rom" }) {
        const auto found = gazetteer.complete(typed, 10, at(0, 0));
        REQUIRE(found.size() >= 3);
        CHECK(found[0].kind == FoundKind::Address);
        CHECK(found[0].label == u"12 Rue de Rome"_s);
        CHECK(found[0].context == u"13006 Marseille"_s);
        CHECK(labels(found).contains(u"12 bis Rue de Rome"_s));
    }
    CHECK(first(gazetteer, u"12 bis rue de rome") == u"12 bis Rue de Rome"_s);
    CHECK(first(gazetteer, u"12b rue de rome") == u"12 bis Rue de Rome"_s);
    CHECK(first(gazetteer, u"rue du 8 mai 1945") == u"Rue du 8 Mai 1945"_s);
    CHECK(first(gazetteer, u"8 mai") == u"Rue du 8 Mai 1945"_s);
    CHECK(first(gazetteer, u"8 rue du 8 mai 1945") == u"8 Rue du 8 Mai 1945"_s);
    // A number that the base does not know leaves the street.
    CHECK(first(gazetteer, u"999 rue de rome") == u"Rue de Rome"_s);
}

TEST_CASE("A crossing is found by both its streets")
{
    Territory territory;
    const Gazetteer gazetteer = usual(territory);
    for (const QStringView typed : { u"angle rue de Rome / rue Dragon", u"rue dragon x rue de rome",
             u"rue de rome et rue dragon", u"angle r rome/dragon" }) {
        const auto found = gazetteer.complete(typed);
        REQUIRE(!found.empty());
        CHECK(found[0].kind == FoundKind::Crossing);
        CHECK(found[0].label.contains(u"Rue de Rome"_s));
        CHECK(found[0].label.contains(u"Rue Dragon"_s));
        CHECK(distanceMetres(found[0].position, at(3, 2)) < 0.1);
    }
    const auto all = labels(gazetteer.complete(u"angle rue dragon"));
    CHECK(all.size() == 4);
    CHECK(all.contains(u"Angle Rue Dragon / Rue Paradis"_s));
    CHECK(first(gazetteer, u"rue pierre et marie curie") == u"Rue Pierre et Marie Curie"_s);
}

TEST_CASE("Streets of one name far apart are two, nearness tells them apart")
{
    Territory territory;
    const Gazetteer gazetteer = usual(territory);
    const auto west = gazetteer.complete(u"rue de l'eglise", 10, at(-40, 0));
    const auto east = gazetteer.complete(u"rue de l eglise", 10, at(30, 30));
    REQUIRE(west.size() == 2);
    REQUIRE(east.size() == 2);
    CHECK(west[0].position == east[1].position);
    CHECK(distanceMetres(west[0].position, at(-40, 0)) < 200);
    // The street of the house numbers is the street of the lines.
    CHECK(labels(gazetteer.complete(u"rue de rome")).count(u"Rue de Rome"_s) == 2); // and that of Fontvieille
}

TEST_CASE("A point has a name")
{
    Territory territory;
    const Gazetteer gazetteer = usual(territory);
    const auto crossing = gazetteer.nearest(at(3.02, 2.02));
    REQUIRE(crossing);
    CHECK(crossing->kind == FoundKind::Crossing);
    CHECK(crossing->label.contains(u" / "_s));
    const auto address = gazetteer.nearest(at(3.15, 3.5));
    REQUIRE(address);
    CHECK(address->label == u"12 Rue de Rome"_s);
    const auto near = gazetteer.nearest(at(2.2, 3.5));
    REQUIRE(near);
    CHECK(near->label == u"Rue Saint-Ferréol"_s);
    const auto along = gazetteer.nearest(at(2.55, 2.8));
    REQUIRE(along);
    CHECK(along->kind == FoundKind::Street);
    CHECK(along->label.startsWith(u"Rue de Rome, près du "_s));
    CHECK(gazetteer.nearest(at(7.5, -4.5))->label == u"Castellane"_s);
    CHECK_FALSE(gazetteer.nearest(at(100, 100)));
    CHECK_FALSE(gazetteer.nearest({ std::nan(""), 0 }));
}

TEST_CASE("What lies in a quarter and names none gets its name")
{
    Territory territory;
    const Gazetteer gazetteer = usual(territory);
    CHECK(gazetteer.complete(u"place castellane")[0].context == u"Castellane"_s);
    CHECK(gazetteer.complete(u"canebiere")[0].context == u"Belsunce"_s);
}

TEST_CASE("A gazetteer that is foreign, newer or damaged is refused with its reason")
{
    Territory territory;
    {
        const Gazetteer gazetteer = usual(territory);
    }
    const QString path = territory.path();
    CHECK(Gazetteer::open(path + u"x"_s).error().kind == Failure::NotFound);
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QByteArray good = file.readAll();
    file.close();
    const auto openedAs = [&](const QByteArray &bytes) {
        QFile other(path + u".other"_s);
        REQUIRE(other.open(QIODevice::WriteOnly | QIODevice::Truncate));
        other.write(bytes);
        other.close();
        const auto opened = Gazetteer::open(other.fileName());
        return opened ? std::optional<Failure>() : opened.error().kind;
    };
    CHECK_FALSE(openedAs(good));
    CHECK(openedAs("no database at all, only some text that is longer than a header") == Failure::InvalidInput);
    CHECK(openedAs({}) == Failure::InvalidInput);
    CHECK(openedAs(good.first(good.size() / 2)) == Failure::Corrupt);
    QByteArray torn = good;
    torn.replace(8'192, 8'192, QByteArray(8'192, '\x5a'));
    CHECK(openedAs(torn) == Failure::Corrupt);
    for (const char version : { '\1', '\3' }) { // older keys are not the ones that are looked for
        QByteArray other = good;
        other[63] = version; // user_version, big-endian at 60
        CHECK(openedAs(other) == Failure::InvalidInput);
    }
    QByteArray foreign = good;
    foreign[68] = 0; // application_id
    CHECK(openedAs(foreign) == Failure::InvalidInput);
}

TEST_CASE("A gazetteer that cannot be written leaves the old one")
{
    Territory territory;
    {
        const Gazetteer gazetteer = territory.open();
    }
    GazetteerWriter writer;
    CHECK(writer.finish(territory.path() + u"/no/folder"_s).error().kind == Failure::Unavailable);
    CHECK(Gazetteer::open(territory.path()).has_value());
    REQUIRE(writer.finish(territory.path()));
    CHECK(Gazetteer::open(territory.path())->complete(u"rome").empty());
}

TEST_CASE("Whatever is typed has answers of the territory or none")
{
    Territory territory;
    const Gazetteer gazetteer = usual(territory);
    rc::check([&] {
        const QString typed = *rc::gen::arbitrary<bool>()
            ? test::anyText(40)
            : u"12 rue de rome / angle x bis"_s.sliced(*rc::gen::inRange(0, 20));
        for (const Found &one : gazetteer.complete(typed, 5, test::anyPoint()))
            RC_ASSERT(!one.label.isEmpty() && isOnEarth(one.position));
    });
}

TEST_CASE("An itinerary is read as it is told")
{
    const QStringList wanted { u"Vieux-Port"_s, u"Canebière"_s, u"Réformés"_s, u"Castellane"_s };
    for (const QStringView told :
        { u"Vieux-Port – Canebière – Réformés – Castellane", u"Vieux-Port - Canebière - Réformés - Castellane",
            u"Vieux-Port—Canebière—Réformés—Castellane", u"Vieux-Port, Canebière, Réformés, Castellane",
            u"Vieux-Port → Canebière -> Réformés => Castellane", u"Vieux-Port / Canebière / Réformés / Castellane",
            u"Vieux-Port puis Canebière, puis Réformés, puis Castellane",
            u"Vieux-Port via Canebière ; Réformés\nCastellane",
            u"Départ : Vieux-Port - Canebière -Réformés- Castellane",
            u"« Vieux-Port – Canebière – Réformés – Castellane »",
            u"Vieux-Port (ombrière) – Canebière – Réformés (15 h) – Réformés – Castellane" })
        CHECK(readItinerary(told) == wanted);
    CHECK(readItinerary(u"12, rue de Rome – angle rue Dragon / rue de Rome")
        == QStringList { u"12 rue de Rome"_s, u"angle rue Dragon / rue de Rome"_s });
    CHECK(readItinerary(u"Place Castellane, 13006 Marseille – Prado")
        == QStringList { u"Place Castellane"_s, u"Prado"_s });
    CHECK(readItinerary(u"Unter den Linden 63-65 (ZK) - Pariser Platz")
        == QStringList { u"Unter den Linden 63-65"_s, u"Pariser Platz"_s });
    CHECK(readItinerary(u"+++NEU+++ A-Platz (vor S) - B-Str. +++ALT+++ C-Str. - D")
        == QStringList { u"A-Platz"_s, u"B-Str."_s });
    CHECK(readItinerary(u"Alt: C - D NEU: A - B") == QStringList { u"A"_s, u"B"_s });
    CHECK(readItinerary(u"Alt-Moabit/Rathenower Str. - Alt-Moabit")
        == QStringList { u"Alt-Moabit/Rathenower Str."_s, u"Alt-Moabit"_s });
    CHECK(readItinerary(u"Freiheit -Lüdersstr. - 8. Mai – Platz des 18. März - 12 - 14")
        == QStringList { u"Freiheit"_s, u"Lüdersstr."_s, u"8. Mai"_s, u"Platz des 18. März"_s, u"12 - 14"_s });
    CHECK(readItinerary(u"").isEmpty());
    CHECK(readItinerary(u" – , / ").isEmpty());
}

TEST_CASE("An itinerary becomes points that lie together, and a route along the streets")
{
    Territory territory;
    const Gazetteer gazetteer = usual(territory);
    StreetNetworkBuilder builder;
    for (const Street &one : streets())
        builder.add(one);
    const auto network = StreetNetwork::read(builder.bytes());
    REQUIRE(network);

    const auto stops
        = resolve(gazetteer, readItinerary(u"Vieux-Port – Canebière – Rue de Rome – chez Paul – Castellane"));
    REQUIRE(stops.size() == 5);
    const auto chosen = [&](size_t i) { return stops[i].alternatives[*stops[i].chosen].label; };
    CHECK(chosen(0) == u"Ombrière du Vieux-Port"_s);
    CHECK(chosen(1) == u"La Canebière"_s);
    CHECK(chosen(2) == u"Rue de Rome"_s);
    CHECK(distanceMetres(*stops[2].point, at(3, 5)) < 0.1); // where both streets meet
    CHECK(stops[3].alternatives.empty());
    CHECK_FALSE(stops[3].point);
    CHECK(stops[3].text == u"chez Paul"_s);
    CHECK(chosen(4) == u"Place Castellane"_s);
    const auto path = routeThrough(*network, stops);
    REQUIRE(path);
    CHECK(path->metres < 1'000);
    CHECK(path->followed.front().name == u"La Canebière"_s);
    CHECK(path->crossed.front().name == u"Rue Paradis"_s);

    CHECK(routeThrough(*network, {}).error().kind == Failure::NotFound);
    CHECK(resolve(gazetteer, {}).empty());
}

TEST_CASE("A square told by its name alone is the square, not a far nursery that is called so")
{
    Territory territory;
    territory.writer().add(NamedPlace { u"CASTELLANE"_s, PlaceCategory::Other, at(-90, 90), {} });
    const Gazetteer gazetteer = usual(territory);
    const auto stops = resolve(gazetteer, readItinerary(u"Canebière – Rue de Rome – Castellane"));
    REQUIRE(stops.size() == 3);
    CHECK(stops[2].alternatives[*stops[2].chosen].label == u"Place Castellane"_s);
}

TEST_CASE("Whoever says Vieux-Port does not mean the road tunnel of that name")
{
    Territory territory;
    Street tunnel = street(u"Tunnel du Vieux-Port"_s, { at(-5, 5), at(0, 15) });
    tunnel.onFoot = false;
    territory.writer().add(tunnel);
    territory.writer().add(street(tunnel.name, { at(-2, 10), at(-2, 10) })); // from an index of streets
    const Gazetteer gazetteer = usual(territory);
    CHECK(gazetteer.complete(u"vieux-port").front().label == u"Ombrière du Vieux-Port"_s);
    CHECK(gazetteer.complete(u"tunnel du vieux-port").front().label == tunnel.name);
}

TEST_CASE("Any text is an itinerary of names")
{
    rc::check([] {
        for (const QString &name : readItinerary(test::anyText(200)))
            RC_ASSERT(!name.isEmpty() && name == name.simplified());
    });
}
