#include <storage/sqliteaudit.h>
#include <storage/sqlitedestruction.h>
#include <storage/sqlitejournal.h>
#include <storage/sqliteregister.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>

#include <sqlite3.h>
#include <support/databases.h>
#include <support/facts.h>
#include <support/records.h>
#include <support/testkeys.h>

using namespace cortege;
using namespace cortege::storage;
using namespace Qt::StringLiterals;

namespace
{

const UtcTime kDestroyedAt { std::chrono::sys_days { std::chrono::year { 2026 } / 9 / 1 } };

/// A database with three versions of two events, facts of a source, and a person who signs. Nothing is verified in
/// here.
struct Doomed {
    test::Database database { test::eachEngine() };
    Person person { PersonId::make(), u"Agnès Roche"_s, u"DSI"_s, {}, std::nullopt };
    QByteArray fingerprint = QByteArray(32, 'f');
    std::unique_ptr<SqliteDestruction> store;

    Doomed()
    {
        const Author author { PersonId::make(), u"Agent (DOPC)"_s };
        const EventId event = EventId::make();
        const auto writer = test::wanted(SqliteJournalWriter::open(database.where(), test::anyCipher()));
        const std::vector<Write> writes { { RequestId::make(), author, event, 0, test::visit(u"Visite"_s),
                                              kDestroyedAt },
            { RequestId::make(), author, event, 1, test::visit(u"Visite, à l’heure"_s), kDestroyedAt },
            { RequestId::make(), author, EventId::make(), 0, emptyRecord(EventKind::PlannedOperation), kDestroyedAt } };
        for (const WriteResult &result : test::wanted(writer->apply(writes)))
            REQUIRE(result);
        const std::vector<FactWrite> facts { { RecordSource { test::source(u"essai"_s) }, author, kDestroyedAt },
            { AddFacts { 1, test::blockOf(0, 5) }, author, kDestroyedAt } };
        for (const FactWriteResult &result : test::wanted(writer->facts().apply(facts)))
            REQUIRE(result);
        const auto persons
            = test::wanted(SqlitePersonRegister::open(database.where(), SqlitePersonRegister::Access::ReadWrite));
        test::wanted(persons->add(person));
        test::wanted(persons->bind(fingerprint, person.id, kDestroyedAt));
        store = test::wanted(SqliteDestruction::open(database.where(), SqliteDestruction::Access::ReadWrite));
    }
    SqliteDestruction::NewStep step(DestructionStep which, const QByteArray &content = {}) const
    {
        return { which, kDestroyedAt, content, SignedAct { "deed", "signature", fingerprint, "certificate" },
            person.id };
    }
    Result<> append(const SqliteDestruction::NewStep &made) const
    {
        return store->append([&]() -> Result<SqliteDestruction::NewStep> { return made; });
    }
    Result<> begin() const
    {
        return store->begin([&]() -> Result<SqliteDestruction::NewStep> { return step(DestructionStep::Keys); },
            person.author(), test::anyCipher());
    }
    std::vector<AuditFault> auditFaults() const
    {
        return test::wanted(test::wanted(SqliteAuditReader::open(database.where()))->verify({})).faults;
    }
};

} // namespace

TEST_CASE("the tally counts events by their last version, and its hash is of the rows")
{
    const Doomed doomed;
    const RecordTally tally = test::wanted(doomed.store->tally(test::anyCipher()));
    CHECK(tally.events == 2);
    CHECK(tally.versions == 3);
    CHECK(tally.requests == 3);
    CHECK(tally.last == 3);
    CHECK(tally.unreadable == 0);
    CHECK(tally.facts == FactTally { 1, 5, { 1, 1 } });
    CHECK(tally.kinds[size_t(EventKind::OfficialVisit)] == RecordTally::OfKind { 1, 2 });
    CHECK(tally.kinds[size_t(EventKind::PlannedOperation)] == RecordTally::OfKind { 1, 1 });
    const test::TestKeys others; // keys that are lost do not keep the data from being destroyed
    const RecordTally blind = test::wanted(doomed.store->tally(others.cipher()));
    CHECK(blind.unreadable == 3);
    CHECK(blind.events == 2);
    CHECK(blind.rowsHash == tally.rowsHash);
    doomed.database.change("UPDATE journal SET author_name = 'Autre' WHERE sequence = 2");
    CHECK(test::wanted(doomed.store->tally(test::anyCipher())).rowsHash != tally.rowsHash);
}

TEST_CASE("from the beginning of a destruction on the audit stands without the rows, and no writer opens the journal")
{
    const Doomed doomed;
    CHECK(doomed.begin().error().kind == Failure::Conflict); // nothing is prepared
    REQUIRE(doomed.append(doomed.step(DestructionStep::Prepared, "bordereau")));
    REQUIRE(doomed.append(doomed.step(DestructionStep::Confirmed)));
    CHECK_FALSE(test::wanted(doomed.store->begunAt()));
    CHECK(SqliteJournalWriter::open(doomed.database.where(), test::anyCipher()));
    REQUIRE(doomed.begin());
    CHECK(test::wanted(doomed.store->begunAt()) == kDestroyedAt);
    CHECK(doomed.auditFaults().empty());
    CHECK(SqliteJournalWriter::open(doomed.database.where(), test::anyCipher()).error().kind == Failure::Forbidden);
    for (int i = 0; i < 2; ++i) { // again as often as need be
        REQUIRE(doomed.store->purge());
        REQUIRE(doomed.store->reclaim());
        CHECK(test::wanted(doomed.store->rowsLeft()) == 0);
        CHECK(doomed.auditFaults().empty());
    }
    const auto steps = test::wanted(doomed.store->steps());
    REQUIRE(steps.size() == 3);
    CHECK(steps[0].content == "bordereau");
    CHECK(steps[2].act->signer == doomed.person.id);
    SECTION("without that entry, rows are missing")
    {
        doomed.database.change("UPDATE destruction SET content = signature WHERE step = 'prepared'");
        CHECK_FALSE(doomed.auditFaults().empty());
    }
    SECTION("a row that came afterwards is in no entry")
    {
        doomed.database.change(
            "INSERT INTO journal (sequence, event, revision, cancelled, author, author_name, recorded_at, feature) "
            "SELECT 9, 'e', 1, 0, 'a', 'b', 0, content FROM destruction WHERE step = 'prepared'");
        CHECK_FALSE(doomed.auditFaults().empty());
    }
}

TEST_CASE("a step is signed by whom the register has for the certificate")
{
    const Doomed doomed;
    auto another = doomed.step(DestructionStep::Prepared, "bordereau");
    another.by = PersonId::make();
    CHECK(doomed.append(another).error().kind == Failure::Forbidden);
    const auto persons
        = test::wanted(SqlitePersonRegister::open(doomed.database.where(), SqlitePersonRegister::Access::ReadWrite));
    test::wanted(persons->revoke(doomed.person.id, kDestroyedAt));
    CHECK(doomed.append(doomed.step(DestructionStep::Prepared, "bordereau")).error().kind == Failure::Forbidden);
    CHECK(test::wanted(doomed.store->steps()).empty());
}

TEST_CASE("an end that is recorded by a late clock leaves the deeds before it good")
{
    const Doomed doomed;
    REQUIRE(doomed.append(doomed.step(DestructionStep::Prepared, "bordereau")));
    const auto persons
        = test::wanted(SqlitePersonRegister::open(doomed.database.where(), SqlitePersonRegister::Access::ReadWrite));
    const UtcTime late = kDestroyedAt - std::chrono::hours { 1 };
    SECTION("of a certificate") { REQUIRE(persons->unbind(doomed.fingerprint, late)); }
    SECTION("of a person") { REQUIRE(persons->revoke(doomed.person.id, late)); }
    const auto steps = test::wanted(doomed.store->steps());
    REQUIRE(steps.size() == 1);
    CHECK(steps[0].act->boundUntil > kDestroyedAt);
}

TEST_CASE("of each table it is known whether it holds records")
{
    // Whoever adds a table decides: into kRecordTables of sqlitedestruction.cpp, or here among those that stay.
    static const QSet<QByteArray> kRecords { "journal", "current", "request", "data_document", "fact_block",
        "fact_source" };
    static const QSet<QByteArray> kStay { "person", "certificate", "audit", "audit_base", "convention_act", "mandate",
        "act_signer", "habilitation_act", "taken_over", "journal_number", "destruction", "data_act", "enrolment_code",
        "certificate_request", "certificate_act", "fact_state" };
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"server.sqlite"_s);
    test::wanted(SqliteDestruction::open(path, SqliteDestruction::Access::ReadWrite));
    QSet<QByteArray> tables;
    sqlite3 *handle = nullptr;
    REQUIRE(sqlite3_open(QFile::encodeName(path).constData(), &handle) == SQLITE_OK);
    const auto keep = [](void *into, int, char **values, char **) {
        static_cast<QSet<QByteArray> *>(into)->insert(QByteArray(values[0]));
        return 0;
    };
    CHECK(sqlite3_exec(handle, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", keep,
              &tables, nullptr)
        == SQLITE_OK);
    sqlite3_close(handle);
    CHECK(tables == kRecords + kStay);
}
