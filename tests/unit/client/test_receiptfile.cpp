#include "receiptfile.h"

#include <catch2/catch_test_macros.hpp>

#include <protocol/codec.h>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

using namespace cortege;
using namespace cortege::client;
using namespace Qt::StringLiterals;

TEST_CASE("the newest receipt is kept, and an older one never takes its place")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"receipt.json"_s);
    const auto onDisk = [&] {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? protocol::decodeReceipt(file.readAll()) : std::nullopt;
    };
    const auto receiptOf = [](qint64 entry) {
        return AuditReceipt { { entry, QByteArray(kAuditHashBytes, 'h'), UtcTime {} }, "signature" };
    };
    {
        ReceiptFile file(path);
        REQUIRE(file.keep());
        CHECK_FALSE(onDisk());
        file.heard(receiptOf(7));
        file.heard(receiptOf(9));
        file.heard(receiptOf(8));
        REQUIRE(file.keep());
        CHECK(onDisk() == receiptOf(9));
    }
    ReceiptFile again(path);
    again.heard(receiptOf(3)); // of a platform that has lost entries
    REQUIRE(again.keep());
    CHECK(onDisk() == receiptOf(9));
    again.heard(receiptOf(10));
    REQUIRE(again.keep());
    CHECK(onDisk() == receiptOf(10));
}
