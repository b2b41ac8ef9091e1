#pragma once

#include <QtCore/QObject>

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace cortege::server
{

/// What other threads have for an object to do: a queue under a mutex, and one posted event for all that is in it. A
/// member of the object, which has ended its thread's event loop before it goes.
class Mailbox
{
public:
    using Letter = std::move_only_function<void()>;
    explicit Mailbox(QObject &owner) : m_owner(owner) { }

    /// Any thread. The letter is read in the owner's, after those before it.
    void post(Letter letter)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_letters.push_back(std::move(letter));
            if (m_letters.size() > 1)
                return; // whoever put the first one has posted the event
        }
        QMetaObject::invokeMethod(&m_owner, [this] { read(); }, Qt::QueuedConnection);
    }

private:
    void read()
    {
        std::vector<Letter> letters;
        {
            const std::lock_guard lock(m_mutex);
            letters.swap(m_letters);
        }
        for (Letter &letter : letters)
            letter();
    }

    QObject &m_owner;
    std::mutex m_mutex;
    std::vector<Letter> m_letters; ///< guarded by m_mutex
};

} // namespace cortege::server
