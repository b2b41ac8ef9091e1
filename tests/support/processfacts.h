#pragma once

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QDir>
#include <QtCore/QFile>

/// What the kernel says of another process of ours.
namespace cortege::test
{

inline qsizetype descriptorsOf(qint64 process)
{
    return QDir(QStringLiteral("/proc/%1/fd").arg(process))
        .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
        .size();
}

/// Bytes of memory that are really there.
inline qint64 residentBytesOf(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/statm").arg(process));
    REQUIRE(file.open(QIODevice::ReadOnly));
    constexpr qint64 kPage = 4096;
    return file.readAll().split(' ').at(1).toLongLong() * kPage;
}

} // namespace cortege::test
