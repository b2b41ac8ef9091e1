#include <exchange/gzip.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

using namespace cortege;
using namespace cortege::exchange;

namespace
{
// Made by gzip -n.
const QByteArray kHello = QByteArray::fromHex("1f8b0800000000000003cb48cdc9c9e7020020303a3606000000"); // "hello\n"
constexpr qsizetype kPlenty = 1'000;
} // namespace

TEST_CASE("a gzip file is unpacked, several members one after another")
{
    CHECK(isGzip(kHello));
    CHECK_FALSE(isGzip("hello"));
    CHECK_FALSE(isGzip(""));
    CHECK(gunzip(kHello, kPlenty) == QByteArray("hello\n"));
    CHECK(gunzip(kHello + kHello, kPlenty) == QByteArray("hello\nhello\n"));
}

TEST_CASE("a gzip file that is cut, damaged or followed by something else is refused")
{
    for (qsizetype size = 0; size < kHello.size(); ++size) {
        const auto cut = gunzip(kHello.first(size), kPlenty);
        REQUIRE_FALSE(cut);
        CHECK(cut.error().kind == Failure::Corrupt);
    }
    CHECK(gunzip(kHello + "more", kPlenty).error().kind == Failure::Corrupt);
    QByteArray damaged = kHello;
    damaged[kHello.size() - 8] = 'x'; // its checksum
    CHECK(gunzip(damaged, kPlenty).error().kind == Failure::Corrupt);
    CHECK(gunzip("hello", kPlenty).error().kind == Failure::Corrupt);
}

TEST_CASE("an unpacked file has a limit")
{
    CHECK(gunzip(kHello, 6));
    CHECK(gunzip(kHello, 5).error().kind == Failure::TooLarge);
    CHECK(gunzip(kHello + kHello, 11).error().kind == Failure::TooLarge);
}

TEST_CASE("a small file takes no memory for the largest one")
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("hello"));
    constexpr qsizetype kMoreThanThereIs = qsizetype { 1 } << 44;
    for (const QByteArray &written : { kHello, QByteArray("hello\n"), QByteArray(600'000, 'h') }) {
        QFile file(path);
        REQUIRE(file.open(QFile::WriteOnly));
        REQUIRE(file.write(written) == written.size());
        file.close();
        const QByteArray expected = isGzip(written) ? QByteArray("hello\n") : written;
        CHECK(readUnpacked(path, kMoreThanThereIs) == expected);
        CHECK(readUnpacked(path, expected.size()).has_value() == (written.size() <= expected.size()));
        CHECK(readUnpacked(path, expected.size() - 1).error().kind == Failure::TooLarge);
    }
}
