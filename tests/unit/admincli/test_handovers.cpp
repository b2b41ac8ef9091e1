#include <support/ran.h>

#include <catch2/catch_test_macros.hpp>

#include <pki/files.h>
#include <storage/sqlitehabilitations.h>
#include <storage/sqlitejournal.h>
#include <storage/sqliteregister.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QMap>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

#include <support/convention.h>
#include <support/handclock.h>
#include <support/records.h>
#include <support/testauthority.h>
#include <support/testkeys.h>
#include <support/wanted.h>

#include <algorithm>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;

namespace
{

QByteArray readWhole(const QString &path)
{
    QFile file(path);
    INFO(path.toStdString());
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

void openssl(const QStringList &arguments)
{
    QProcess process;
    process.start(u"openssl"_s, arguments);
    REQUIRE(process.waitForFinished(60'000));
    INFO(process.readAllStandardError().toStdString());
    REQUIRE(process.exitCode() == 0);
}

/// Whoever hands over, with a database of four events; and two providers. Days count from today.
struct HandingOver {
    QTemporaryDir folder;
    HandClock clock { std::chrono::floor<std::chrono::seconds>(SystemClock().now()) };
    TestAuthority authority { clock.now() };
    TestKeys keys;
    QString database = path(u"plateforme.sqlite"_s);
    TestPerson steward = authority.person(u"Anne Leroy"_s, {});

    HandingOver()
    {
        using namespace storage;
        recordConvention(database, clock.now());
        const auto persons = wanted(SqlitePersonRegister::open(database, SqlitePersonRegister::Access::ReadWrite));
        wanted(persons->add(steward.person));
        wanted(persons->bind(steward.fingerprint, steward.person.id, clock.now()));
        wanted(wanted(SqliteHabilitations::open(database, SqliteHabilitations::Access::ReadWrite))
                ->declare({ steward.person.id, Party::City, u"Arrêté 1"_s, clock.now(), std::nullopt }));
        const auto writer = wanted(SqliteJournalWriter::open(database, keys.cipher()));
        const auto save = [&](EventKind kind, const QString &subject, std::optional<int> day) {
            EventRecord record = emptyRecord(kind);
            record.subject = subject;
            if (day)
                record.begins = midnight(dayFromNow(*day)) + std::chrono::hours(10);
            const Write write { RequestId::make(), { PersonId::make(), u"Claire Martin (DOPC)"_s }, EventId::make(), 0,
                record, clock.now() };
            wanted(writer->apply(std::span(&write, 1)));
        };
        save(EventKind::OfficialVisit, u"Visite"_s, -20);
        save(EventKind::OfficialVisit, u"Visite trop ancienne"_s, -60);
        save(EventKind::StaticDemonstration, u"Rassemblement"_s, -10);
        save(EventKind::OfficialVisit, u"Visite sans date"_s, std::nullopt);
        for (const QString &name : { u"prestataire"_s, u"autre"_s })
            openssl({ u"req"_s, u"-x509"_s, u"-nodes"_s, u"-newkey"_s, u"rsa:3072"_s, u"-days"_s, u"60"_s, u"-subj"_s,
                u"/CN="_s + name, u"-keyout"_s, path(name + u".key"_s), u"-out"_s, path(name + u".pem"_s) });
        clock.set(SystemClock().now() + std::chrono::seconds(2)); // openssl's certificates begin now
    }
    QString path(const QString &file) const { return folder.filePath(file); }
    QDate dayFromNow(int days) const { return toParis(clock.now()).date().addDays(days); }
    static QString iso(QDate day) { return day.toString(Qt::ISODate); }

    Ran handover(const QString &command, const QStringList &words)
    {
        return run(QStringList { u"handover"_s, command } + words, clock);
    }
    QStringList acting() const
    {
        return { u"--as-certificate"_s, steward.files.certificateChain, u"--as-key"_s, steward.files.key };
    }
    QStringList data() const { return { u"--database"_s, database, u"--keys"_s, keys.folder() }; }
    /// With other options, or with others in their places.
    Ran create(const QString &out, const QMap<QString, QString> &others = {})
    {
        QMap<QString, QString> options { { u"--database"_s, database }, { u"--keys"_s, keys.folder() },
            { u"--as-certificate"_s, steward.files.certificateChain }, { u"--as-key"_s, steward.files.key },
            { u"--provider"_s, u"Études SARL"_s }, { u"--contact"_s, u"donnees@etudes.example"_s },
            { u"--certificate"_s, path(u"prestataire.pem"_s) }, { u"--purpose"_s, u"Étude de mobilité"_s },
            { u"--until"_s, iso(dayFromNow(40)) }, { u"--from"_s, iso(dayFromNow(-30)) },
            { u"--to"_s, iso(dayFromNow(0)) }, { u"--out"_s, path(out) } };
        options.insert(others);
        QStringList words;
        for (const auto &[option, value] : options.asKeyValueRange())
            words << option << value;
        return handover(u"create"_s, words);
    }
    QJsonArray list()
    {
        const Ran ran = handover(u"list"_s, { u"--database"_s, database, u"--json"_s });
        REQUIRE(ran.code == 0);
        return QJsonDocument::fromJson(ran.said.toUtf8()).array();
    }
    QString number() { return list().at(0)[u"id"_s].toString(); }
    QString state() { return list().at(0)[u"state"_s].toString(); }
    Ran open(const QString &package, const QString &who)
    {
        return handover(u"open"_s,
            { u"--package"_s, path(package), u"--certificate"_s, path(who + u".pem"_s), u"--key"_s,
                path(who + u".key"_s), u"--authority"_s, authority.path(u"authority/root.pem"_s), u"--to"_s,
                path(u"ouvert-"_s + who) });
    }
};

} // namespace

TEST_CASE("a package holds what was asked for and what is owed, for its provider alone")
{
    HandingOver desk;
    const Ran created = desk.create(u"remise.cms"_s);
    INFO(created.complained.toStdString());
    REQUIRE(created.code == 0);
    const QByteArray package = readWhole(desk.path(u"remise.cms"_s));
    CHECK_FALSE(package.contains("Visite"));
    CHECK(QFile::permissions(desk.path(u"remise.cms"_s)).testFlag(QFile::ReadGroup) == false);

    CHECK(desk.open(u"remise.cms"_s, u"autre"_s).code == 1);
    CHECK_FALSE(QDir(desk.path(u"ouvert-autre"_s)).exists());
    const Ran opened = desk.open(u"remise.cms"_s, u"prestataire"_s);
    INFO(opened.complained.toStdString());
    REQUIRE(opened.code == 0);
    CHECK(opened.said.contains(u"Anne Leroy"_s));
    const auto records
        = QJsonDocument::fromJson(readWhole(desk.path(u"ouvert-prestataire/evenements.geojson"_s))).object();
    const QJsonArray features = records[u"features"_s].toArray();
    REQUIRE(features.size() == 2);
    QStringList subjects;
    for (const QJsonValue feature : features)
        subjects << feature[u"properties"_s][u"objet"_s].toString();
    CHECK(subjects == QStringList { u"Visite"_s, u"Rassemblement"_s });
    const QByteArray readme = readWhole(desk.path(u"ouvert-prestataire/LISEZ-MOI.txt"_s));
    CHECK(readme.contains("Étude de mobilité"));
    CHECK(readme.contains(desk.dayFromNow(40).toString(u"dd/MM/yyyy"_s).toUtf8()));
    CHECK(readme.contains(desk.number().toUtf8()));
    CHECK_FALSE(readWhole(desk.path(u"ouvert-prestataire/evenements.geojson"_s)).contains("Claire")); // who entered it

    CHECK(desk.create(u"remise.cms"_s).code == 1); // nothing is written over
    CHECK(desk.list().size() == 1);
    REQUIRE(desk.create(u"visites.cms"_s, { { u"--kind"_s, u"visiteOfficielle"_s } }).code == 0);
    CHECK(desk.list().at(1)[u"events"_s] == 1);
}

TEST_CASE("what cannot be handed over leaves neither a package nor a line")
{
    HandingOver desk;
    QMap<QString, QString> others;
    int code = 1;
    SECTION("for longer than a year") { others = { { u"--until"_s, HandingOver::iso(desk.dayFromNow(400)) } }; }
    SECTION("no events of that kind") { others = { { u"--kind"_s, u"operationProgrammee"_s } }; }
    SECTION("not a certificate") { others = { { u"--certificate"_s, desk.path(u"prestataire.key"_s) } }; }
    SECTION("somebody whom nobody knows")
    {
        const auto stranger = desk.authority.person(u"Paul Roux"_s, {});
        others = { { u"--as-certificate"_s, stranger.files.certificateChain }, { u"--as-key"_s, stranger.files.key } };
    }
    SECTION("a date that is none")
    {
        others = { { u"--until"_s, u"31/12/2027"_s } };
        code = 2;
    }
    SECTION("when the convention has ended") { endConvention(desk.database, desk.clock.now()); }
    CHECK(desk.create(u"remise.cms"_s, others).code == code);
    CHECK_FALSE(QFile::exists(desk.path(u"remise.cms"_s)));
    CHECK(desk.list().isEmpty());
}

TEST_CASE("a handover is reminded of, becomes overdue, and ends with the statement that is filed")
{
    HandingOver desk;
    REQUIRE(desk.create(u"remise.cms"_s).code == 0);
    const QString number = desk.number();
    const auto check = [&] { return desk.handover(u"list"_s, { u"--database"_s, desk.database, u"--check"_s }).code; };
    CHECK(desk.state() == u"open"_s);
    CHECK(check() == 0);
    desk.clock.advance(std::chrono::days(15));
    CHECK(desk.state() == u"due-soon"_s);
    const Ran mail = desk.handover(u"remind"_s, { u"--database"_s, desk.database, number });
    REQUIRE(mail.code == 0);
    CHECK(mail.said.contains(u"À : donnees@etudes.example"_s));
    CHECK(mail.said.contains(u"L’échéance approche."_s));
    CHECK(mail.said.contains(number));
    desk.clock.advance(std::chrono::days(26));
    CHECK(desk.state() == u"overdue"_s);
    CHECK(check() == 1);
    CHECK(desk.handover(u"remind"_s, { u"--database"_s, desk.database, number }).said.contains(u"est passée"_s));

    const QByteArray scan = "%PDF-1.7 attestation " + QByteArray(10'000, 's');
    REQUIRE(pki::writePrivateFile(desk.path(u"scan.pdf"_s), scan));
    const Ran filed = desk.handover(u"statement"_s,
        desk.data() + desk.acting()
            + QStringList {
                u"--file"_s, desk.path(u"scan.pdf"_s), u"--date"_s, HandingOver::iso(desk.dayFromNow(0)), number });
    INFO(filed.complained.toStdString());
    REQUIRE(filed.code == 0);
    CHECK(desk.state() == u"destroyed"_s);
    CHECK(check() == 0);
    CHECK(desk.handover(u"remind"_s, { u"--database"_s, desk.database, number }).code == 1);
    const Ran shown
        = desk.handover(u"show"_s, desk.data() + QStringList { u"--statement"_s, desk.path(u"rendu.pdf"_s), number });
    REQUIRE(shown.code == 0);
    CHECK(shown.said.contains(u"Anne Leroy"_s));
    CHECK(readWhole(desk.path(u"rendu.pdf"_s)) == scan);

    // The scan goes when its time is over; that it was there does not.
    const auto retention = [&](const QString &command, const QStringList &words) {
        return run(QStringList { u"retention"_s, command } + desk.data() + words, desk.clock);
    };
    REQUIRE(retention(u"set"_s,
                desk.acting()
                    + QStringList { u"--category"_s, u"attestation"_s, u"--months"_s, u"3"_s, u"--reference"_s,
                        u"Décision 3"_s })
                .code
        == 0);
    REQUIRE(retention(u"apply"_s, {}).code == 0);
    REQUIRE(desk.handover(u"show"_s, desk.data() + QStringList { u"--statement"_s, desk.path(u"encore.pdf"_s), number })
                .code
        == 0);
    desk.clock.advance(std::chrono::days(94));
    CHECK(retention(u"preview"_s, { u"--list"_s }).said.contains(u"attestation de l’acte 2"_s));
    REQUIRE(retention(u"apply"_s, {}).code == 0);
    CHECK(
        desk.handover(u"show"_s, desk.data() + QStringList { u"--statement"_s, desk.path(u"plus.pdf"_s), number }).code
        == 1);
    CHECK(desk.state() == u"destroyed"_s);
}
