#include "otherservers.h"

#include "serverlimits.h"

#include <storage/journalwatch.h>

namespace cortege::server
{

OtherServers::OtherServers(const QString &database, std::function<void()> wrote)
{
    auto watch = storage::JournalWatch::of(database);
    if (!watch)
        return;
    m_thread = std::jthread([watch = std::move(watch), wrote = std::move(wrote)](const std::stop_token &stop) {
        while (!stop.stop_requested()) {
            if (watch->wait(limits::kWatch))
                wrote();
        }
    });
}

} // namespace cortege::server
