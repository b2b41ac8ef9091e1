#include "load.h"

#include <array>

#include <sys/epoll.h>
#include <unistd.h>

namespace cortege::bench
{
using namespace Qt::StringLiterals;
namespace
{
constexpr int kPatienceMs = 30'000; ///< nothing heard for so long while something is due: an event was lost
}

Load::Load(Contender &contender, int consoles, int writers) : m_contender(contender), m_epoll(epoll_create1(0))
{
    for (int i = 0; i < writers; ++i)
        m_writers.push_back(contender.writer());
    for (int i = 0; i < consoles; ++i)
        m_consoles.push_back(contender.console());
    for (size_t i = 0; i < m_writers.size() + m_consoles.size(); ++i) {
        epoll_event interest {};
        interest.events = EPOLLIN;
        interest.data.u64 = i;
        demand(epoll_ctl(m_epoll, EPOLL_CTL_ADD, at(i).descriptor(), &interest) == 0, u"epoll refuses a socket"_s);
    }
}

Load::~Load() { close(m_epoll); }

Connection &Load::at(size_t connection)
{
    return isWriter(connection) ? *m_writers[connection] : *m_consoles[connection - m_writers.size()];
}

std::vector<Load::Arrived> Load::wait()
{
    std::array<epoll_event, 64> ready {};
    const int count = epoll_wait(m_epoll, ready.data(), static_cast<int>(ready.size()), kPatienceMs);
    demand(count >= 0, u"interrupted"_s);
    demand(count > 0, u"nothing heard for 30 s: an event was lost"_s);
    std::vector<Arrived> arrived;
    for (int i = 0; i < count; ++i) {
        const size_t connection = ready[static_cast<size_t>(i)].data.u64;
        arrived.push_back({ at(connection).receive(), connection });
    }
    return arrived;
}

Samples Load::oneByOne(int saves)
{
    Samples latency;
    for (int i = 0; i < saves; ++i) {
        size_t due = m_consoles.size() + 1;
        const auto start = SteadyClock::now();
        m_writers[static_cast<size_t>(i) % m_writers.size()]->save();
        while (due > 0) {
            // One socket after the other has its own time: what the generator itself takes counts as well.
            for (const Arrived &arrival : wait()) {
                demand(arrival.heard.refused == 0, u"a save was refused"_s);
                due -= static_cast<size_t>(arrival.heard.saved + arrival.heard.events);
                if (arrival.heard.events > 0)
                    latency.add(SteadyClock::now() - start);
            }
        }
    }
    return latency;
}

Throughput Load::allAtOnce(int saves, std::chrono::seconds atMost)
{
    Throughput figures;
    const double ownBefore = ownCpuSeconds();
    const double contenderBefore = m_contender.cpuSeconds();
    const auto start = SteadyClock::now();
    int sent = 0;
    int answered = 0;
    qint64 saved = 0;
    qint64 heard = 0;
    const auto goOn = [&](Writer &writer) {
        if (sent == saves || SteadyClock::now() - start > atMost)
            return;
        writer.save();
        ++sent;
    };
    for (const auto &writer : m_writers)
        goOn(*writer);
    const auto consoles = static_cast<qint64>(m_consoles.size());
    while (answered < sent || heard < saved * consoles) {
        for (const auto &[news, connection] : wait()) {
            heard += news.events;
            saved += news.saved;
            answered += news.saved + news.refused;
            figures.refused += news.refused;
            for (int i = 0; i < news.saved + news.refused; ++i)
                goOn(*m_writers[connection]);
        }
    }
    const double seconds = std::chrono::duration<double>(SteadyClock::now() - start).count();
    figures.saved = saved;
    figures.seconds = seconds;
    figures.savesPerSecond = static_cast<double>(saved) / seconds;
    figures.generatorCpu = (ownCpuSeconds() - ownBefore) / seconds;
    figures.contenderCpu = (m_contender.cpuSeconds() - contenderBefore) / seconds;
    return figures;
}

} // namespace cortege::bench
