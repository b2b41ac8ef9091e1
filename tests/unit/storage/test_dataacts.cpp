#include <storage/sqliteaudit.h>
#include <storage/sqlitedataacts.h>
#include <storage/sqlitejournal.h>
#include <storage/sqliteregister.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>

#include <support/databases.h>
#include <support/grantor.h>
#include <support/handclock.h>
#include <support/testauthority.h>
#include <support/testkeys.h>
#include <support/wanted.h>

using namespace cortege;
using namespace cortege::storage;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

const UtcTime kActedAt { std::chrono::sys_days { std::chrono::year { 2027 } / 1 / 4 } };

struct Stewardship {
    explicit Stewardship(EngineKind kind) : database(kind) { }

    test::Database database;
    HandClock clock { kActedAt };
    TestAuthority authority { kActedAt };
    std::unique_ptr<SqlitePersonRegister> persons
        = wanted(SqlitePersonRegister::open(database.where(), SqlitePersonRegister::Access::ReadWrite));
    Official steward = wanted(Official::enter(authority.authority().clients, *persons, u"Anne Leroy"_s, clock.now()));
    std::unique_ptr<SqliteDataActs> store = wanted(SqliteDataActs::open(database.where(), anyCipher()));
    pki::CertificateCheck signatures;
    DataActs acts { signatures };
    HandedOver handed { .id = HandoverId::make(),
        .provider = u"Études SARL"_s,
        .contact = u"service des données"_s,
        .certificate = QByteArray(32, 'c'),
        .purpose = u"Étude de mobilité"_s,
        .until = { 2027, 2, 1 },
        .from = { 2026, 1, 1 },
        .to = { 2026, 12, 31 },
        .kinds = { EventKind::OfficialVisit },
        .events = 1,
        .form = u"geojson"_s,
        .package = QByteArray(32, 'p') };

    Author author() const { return { steward.id, u"Anne Leroy (essai)"_s }; }
    Result<> record(const DataAct::Content &content, const QByteArray &document = {})
    {
        clock.advance(1min);
        return acts.record(*store, content, author(), steward.signer, clock, document);
    }
    StatementFiled statementOf(const QByteArray &document) const
    {
        return { handed.id, HandoverEnd::Destroyed, { 2027, 1, 4 },
            QCryptographicHash::hash(document, QCryptographicHash::Sha256) };
    }
    std::vector<AuditNote> notes() const
    {
        std::vector<AuditNote> all;
        for (const AuditEntry &entry : wanted(wanted(SqliteAuditReader::open(database.where()))->since(0, 100)))
            all.push_back(wanted(openNote(entry, anyCipher())));
        return all;
    }
};

} // namespace

TEST_CASE("acts about the data come back as they were signed, each with its entry in the audit")
{
    Stewardship desk(eachEngine());
    REQUIRE(desk.record(desk.handed));
    REQUIRE(desk.record(RetentionSet { RetentionCategory::OfficialVisit, 6, u"Décision 1"_s }));
    const auto reader = wanted(SqliteDataActs::open(desk.database.where()));
    DataActs read(desk.signatures);
    REQUIRE(read.update(*reader));
    REQUIRE(read.handovers().size() == 1);
    CHECK(read.handovers().front().what == desk.handed);
    CHECK(read.retention().rule(RetentionCategory::OfficialVisit)->months == 6);
    CHECK(reader->dataActsAfter(1)->size() == 1);
    const auto notes = desk.notes();
    REQUIRE(notes.size() == 2);
    CHECK(notes[0].action == AuditAction::HandedOver);
    CHECK(notes[0].person == desk.author());
    CHECK(notes[1].action == AuditAction::SetRetention);
}

TEST_CASE("what is refused leaves neither an act nor an entry")
{
    Stewardship desk(eachEngine());
    SECTION("the certificate speaks for nobody any more")
    {
        REQUIRE(desk.persons->unbind(desk.steward.signer.fingerprint(), desk.clock.now()));
    }
    SECTION("the person was revoked") { REQUIRE(desk.persons->revoke(desk.steward.id, desk.clock.now())); }
    SECTION("the act says too little") { desk.handed.purpose.clear(); }
    CHECK_FALSE(desk.record(desk.handed));
    CHECK(desk.store->dataActsAfter(0)->empty());
    CHECK(desk.notes().empty());
}

TEST_CASE("an end of a certificate that a late clock records leaves the acts before it good")
{
    Stewardship desk(eachEngine());
    REQUIRE(desk.record(desk.handed));
    REQUIRE(desk.persons->unbind(desk.steward.signer.fingerprint(), kActedAt - 1h));
    DataActs read(desk.signatures);
    CHECK(read.update(*desk.store));
}

TEST_CASE("a scan is sealed in the database, comes back whole, and goes when its time is over")
{
    Stewardship desk(eachEngine());
    const QByteArray scan = "%PDF-1.7 attestation " + QByteArray(50'000, 's');
    REQUIRE(desk.record(desk.handed));
    REQUIRE(desk.record(desk.statementOf(scan), scan));
    CHECK(wanted(desk.store->documents()) == std::vector<qint64> { 2 });
    CHECK(wanted(desk.store->document(2)) == scan);
    CHECK(desk.store->document(1).error().kind == Failure::NotFound);
    if (desk.database.isFile()) {
        QFile file(desk.database.where());
        QFile log(desk.database.where() + u"-wal"_s);
        REQUIRE((file.open(QIODevice::ReadOnly) && log.open(QIODevice::ReadOnly)));
        CHECK_FALSE((file.readAll() + log.readAll()).contains("attestation"));
    }
    const std::vector<qint64> acts { 1, 2 };
    CHECK(wanted(desk.store->eraseDocuments(acts, desk.author(), desk.clock.now())) == 1);
    CHECK(desk.store->document(2).error().kind == Failure::NotFound);
    CHECK(wanted(desk.store->documents()).empty());
    CHECK(desk.notes().back().action == AuditAction::Erased);
    CHECK(desk.notes().back().detail == u"document of act 2"_s);
    DataActs read(desk.signatures); // the act stays, with the hash
    REQUIRE(read.update(*desk.store));
    CHECK(read.handovers().front().end->statement == desk.statementOf(scan));
    CHECK(wanted(wanted(SqliteAuditReader::open(desk.database.where()))->verify({})).faults.empty());
}
