#include <storage/erasure.h>
#include <storage/journalwatch.h>
#include <storage/sqliteaudit.h>
#include <storage/sqlitejournal.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>

#include <support/databases.h>
#include <support/records.h>
#include <support/testkeys.h>
#include <support/wanted.h>

#include <algorithm>

using namespace cortege;
using namespace cortege::storage;
using namespace Qt::StringLiterals;
using Kind = AuditFault::Kind;

namespace
{

const UtcTime kErasedAt { std::chrono::sys_days { std::chrono::year { 2027 } / 6 / 1 } };
const Author kDecider { PersonId::make(), u"Qui décide (DGA)"_s };

/// Three events: sequences 1, 3 and 5 are of the first, 2 and 4 of the second, 6 of the third.
struct Erasing {
    explicit Erasing(test::EngineKind kind) : database(kind)
    {
        save(first, 0, u"Ce qui partira"_s);
        save(second, 0, u"Ce qui reste"_s);
        save(first, 1, u"Ce qui partira, corrigé"_s);
        save(second, 1, u"Ce qui reste, corrigé"_s);
        save(first, 2, QString(20'000, u'x')); // pages of its own
        save(third, 0, u"Ce qui reste aussi"_s);
    }
    WriteResult change(const EventId &event, int base, const Change &what)
    {
        const Write write { RequestId::make(), kDecider, event, base, what, kErasedAt };
        last = write;
        return test::wanted(writer->apply(std::span(&write, 1))).front();
    }
    EventVersion save(const EventId &event, int base, const QString &subject)
    {
        return change(event, base, test::visit(subject)).value();
    }
    qint64 erase(const std::vector<Erasure> &erasures) const
    {
        return test::wanted(eraseEvents(database.where(), test::anyCipher(), erasures, kDecider, kErasedAt));
    }
    std::vector<AuditFault> faults() const
    {
        return test::wanted(test::wanted(SqliteAuditReader::open(database.where()))->verify({ writer->auditHead() }))
            .faults;
    }
    std::vector<EventVersion> since(Sequence after) const { return test::wanted(reader->since(after, 100)); }

    test::Database database;
    std::unique_ptr<SqliteJournalWriter> writer
        = test::wanted(SqliteJournalWriter::open(database.where(), test::anyCipher()));
    std::unique_ptr<SqliteJournalReader> reader
        = test::wanted(SqliteJournalReader::open(database.where(), test::anyCipher()));
    const EventId first = EventId::make();
    const EventId second = EventId::make();
    const EventId third = EventId::make();
    std::optional<Write> last;
};

QByteArray allBytesOf(const QString &path)
{
    QByteArray bytes;
    for (const QString &tail : { u""_s, u"-wal"_s }) {
        QFile file(path + tail);
        if (file.open(QIODevice::ReadOnly))
            bytes += file.readAll();
    }
    return bytes;
}

/// Seals by writing backwards, so that a test knows what is kept.
class Mirror final : public PayloadCipher
{
public:
    static QByteArray mirrored(QByteArrayView plain)
    {
        QByteArray bytes = plain.toByteArray();
        std::ranges::reverse(bytes);
        return bytes;
    }
    Result<QByteArray> seal(QByteArrayView plain, QByteArrayView) const override { return "\1" + mirrored(plain); }
    Result<QByteArray> open(QByteArrayView sealed, QByteArrayView) const override
    {
        if (!sealed.startsWith('\1'))
            return fail(Failure::Corrupt);
        return mirrored(sealed.sliced(1));
    }
};

} // namespace

TEST_CASE("an erased event leaves its places, everybody hears of it, and the others stay")
{
    Erasing journal(test::eachEngine());
    const auto before = journal.since(0);
    CHECK(journal.erase({ { journal.first, 3, u"retention visiteOfficielle"_s } }) == 1);

    const auto after = journal.since(0);
    REQUIRE(after.size() == 7);
    for (size_t i = 0; i < after.size(); ++i) {
        CHECK(after[i].sequence == static_cast<Sequence>(i) + 1);
        const bool gone = after[i].id == journal.first;
        CHECK((after[i].state == EventState::Erased) == gone);
        if (gone)
            CHECK(after[i].record == EventRecord {});
        else
            CHECK(after[i] == before[i]);
    }
    CHECK(after.back().id == journal.first);
    CHECK(after.back().revision == 4);
    CHECK(after.back().author.id == kDecider.id);
    CHECK(after.back().recordedAt == kErasedAt);
    CHECK(journal.since(4).front() == after[4]); // from the middle as well
    CHECK(journal.reader->lastSequence() == 7);
    CHECK(journal.reader->check()->empty());
    CHECK(journal.reader->history(journal.first).error().kind == Failure::NotFound);
    CHECK(journal.reader->history(journal.second)->size() == 2);
    std::vector<EventId> standing;
    REQUIRE(journal.reader->forEachEvent([&](const EventVersion &version) { standing.push_back(version.id); }));
    CHECK(standing == std::vector { journal.second, journal.third });
}

TEST_CASE("an erased event never comes back, and the journal goes on behind it")
{
    Erasing journal(test::eachEngine());
    const Write retry = [&] {
        journal.save(journal.first, 3, u"Ce qui partira, encore"_s);
        return *journal.last;
    }();
    CHECK(journal.erase({ { journal.first, 4, u"essai"_s } }) == 1);
    for (const int base : { 0, 4, 5 })
        CHECK(journal.change(journal.first, base, test::visit(u"Encore"_s)).error().error.kind == Failure::NotFound);
    CHECK(journal.change(journal.first, 5, Cancellation {}).error().error.kind == Failure::NotFound);
    CHECK(test::wanted(journal.writer->apply(std::span(&retry, 1))).front().error().error.kind == Failure::NotFound);
    CHECK(journal.save(journal.second, 2, u"Ce qui reste, encore"_s).sequence == 9);
    CHECK(journal.reader->check()->empty());
    CHECK(journal.faults().empty());
}

TEST_CASE("what was changed meanwhile is left as it is, and what is gone is not erased twice")
{
    Erasing journal(test::eachEngine());
    CHECK(journal.erase({ { journal.first, 2, u"essai"_s }, { EventId::make(), 1, u"essai"_s } }) == 0);
    CHECK(journal.reader->lastSequence() == 6);
    const std::vector<Erasure> both { { journal.first, 3, u"essai"_s }, { journal.third, 1, u"essai"_s } };
    CHECK(journal.erase(both) == 2);
    CHECK(journal.erase(both) == 0);
    CHECK(journal.erase({ { journal.first, 4, u"essai"_s } }) == 0);
    CHECK(journal.reader->lastSequence() == 8);
}

TEST_CASE("more events than one transaction takes are erased as well")
{
    Erasing journal(test::eachEngine());
    std::vector<Erasure> erasures;
    erasures.reserve(150);
    for (int i = 0; i < 150; ++i)
        erasures.push_back({ journal.save(EventId::make(), 0, u"Visite %1"_s.arg(i)).id, 1, u"essai"_s });
    CHECK(journal.erase(erasures) == 150);
    CHECK(journal.reader->lastSequence() == 306);
    CHECK(journal.reader->check()->empty());
    CHECK(journal.faults().empty());
}

TEST_CASE("the audit still verifies, says who erased, and finds a row that was emptied otherwise")
{
    Erasing journal(test::eachEngine());
    CHECK(journal.erase({ { journal.first, 3, u"retention visiteOfficielle"_s } }) == 1);
    CHECK(journal.faults().empty());
    const auto audit = test::wanted(SqliteAuditReader::open(journal.database.where()));
    const auto entry = test::wanted(audit->since(6, 10)).front();
    CHECK(entry.sequence == 7);
    const AuditNote note = test::wanted(openNote(entry, test::anyCipher()));
    CHECK(note.action == AuditAction::Erased);
    CHECK(note.person == kDecider);
    CHECK(note.event == journal.first);
    CHECK(note.detail == u"revision 4, retention visiteOfficielle"_s);

    const auto found = [&](const AuditFault &fault) { return std::ranges::contains(journal.faults(), fault); };
    SECTION("what is left of a row is changed")
    {
        journal.database.change("UPDATE journal SET recorded_at = 0 WHERE sequence = 3");
        CHECK(found({ .kind = Kind::RowErased, .sequence = 3 }));
    }
    SECTION("a row that stays is given the erased one's remains")
    {
        journal.database.change(
            "UPDATE journal SET feature = (SELECT feature FROM journal WHERE sequence = 3) WHERE sequence = 4");
        CHECK(found({ .kind = Kind::RowAltered, .entry = 4, .sequence = 4 }));
        CHECK(found({ .kind = Kind::RowErased, .sequence = 4 }));
    }
    SECTION("the last version is gone")
    {
        journal.database.change("DELETE FROM current WHERE sequence = 7; DELETE FROM request WHERE sequence = 7; "
                                "DELETE FROM journal WHERE sequence = 7");
        CHECK(found({ .kind = Kind::RowMissing, .entry = 7, .sequence = 7 }));
        CHECK(found({ .kind = Kind::RowErased, .sequence = 1 }));
    }
}

TEST_CASE("rows whose entries are not kept any more can be erased, and are still held by their hash")
{
    Erasing journal(test::eachEngine());
    const UtcTime later = kErasedAt + std::chrono::days(200);
    const auto prune = [&](UtcTime before) {
        return test::wanted(pruneAudit(
            journal.database.where(), test::anyCipher(), before, later, [](const QByteArray &) { return Result<>(); }));
    };
    CHECK(prune(later) == 6);
    CHECK(journal.erase({ { journal.first, 3, u"essai"_s } }) == 1);
    CHECK(journal.faults().empty());
    CHECK(prune(later + std::chrono::seconds(1)) == 2); // the first pruning's and the erasure's: all rows are old ones
    CHECK(journal.faults().empty());
    journal.save(journal.second, 2, u"Ce qui reste, encore"_s);
    CHECK(journal.faults().empty());
    journal.database.change("UPDATE journal SET author_name = 'Autre' WHERE sequence = 2");
    CHECK(journal.faults() == std::vector { AuditFault { .kind = Kind::OldRowsAltered, .sequence = 7 } });
}

TEST_CASE("nothing of an erased record is left in the file or its log, with the writer open")
{
    const test::Database database(test::EngineKind::Sqlite);
    const Mirror cipher;
    const auto writer = test::wanted(SqliteJournalWriter::open(database.where(), cipher));
    std::vector<Erasure> erasures;
    const QByteArray secret = Mirror::mirrored("secret-a-effacer");
    for (int i = 0; i < 300; ++i) {
        const bool goes = i % 3 == 0;
        const QString subject = (goes ? u"secret-a-effacer %1 %2"_s : u"a-garder %1 %2"_s)
                                    .arg(i)
                                    .arg(QString(i * 97 % 9'000, u'x')); // on one page, or on many
        const Write write { RequestId::make(), kDecider, EventId::make(), 0, test::visit(subject), kErasedAt };
        REQUIRE(test::wanted(writer->apply(std::span(&write, 1))).front());
        if (goes)
            erasures.push_back({ write.event, 1, u"essai"_s });
    }
    CHECK(allBytesOf(database.where()).contains(secret));
    // By halves: what is moved about by the first must not be left over by the second.
    const std::span all(erasures);
    for (const auto half : { all.first(50), all.subspan(50) }) {
        CHECK(eraseEvents(database.where(), cipher, half, kDecider, kErasedAt) == std::ssize(half));
        REQUIRE(sweep(database.where()));
    }
    const QByteArray bytes = allBytesOf(database.where());
    CHECK_FALSE(bytes.contains(secret));
    CHECK(bytes.contains(Mirror::mirrored("a-garder")));
    // The writer goes on as before.
    const Write write { RequestId::make(), kDecider, EventId::make(), 0, test::visit(u"Ensuite"_s), kErasedAt };
    CHECK(test::wanted(writer->apply(std::span(&write, 1))).front()->sequence == 401);
    CHECK(test::wanted(SqliteJournalReader::open(database.where(), cipher))->check()->empty());
}

TEST_CASE("whoever watches a journal hears of an erasure, once")
{
    using namespace std::chrono_literals;
    const Erasing journal(test::EngineKind::Sqlite);
    const auto watch = JournalWatch::of(journal.database.where());
    CHECK(watch->wait(1ms)); // what was there before
    CHECK_FALSE(watch->wait(1ms));
    CHECK(journal.erase({ { journal.first, 3, u"essai"_s } }) == 1);
    CHECK(watch->wait(1ms));
    CHECK_FALSE(watch->wait(1ms));
}

TEST_CASE("PostgreSQL is swept as well")
{
    const Erasing journal(test::EngineKind::Postgresql);
    CHECK(journal.erase({ { journal.first, 3, u"essai"_s } }) == 1);
    CHECK(sweep(journal.database.where()));
}
