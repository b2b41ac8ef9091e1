#include <storage/sqlitehabilitations.h>
#include <storage/sqliteregister.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <support/grantor.h>
#include <support/handclock.h>
#include <support/sqlitefile.h>
#include <support/testauthority.h>
#include <support/wanted.h>

#include <algorithm>

using namespace cortege;
using namespace cortege::storage;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

const UtcTime kGrantedAt { std::chrono::sys_days { std::chrono::year { 2027 } / 1 / 4 } };

struct Office {
    QTemporaryDir dir;
    QString path = dir.filePath(u"server.sqlite"_s);
    HandClock clock { kGrantedAt };
    TestAuthority authority { kGrantedAt };
    std::unique_ptr<Grantor> grantor = wanted(Grantor::make(authority.authority().clients, path, clock));
    std::unique_ptr<SqlitePersonRegister> persons
        = wanted(SqlitePersonRegister::open(path, SqlitePersonRegister::Access::ReadWrite));
    std::unique_ptr<SqliteHabilitations> acts
        = wanted(SqliteHabilitations::open(path, SqliteHabilitations::Access::ReadOnly));
    pki::CertificateCheck signatures;

    PersonId person(const QString &name)
    {
        const Person made { PersonId::make(), name, u"essai"_s, {}, {} };
        wanted(persons->add(made));
        return made.id;
    }
    Result<Roles> rolesOf(const PersonId &id) const
    {
        Habilitations list(signatures);
        return list.update(*acts).transform([&] { return list.rolesOf(id, clock.now()); });
    }
};

} // namespace

TEST_CASE("acts come back as they were signed, in order, from where the reader is")
{
    Office office;
    const PersonId claire = office.person(u"Claire Martin"_s);
    REQUIRE(office.grantor->grant(claire, Role::Entry | Role::Analyst));
    CHECK(office.rolesOf(claire) == (Role::Entry | Role::Analyst));
    const auto acts = wanted(office.acts->actsAfter(0));
    REQUIRE(acts.size() == 2);
    CHECK(acts[0].number == 1);
    CHECK(acts[1].number == 2);
    CHECK(acts[0].signer != acts[1].signer);
    CHECK(wanted(actFromCbor(acts[1].act.act)).kind == ActKind::Validate);
    CHECK(office.acts->actsAfter(1)->size() == 1);
    CHECK(office.acts->actsAfter(2)->empty());
}

TEST_CASE("an act whose certificate does not speak for its author is not kept")
{
    Office office;
    const PersonId claire = office.person(u"Claire Martin"_s);
    const auto id = wanted(office.grantor->grant(claire, Role::Entry));
    const PersonId authority = wanted(office.acts->mandates()).front().person;
    SECTION("the person was revoked") { REQUIRE(office.persons->revoke(authority, office.clock.now())); }
    SECTION("the certificate was unbound")
    {
        const auto signer = wanted(office.acts->actsAfter(1)).front().act.signer;
        REQUIRE(office.persons->unbind(signer, office.clock.now()));
    }
    office.clock.advance(1min);
    CHECK(office.grantor->decide(ActKind::Revoke, id).error().kind == Failure::Forbidden);
    CHECK(office.acts->actsAfter(0)->size() == 2);
    CHECK(office.rolesOf(claire) == Roles(Role::Entry)); // what was signed before stays good
}

TEST_CASE("an end that is recorded by a late clock leaves the acts before it good")
{
    Office office;
    const PersonId claire = office.person(u"Claire Martin"_s);
    REQUIRE(office.grantor->grant(claire, Role::Entry));
    const PersonId authority = wanted(office.acts->mandates()).front().person;
    const auto signer = wanted(office.acts->actsAfter(1)).front().act.signer;
    const auto writing = wanted(SqliteHabilitations::open(office.path, SqliteHabilitations::Access::ReadWrite));
    SECTION("of a mandate") { REQUIRE(writing->endMandate(authority, kGrantedAt - 1h)); }
    SECTION("of a certificate") { REQUIRE(office.persons->unbind(signer, kGrantedAt - 1h)); }
    SECTION("of a person") { REQUIRE(office.persons->revoke(authority, kGrantedAt - 1h)); }
    CHECK(office.rolesOf(claire) == Roles(Role::Entry));
}

TEST_CASE("an expired certificate signs no act")
{
    Office office;
    const auto id = wanted(office.grantor->grant(office.person(u"Claire Martin"_s), Role::Entry, 366 * 24h));
    office.clock.advance(pki::kCertificateValidity + 1min);
    CHECK(office.grantor->decide(ActKind::Revoke, id).error().kind == Failure::Forbidden);
    CHECK(office.acts->actsAfter(0)->size() == 2);
}

TEST_CASE("a mandate is a person's only one, and ends once")
{
    Office office;
    const PersonId claire = office.person(u"Claire Martin"_s);
    const auto writing = wanted(SqliteHabilitations::open(office.path, SqliteHabilitations::Access::ReadWrite));
    const Mandate mandate { claire, Party::Prefecture, u"Arrêté n° 12"_s, office.clock.now(), {} };
    REQUIRE(writing->declare(mandate));
    CHECK(writing->declare({ claire, Party::City, u"x"_s, kGrantedAt + 1h, {} }).error().kind == Failure::Conflict);
    CHECK(
        writing->declare({ PersonId::make(), Party::City, u"x"_s, kGrantedAt, {} }).error().kind == Failure::NotFound);
    CHECK(std::ranges::contains(wanted(office.acts->mandates()), mandate));
    REQUIRE(writing->endMandate(claire, kGrantedAt + 2h));
    CHECK(writing->endMandate(claire, kGrantedAt + 3h).error().kind == Failure::NotFound);
    REQUIRE(writing->declare({ claire, Party::City, u"Arrêté n° 13"_s, kGrantedAt + 4h, {} }));
    REQUIRE(office.persons->revoke(claire, kGrantedAt + 5h));
    for (const Mandate &one : wanted(office.acts->mandates()))
        CHECK((one.person != claire || one.until.has_value()));
    CHECK(writing->declare({ claire, Party::City, u"x"_s, kGrantedAt + 6h, {} }).error().kind == Failure::Forbidden);
}

TEST_CASE("what somebody changes in the file closes the list instead of opening it")
{
    Office office;
    const PersonId claire = office.person(u"Claire Martin"_s);
    const auto id = wanted(office.grantor->grant(claire, Role::Entry));
    REQUIRE(office.grantor->decide(ActKind::Suspend, id));
    REQUIRE(office.grantor->decide(ActKind::Revoke, id));
    SECTION("an act is deleted") { changeSqlite(office.path, "DELETE FROM habilitation_act WHERE number = 3"); }
    SECTION("a certificate is deleted")
    {
        changeSqlite(office.path,
            "DELETE FROM act_signer WHERE fingerprint = (SELECT signer FROM habilitation_act "
            "WHERE number = 4)");
    }
    SECTION("a signature is changed") { changeSqlite(office.path, "UPDATE habilitation_act SET signature = x'00'"); }
    SECTION("a mandate is made shorter") { changeSqlite(office.path, "UPDATE mandate SET until = since"); }
    CHECK(office.rolesOf(claire).error().kind == Failure::Corrupt);
}

TEST_CASE("roles from before there was a list go on for a year")
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"old.sqlite"_s);
    QByteArray scripts;
    for (const QString &name : { u"001_journal.sql"_s, u"002_register.sql"_s }) {
        QFile script(u":/storage/migrations/"_s + name);
        REQUIRE(script.open(QIODevice::ReadOnly));
        scripts += script.readAll();
    }
    const PersonId claire = PersonId::make();
    const PersonId paul = PersonId::make();
    const auto insert = [](const PersonId &id, const QByteArray &roles) {
        return "INSERT INTO person (person, name, service, roles) VALUES ('" + id.toString().toLatin1()
            + "', 'Une personne', 'DOPC', '" + roles + "');";
    };
    changeSqlite(path, scripts + insert(claire, "entry,analyst") + insert(paul, "") + "PRAGMA user_version=2");
    const auto acts = wanted(SqliteHabilitations::open(path, SqliteHabilitations::Access::ReadWrite));
    const auto before = wanted(acts->takenOver());
    REQUIRE(before.size() == 1);
    CHECK(before[0].isTakenOver());
    CHECK(before[0].grant.person == claire);
    CHECK(before[0].grant.service == u"DOPC"_s);
    const UtcTime now = SystemClock().now();
    CHECK(before[0].state(now) == HabilitationState::Active);
    CHECK(before[0].state(now + std::chrono::days { 364 }) == HabilitationState::Active);
    CHECK(before[0].state(now + std::chrono::days { 367 }) == HabilitationState::Expired);
    const pki::CertificateCheck signatures;
    Habilitations list(signatures);
    REQUIRE(list.update(*acts));
    CHECK(list.rolesOf(claire, now) == (Role::Entry | Role::Analyst));
    CHECK(list.rolesOf(paul, now) == Roles());
    const auto persons = wanted(SqlitePersonRegister::open(path, SqlitePersonRegister::Access::ReadOnly));
    CHECK(wanted(persons->list()).size() == 2);

    changeSqlite(path, "UPDATE taken_over SET roles = 'entry,mayor'"); // of a newer program: not no role
    CHECK(acts->takenOver().error().kind == Failure::Corrupt);
}
