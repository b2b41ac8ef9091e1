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
    const auto database = test::wanted(Database::open(folder.filePath(u"x.sqlite"_s), Database::Access::Write));
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
