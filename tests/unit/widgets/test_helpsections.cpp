#include "common/helpsections.h"

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

#include <support/places.h>

#include <algorithm>

using namespace cortege;
using namespace cortege::widgets;
using namespace Qt::StringLiterals;

namespace
{

QString textOf(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QFile::ReadOnly));
    return QString::fromUtf8(file.readAll());
}

QSet<QString> anchorsOf(const QString &page)
{
    QSet<QString> anchors;
    static const QRegularExpression heading(u"^#+ (.*)$"_s, QRegularExpression::MultilineOption);
    for (const auto &match : heading.globalMatch(textOf(test::sourcePath(u"docs/"_s + page + u".md"_s))))
        anchors << anchorOf(match.captured(1));
    return anchors;
}

QString sourcesOfTheWidgets()
{
    QString all;
    QDirIterator files(
        test::sourcePath(u"libs/widgets/src"_s), { u"*.cpp"_s }, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        all += textOf(files.next());
    return all;
}

} // namespace

TEST_CASE("anchors are those of forges")
{
    CHECK(anchorOf(u"L’historique") == u"lhistorique"_s);
    CHECK(anchorOf(u"Saisir un événement") == u"saisir-un-événement"_s);
    CHECK(anchorOf(u"Chaque jour, chaque an") == u"chaque-jour-chaque-an"_s);
    CHECK(anchorOf(u"Qui\u00a0?") == anchorOf(u"Qui ?"));
}

TEST_CASE("each part that has a section is there, and its section is in a guide")
{
    const QSet<QString> sections = anchorsOf(u"guide-cortege"_s) + anchorsOf(u"guide-console"_s);
    const QString sources = sourcesOfTheWidgets();
    for (const HelpSection &each : kHelpSections) {
        const QString name = u'"' + each.part.toString() + u"\"_s"_s;
        INFO(name.toStdString());
        CHECK(sections.contains(each.anchor.toString()));
        CHECK(sources.contains(name));
    }
}

TEST_CASE("the lists and dialogs of the console's analysis have a section each")
{
    for (const auto part : { "zonesPanel"_L1, "meetingsPanel"_L1, "factsPanel"_L1, "factImport"_L1, "comparison"_L1,
             "charts"_L1, "snapshot"_L1, "clockFilter"_L1 }) {
        INFO(part.data());
        CHECK(std::ranges::count(kHelpSections, part, &HelpSection::part) == 1);
    }
}

TEST_CASE("what both programs have is in both guides")
{
    for (const auto *anchor :
        { u"la-première-fois", u"trouver-un-événement", u"lhistorique", u"exporter", u"la-connexion" }) {
        CHECK(anchorsOf(u"guide-cortege"_s).contains(QString::fromUtf16(anchor)));
        CHECK(anchorsOf(u"guide-console"_s).contains(QString::fromUtf16(anchor)));
    }
}
