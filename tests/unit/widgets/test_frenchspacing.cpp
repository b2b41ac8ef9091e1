#include <common/frenchspacing.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QCoreApplication>

using namespace cortege;
using namespace Qt::StringLiterals;

TEST_CASE("in French no line of a window begins with a sign that has a space before it")
{
    const auto said = [](const char *text) { return QCoreApplication::translate("Anywhere", text); };
    {
        widgets::FrenchSpacing french;
        REQUIRE(QCoreApplication::installTranslator(&french));
        CHECK(said("Annuler « %1 » ?") == u"Annuler «\u00a0%1\u00a0»\u00a0?"_s);
        CHECK(said("Lieu : inconnu ; heure : 14:30 !") == u"Lieu\u00a0: inconnu\u00a0; heure\u00a0: 14:30\u00a0!"_s);
        CHECK(said("https://exemple.fr/?a") == u"https://exemple.fr/?a"_s);
    }
    CHECK(said("Lieu : inconnu") == u"Lieu : inconnu"_s);
}
