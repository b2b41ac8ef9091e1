#include <storage/sqliteaudit.h>
#include <storage/sqlitefacts.h>
#include <storage/sqlitejournal.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>

#include <sqlite3.h>
#include <support/databases.h>
#include <support/facts.h>
#include <support/testkeys.h>
#include <support/wanted.h>

using namespace cortege;
using namespace cortege::storage;
using namespace Qt::StringLiterals;

namespace
{

const Author kImporter { PersonId::make(), u"Claire Martin (DSI)"_s };

struct FactBook {
    explicit FactBook(test::EngineKind kind) : database(kind) { }

    test::Database database;
    std::unique_ptr<SqliteJournalWriter> writer
        = test::wanted(SqliteJournalWriter::open(database.where(), test::anyCipher()));
    std::unique_ptr<SqliteFactReader> reader
        = test::wanted(SqliteFactReader::open(database.where(), test::anyCipher()));

    template <class Change>
    FactWriteResult apply(const Change &change)
    {
        const FactWrite write { change, kImporter, UtcTime { std::chrono::seconds { 1'800'000'000 } } };
        return test::wanted(writer->facts().apply(std::span(&write, 1))).front();
    }
    SourceNumber record(const FactSource &source)
    {
        return std::get<SourceRecorded>(apply(RecordSource { source }).value()).number;
    }
    FactsAdded add(SourceNumber source, const FactBlock &block)
    {
        return std::get<FactsAdded>(apply(AddFacts { source, block }).value());
    }
    std::vector<KeptBlock> blocks(std::optional<SourceNumber> source = {})
    {
        std::vector<KeptBlock> all;
        while (auto next = test::wanted(reader->next(all.empty() ? 0 : all.back().number, source)))
            all.push_back(std::move(*next));
        return all;
    }
};

} // namespace

TEST_CASE("facts are kept as they came, in blocks, and counted by source")
{
    FactBook book(test::eachEngine());
    const SourceNumber first = book.record(test::source(u"un"_s));
    const SourceNumber second = book.record(test::source(u"deux"_s));
    CHECK(book.record(test::source(u"un"_s)) == first);
    const FactBlock block = test::blockOf(1, 100);
    CHECK(book.add(first, block).stored == 100);
    CHECK(book.add(second, test::blockOf(1, 7)).stored == 7);
    CHECK(test::wanted(book.reader->state()).lastBlock == 2);
    CHECK(test::wanted(book.reader->countAfter(0, {})) == 107);
    CHECK(test::wanted(book.reader->countAfter(1, {})) == 7);
    CHECK(test::wanted(book.reader->countAfter(0, first)) == 100);
    const auto blocks = book.blocks();
    REQUIRE(blocks.size() == 2);
    CHECK(blocks[0].source == first);
    CHECK(test::wanted(columnsFromBytes(blocks[0].columns)) == block.columns);
    CHECK(book.blocks(second).size() == 1);
    const auto sources = test::wanted(book.reader->sources());
    REQUIRE(sources.size() == 2);
    CHECK(sources[0].source == test::source(u"un"_s));
    CHECK(sources[0].facts == 100);
    CHECK(sources[0].recordedBy == kImporter);
}

TEST_CASE("a source that is asked for by its number leaves nothing behind, whichever it is")
{
    FactBook book(test::EngineKind::Sqlite);
    const auto ask = [&book](SourceNumber source) {
        CHECK(test::wanted(book.reader->countAfter(0, source)) == 0);
        CHECK_FALSE(test::wanted(book.reader->next(0, source)));
    };
    ask(1);
    const auto before = sqlite3_memory_used();
    for (SourceNumber source = 2; source < 1'000; ++source)
        ask(source);
    CHECK(sqlite3_memory_used() - before < sqlite3_int64 { 100 } * 1024);
}

TEST_CASE("the same keys again add nothing, whoever writes them")
{
    FactBook book(test::eachEngine());
    const SourceNumber source = book.record(test::source(u"un"_s));
    const SourceNumber other = book.record(test::source(u"deux"_s));
    CHECK(book.add(source, test::blockOf(1, 10)).stored == 10);
    CHECK(book.add(source, test::blockOf(1, 10)).known == 10);
    const FactsAdded overlapping = book.add(source, test::blockOf(6, 10));
    CHECK(overlapping.stored == 5);
    CHECK(overlapping.known == 5);
    CHECK(book.add(other, test::blockOf(1, 10)).stored == 10); // keys are a source's own
    SECTION("after a rest") { book.writer->facts().rest(); }
    SECTION("by another server")
    {
        const auto node = test::wanted(SqliteJournalWriter::open(book.database.where(), test::anyCipher()));
        const FactWrite write { AddFacts { source, test::blockOf(100, 10) }, kImporter, UtcTime {} };
        test::wanted(node->facts().apply(std::span(&write, 1)));
        CHECK(book.add(source, test::blockOf(100, 10)).known == 10);
    }
    CHECK(book.add(source, test::blockOf(1, 15)).known == 15);
}

TEST_CASE("a withdrawn source is gone with its facts, and its numbers do not come back")
{
    FactBook book(test::eachEngine());
    const SourceNumber source = book.record(test::source(u"un"_s));
    book.add(source, test::blockOf(1, 10));
    const qint64 changes = test::wanted(book.reader->state()).changes;
    CHECK(std::get<SourceWithdrawn>(book.apply(WithdrawSource { source }).value()).facts == 10);
    CHECK(test::wanted(book.reader->sources()).empty());
    CHECK(book.blocks().empty());
    CHECK(test::wanted(book.reader->state()).changes > changes);
    CHECK(book.apply(WithdrawSource { source }).error().kind == Failure::NotFound);
    CHECK(book.apply(AddFacts { source, test::blockOf(1, 1) }).error().kind == Failure::NotFound);
    const SourceNumber again = book.record(test::source(u"un"_s));
    CHECK(again != source);
    CHECK(book.add(again, test::blockOf(1, 10)).stored == 10);
    CHECK(book.blocks().front().number == 2);
}

TEST_CASE("what would change the meaning of facts is refused")
{
    FactBook book(test::eachEngine());
    FactSource source = test::source(u"un"_s);
    const SourceNumber number = book.record(source);
    CHECK(book.apply(AddFacts { number, test::blockOf(std::vector<FactKey> { 1 }, 2) }).error().kind
        == Failure::InvalidInput);
    source.categories.push_back({ u"autre"_s, u"Autre"_s, 1 });
    CHECK(book.record(source) == number);
    CHECK(book.apply(AddFacts { number, test::blockOf(std::vector<FactKey> { 1 }, 2) }));
    std::swap(source.categories[0], source.categories[1]);
    CHECK(book.apply(RecordSource { source }).error().kind == Failure::Conflict);
}

TEST_CASE("the texts of sources are bounded, and where they are full a source can still be corrected")
{
    FactBook book(test::eachEngine());
    FactSource source = test::source(u"s0"_s);
    while (source.categories.size() < limits::kCategories)
        source.categories.push_back({ u"code-%1"_s.arg(source.categories.size()), QString(100, u'x'), 1 });
    std::optional<FactSource> last;
    FactWriteResult recorded;
    for (int i = 1; (recorded = book.apply(RecordSource { source })).has_value(); ++i) {
        last = source;
        source.id = *FactSourceId::parse(u"s%1"_s.arg(i));
    }
    CHECK(recorded.error().kind == Failure::TooLarge);
    REQUIRE(last);
    last->licence = u"Autre licence"_s;
    CHECK(book.apply(RecordSource { *last }));
}

TEST_CASE("each write has its entry in the audit, refused ones too, and the chain holds")
{
    FactBook book(test::eachEngine());
    const SourceNumber source = book.record(test::source(u"un"_s));
    book.add(source, test::blockOf(1, 10));
    CHECK_FALSE(book.apply(AddFacts { source + 1, test::blockOf(1, 10) }));
    CHECK(book.apply(WithdrawSource { source }));
    const auto audit = test::wanted(SqliteAuditReader::open(book.database.where()));
    CHECK(test::wanted(audit->verify({ book.writer->auditHead() })).faults.empty());
    std::vector<AuditAction> actions;
    QStringList details;
    for (const AuditEntry &entry : test::wanted(audit->since(0, 100))) {
        const AuditNote note = test::wanted(openNote(entry, test::anyCipher()));
        CHECK(note.person == kImporter);
        actions.push_back(note.action);
        details.append(note.detail);
    }
    CHECK(actions
        == std::vector { AuditAction::RecordedSource, AuditAction::AddedFacts, AuditAction::AddedFacts,
            AuditAction::WithdrewSource });
    CHECK(details[1].startsWith(u"source 1, facts 10, known 0, block 1, sha256 "_s));
    CHECK(details[2].endsWith(u"refused"_s));
}

TEST_CASE("neither texts of sources nor keys nor places stand in the file in clear")
{
    FactBook book(test::EngineKind::Sqlite);
    FactSource source = test::source(u"un"_s);
    source.name = u"Texte que personne ne doit lire"_s;
    const FactBlock block = test::blockOf(0x4142434445464748, 50);
    book.add(book.record(source), block);
    for (const QString &tail : { QString(), u"-wal"_s }) {
        QFile file(book.database.where() + tail);
        REQUIRE(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        CHECK_FALSE(bytes.contains("personne ne doit"));
        CHECK_FALSE(bytes.contains(keyBytes(block.keys).first(16)));
        CHECK_FALSE(bytes.contains(columnBytes(block.columns).first(40)));
    }
}

TEST_CASE("a row that cannot be read is the trouble of who needs it, not of the others in the batch")
{
    FactBook book(test::eachEngine());
    const SourceNumber damaged = book.record(test::source(u"un"_s));
    const SourceNumber other = book.record(test::source(u"deux"_s));
    book.add(damaged, test::blockOf(1, 10));
    book.writer->facts().rest();
    book.database.change(
        book.database.isFile() ? "UPDATE fact_block SET keys = x'00'" : "UPDATE fact_block SET keys = '\\x00'");
    const std::vector<FactWrite> writes { { AddFacts { damaged, test::blockOf(100, 10) }, kImporter, UtcTime {} },
        { AddFacts { other, test::blockOf(1, 10) }, kImporter, UtcTime {} } };
    const auto results = test::wanted(book.writer->facts().apply(writes));
    REQUIRE(results.size() == 2);
    REQUIRE_FALSE(results[0]);
    CHECK(results[0].error().kind == Failure::Corrupt);
    CHECK(std::get<FactsAdded>(results[1].value()).stored == 10);
    const auto audit = test::wanted(SqliteAuditReader::open(book.database.where()));
    CHECK(test::wanted(audit->verify({ book.writer->auditHead() })).faults.empty());
    CHECK(test::wanted(openNote(test::wanted(audit->since(3, 1)).front(), test::anyCipher())).detail
        == u"source 1, refused");
}

TEST_CASE("a damaged block is found by the check, and by whoever reads it")
{
    FactBook book(test::eachEngine());
    const SourceNumber source = book.record(test::source(u"un"_s));
    book.add(source, test::blockOf(1, 10));
    book.add(source, test::blockOf(100, 10));
    const auto journal = test::wanted(SqliteJournalReader::open(book.database.where(), test::anyCipher()));
    CHECK(test::wanted(journal->check()).empty());
    book.database.change(book.database.isFile() ? "UPDATE fact_block SET body = x'00' WHERE number = 2"
                                                : "UPDATE fact_block SET body = '\\x00' WHERE number = 2");
    const auto faults = test::wanted(journal->check());
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].kind == JournalFault::Kind::UnreadableFacts);
    CHECK(faults[0].sequence == 2);
    CHECK(test::wanted(book.reader->next(0, {}))->number == 1);
    CHECK_FALSE(book.reader->next(1, {}));
}
