#include <tension/crew.h>

namespace cortege::tension
{

Crew::~Crew()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ends = true;
    }
    m_called.notify_all();
}

void Crew::Job::takePart(size_t worker)
{
    for (size_t piece = next++; piece < pieces; piece = next++)
        call(work, worker, piece);
}

void Crew::run(Job &job)
{
    if (m_size == 1 || job.pieces < 2) {
        job.takePart(0);
        return;
    }
    while (m_others.size() + 1 < m_size)
        m_others.emplace_back([this, worker = m_others.size() + 1] { wait(worker); });
    {
        const std::scoped_lock lock(m_mutex);
        m_job = &job;
        ++m_jobs;
    }
    m_called.notify_all();
    job.takePart(0);
    std::unique_lock lock(m_mutex);
    m_job = nullptr; // who comes now comes too late
    m_left.wait(lock, [this] { return m_inside == 0; });
}

void Crew::wait(size_t worker)
{
    std::unique_lock lock(m_mutex);
    for (std::uint64_t seen = 0;;) {
        m_called.wait(lock, [&] { return m_ends || (m_job && m_jobs != seen); });
        if (m_ends)
            return;
        seen = m_jobs;
        Job &job = *m_job;
        ++m_inside;
        lock.unlock();
        job.takePart(worker);
        lock.lock();
        if (--m_inside == 0)
            m_left.notify_one();
    }
}

} // namespace cortege::tension
