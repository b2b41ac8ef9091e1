#include <storage/journalwatch.h>

#include "auditlog.h"
#include "database.h"
#include "postgresqlconnection.h"

#include <libpq-fe.h>
#include <poll.h>
#include <thread>
#include <utility>

namespace cortege::storage
{
namespace
{

using Milliseconds = std::chrono::milliseconds;

template <auto release>
struct Release {
    void operator()(auto *object) const { release(object); }
};
using Connection = std::unique_ptr<PGconn, Release<PQfinish>>;
using Answer = std::unique_ptr<PGresult, Release<PQclear>>;
using Notification = std::unique_ptr<PGnotify, Release<PQfreemem>>;

/// Nobody is told; one number is read again and again.
class SqliteWatch final : public JournalWatch
{
public:
    explicit SqliteWatch(QString path) : m_path(std::move(path)) { }

    bool wait(Milliseconds most) override
    {
        std::this_thread::sleep_for(most);
        if (!m_database) {
            auto opened = Database::open(m_path, Database::Access::Read);
            if (!opened)
                return false;
            m_database = std::move(*opened);
        }
        const auto last = lastSequenceOf(*m_database);
        return last && std::exchange(m_last, *last) != *last;
    }

private:
    const QString m_path;
    std::unique_ptr<Database> m_database; ///< opened by the thread that waits
    Sequence m_last = 0;
};

class PostgresqlWatch final : public JournalWatch
{
public:
    explicit PostgresqlWatch(const QString &words) : m_connection(postgresqlConnection(words).toUtf8()) { }

    bool wait(Milliseconds most) override
    {
        if (!m_listening && !listen()) {
            std::this_thread::sleep_for(most); // then it is tried again
            return false;
        }
        if (std::exchange(m_missed, false))
            return true;
        pollfd socket { PQsocket(m_listening.get()), POLLIN, 0 };
        poll(&socket, 1, static_cast<int>(most.count()));
        if (PQconsumeInput(m_listening.get()) != 1) {
            m_listening.reset(); // once there is a connection again, the journal is looked at
            return false;
        }
        bool told = false;
        while (Notification(PQnotifies(m_listening.get())))
            told = true;
        return told;
    }

private:
    bool listen()
    {
        Connection made(PQconnectdb(m_connection.constData()));
        const Answer answer(PQexec(made.get(), (QByteArray("LISTEN ") + kJournalChannel).constData()));
        if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK)
            return false;
        m_listening = std::move(made);
        m_missed = true;
        return true;
    }

    const QByteArray m_connection;
    Connection m_listening;
    bool m_missed = false; ///< what was told while nobody listened
};

} // namespace

std::unique_ptr<JournalWatch> JournalWatch::of(const QString &where)
{
    const QString words = postgresqlWords(where);
    if (words.isNull())
        return std::make_unique<SqliteWatch>(where);
    return std::make_unique<PostgresqlWatch>(words);
}

} // namespace cortege::storage
