#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

namespace cortege::tension
{

/// Threads that stay for as long as there is work to come. A thread that is started for each millisecond of work begins
/// on the processor of whoever started it, and work is shared out piece by piece, because no processor is ours alone:
/// one that is late, or never comes, is not waited for.
class Crew
{
public:
    /// That many with the caller's own; the others are started when there is something to share.
    explicit Crew(int threads) : m_size(static_cast<size_t>(std::max(threads, 1))) { }
    ~Crew();
    Crew(const Crew &) = delete;
    Crew &operator=(const Crew &) = delete;

    size_t size() const { return m_size; }
    /// Calls `work(worker, piece)` for 0 … pieces − 1, the caller being worker 0, and returns when all is done. Who
    /// does which piece must not matter to the result. One call at a time; `work` does not throw.
    template <class Work>
    void share(size_t pieces, const Work &work)
    {
        Job job { [](const void *what, size_t worker, size_t piece) {
                     (*static_cast<const Work *>(what))(worker, piece);
                 },
            &work, pieces, 0 };
        run(job);
    }

private:
    struct Job {
        void (*call)(const void *work, size_t worker, size_t piece);
        const void *work;
        size_t pieces;
        std::atomic<size_t> next;

        void takePart(size_t worker);
    };
    void run(Job &job);
    void wait(size_t worker);

    size_t m_size;
    std::mutex m_mutex; ///< of all below
    std::condition_variable m_called;
    std::condition_variable m_left;
    Job *m_job = nullptr;
    std::uint64_t m_jobs = 0; ///< so far
    size_t m_inside = 0; ///< others that are at the job
    bool m_ends = false;
    std::vector<std::jthread> m_others;
};

} // namespace cortege::tension
