#include "database.h"

#include <support/wanted.h>

#include <QtCore/QTemporaryDir>

using namespace cortege;
using namespace cortege::storage;
using namespace Qt::StringLiterals;

TEST_CASE("a commit is on the disk when it returns, and what is deleted is overwritten")
{
    // No death of a process tells FULL from NORMAL, only one of the machine does: hence this look at the settings.
    const QTemporaryDir folder;
    const auto database
        = test::wanted(storage::Database::open(folder.filePath(u"x.sqlite"_s), storage::Database::Access::Write));
    const auto setting = [&](const QString &name) {
        auto rows = test::wanted(database->run(u"PRAGMA "_s + name));
        REQUIRE(rows.next());
        return rows.value(0).toString();
    };
    CHECK(setting(u"journal_mode"_s) == u"wal"_s);
    CHECK(setting(u"synchronous"_s) == u"2"_s); // FULL
    CHECK(setting(u"secure_delete"_s) == u"1"_s);
    CHECK(setting(u"foreign_keys"_s) == u"1"_s);
}

TEST_CASE("rows are given one by one until one is not wanted, and the statement can run again")
{
    const QTemporaryDir folder;
    const auto database
        = test::wanted(storage::Database::open(folder.filePath(u"x.sqlite"_s), storage::Database::Access::Write));
    const QString numbers = u"SELECT value FROM json_each('[1,2,3]')"_s;
    int sum = 0;
    CHECK(test::wanted(database->run(numbers)).forEach([&](const Rows &row) { sum += row.value(0).toInt(); }));
    CHECK(sum == 6);
    const auto refused = test::wanted(database->run(numbers)).forEach([&](const Rows &row) -> Result<> {
        sum += row.value(0).toInt();
        return row.value(0).toInt() < 2 ? Result<>() : fail(Failure::Corrupt, u"two"_s);
    });
    REQUIRE_FALSE(refused);
    CHECK(refused.error().detail == u"two"_s);
    CHECK(sum == 9);
}
