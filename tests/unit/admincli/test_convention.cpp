#include <support/ran.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>

#include <support/handclock.h>
#include <support/records.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;

namespace
{

/// The office on 2 May 2026, with a database of its own.
struct Office {
    QTemporaryDir folder;
    QString database = folder.filePath(u"plateforme.sqlite"_s);
    HandClock clock { utc(u"2026-05-02T10:00:00Z") };

    Ran convention(const QString &command, const QStringList &words = {})
    {
        return run(QStringList { u"convention"_s, command, u"--database"_s, database } + words, clock);
    }
    void notified() { REQUIRE(convention(u"notify"_s, { u"--date"_s, u"2025-11-25"_s }).code == 0); }
};

const QStringList kAnnexe { u"--version"_s, u"annexe-1/2019"_s, u"--dpo-ville"_s, u"DPD-V/12"_s, u"--dpo-ville-date"_s,
    u"2026-01-05"_s, u"--dpo-prefecture"_s, u"DPD-P/3"_s, u"--dpo-prefecture-date"_s, u"2026-01-07"_s,
    u"--impact-study"_s, u"AIPD 2026-1"_s };

} // namespace

TEST_CASE("the acts of the convention are recorded and shown in the order in which they came")
{
    Office office;
    const Ran notify = office.convention(u"notify"_s, { u"--date"_s, u"2025-11-25"_s, u"--reference"_s, u"LRAR 12"_s });
    CHECK(notify.said.startsWith(u"Acte 1 enregistré. La convention est en vigueur et prend fin le 24/11/2029"_s));
    CHECK(office.convention(u"annexe"_s, kAnnexe).code == 0);
    const Ran amend = office.convention(u"amend"_s,
        { u"--date"_s, u"2026-02-01"_s, u"--subject"_s, u"Annexe 1"_s, u"--annexe"_s, u"annexe-1/2019"_s,
            u"--last-day"_s, u"2028-12-31"_s });
    CHECK(amend.said.contains(u"31/12/2028 (avenant)"_s));
    const Ran denounce
        = office.convention(u"denounce"_s, { u"--by"_s, u"prefecture"_s, u"--received"_s, u"2026-04-30"_s });
    CHECK(denounce.said.contains(u"30/06/2026 (dénonciation)"_s));
    const Ran correct = office.convention(u"correct"_s, { u"--reference"_s, u"Note du 2 mai"_s, u"4"_s });
    CHECK(correct.said.contains(u"31/12/2028 (avenant)"_s));

    const Ran shown = office.convention(u"show"_s);
    INFO(shown.said.toStdString());
    CHECK(shown.code == 0);
    const QStringList lines = shown.said.trimmed().split(u'\n');
    REQUIRE(lines.size() == 7);
    CHECK(lines[0].contains(u"31/12/2028"_s));
    CHECK(lines[1].endsWith(u"25/11/2026, 25/11/2027, 25/11/2028"_s));
    CHECK(lines[2].startsWith(u"1  notification, 25/11/2025"_s));
    CHECK(lines[2].contains(u"LRAR 12"_s));
    CHECK(lines[3].contains(u"DPD-V/12"_s));
    CHECK(lines[3].contains(u"AIPD 2026-1"_s));
    CHECK(lines[5].contains(u"Préfecture de Police"_s));
    CHECK(lines[5].endsWith(u"ne compte pas"_s));

    const QJsonObject json
        = QJsonDocument::fromJson(office.convention(u"show"_s, { u"--json"_s }).said.toUtf8()).object();
    CHECK(json.value(u"state"_s) == u"notice"_s);
    CHECK(json.value(u"ends"_s) == u"2028-12-31T23:00:00Z"_s);
    const QJsonArray acts = json.value(u"acts"_s).toArray();
    REQUIRE(acts.size() == 5);
    CHECK_FALSE(acts[3].toObject().value(u"counts"_s).toBool(true));
    CHECK(acts[4].toObject().value(u"recordedAt"_s) == u"2026-05-02T10:00:00Z"_s);
    CHECK_FALSE(acts[4].toObject().value(u"recordedBy"_s).toString().isEmpty());
}

TEST_CASE("an act that the convention does not accept is an error, and is not recorded")
{
    Office office;
    office.notified();
    CHECK(office.convention(u"notify"_s, { u"--date"_s, u"2025-11-26"_s }).code == 1);
    CHECK(office.convention(u"denounce"_s, { u"--by"_s, u"ville"_s, u"--received"_s, u"2026-05-03"_s }).code == 1);
    CHECK(office
              .convention(u"amend"_s,
                  { u"--date"_s, u"2026-05-01"_s, u"--subject"_s, u"Annexe"_s, u"--annexe"_s, u"annexe-1/2031"_s })
              .code
        == 1);
    const Ran shown = office.convention(u"show"_s);
    CHECK(shown.said.trimmed().split(u'\n').size() == 3);
}

TEST_CASE("the words of an act are checked before anything is opened")
{
    Office office;
    const auto misuse = [&](const QString &command, const QStringList &words, const QString &named) {
        const Ran ran = office.convention(command, words);
        INFO(ran.complained.toStdString());
        CHECK(ran.code == 2);
        CHECK(ran.complained.section(u'\n', 0, 0).contains(named));
    };
    misuse(u"notify"_s, {}, u"--date"_s);
    misuse(u"notify"_s, { u"--date"_s, u"25/11/2025"_s }, u"25/11/2025"_s);
    misuse(u"notify"_s, { u"--date"_s, u"2026-02-29"_s }, u"2026-02-29"_s);
    misuse(u"denounce"_s, { u"--by"_s, u"mairie"_s, u"--received"_s, u"2026-04-30"_s }, u"mairie"_s);
    misuse(u"denounce"_s, { u"--by"_s, u"ville"_s, u"--received"_s, u"hier"_s }, u"hier"_s);
    misuse(u"amend"_s, { u"--date"_s, u"2026-02-01"_s }, u"--subject"_s);
    misuse(
        u"amend"_s, { u"--date"_s, u"2026-02-01"_s, u"--subject"_s, u"A"_s, u"--last-day"_s, u"?"_s }, u"--last-day"_s);
    misuse(u"annexe"_s, kAnnexe.first(10), u"--impact-study"_s);
    misuse(u"annexe"_s, kAnnexe.first(2) + kAnnexe.sliced(4), u"--dpo-ville"_s);
    misuse(u"correct"_s, { u"4"_s }, u"--reference"_s);
    misuse(u"correct"_s, { u"--reference"_s, u"Note"_s, u"le quatrième"_s }, u"le quatrième"_s);
    CHECK_FALSE(QFile::exists(office.database));
}
