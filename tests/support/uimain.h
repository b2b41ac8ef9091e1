#pragma once

#include <catch2/catch_session.hpp>

#include <QtCore/QStandardPaths>
#include <QtWidgets/QApplication>

/// main() of a test with windows; include it in exactly one file of the test. It stands instead of the weak one in
/// main.cpp. Runs on the display it finds (./dev test brings a virtual one) and on no display at all falls back to
/// "offscreen", where Qt Quick draws in software and draws custom layers with the fallback painters only.
int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    app.setApplicationName(QStringLiteral("cortege-test"));
    app.setOrganizationName(QStringLiteral("cortege-test"));
    app.setQuitOnLastWindowClosed(false);
    app.setCursorFlashTime(0); // pictures do not depend on when they are taken
    return Catch::Session().run(argc, argv);
}
