#pragma once

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>

#include <vector>

namespace cortege::test
{

/// Overwrites a page of rows in the middle of a closed SQLite file, as a bad sector does.
inline void damagePage(const QString &path)
{
    constexpr qint64 kPage = 4096;
    constexpr char kLeafOfTable = 0x0d; // https://sqlite.org/fileformat2.html, 1.6
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadWrite));
    std::vector<qint64> leaves;
    for (qint64 at = kPage; at < file.size(); at += kPage) {
        char first = 0;
        REQUIRE((file.seek(at) && file.getChar(&first)));
        if (first == kLeafOfTable)
            leaves.push_back(at);
    }
    REQUIRE(leaves.size() > 20);
    REQUIRE(file.seek(leaves[leaves.size() / 2]));
    REQUIRE(file.write(QByteArray(kPage, '\xff')) == kPage);
}

} // namespace cortege::test
