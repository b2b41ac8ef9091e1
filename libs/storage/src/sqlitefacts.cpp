#include <storage/sqlitefacts.h>

#include "database.h"
#include "factwriter.h"
#include "times.h"

#include <QtCore/QVariant>

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

Result<KnownSource> sourceFrom(const Rows &row, const PayloadCipher &cipher)
{
    const SourceNumber number = row.value(0).toInt();
    const auto text = cipher.open(row.value(1).toByteArray(), bindingOfSource(number));
    const auto json = text ? JsonDocument::read(*text) : std::nullopt;
    auto source = sourceFromJson(json ? json->root() : JsonValue());
    const auto author = PersonId::parse(row.value(2).toString());
    if (!source || !author)
        return fail(Failure::Corrupt, u"source %1 of facts cannot be read"_s.arg(number));
    return KnownSource { number, std::move(*source), { *author, row.value(3).toString() }, timeFrom(row.value(4)),
        row.value(5).toLongLong() };
}

/// Behind a block, of one source or of all. The source is a value: a peer names it, and each text stays prepared.
struct Behind {
    QString condition;
    QVariantList values;
};
Behind behind(BlockNumber after, std::optional<SourceNumber> source)
{
    return source ? Behind { u"number > ? AND source = ?"_s, { after, *source } }
                  : Behind { u"number > ?"_s, { after } };
}

} // namespace

SqliteFactReader::SqliteFactReader(std::unique_ptr<Database> database, const PayloadCipher &cipher)
    : m_database(std::move(database)), m_cipher(cipher)
{
}
SqliteFactReader::~SqliteFactReader() = default;

Result<std::unique_ptr<SqliteFactReader>> SqliteFactReader::open(const QString &path, const PayloadCipher &cipher)
{
    return Database::open(path, Database::Access::Read).transform([&cipher](std::unique_ptr<Database> database) {
        return std::unique_ptr<SqliteFactReader>(new SqliteFactReader(std::move(database), cipher));
    });
}

Result<FactState> SqliteFactReader::state()
{
    auto row = m_database->run(u"SELECT last_block, changes FROM fact_state"_s);
    if (!row)
        return std::unexpected(row.error());
    if (!row->next())
        return fail(Failure::Corrupt, u"the state of the facts is missing"_s);
    return FactState { row->value(0).toLongLong(), row->value(1).toLongLong() };
}

Result<std::vector<KnownSource>> SqliteFactReader::sources()
{
    auto rows = m_database->run(u"SELECT number, description, author, author_name, recorded_at, "
                                "(SELECT coalesce(sum(facts), 0) FROM fact_block WHERE source = fact_source.number) "
                                "FROM fact_source WHERE withdrawn_at IS NULL ORDER BY number"_s);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<KnownSource> all;
    const auto read = rows->forEach([&](const Rows &row) {
        return sourceFrom(row, m_cipher).transform([&all](KnownSource &&one) { all.push_back(std::move(one)); });
    });
    return read.transform([&all] { return std::move(all); });
}

Result<qint64> SqliteFactReader::countAfter(BlockNumber after, std::optional<SourceNumber> source)
{
    const auto [condition, values] = behind(after, source);
    return m_database->number(u"SELECT coalesce(sum(facts), 0) FROM fact_block WHERE "_s + condition, values);
}

Result<std::optional<KeptBlock>> SqliteFactReader::next(BlockNumber after, std::optional<SourceNumber> source)
{
    const auto [condition, values] = behind(after, source);
    auto row = m_database->run(
        u"SELECT number, source, body FROM fact_block WHERE "_s + condition + u" ORDER BY number LIMIT 1"_s, values);
    if (!row)
        return std::unexpected(row.error());
    if (!row->next())
        return row->ended().transform([] { return std::optional<KeptBlock>(); });
    KeptBlock block { row->value(0).toLongLong(), row->value(1).toInt(), {} };
    auto columns = m_cipher.open(row->value(2).toByteArray(), bindingOfBlock(block.number));
    if (!columns)
        return fail(columns.error().kind, u"block %1 of facts cannot be read"_s.arg(block.number));
    block.columns = std::move(*columns);
    return block;
}

} // namespace cortege::storage
