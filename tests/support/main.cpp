#include <catch2/catch_session.hpp>

#include <QtCore/QCoreApplication>

// Weak, so that a test of windows brings its own with a QApplication.
__attribute__((weak)) int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    return Catch::Session().run(argc, argv);
}
