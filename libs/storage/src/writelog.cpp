#include "writelog.h"

#include "database.h"

#include <QtCore/QFile>

#include <chrono>
#include <thread>

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qint64 kPage = 4096;
constexpr int kTrials = 20;
constexpr std::chrono::milliseconds kTrialPause { 250 };

} // namespace

Result<> lengthenLog(Database &database, const QString &path)
{
    // Nobody else writes the log meanwhile.
    const auto transaction = Transaction::begin(database);
    if (!transaction)
        return std::unexpected(transaction.error());
    QFile log(path + u"-wal"_s);
    if (!log.open(QIODevice::ReadWrite | QIODevice::Unbuffered) || !log.seek(log.size()))
        return {}; // slower, not wrong
    static const QByteArray kZeros(qsizetype { 1024 } * 1024, '\0');
    while (log.size() < kLogPages * (kPage + 24) && log.write(kZeros) == kZeros.size()) { }
    return {};
}

Result<> emptyLog(Database &database)
{
    // SQLite waits for readers and writers, but not for another checkpoint: a server does one now and then.
    for (int trial = 1;; ++trial) {
        const auto busy = database.number(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        if (!busy)
            return std::unexpected(busy.error());
        if (*busy == 0)
            return {};
        if (trial == kTrials)
            return fail(Failure::Unavailable, u"another program reads the database; its log cannot be emptied"_s);
        std::this_thread::sleep_for(kTrialPause);
    }
}

} // namespace cortege::storage
