// A race of the kind that must be reported whatever tsan.supp says: two threads change one number, one of them in a
// slot.
#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>
#include <QtCore/QThread>

#include <future>
#include <thread>

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    std::promise<QObject *> made;
    auto receiver = made.get_future();
    std::thread thread([made = std::move(made)]() mutable {
        QEventLoop loop;
        QObject object;
        made.set_value(&object);
        loop.exec();
    });
    QObject *object = receiver.get();
    int number = 0;
    QMetaObject::invokeMethod(object, [&number, object] {
        ++number;
        object->thread()->quit();
    });
    ++number;
    thread.join();
    return number == 2 ? 0 : 1;
}
