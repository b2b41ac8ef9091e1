#pragma once

#include <QtCore/QString>

#include <functional>
#include <latch>
#include <thread>

namespace cortege::server
{

/// Listens for what others write into the journal, in a thread of its own: other servers, or who erases events.
class OtherServers
{
public:
    /// `wrote` is called in that thread, also for changes of this server. Its own connection is there once this is.
    OtherServers(const QString &database, std::function<void()> wrote);

private:
    std::latch m_listening { 1 };
    std::jthread m_thread; ///< last, because it uses the other
};

} // namespace cortege::server
