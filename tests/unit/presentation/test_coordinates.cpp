#include <presentation/coordinates.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QLocale>

#include <support/generators.h>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;

namespace
{

constexpr GeoPoint kPort { 5.3698, 43.2965 };

struct Language {
    explicit Language(const QLocale &locale) { QLocale::setDefault(locale); }
    ~Language() { QLocale::setDefault(QLocale::c()); }
    Language(const Language &) = delete;
    Language &operator=(const Language &) = delete;
};
const QLocale kFrench(QLocale::French, QLocale::France);
const QLocale kEnglish(QLocale::English, QLocale::UnitedKingdom);

double metresOff(const QString &text, GeoPoint point)
{
    const auto read = readCoordinates(text);
    INFO(text.toStdString());
    INFO((read ? std::string() : read.error().toStdString()));
    REQUIRE(read);
    return distanceMetres(*read, point);
}

} // namespace

TEST_CASE("positions are written as people read them")
{
    {
        const Language french(kFrench);
        CHECK(coordinateText(kPort, CoordinateFormat::Decimal) == u"43,296500 ; 5,369800");
        CHECK(coordinateText(kPort, CoordinateFormat::DegreesMinutesSeconds) == u"43° 17′ 47,400″ N, 5° 22′ 11,280″ E");
        CHECK(coordinateText({ -61.5, -16.05 }, CoordinateFormat::DegreesMinutesSeconds)
            == u"16° 03′ 00,000″ S, 61° 30′ 00,000″ O");
        CHECK(
            coordinateText({ 5, 43.99999999 }, CoordinateFormat::DegreesMinutesSeconds).startsWith(u"44° 00′ 00,000″"));
        CHECK(coordinateText({ -61.5, 16.05 }, CoordinateFormat::Lambert93).isEmpty());
    }
    const Language english(kEnglish);
    CHECK(coordinateText(kPort, CoordinateFormat::Decimal) == u"43.296500, 5.369800");
}

TEST_CASE("what is written is read again, in both languages")
{
    REQUIRE(rc::check([] {
        const Language language(*rc::gen::element(kFrench, kEnglish));
        const bool france = *rc::gen::arbitrary<bool>();
        const auto degrees = [](int from, int to) { return *rc::gen::inRange(from * 100'000, to * 100'000) / 1e5; };
        const GeoPoint point
            = france ? GeoPoint { degrees(-4, 8), degrees(42, 51) } : GeoPoint { degrees(-180, 180), degrees(-90, 90) };
        for (const CoordinateFormat format : kCoordinateFormats) {
            const QString text = coordinateText(point, format);
            RC_ASSERT(!text.isEmpty() || (format == CoordinateFormat::Lambert93 && !france));
            if (text.isEmpty())
                continue;
            const auto read = readCoordinates(text);
            RC_ASSERT(read.has_value());
            RC_ASSERT(distanceMetres(*read, point) < 0.1);
        }
    }));
}

TEST_CASE("positions are understood as web maps, tables and paper give them")
{
    for (const QString &text : { u"43.2965, 5.3698"_s, u"43.2965,5.3698"_s, u"43,2965 5,3698"_s, u"43,2965 ; 5,3698"_s,
             u"  43.2965  5.3698 "_s, u"43.2965\t5.3698"_s, u"43,2965, 5,3698"_s, u"43.2965 N 5.3698 E"_s,
             u"5.3698 E, 43.2965 N"_s, u"N 43.2965 E 5.3698"_s, u"43.2965° N, 5.3698° E"_s, u"43,2965° ; 5,3698°"_s,
             u"43°17'47.4\"N 5°22'11.3\"E"_s, u"43° 17′ 47,4″ N, 5° 22′ 11,3″ E"_s, u"43° 17' 47.4'' 5° 22' 11.3''"_s,
             u"43°17,79' N 5°22,188' E"_s, u"43º17’47,4” Nord, 5º22’11,3” Est"_s, u"+43.2965, +5.3698"_s })
        CHECK(metresOff(text, kPort) < 3);
    CHECK(metresOff(u"16° 03′ S, 61° 30′ O"_s, { -61.5, -16.05 }) < 1);
    CHECK(metresOff(u"-16,05 ; -61,5"_s, { -61.5, -16.05 }) < 1);
    CHECK(metresOff(u"16,05 Sud ; 61,5 Ouest"_s, { -61.5, -16.05 }) < 1);
}

TEST_CASE("Lambert-93 is understood by its size, whichever number comes first")
{
    // The Institut géographique national's own conversion of Marseille's Vieux-Port would differ by less than that.
    const QString text = coordinateText(kPort, CoordinateFormat::Lambert93);
    INFO(text.toStdString());
    for (const QString &typed : { u"892390 6247035"_s, u"892 390 6 247 035"_s, u"892 390 ; 6 247 035"_s,
             u"892390.0, 6247035.0"_s, u"892390,00 6247035,00"_s, u"6 247 035 ; 892 390"_s, u"E 892390 N 6247035"_s,
             u"X=892390 ; Y=6247035"_s, u"892 390 m ; 6 247 035 m"_s })
        CHECK(metresOff(typed, *readCoordinates(u"892390 6247035"_s)) < 0.01);
    CHECK(metresOff(u"892390 6247035"_s, kPort) < 1'000);
    // The origin of the projection (EPSG:2154): 3° E, 46° 30′ N is 700 km east, 6 600 km north.
    CHECK(metresOff(u"700 000 ; 6 600 000"_s, { 3, 46.5 }) < 0.01);
}

TEST_CASE("what cannot be a position is said to be none, and why")
{
    for (const QString &text :
        { u""_s, u"43.2965"_s, u"43,5"_s, u"Vieux-Port"_s, u"43.2965 5.3698 12"_s, u"43 17 47 5 22 11"_s,
            u"43.2965 N, 5.3698 N"_s, u"43.2965 E, 5.3698 W"_s, u"N43.2965N, E5.3698"_s, u"43,2965,5,3698"_s, u";"_s })
        CHECK_FALSE(readCoordinates(text));
    CHECK(readCoordinates(u"43° 61′ N, 5° 22′ E"_s).error().contains(u"Minutes"));
    CHECK(readCoordinates(u"93.5, 5.2"_s).error().contains(u"latitude"));
    CHECK(readCoordinates(u"12 ; 9 247 035"_s).error().contains(u"métropolitaine"));
}

TEST_CASE("no text is too odd to be refused")
{
    REQUIRE(rc::check([] {
        static const QString kSigns = u"0123456789.,;°'\" NSEWOmX=-+\t\n٣é"_s;
        QString text;
        for (int i = *rc::gen::inRange(0, 40); i > 0; --i)
            text += kSigns[*rc::gen::inRange<qsizetype>(0, kSigns.size())];
        const auto read = readCoordinates(text);
        RC_ASSERT((!read || isOnEarth(*read)));
    }));
}
