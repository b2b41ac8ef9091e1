#pragma once

#include <QtTest/QTest>

namespace cortege::test
{

/// QTest::keyClick knows Latin-1 keys only; the text of the event is what counts.
inline void typeLetter(QWidget *into, QChar letter)
{
    QTest::sendKeyEvent(QTest::Click, into, Qt::Key_unknown, QString(letter), {});
}

} // namespace cortege::test
