#include <storage/sqlitehabilitations.h>
#include <storage/sqlitejournal.h>
#include <storage/sqliteregister.h>
#include <storage/unsentstore.h>

#include <catch2/catch_test_macros.hpp>

#include <domain/validation.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <support/places.h>
#include <support/sqlitefile.h>
#include <support/testkeys.h>
#include <support/wanted.h>

using namespace cortege;
using namespace cortege::storage;
using namespace Qt::StringLiterals;

namespace
{

/// The database of that schema as an earlier program left it: tests/fixtures/README.md.
class Fixture
{
public:
    explicit Fixture(const QString &name)
    {
        QFile script(test::sourcePath(u"tests/fixtures/%1.sql"_s.arg(name)));
        INFO(script.fileName().toStdString() << " is missing; tests/fixtures/README.md says how it is made");
        REQUIRE(script.open(QIODevice::ReadOnly));
        test::changeSqlite(path(), script.readAll());
    }
    QString path() const { return m_dir.filePath(u"database.sqlite"_s); }

private:
    QTemporaryDir m_dir;
};

int newest(const QString &folder)
{
    return static_cast<int>(QDir(folder).entryList({ u"*.sql"_s }, QDir::Files).size());
}

void checkRows(const std::vector<EventVersion> &rows)
{
    REQUIRE(rows.size() == 6);
    const std::array<QString, 6> subjects { u"Marche du 1er mai"_s, u"Rassemblement"_s, u"Marche du 1er mai, 10 h 30"_s,
        u"Contrôle"_s, u"Rassemblement"_s, u"Visite d’une délégation"_s };
    for (size_t i = 0; i < rows.size(); ++i) {
        CHECK(rows[i].sequence == static_cast<Sequence>(i + 1));
        CHECK(rows[i].record.subject == subjects.at(i));
        CHECK(rows[i].recordedAt == UtcTime { std::chrono::milliseconds { 1'777'600'000'000 + 60'000 * (i + 1) } });
        CHECK(validate(rows[i].record).empty());
    }
    CHECK(rows[2].id == rows[0].id);
    CHECK(rows[2].revision == 2);
    CHECK(rows[2].author.name == u"Paul Roux (DOPC)"_s);
    const auto &march = std::get<MovingDemonstration>(rows[2].record.particulars);
    CHECK(march.route.size() == 3);
    CHECK(march.waypoints.size() == 1);
    CHECK(march.people.declared == 3'000);
    CHECK(march.organiser == OrganiserStatus::Union);
    CHECK(rows[4].state == EventState::Cancelled);
    CHECK(std::get<StaticDemonstration>(rows[4].record.particulars).footprint.size() == 4);
    CHECK(std::get<PlannedOperation>(rows[3].record.particulars).theme.has_value());
}

void checkRetry(SqliteJournalWriter &writer, const EventVersion &first)
{
    const auto request = RequestId::parse(u"a0000000-0000-4000-8000-000000000001"_s);
    REQUIRE(request);
    const std::vector writes {
        Write { *request, first.author, first.id, 0, first.record, first.recordedAt },
        Write { RequestId::make(), first.author, first.id, 2, first.record, first.recordedAt },
    };
    const auto results = test::wanted(writer.apply(writes));
    REQUIRE(results[0]);
    CHECK(*results[0] == first);
    REQUIRE(results[1]);
    CHECK(results[1]->sequence == 7);
}

} // namespace

TEST_CASE("a server's database of each earlier schema is read, passes the check and goes on")
{
    // From 3 on the records are sealed; what is left to show is that those in clear go on.
    for (int schema = 1; schema <= 2; ++schema) {
        INFO("schema " << schema);
        const Fixture old(u"server-%1"_s.arg(schema));
        const auto writer = test::wanted(SqliteJournalWriter::open(old.path(), test::anyCipher()));
        const auto reader = test::wanted(SqliteJournalReader::open(old.path(), test::anyCipher()));
        const auto rows = test::wanted(reader->since(0, 100));
        checkRows(rows);
        CHECK(test::wanted(reader->check()).empty());
        checkRetry(*writer, rows.front());
        CHECK(test::wanted(reader->check()).empty());

        const auto persons
            = test::wanted(SqlitePersonRegister::open(old.path(), SqlitePersonRegister::Access::ReadWrite));
        if (schema < 2) {
            CHECK(test::wanted(persons->list()).empty());
            continue;
        }
        CHECK(test::wanted(persons->list()).size() == 2);
        const Person claire = test::wanted(persons->byFingerprint(Fingerprint(32, '\xc2')));
        CHECK(claire.name == u"Claire Martin"_s);
        const auto acts = test::wanted(SqliteHabilitations::open(old.path(), SqliteHabilitations::Access::ReadOnly));
        const auto takenOver = test::wanted(acts->takenOver());
        REQUIRE(takenOver.size() == 2);
        const Grant &hers = takenOver[takenOver[0].grant.person == claire.id ? 0 : 1].grant;
        CHECK(hers.person == claire.id);
        CHECK(hers.roles == Roles(Role::Entry));
        CHECK_FALSE(claire.revokedAt);
        CHECK_FALSE(persons->byFingerprint(Fingerprint(32, '\xc1'))); // unbound
        CHECK(test::wanted(persons->byFingerprint(Fingerprint(32, '\xd1'))).revokedAt);
    }
}

TEST_CASE("a workstation's unsent work of each earlier schema is there, in its places")
{
    for (int schema = 1; schema < std::max(2, newest(u":/storage/migrations/unsent"_s)); ++schema) {
        INFO("schema " << schema);
        const Fixture old(u"unsent-%1"_s.arg(schema));
        const auto store = test::wanted(UnsentStore::open(old.path()));
        const auto contents = test::wanted(store->contents());
        CHECK(contents.isWhole);
        REQUIRE(contents.rows.size() == 2);
        CHECK(contents.rows[0].sealed == QByteArray("\x01\x02"));
        CHECK(contents.rows[1].kind == UnsentStore::Kind::Draft);
        CHECK(contents.rows[1].place == 3);
        CHECK(store->nextPlace() == 4);
    }
}
