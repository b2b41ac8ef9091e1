#include "otherservers.h"

#include "serverlimits.h"

#include <storage/journalwatch.h>

namespace cortege::server
{

OtherServers::OtherServers(const QString &database, std::function<void()> wrote)
{
    m_thread = std::jthread(
        [watch = storage::JournalWatch::of(database), wrote = std::move(wrote)](const std::stop_token &stop) {
            while (!stop.stop_requested()) {
                if (watch->wait(limits::kWatch))
                    wrote();
            }
        });
}

} // namespace cortege::server
