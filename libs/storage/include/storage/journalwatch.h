#pragma once

#include <QtCore/QString>

#include <chrono>
#include <memory>

namespace cortege::storage
{

/// How a server hears that somebody else has written the journal: another server where they share it, or whoever erases
/// events. Use it in one thread.
class JournalWatch
{
public:
    static std::unique_ptr<JournalWatch> of(const QString &where);
    virtual ~JournalWatch() = default;

    /// Waits for so long at most, and not less for a file of SQLite. True when the journal may have grown: somebody
    /// said so, perhaps this server itself, or the connection was lost for a while and nobody knows.
    virtual bool wait(std::chrono::milliseconds most) = 0;
};

} // namespace cortege::storage
