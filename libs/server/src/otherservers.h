#pragma once

#include <QtCore/QString>

#include <functional>
#include <thread>

namespace cortege::server
{

/// Listens for what others write into the journal, in a thread of its own: other servers, or who erases events.
class OtherServers
{
public:
    /// `wrote` is called in that thread, also for changes of this server.
    OtherServers(const QString &database, std::function<void()> wrote);

private:
    std::jthread m_thread;
};

} // namespace cortege::server
