#include <storage/sqliteaudit.h>
#include <storage/sqlitejournal.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QTemporaryDir>

#include <support/records.h>
#include <support/sqlitefile.h>
#include <support/testkeys.h>

using namespace cortege;
using namespace cortege::storage;
using namespace Qt::StringLiterals;
using Kind = AuditFault::Kind;

namespace
{

const UtcTime kNow { std::chrono::sys_days { std::chrono::year { 2026 } / 5 / 1 } };
const Author kAudited { PersonId::make(), u"Agent (DOPC)"_s };

/// Six entries: three saves, of which one is refused, a question, a correction, a cancellation.
struct Audited {
    QTemporaryDir dir;
    QString path = dir.filePath(u"journal.sqlite"_s);
    std::unique_ptr<SqliteJournalWriter> writer = test::wanted(SqliteJournalWriter::open(path, test::anyCipher()));
    std::unique_ptr<SqliteAuditReader> reader = test::wanted(SqliteAuditReader::open(path));
    EventId event = EventId::make();
    std::vector<AuditHead> heads; ///< after each batch

    Audited()
    {
        apply({ save(event, 0), save(EventId::make(), 0), save(event, 0) }, { question() });
        apply({ save(event, 1) }, {});
        apply({ Write { RequestId::make(), kAudited, event, 2, Cancellation {}, kNow } }, {});
        REQUIRE(entries().size() == 6);
    }
    static Write save(const EventId &which, int base)
    {
        return { RequestId::make(), kAudited, which, base, test::visit(u"Visite"_s), kNow };
    }
    AuditNote question() const
    {
        return { .action = AuditAction::ReadHistory, .at = kNow, .person = kAudited, .event = event };
    }
    void apply(const std::vector<Write> &writes, const std::vector<AuditNote> &notes)
    {
        REQUIRE(writer->apply(writes, notes));
        heads.push_back(writer->auditHead());
    }
    std::vector<AuditEntry> entries() const { return reader->since(0, 100).value(); }
    AuditNote noteOf(const AuditEntry &entry) const
    {
        const auto body
            = test::anyCipher().open(entry.body, "cortege audit " + QByteArray::number(entry.number)).value();
        return auditNoteFrom(body, entry.at).value();
    }
    std::vector<AuditFault> faults(const std::vector<AuditHead> &marks = {}) const
    {
        return test::wanted(reader->verify(marks)).faults;
    }
    void sabotage(const QByteArray &sql) const { test::changeSqlite(path, "PRAGMA foreign_keys=OFF;" + sql); }
};

} // namespace

TEST_CASE("each change and each question has its entry, in the order of commit, changes with their row")
{
    const Audited audited;
    std::vector<std::pair<AuditAction, QString>> notes;
    std::vector<Sequence> sequences;
    for (const AuditEntry &entry : audited.entries()) {
        const AuditNote note = audited.noteOf(entry);
        CHECK(note.person == kAudited);
        CHECK(note.event.has_value());
        notes.emplace_back(note.action, note.detail);
        sequences.push_back(entry.sequence.value_or(0));
    }
    CHECK(notes
        == std::vector<std::pair<AuditAction, QString>> { { AuditAction::Saved, u"revision 1"_s },
            { AuditAction::Saved, u"revision 1"_s }, { AuditAction::Saved, u"conflict"_s },
            { AuditAction::ReadHistory, {} }, { AuditAction::Saved, u"revision 2"_s },
            { AuditAction::Cancelled, u"revision 3"_s } });
    CHECK(sequences == std::vector<Sequence> { 1, 2, 0, 0, 3, 4 });
    CHECK(audited.heads.back() == audited.entries().back().head());
    CHECK(audited.faults(audited.heads).empty());
    CHECK(audited.reader->head().value() == audited.heads.back());
    CHECK(audited.reader->headAt(6).value() == audited.heads.back());
    CHECK(audited.reader->headAt(0).value() == audited.reader->base().value());
    CHECK(audited.reader->headAt(7).error().kind == Failure::NotFound);
}

TEST_CASE("the audit goes on where it ended, also after a commit that failed")
{
    Audited audited;
    audited.sabotage("CREATE TRIGGER nospace BEFORE INSERT ON request BEGIN SELECT RAISE(ABORT, 'disk full'); END");
    const Write refused = Audited::save(EventId::make(), 0);
    CHECK_FALSE(audited.writer->apply(std::span(&refused, 1)));
    CHECK(audited.writer->auditHead() == audited.heads.back());
    CHECK(audited.entries().size() == 6);
    audited.sabotage("DROP TRIGGER nospace");
    audited.writer = test::wanted(SqliteJournalWriter::open(audited.path, test::anyCipher()));
    audited.apply({ refused }, {});
    CHECK(audited.heads.back().entry == 7);
    CHECK(audited.faults(audited.heads).empty());
}

TEST_CASE("what is changed in the file by other means is found at its place")
{
    const Audited audited;
    const auto found
        = [&](const AuditFault &fault) { return std::ranges::contains(audited.faults(audited.heads), fault); };
    SECTION("an entry's body, though it opens")
    {
        const QByteArray other
            = test::anyCipher().seal(auditBody({ .action = AuditAction::LoggedIn }), "cortege audit 4").value();
        audited.sabotage("UPDATE audit SET body = x'" + other.toHex() + "' WHERE n = 4");
        CHECK(audited.faults() == std::vector { AuditFault { .kind = Kind::Altered, .entry = 4 } });
    }
    SECTION("an entry's time")
    {
        audited.sabotage("UPDATE audit SET at = at + 1 WHERE n = 2");
        CHECK(found({ .kind = Kind::Altered, .entry = 2 }));
    }
    SECTION("an entry taken out")
    {
        audited.sabotage("DELETE FROM audit WHERE n = 3");
        CHECK(audited.faults() == std::vector { AuditFault { .kind = Kind::Missing, .entry = 3, .last = 3 } });
    }
    SECTION("two entries that changed places")
    {
        audited.sabotage("UPDATE audit SET n = 100 WHERE n = 1; UPDATE audit SET n = 1 WHERE n = 2;"
                         "UPDATE audit SET n = 2 WHERE n = 100");
        CHECK(found({ .kind = Kind::Altered, .entry = 1 }));
    }
    SECTION("an entry before the first")
    {
        audited.sabotage("INSERT INTO audit SELECT -1, at, body, NULL, NULL, hash FROM audit WHERE n = 1");
        CHECK(found({ .kind = Kind::Disordered, .entry = -1 }));
    }
    SECTION("the last entries, with their rows")
    {
        audited.sabotage("DELETE FROM audit WHERE n > 4; DELETE FROM journal WHERE sequence > 2");
        CHECK(audited.faults().empty());
        CHECK(audited.faults({ audited.heads[1] })
            == std::vector { AuditFault { .kind = Kind::Truncated, .entry = 5, .last = 5 } });
    }
    SECTION("a row of the journal")
    {
        audited.sabotage("UPDATE journal SET author_name = 'Autre' WHERE sequence = 3");
        CHECK(audited.faults() == std::vector { AuditFault { .kind = Kind::RowAltered, .entry = 5, .sequence = 3 } });
    }
    SECTION("a row of the journal taken out")
    {
        audited.sabotage("DELETE FROM journal WHERE sequence = 2");
        CHECK(audited.faults() == std::vector { AuditFault { .kind = Kind::RowMissing, .entry = 2, .sequence = 2 } });
    }
    SECTION("rows of the journal put in")
    {
        audited.sabotage(
            "INSERT INTO journal SELECT 5, 'x', revision, cancelled, author, author_name, recorded_at, feature "
            "FROM journal WHERE sequence = 1");
        CHECK(audited.faults() == std::vector { AuditFault { .kind = Kind::RowUnaudited, .sequence = 5 } });
    }
    SECTION("the whole audit begun anew")
    {
        audited.sabotage("DELETE FROM audit; DELETE FROM audit_base");
        REQUIRE(SqliteJournalWriter::open(audited.path, test::anyCipher()));
        CHECK(audited.faults().empty());
        CHECK(found({ .kind = Kind::Truncated, .entry = 1, .last = 6 }));
    }
}

TEST_CASE("rows of before the audit are held by its beginning")
{
    const Audited audited;
    audited.sabotage("DELETE FROM audit; DELETE FROM audit_base");
    REQUIRE(SqliteJournalWriter::open(audited.path, test::anyCipher()));
    CHECK(audited.faults().empty());
    audited.sabotage("UPDATE journal SET recorded_at = 0 WHERE sequence = 2");
    CHECK(audited.faults() == std::vector { AuditFault { .kind = Kind::OldRowsAltered, .sequence = 4 } });
}

TEST_CASE("a database that no server has opened has no audit, and says so")
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"none.sqlite"_s);
    CHECK_FALSE(SqliteAuditReader::open(path));
}

TEST_CASE("old entries go to whoever keeps them, and what is left fits together and still holds the old rows")
{
    Audited audited; // of one time
    const UtcTime later = kNow + std::chrono::days { 200 };
    audited.apply({}, { { .action = AuditAction::LoggedIn, .at = later, .person = kAudited } });
    QByteArray kept;
    const auto prune = [&](UtcTime before, const Result<> &keeps = {}) {
        return pruneAudit(audited.path, test::anyCipher(), before, later, [&](const QByteArray &lines) {
            kept = lines;
            return keeps;
        });
    };
    CHECK(prune(kNow).value() == 0);
    CHECK(kept.isEmpty());
    CHECK_FALSE(prune(later, fail(Failure::Unavailable, u"no room"_s)));
    CHECK(audited.entries().size() == 7);

    CHECK(prune(later).value() == 6);
    CHECK(kept.count('\n') == 7); // and what the first of them follows
    const auto left = audited.entries();
    REQUIRE(left.size() == 2);
    CHECK(left[0].number == 7);
    CHECK(audited.noteOf(left[1]).action == AuditAction::Pruned);
    CHECK(audited.reader->base().value() == audited.heads[2]);
    CHECK(audited.faults({ audited.heads[2], audited.heads[3] }).empty());
    audited.apply({ Audited::save(EventId::make(), 0) }, {}); // the writer goes on behind it
    CHECK(audited.heads.back().entry == 9);
    CHECK(audited.faults(audited.heads).empty());

    SECTION("an old row is changed") { audited.sabotage("UPDATE journal SET recorded_at = 0 WHERE sequence = 2"); }
    SECTION("the hash of them is changed") { audited.sabotage("UPDATE audit_base SET rows_hash = zeroblob(32)"); }
    CHECK(audited.faults() == std::vector { AuditFault { .kind = Kind::OldRowsAltered, .sequence = 4 } });
}
