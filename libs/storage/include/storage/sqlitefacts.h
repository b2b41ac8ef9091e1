#pragma once

#include <domain/facts.h>
#include <domain/payloadcipher.h>

#include <QtCore/QString>

#include <memory>

namespace cortege::storage
{

class Database;

/// Facts of other sources in the server's database; written by `SqliteJournalWriter::facts`. Use it in the thread that
/// opened it. The cipher outlives it.
class SqliteFactReader final : public FactReader
{
public:
    /// The journal's writer must have opened the database before.
    static Result<std::unique_ptr<SqliteFactReader>> open(const QString &path, const PayloadCipher &cipher);
    ~SqliteFactReader() override;

    Result<FactState> state() override;
    Result<std::vector<KnownSource>> sources() override;
    Result<qint64> countAfter(BlockNumber after, std::optional<SourceNumber> source) override;
    Result<std::optional<KeptBlock>> next(BlockNumber after, std::optional<SourceNumber> source) override;

private:
    SqliteFactReader(std::unique_ptr<Database> database, const PayloadCipher &cipher);
    std::unique_ptr<Database> m_database;
    const PayloadCipher &m_cipher;
};

} // namespace cortege::storage
