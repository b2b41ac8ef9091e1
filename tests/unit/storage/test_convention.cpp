#include <storage/sqliteconvention.h>
#include <storage/sqlitejournal.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <support/sqlitefile.h>
#include <support/testkeys.h>
#include <support/wanted.h>

using namespace cortege;
using namespace cortege::storage;
using namespace Qt::StringLiterals;

namespace
{

const QDate kNotified(2025, 11, 25);
const UtcTime kRecorded = midnight({ 2026, 5, 2 });

struct ActsFile {
    QTemporaryDir dir;
    QString path = dir.filePath(u"server.sqlite"_s);
    std::unique_ptr<SqliteConvention> writing
        = test::wanted(SqliteConvention::open(path, SqliteConvention::Access::ReadWrite));
    std::unique_ptr<SqliteConvention> reading
        = test::wanted(SqliteConvention::open(path, SqliteConvention::Access::ReadOnly));

    Result<int> record(ConventionAct::Content content, const QString &reference = {})
    {
        return writing->record({ 0, std::move(content), reference, u"aroche"_s, kRecorded });
    }
};

const AnnexeVersion kAnnexe { u"annexe-1/2031"_s, { { 2026, 1, 5 }, u"DPD-V/12"_s }, { { 2026, 1, 7 }, u"DPD-P/3"_s },
    u"AIPD 2026-1"_s };

} // namespace

TEST_CASE("a file without acts holds no convention")
{
    ActsFile file;
    const Convention convention = test::wanted(file.reading->read());
    CHECK(convention.acts().empty());
    CHECK(convention.status(kRecorded).state == ConventionState::Unrecorded);
}

TEST_CASE("every kind of act comes out of the file as it went in, with its number")
{
    ActsFile file;
    const std::vector<ConventionAct::Content> contents { ConventionNotified { kNotified }, kAnnexe,
        Amendment { { 2026, 3, 1 }, u"Fin « anticipée »"_s, QDate(2027, 12, 31), {} },
        Amendment { { 2026, 3, 2 }, u"Annexe 1"_s, {}, u"annexe-1/2031"_s },
        Denunciation { Party::Prefecture, { 2026, 4, 30 } }, Correction { 5 } };
    std::vector<ConventionAct> acts;
    for (const auto &content : contents) {
        const int number = test::wanted(file.record(content, u"Réf. « 12 »"_s));
        acts.push_back({ number, content, u"Réf. « 12 »"_s, u"aroche"_s, kRecorded });
        CHECK(number == std::ssize(acts));
    }
    const Convention convention = test::wanted(file.reading->read());
    CHECK(convention.acts() == acts);
    CHECK(convention.status(kRecorded).state == ConventionState::Notice);
    CHECK(convention.knowsAnnexe(u"annexe-1/2031"));
}

TEST_CASE("what the convention does not accept is not in the file")
{
    ActsFile file;
    REQUIRE(file.record(ConventionNotified { kNotified }));
    CHECK(file.record(ConventionNotified { kNotified }).error().kind == Failure::Conflict);
    AnnexeVersion secret = kAnnexe;
    secret.impactStudy.clear();
    CHECK(file.record(secret).error().kind == Failure::InvalidInput);
    CHECK(file.reading->read().value().acts().size() == 1);
    const auto readOnly = file.reading->record({ 0, kAnnexe, {}, u"aroche"_s, kRecorded });
    REQUIRE_FALSE(readOnly);
    CHECK(readOnly.error().kind == Failure::Unavailable);
}

TEST_CASE("an act that cannot be read is not passed over: it could be the one that ends it all")
{
    ActsFile file;
    REQUIRE(file.record(ConventionNotified { kNotified }));
    REQUIRE(file.record(Denunciation { Party::City, { 2026, 3, 15 } }));
    SECTION("its day") { test::changeSqlite(file.path, "UPDATE convention_act SET day = 'demain' WHERE act = 2"); }
    SECTION("the end that an amendment fixes")
    {
        REQUIRE(file.record(Amendment { { 2026, 3, 20 }, u"Objet"_s, QDate(2026, 5, 1), {} }));
        test::changeSqlite(file.path, "UPDATE convention_act SET last_day = '?' WHERE act = 3");
    }
    CHECK(file.reading->read().error().kind == Failure::Corrupt);
    CHECK(file.record(kAnnexe).error().kind == Failure::Corrupt);
}

TEST_CASE("a file of the register's schema gets the convention, and keeps what it had")
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"old.sqlite"_s);
    QByteArray scripts;
    for (const QString &name : { u"001_journal.sql"_s, u"002_register.sql"_s }) {
        QFile script(u":/storage/migrations/"_s + name);
        REQUIRE(script.open(QIODevice::ReadOnly));
        scripts += script.readAll();
    }
    test::changeSqlite(path,
        scripts
            + "INSERT INTO person (person, name, service, roles) VALUES ('00000000-0000-4000-8000-000000000001', "
              "'Claire', 'DOPC', 'entry'); PRAGMA user_version = 2");
    const auto convention = test::wanted(SqliteConvention::open(path, SqliteConvention::Access::ReadWrite));
    CHECK(test::wanted(convention->read()).acts().empty());
    REQUIRE(convention->record({ 0, ConventionNotified { kNotified }, {}, u"aroche"_s, kRecorded }));
    CHECK(SqliteJournalReader::open(path, test::anyCipher()).value()->check().value().empty());
}
