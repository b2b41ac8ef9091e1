#include "database.h"

#include <storage/unsentstore.h>

#include <algorithm>

namespace cortege::storage
{
using namespace Qt::StringLiterals;

UnsentStore::UnsentStore(std::unique_ptr<Database> database, qint64 lastPlace)
    : m_database(std::move(database)), m_lastPlace(lastPlace)
{
}
UnsentStore::~UnsentStore() = default;

Result<std::unique_ptr<UnsentStore>> UnsentStore::open(const QString &path)
{
    auto database = Database::open(path, Database::Access::Write);
    if (!database)
        return std::unexpected(database.error());
    if (auto done = (*database)->migrate(Database::Schema::Unsent); !done)
        return std::unexpected(done.error());
    auto last = (*database)->run(u"SELECT seq FROM sqlite_sequence WHERE name = 'unsent'"_s);
    if (!last)
        return std::unexpected(last.error());
    const qint64 lastPlace = last->next() ? last->value(0).toLongLong() : 0;
    return std::unique_ptr<UnsentStore>(new UnsentStore(std::move(*database), lastPlace));
}

Result<UnsentStore::Contents> UnsentStore::contents()
{
    Contents contents;
    const auto read = [&](const QString &sql, const QVariantList &values) -> Result<> {
        auto query = m_database->run(sql, values);
        if (!query)
            return std::unexpected(query.error());
        return query->forEach([&contents](const Rows &row) {
            contents.rows.push_back(
                { row.value(0).toLongLong(), static_cast<Kind>(row.value(1).toInt()), row.value(2).toByteArray() });
        });
    };
    if (read(u"SELECT place, kind, sealed FROM unsent ORDER BY place"_s, {}))
        return contents;
    // A page is damaged: what lies behind it is reached from the other end.
    contents.isWhole = false;
    const auto before = std::ssize(contents.rows);
    const qint64 reached = contents.rows.empty() ? 0 : contents.rows.back().place;
    (void)read(u"SELECT place, kind, sealed FROM unsent WHERE place > ? ORDER BY place DESC"_s, { reached });
    std::ranges::reverse(contents.rows.begin() + before, contents.rows.end());
    return contents;
}

Result<> UnsentStore::apply(const Step &step)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    for (const Row &row : step.put) {
        const auto done
            = m_database->run(u"INSERT INTO unsent (place, kind, sealed) VALUES (?, ?, ?) "
                              "ON CONFLICT (place) DO UPDATE SET kind = excluded.kind, sealed = excluded.sealed"_s,
                { row.place, static_cast<int>(row.kind), row.sealed });
        if (!done)
            return std::unexpected(done.error());
    }
    for (const qint64 place : step.remove) {
        if (const auto done = m_database->run(u"DELETE FROM unsent WHERE place = ?"_s, { place }); !done)
            return std::unexpected(done.error());
    }
    return (*transaction)->commit();
}

} // namespace cortege::storage
