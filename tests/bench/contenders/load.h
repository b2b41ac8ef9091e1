#pragma once

#include "contender.h"
#include "figures.h"

#include <memory>
#include <vector>

namespace cortege::bench
{

struct Throughput {
    double savesPerSecond = 0; ///< until every console has heard of every save
    qint64 saved = 0;
    double seconds = 0;
    double generatorCpu = 0; ///< cores that this process used meanwhile
    double contenderCpu = 0; ///< cores that the contender used meanwhile
    int refused = 0;
};

/// Some writers and many consoles of one contender, all in one thread round one epoll.
class Load
{
public:
    Load(Contender &contender, int consoles, int writers);
    ~Load();

    /// One save at a time, the next when every console has heard of the last: from before the save is sent until each
    /// console has it. Writers take turns.
    Samples oneByOne(int saves);
    /// Every writer has one save under way all the time, until `saves` were sent or the time is over.
    Throughput allAtOnce(int saves, std::chrono::seconds atMost);

private:
    struct Arrived {
        Heard heard;
        size_t connection; ///< writers first, then consoles
    };
    std::vector<Arrived> wait();
    bool isWriter(size_t connection) const { return connection < m_writers.size(); }
    Connection &at(size_t connection);

    Contender &m_contender;
    std::vector<std::unique_ptr<Writer>> m_writers;
    std::vector<std::unique_ptr<Connection>> m_consoles;
    int m_epoll;
};

} // namespace cortege::bench
