#include <folding.h>
#include <support/generators.h>

#include <catch2/catch_test_macros.hpp>

using namespace cortege;
using namespace cortege::geodata;
using namespace Qt::StringLiterals;

TEST_CASE("Abbreviations are the words they stand for")
{
    CHECK(nameKey(u"Bd. de la Libération") == nameKey(u"BOULEVARD DE LA LIBERATION"));
    CHECK(nameKey(u"R St Ferréol") == nameKey(u"Rue Saint-Ferréol"));
    CHECK(nameKey(u"av du Mal Foch") == nameKey(u"Avenue du Maréchal Foch"));
    CHECK(nameKey(u"Rathenower Str.") == nameKey(u"Rathenower Straße"));
    CHECK(nameKey(u"Turmstr.") == nameKey(u"Turmstraße"));
    // An initial is none.
    CHECK(nameKey(u"Rue R. Salengro") == u"rue r salengro"_s);
    CHECK(nameCore(nameKey(u"Rue de la République")) == u"republique"_s);
    CHECK(nameCore(u"la canebiere"_s) == u"canebiere"_s);
    CHECK(nameCore(u"rue"_s) == u"rue"_s);
}

TEST_CASE("House numbers are read where they stand")
{
    CHECK(readNumber(u"12") == NumberParts { 12, {} });
    CHECK(readNumber(u"12 bis") == NumberParts { 12, u"bis"_s });
    CHECK(readNumber(u"012B") == NumberParts { 12, u"b"_s });
    CHECK_FALSE(readNumber(u"0"));
    CHECK_FALSE(readNumber(u"13001 Marseille"));
    CHECK_FALSE(readNumber(u""));
    const auto readings = [](QStringView text) {
        QStringList all;
        for (const NumberedText &one : numberedReadings(folded(text)))
            all.append(u"%1%2|%3"_s.arg(one.number.number).arg(one.number.suffix, one.rest));
        return all;
    };
    CHECK(readings(u"12 rue de Rome") == QStringList { u"12|rue de rome"_s });
    CHECK(readings(u"rue de Rome, 12") == QStringList { u"12|rue de rome"_s });
    CHECK(readings(u"12 bis r Rome") == QStringList { u"12bis|r rome"_s, u"12|bis r rome"_s });
    // "r" may be a suffix and a street.
    CHECK(readings(u"12 r Rome").contains(u"12|r rome"_s));
    CHECK(readings(u"Rue Paradis").isEmpty());
    CHECK(readings(u"12").isEmpty());
}

TEST_CASE("A crossing is asked for in several ways")
{
    using Pairs = QList<std::pair<QString, QString>>;
    const Pairs wanted { { u"rue de rome"_s, u"rue dragon"_s } };
    CHECK(crossingReadings(u"angle rue de Rome / rue Dragon") == wanted);
    CHECK(crossingReadings(u"Angle de la rue de Rome et de la rue Dragon") == wanted);
    CHECK(crossingReadings(u"à l’angle de la rue de Rome et rue Dragon") == wanted);
    CHECK(crossingReadings(u"rue de Rome x rue Dragon") == wanted);
    CHECK(crossingReadings(u"rue de Rome/rue Dragon") == wanted);
    CHECK(crossingReadings(u"rue de Rome et rue Dragon") == wanted);
    CHECK(crossingReadings(u"angle rue de Rome") == Pairs { { u"rue de rome"_s, {} } });
    CHECK(crossingReadings(u"rue de Rome /") == Pairs { { u"rue de rome"_s, {} } });
    CHECK(crossingReadings(u"rue de Rome").isEmpty());
    CHECK(crossingReadings(u"/").isEmpty());
}

TEST_CASE("Typing errors are counted")
{
    CHECK(editDistance(u"canebiere", u"canebiere", 2, false) == 0);
    CHECK(editDistance(u"cannebiere", u"canebiere", 2, false) == 1);
    CHECK(editDistance(u"canebeire", u"canebiere", 2, false) == 1);
    CHECK(editDistance(u"canbier", u"canebiere", 2, false) == 2);
    CHECK(editDistance(u"rome", u"paradis", 2, false) == 3);
    CHECK(editDistance(u"canneb", u"canebiere", 2, true) == 1);
    CHECK(editDistance(u"", u"a", 2, false) == 1);
    CHECK(editDistance(u"", u"abc", 2, true) == 0);
}

TEST_CASE("Any text")
{
    rc::check("folds once and for all", [] {
        const QString once = nameKey(test::anyText(60));
        RC_ASSERT(nameKey(once) == once);
    });
    rc::check("is as far from another as that from it", [] {
        const QString a = test::anyText(9);
        const QString b = test::anyText(9);
        RC_ASSERT(editDistance(a, b, 3, false) == editDistance(b, a, 3, false));
        RC_ASSERT(editDistance(a, a, 3, false) == 0);
        RC_ASSERT(editDistance(a, a + b, 3, true) == 0);
    });
}
