#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QEventLoop>
#include <QtCore/QThread>

#include <functional>
#include <future>
#include <memory>
#include <thread>

namespace cortege::server
{

/// The thread of one object, which is made, lives and ends in it. A std::thread, whose end ThreadSanitizer sees.
template <class Object>
class OwnThread
{
public:
    explicit OwnThread(std::function<std::unique_ptr<Object>()> make)
    {
        std::promise<Object *> made;
        auto object = made.get_future();
        m_thread = std::thread([made = std::move(made), make = std::move(make)]() mutable {
            QEventLoop loop;
            auto own = make();
            made.set_value(own.get());
            loop.exec();
            own.reset();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // its sockets
        });
        m_object = object.get();
    }
    ~OwnThread()
    {
        m_object->thread()->quit();
        m_thread.join();
    }
    Q_DISABLE_COPY_MOVE(OwnThread)
    Object &object() const { return *m_object; }

private:
    Object *m_object = nullptr;
    std::thread m_thread;
};

} // namespace cortege::server
