#include "auditanchor.h"

#include <storage/sqliteaudit.h>
#include <storage/sqlitejournal.h>

#include <support/records.h>
#include <support/sqlitefile.h>
#include <support/testkeys.h>

#include <QtCore/QTemporaryDir>

using namespace cortege;
using namespace cortege::server;
using namespace Qt::StringLiterals;

namespace
{

struct Anchored {
    QTemporaryDir folder;
    QString path = folder.filePath(u"journal.sqlite"_s);
    QString file = folder.filePath(u"audit-anchor"_s);
    std::unique_ptr<storage::SqliteJournalWriter> writer
        = test::wanted(storage::SqliteJournalWriter::open(path, test::anyCipher()));
    std::unique_ptr<storage::SqliteAuditReader> audit = test::wanted(storage::SqliteAuditReader::open(path));

    AuditHead login()
    {
        const AuditNote note { .action = AuditAction::LoggedIn, .at = SystemClock().now() };
        REQUIRE(writer->apply({}, std::span(&note, 1)));
        return writer->auditHead();
    }
    Result<std::unique_ptr<AuditAnchor>> open() { return AuditAnchor::open(file, *audit); }
    QByteArray line() const
    {
        QFile read(file);
        REQUIRE(read.open(QIODevice::ReadOnly));
        return read.readAll();
    }
};

} // namespace

TEST_CASE("an anchor follows the audit, and one that was left behind takes up where the database is")
{
    Anchored anchored;
    CHECK(test::wanted(anchored.open())->isNew());
    const auto anchor = test::wanted(anchored.open());
    CHECK_FALSE(anchor->isNew());
    const AuditHead head = anchored.login();
    REQUIRE(anchor->write(head));
    REQUIRE(anchor->sync());
    CHECK(anchored.line() == anchorLine(head));
    const AuditHead next = anchored.login(); // which a kill kept from the file
    CHECK(anchored.open());
    CHECK(anchored.line() == anchorLine(next));
}

TEST_CASE("a database without the anchored entry is refused, and the anchor stays as it was")
{
    Anchored anchored;
    anchored.login();
    anchored.login();
    REQUIRE(anchored.open());
    const QByteArray before = anchored.line();
    SECTION("its end was taken away") { test::changeSqlite(anchored.path, "DELETE FROM audit WHERE n = 2"); }
    SECTION("its end was made anew")
    {
        test::changeSqlite(anchored.path, "DELETE FROM audit WHERE n = 2");
        anchored.login();
        anchored.login();
    }
    const auto opened = anchored.open();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == Failure::Corrupt);
    CHECK(opened.error().detail.contains(anchored.file));
    CHECK(opened.error().detail.contains(u"entry 2"_s));
    CHECK(anchored.line() == before);
}

TEST_CASE("an anchor from before the entries that are kept is refused in words of its own, and stays as it was")
{
    Anchored anchored;
    anchored.login();
    REQUIRE(anchored.open());
    const QByteArray before = anchored.line();
    anchored.login();
    const UtcTime now = SystemClock().now() + std::chrono::hours { 1 };
    const auto keep = [](const QByteArray &) -> Result<> { return {}; };
    REQUIRE(test::wanted(storage::pruneAudit(anchored.path, test::anyCipher(), now, now, keep)) == 2);
    const auto opened = anchored.open();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == Failure::Conflict);
    CHECK(opened.error().detail.contains(u"pruned up to 2"_s));
    CHECK(anchored.line() == before);
}

TEST_CASE("an anchor that cannot be read is refused")
{
    Anchored anchored;
    REQUIRE(anchored.open());
    QFile file(anchored.file);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("2026\n");
    file.close();
    CHECK(anchored.open().error().kind == Failure::Corrupt);
}
