#include "otherservers.h"

#include "serverlimits.h"

#include <storage/journalwatch.h>

namespace cortege::server
{

OtherServers::OtherServers(const QString &database, std::function<void()> wrote)
{
    m_thread = std::jthread(
        [this, watch = storage::JournalWatch::of(database), wrote = std::move(wrote)](const std::stop_token &stop) {
            bool grew = watch->wait({}); // makes its connection
            m_listening.count_down();
            while (!stop.stop_requested()) {
                if (grew)
                    wrote();
                grew = watch->wait(limits::kWatch);
            }
        });
    m_listening.wait();
}

} // namespace cortege::server
