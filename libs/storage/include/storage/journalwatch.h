#pragma once

#include <QtCore/QString>

#include <chrono>
#include <memory>

namespace cortege::storage
{

/// How one server hears that another has written the journal they share. Use it in the thread that made it.
class JournalWatch
{
public:
    /// None where the database is one server's own, as a file of SQLite is.
    static std::unique_ptr<JournalWatch> of(const QString &where);
    virtual ~JournalWatch() = default;

    /// Waits for so long at most. True when the journal may have grown: somebody said so, perhaps this server itself,
    /// or the connection was lost for a while and nobody knows.
    virtual bool wait(std::chrono::milliseconds most) = 0;
};

} // namespace cortege::storage
