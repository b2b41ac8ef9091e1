#pragma once

#include <domain/result.h>

#include <QtCore/QByteArray>

#include <memory>
#include <vector>

namespace cortege::storage
{

class Database;

/// What a workstation keeps until the platform has it: rows of sealed bytes in one SQLite file, in the order of their
/// places. It never sees what they hold. WAL and synchronous=FULL as for the journal. Use it in the thread that opened
/// it.
class UnsentStore
{
public:
    enum class Kind { Change = 1, Draft = 2, Model = 3, Filter = 4 };
    struct Row {
        qint64 place = 0;
        Kind kind = Kind::Change;
        QByteArray sealed;
    };
    /// Rows to write, over those of the same place where there are any, and places to clear.
    struct Step {
        std::vector<Row> put;
        std::vector<qint64> remove;
    };

    /// Creates the file if need be. A file of a newer program is refused.
    static Result<std::unique_ptr<UnsentStore>> open(const QString &path);
    ~UnsentStore();

    struct Contents {
        std::vector<Row> rows; ///< in the order of their places
        bool isWhole = true; ///< false: the file is damaged, and there are rows that cannot be reached
    };
    Result<Contents> contents();
    /// A place that no row has, nor ever had.
    qint64 nextPlace() { return ++m_lastPlace; }
    /// One transaction; returns when it is on disk. After an error nothing of it was kept.
    Result<> apply(const Step &step);

private:
    UnsentStore(std::unique_ptr<Database> database, qint64 lastPlace);
    std::unique_ptr<Database> m_database;
    qint64 m_lastPlace;
};

} // namespace cortege::storage
