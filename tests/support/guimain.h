#pragma once

#include <catch2/catch_session.hpp>

#include <QtGui/QGuiApplication>

/// main() of a test that paints without windows; include it in exactly one file of the test. It stands instead of the
/// weak one in main.cpp.
int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication app(argc, argv);
    return Catch::Session().run(argc, argv);
}
