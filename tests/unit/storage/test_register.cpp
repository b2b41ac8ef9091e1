#include <storage/sqliteregister.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <support/databases.h>
#include <support/testkeys.h>

using namespace cortege;
using namespace cortege::storage;
using namespace Qt::StringLiterals;

namespace
{

const UtcTime kMorning { std::chrono::seconds { 1'800'000'000 } };
const UtcTime kEvening = kMorning + std::chrono::hours { 10 };

struct Register {
    test::Database database { test::eachEngine() };
    QString path = database.where();
    std::unique_ptr<SqlitePersonRegister> writing
        = SqlitePersonRegister::open(path, SqlitePersonRegister::Access::ReadWrite).value();
    std::unique_ptr<SqlitePersonRegister> reading
        = SqlitePersonRegister::open(path, SqlitePersonRegister::Access::ReadOnly).value();
};

Person claire() { return { PersonId::make(), u"Claire Martin"_s, u"DOPC"_s, {}, {} }; }
Fingerprint fingerprint(char c) { return { 32, c }; }

} // namespace

TEST_CASE("a certificate leads to its person, and to nobody before it is bound")
{
    Register persons;
    const Person person = claire();
    CHECK(persons.reading->byFingerprint(fingerprint('a')).error().kind == Failure::NotFound);
    REQUIRE(persons.writing->add(person));
    CHECK(persons.reading->byFingerprint(fingerprint('a')).error().kind == Failure::NotFound);
    REQUIRE(persons.writing->bind(fingerprint('a'), person.id, kMorning));
    REQUIRE(persons.writing->bind(fingerprint('b'), person.id, kMorning)); // a second workstation
    CHECK(persons.reading->byFingerprint(fingerprint('a')) == person);
    CHECK(persons.reading->byFingerprint(fingerprint('b')) == person);
    CHECK(persons.reading->list() == std::vector { person });
}

TEST_CASE("a revoked person stays in the register as such, with the time of the first revocation")
{
    Register persons;
    Person person = claire();
    REQUIRE(persons.writing->add(person));
    REQUIRE(persons.writing->bind(fingerprint('a'), person.id, kMorning));
    REQUIRE(persons.writing->revoke(person.id, kMorning));
    REQUIRE(persons.writing->revoke(person.id, kEvening));
    person.revokedAt = kMorning;
    CHECK(persons.reading->byFingerprint(fingerprint('a')) == person);
    CHECK(persons.writing->bind(fingerprint('b'), person.id, kEvening).error().kind == Failure::Forbidden);
    CHECK(persons.writing->bind(fingerprint('b'), claire().id, kEvening).error().kind == Failure::NotFound);
}

TEST_CASE("an unbound certificate leads to nobody and does not come back")
{
    Register persons;
    const Person person = claire();
    REQUIRE(persons.writing->add(person));
    REQUIRE(persons.writing->bind(fingerprint('a'), person.id, kMorning));
    REQUIRE(persons.writing->unbind(fingerprint('a'), kEvening));
    CHECK(persons.reading->byFingerprint(fingerprint('a')).error().kind == Failure::NotFound);
    CHECK(persons.writing->bind(fingerprint('a'), person.id, kEvening).error().kind == Failure::Conflict);
}

TEST_CASE("the register refuses what cannot be meant")
{
    Register persons;
    const Person person = claire();
    REQUIRE(persons.writing->add(person));
    CHECK(persons.writing->add(person).error().kind == Failure::Conflict);
    CHECK(persons.writing->revoke(PersonId::make(), kMorning).error().kind == Failure::NotFound);
    CHECK(persons.writing->unbind(fingerprint('a'), kMorning).error().kind == Failure::NotFound);
    CHECK(persons.writing->bind("short", person.id, kMorning).error().kind == Failure::InvalidInput);
    CHECK(persons.writing->unbind("short", kMorning).error().kind == Failure::InvalidInput);
    CHECK(persons.reading->add(claire()).error().kind == Failure::Unavailable);
}

TEST_CASE("a reader hears of every change and of nothing else")
{
    Register persons;
    const Person person = claire();
    const qint64 before = persons.reading->changeCount().value();
    CHECK(persons.reading->changeCount() == before);
    REQUIRE(persons.writing->add(person));
    const qint64 added = persons.reading->changeCount().value();
    CHECK(added != before);
    REQUIRE(persons.writing->revoke(person.id, kMorning));
    CHECK(persons.reading->changeCount() != added);
}

TEST_CASE("a person without a service is in the register all the same, and roles are kept elsewhere")
{
    Register persons;
    const Person person { PersonId::make(), u"Claire Martin"_s, {}, Role::Entry, {} };
    REQUIRE(persons.writing->add(person));
    CHECK(persons.reading->list() == std::vector { Person { person.id, person.name, {}, {}, {} } });
}

TEST_CASE("a journal of the first schema gets the register")
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"old.sqlite"_s);
    QFile script(u":/storage/migrations/001_journal.sql"_s);
    REQUIRE(script.open(QIODevice::ReadOnly));
    test::changeSqlite(path, script.readAll() + "PRAGMA user_version = 1");
    auto persons = SqlitePersonRegister::open(path, SqlitePersonRegister::Access::ReadWrite);
    REQUIRE(persons);
    CHECK((*persons)->add(claire()));
}
