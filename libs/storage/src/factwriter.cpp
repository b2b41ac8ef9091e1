#include "factwriter.h"

#include "auditlog.h"
#include "database.h"
#include "times.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QVariant>

#include <algorithm>

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

constexpr SourceNumber kMostSources = 65'535; ///< what a console has two bytes for

using Applied = Result<FactWriteResult>; ///< the outer error is the disk's

FactWriteResult refusal(Failure kind, const QString &detail) { return std::unexpected(Error { kind, detail }); }

struct SourceRow {
    SourceNumber number = 0;
    FactSource source;
};

/// The keys of the source that was written to last, sorted. Another server may have added some since.
struct KnownKeys {
    SourceNumber source = 0;
    BlockNumber upTo = 0;
    std::vector<FactKey> keys;

    void add(std::vector<FactKey> more)
    {
        std::ranges::sort(more);
        const auto middle = static_cast<std::ptrdiff_t>(keys.size());
        keys.insert(keys.end(), more.begin(), more.end());
        std::ranges::inplace_merge(keys, keys.begin() + middle);
    }
    bool contains(FactKey key) const { return std::ranges::binary_search(keys, key); }
};

class SqlFactWriter final : public FactWriter
{
public:
    SqlFactWriter(Database &database, const PayloadCipher &cipher, AuditHead &head)
        : m_database(database), m_cipher(cipher), m_head(head)
    {
    }

    Result<std::vector<FactWriteResult>> apply(std::span<const FactWrite> writes) override
    {
        auto results = applyAll(writes);
        if (!results)
            m_keys = {}; // it may have some of what was undone
        return results;
    }
    void rest() override { m_keys = {}; }

private:
    Result<std::vector<FactWriteResult>> applyAll(std::span<const FactWrite> writes);
    Applied applyOne(const RecordSource &change, const FactWrite &write, AuditNote &note);
    Applied applyOne(const WithdrawSource &change, const FactWrite &write, AuditNote &note);
    Applied applyOne(const AddFacts &change, const FactWrite &write, AuditNote &note);
    Result<std::optional<SourceRow>> sourceWhere(const QString &condition, const QVariant &value);
    Result<> put(const RecordSource &change, const FactWrite &write, SourceNumber number, bool isNew);
    Result<> learnKeys(SourceNumber source);
    Result<BlockNumber> store(SourceNumber source, const FactBlock &block, AuditNote &note);
    Result<> run(const QString &sql, const QVariantList &values)
    {
        return m_database.run(sql, values).transform([](const Rows &) { });
    }

    Database &m_database;
    const PayloadCipher &m_cipher;
    AuditHead &m_head;
    KnownKeys m_keys;
};

Result<std::vector<FactWriteResult>> SqlFactWriter::applyAll(std::span<const FactWrite> writes)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    auto head = readHead(m_database);
    if (!head)
        return std::unexpected(head.error());
    std::vector<FactWriteResult> results;
    for (const FactWrite &write : writes) {
        AuditNote note { .at = write.at, .person = write.author };
        auto result = std::visit([&](const auto &change) { return applyOne(change, write, note); }, write.change);
        if (!result && result.error().kind == Failure::Corrupt) {
            // A row that cannot be read is the trouble of those who need it, not of everybody in the batch.
            m_keys = {};
            result = refusal(Failure::Corrupt, result.error().detail);
        }
        if (!result)
            return std::unexpected(result.error());
        if (!*result)
            note.detail += u", refused"_s;
        if (auto done = append(m_database, m_cipher, *head, note); !done)
            return std::unexpected(done.error());
        results.push_back(std::move(*result));
    }
    if (const QString announce = m_database.engine().announceJournal(); !announce.isEmpty()) {
        if (auto done = m_database.execute(announce); !done)
            return std::unexpected(done.error());
    }
    if (auto done = (*transaction)->commit(); !done)
        return std::unexpected(done.error());
    m_head = std::move(*head);
    return results;
}

Result<std::optional<SourceRow>> SqlFactWriter::sourceWhere(const QString &condition, const QVariant &value)
{
    auto row = m_database.run(
        u"SELECT number, description FROM fact_source WHERE withdrawn_at IS NULL AND "_s + condition, { value });
    if (!row)
        return std::unexpected(row.error());
    if (!row->next())
        return row->ended().transform([] { return std::optional<SourceRow>(); });
    const SourceNumber number = row->value(0).toInt();
    const auto text = m_cipher.open(row->value(1).toByteArray(), bindingOfSource(number));
    const auto json = text ? JsonDocument::read(*text) : std::nullopt;
    auto source = sourceFromJson(json ? json->root() : JsonValue());
    if (!source)
        return fail(Failure::Corrupt, u"source %1 of facts cannot be read"_s.arg(number));
    return SourceRow { number, std::move(*source) };
}

// --- sources ---------------------------------------------------------------------------------------------------------

Applied SqlFactWriter::applyOne(const RecordSource &change, const FactWrite &write, AuditNote &note)
{
    note.action = AuditAction::RecordedSource;
    note.detail = u"source "_s + change.source.id.toString();
    const auto before = sourceWhere(u"id = ?"_s, change.source.id.toString());
    if (!before)
        return std::unexpected(before.error());
    if (*before && (*before)->source == change.source)
        return SourceRecorded { (*before)->number };
    const auto bytes // of the others: what stands there now is replaced
        = m_database.number(u"SELECT coalesce(sum(length(description)), 0) FROM fact_source WHERE id <> ?"_s,
            { change.source.id.toString() });
    if (!bytes)
        return std::unexpected(bytes.error());
    if (*bytes + sourceText(change.source).size() > limits::kSourcesBytes)
        return refusal(Failure::TooLarge, u"the texts of all sources are over %1 bytes"_s.arg(limits::kSourcesBytes));
    if (*before && !maySucceed(change.source, (*before)->source))
        return refusal(
            Failure::Conflict, u"facts of this source are there: its categories may be added to, not changed"_s);
    if (*before) {
        const SourceNumber number = (*before)->number;
        return put(change, write, number, false).transform([number]() -> FactWriteResult {
            return SourceRecorded { number };
        });
    }
    const auto last = m_database.number(u"SELECT coalesce(max(number), 0) FROM fact_source"_s);
    if (!last)
        return std::unexpected(last.error());
    if (*last >= kMostSources)
        return refusal(Failure::TooLarge, u"there were %1 sources already"_s.arg(kMostSources));
    const auto number = static_cast<SourceNumber>(*last + 1);
    note.detail += u", number %1"_s.arg(number);
    return put(change, write, number, true).transform([number]() -> FactWriteResult {
        return SourceRecorded { number };
    });
}

Result<> SqlFactWriter::put(const RecordSource &change, const FactWrite &write, SourceNumber number, bool isNew)
{
    const auto sealed = m_cipher.seal(sourceText(change.source), bindingOfSource(number));
    if (!sealed)
        return std::unexpected(sealed.error());
    static const QString kInsert
        = u"INSERT INTO fact_source (description, author, author_name, recorded_at, id, number) "
          "VALUES (?, ?, ?, ?, ?, ?)"_s;
    static const QString kUpdate
        = u"UPDATE fact_source SET description = ?, author = ?, author_name = ?, recorded_at = ?, "
          "id = ? WHERE number = ?"_s;
    return run(isNew ? kInsert : kUpdate,
        { *sealed, write.author.id.toString(), write.author.name, milliseconds(write.at), change.source.id.toString(),
            number })
        .and_then([this] { return run(u"UPDATE fact_state SET changes = changes + 1"_s, {}); });
}

Applied SqlFactWriter::applyOne(const WithdrawSource &change, const FactWrite &write, AuditNote &note)
{
    note.action = AuditAction::WithdrewSource;
    note.detail = u"source %1"_s.arg(change.source);
    const auto row = sourceWhere(u"number = ?"_s, change.source);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return refusal(Failure::NotFound, u"no source %1 of facts"_s.arg(change.source));
    const auto facts
        = m_database.number(u"SELECT coalesce(sum(facts), 0) FROM fact_block WHERE source = ?"_s, { change.source });
    if (!facts)
        return std::unexpected(facts.error());
    note.detail += u" (%1), facts %2"_s.arg((*row)->source.id.toString()).arg(*facts);
    if (m_keys.source == change.source)
        m_keys = {};
    return run(u"DELETE FROM fact_block WHERE source = ?"_s, { change.source })
        .and_then([&] {
            return run(u"UPDATE fact_source SET description = NULL, withdrawn_at = ? WHERE number = ?"_s,
                { milliseconds(write.at), change.source });
        })
        .and_then([this] { return run(u"UPDATE fact_state SET changes = changes + 1"_s, {}); })
        .transform([&facts]() -> FactWriteResult { return SourceWithdrawn { *facts }; });
}

// --- facts -----------------------------------------------------------------------------------------------------------

Applied SqlFactWriter::applyOne(const AddFacts &change, const FactWrite &, AuditNote &note)
{
    note.action = AuditAction::AddedFacts;
    note.detail = u"source %1"_s.arg(change.source);
    const FactBlock &block = change.block;
    const auto row = sourceWhere(u"number = ?"_s, change.source);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return refusal(Failure::NotFound, u"no source %1 of facts"_s.arg(change.source));
    if (block.keys.size() != block.columns.size())
        return refusal(Failure::InvalidInput, u"not as many keys as facts"_s);
    const size_t categories = (*row)->source.categories.size();
    if (std::ranges::any_of(block.columns.category, [categories](quint16 one) { return one >= categories; }))
        return refusal(Failure::InvalidInput, u"a category that the source does not have"_s);
    if (auto learnt = learnKeys(change.source); !learnt)
        return std::unexpected(learnt.error());

    std::vector<FactKey> keys;
    std::vector<size_t> places;
    for (size_t i = 0; i < block.keys.size(); ++i) {
        if (!m_keys.contains(block.keys[i])) {
            keys.push_back(block.keys[i]);
            places.push_back(i);
        }
    }
    const FactsAdded added { static_cast<int>(places.size()), static_cast<int>(block.keys.size() - places.size()) };
    note.detail += u", facts %1, known %2"_s.arg(added.stored).arg(added.known);
    if (places.empty())
        return added;
    const auto number = store(change.source, { block.columns.taken(places), keys }, note);
    if (!number)
        return std::unexpected(number.error());
    m_keys.upTo = *number;
    m_keys.add(std::move(keys));
    return added;
}

Result<> SqlFactWriter::learnKeys(SourceNumber source)
{
    if (m_keys.source != source)
        m_keys = { source, 0, {} };
    auto rows = m_database.run(u"SELECT number, keys FROM fact_block WHERE source = ? AND number > ? ORDER BY number"_s,
        { source, m_keys.upTo });
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<FactKey> all;
    auto read = rows->forEach([&](const Rows &row) -> Result<> {
        m_keys.upTo = row.value(0).toLongLong();
        const auto bytes = m_cipher.open(row.value(1).toByteArray(), bindingOfKeys(m_keys.upTo));
        const auto keys = bytes ? keysFromBytes(*bytes) : std::nullopt;
        if (!keys)
            return fail(Failure::Corrupt, u"the keys of block %1 of facts cannot be read"_s.arg(m_keys.upTo));
        all.insert(all.end(), keys->begin(), keys->end());
        return {};
    });
    if (read)
        m_keys.add(std::move(all));
    return read;
}

Result<BlockNumber> SqlFactWriter::store(SourceNumber source, const FactBlock &block, AuditNote &note)
{
    const auto last = m_database.number(u"SELECT last_block FROM fact_state"_s);
    if (!last)
        return std::unexpected(last.error());
    const BlockNumber number = *last + 1;
    const auto keys = m_cipher.seal(keyBytes(block.keys), bindingOfKeys(number));
    const auto body = m_cipher.seal(columnBytes(block.columns), bindingOfBlock(number));
    if (!keys || !body)
        return std::unexpected((keys ? body : keys).error());
    note.detail += u", block %1, sha256 %2"_s.arg(number).arg(
        QLatin1StringView(QCryptographicHash::hash(*body, QCryptographicHash::Sha256).toHex()));
    const auto span = block.columns.span();
    const QVariant none;
    return run(
        u"INSERT INTO fact_block (number, source, facts, begins, ends, keys, body) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        { number, source, static_cast<int>(block.keys.size()), span ? QVariant(milliseconds(span->begin)) : none,
            span ? QVariant(milliseconds(span->end)) : none, *keys, *body })
        .and_then([&] { return run(u"UPDATE fact_state SET last_block = ?"_s, { number }); })
        .transform([number] { return number; });
}

} // namespace

QByteArray bindingOfSource(SourceNumber source) { return "cortege facts source " + QByteArray::number(source); }
QByteArray bindingOfKeys(BlockNumber block) { return "cortege facts keys " + QByteArray::number(block); }
QByteArray bindingOfBlock(BlockNumber block) { return "cortege facts block " + QByteArray::number(block); }

bool isReadableBlock(const PayloadCipher &cipher, BlockNumber number, const QByteArray &keys, const QByteArray &body)
{
    const auto openKeys = cipher.open(keys, bindingOfKeys(number));
    const auto openBody = cipher.open(body, bindingOfBlock(number));
    const auto readKeys = openKeys ? keysFromBytes(*openKeys) : std::nullopt;
    const auto columns
        = openBody ? columnsFromBytes(*openBody) : Result<FactColumns>(std::unexpected(openBody.error()));
    return readKeys && columns && readKeys->size() == columns->size();
}

std::unique_ptr<FactWriter> factWriter(Database &database, const PayloadCipher &cipher, AuditHead &head)
{
    return std::make_unique<SqlFactWriter>(database, cipher, head);
}

} // namespace cortege::storage
