#include <storage/sqliteenrolments.h>
#include <storage/sqliteregister.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QCryptographicHash>

#include <support/databases.h>

using namespace cortege;
using namespace cortege::storage;
using namespace Qt::StringLiterals;
using State = EnrolmentAnswer::State;

namespace
{

const UtcTime kMonday { std::chrono::seconds { 1'800'000'000 } };
const UtcTime kTuesday = kMonday + std::chrono::days { 1 };

struct Enrolling {
    test::Database database { test::eachEngine() };
    std::unique_ptr<SqlitePersonRegister> persons
        = SqlitePersonRegister::open(database.where(), Access::ReadWrite).value();
    std::unique_ptr<SqliteEnrolments> admin = SqliteEnrolments::open(database.where(), Access::ReadWrite).value();
    std::unique_ptr<SqliteEnrolments> server = SqliteEnrolments::open(database.where(), Access::ReadWrite).value();
    Person person { PersonId::make(), u"Claire Martin"_s, u"DOPC"_s, {}, {} };

    Enrolling() { REQUIRE(persons->add(person)); }
    static EnrolmentCode code(char c) { return EnrolmentCode::fromRandom(QByteArray(20, c)).value(); }
    IssuedCode issued(int uses = 1) const { return { EnrolmentCodeId::make(), person.id, kMonday, kTuesday, uses }; }
    State ask(char c, const QByteArray &der, UtcTime at = kMonday)
    {
        return server->enrol(code(c), der, u"10.0.0.7"_s, at).value().state;
    }
    CertificateRequest newest() { return admin->requests().value().front(); }
};

} // namespace

TEST_CASE("a code lets as many requests in as it has uses, and the same request again changes nothing")
{
    Enrolling enrolling;
    CHECK(enrolling.ask('a', "first") == State::UnknownCode);
    const IssuedCode issued = enrolling.issued(2);
    REQUIRE(enrolling.admin->add(Enrolling::code('a'), issued));
    CHECK(enrolling.ask('a', "first") == State::Pending);
    CHECK(enrolling.ask('a', "first") == State::Pending);
    CHECK(enrolling.admin->codes().value().front().used == 1);
    CHECK(enrolling.ask('a', "second") == State::Pending);
    CHECK(enrolling.ask('a', "third") == State::UsedUpCode);
    CHECK(enrolling.ask('a', "first") == State::Pending);

    const auto requests = enrolling.admin->requests().value();
    REQUIRE(requests.size() == 2);
    const CertificateRequest &request = requests.front();
    CHECK(request.person == enrolling.person.id);
    CHECK(request.code == issued.id);
    CHECK(request.fingerprint == QCryptographicHash::hash(request.der, QCryptographicHash::Sha256));
    CHECK(request.address == u"10.0.0.7"_s);
    CHECK(enrolling.admin->request(request.id) == request);
    CHECK(enrolling.admin->request(CertificateRequestId::make()).error().kind == Failure::NotFound);
}

TEST_CASE("after its end a code is not taken, but what was asked with it before is still answered")
{
    Enrolling enrolling;
    REQUIRE(enrolling.admin->add(Enrolling::code('a'), enrolling.issued(2)));
    CHECK(enrolling.ask('a', "first", kTuesday - std::chrono::milliseconds { 1 }) == State::Pending);
    CHECK(enrolling.ask('a', "second", kTuesday) == State::ExpiredCode);
    CHECK(enrolling.ask('a', "first", kTuesday) == State::Pending);
    const IssuedChain chain { "certificate", "authority" };
    REQUIRE(enrolling.admin->setIssued(enrolling.newest().id, chain, kTuesday));
    const auto answer = enrolling.server->enrol(Enrolling::code('a'), "first", {}, kTuesday);
    REQUIRE(answer);
    CHECK(answer->state == State::Issued);
    CHECK(answer->issued == chain);
}

TEST_CASE("a withdrawn code is taken no more, and what waits with it is refused")
{
    Enrolling enrolling;
    const IssuedCode issued = enrolling.issued(3);
    REQUIRE(enrolling.admin->add(Enrolling::code('a'), issued));
    CHECK(enrolling.ask('a', "issued") == State::Pending);
    REQUIRE(enrolling.admin->setIssued(enrolling.newest().id, { "certificate", "authority" }, kMonday));
    CHECK(enrolling.ask('a', "waiting") == State::Pending);
    REQUIRE(enrolling.admin->withdraw(issued.id, kMonday));
    REQUIRE(enrolling.admin->withdraw(issued.id, kTuesday));
    CHECK(enrolling.admin->codes().value().front().withdrawnAt == kMonday);
    CHECK(enrolling.ask('a', "waiting") == State::Refused);
    CHECK(enrolling.ask('a', "issued") == State::Issued);
    CHECK(enrolling.ask('a', "another") == State::WithdrawnCode);
    CHECK(enrolling.admin->withdraw(EnrolmentCodeId::make(), kMonday).error().kind == Failure::NotFound);
}

TEST_CASE("a request is decided once")
{
    Enrolling enrolling;
    REQUIRE(enrolling.admin->add(Enrolling::code('a'), enrolling.issued()));
    CHECK(enrolling.ask('a', "first") == State::Pending);
    const auto id = enrolling.newest().id;
    REQUIRE(enrolling.admin->refuse(id, kMonday));
    CHECK(enrolling.newest().decidedAt == kMonday);
    CHECK(enrolling.admin->refuse(id, kMonday).error().kind == Failure::Conflict);
    CHECK(enrolling.admin->setIssued(id, { "c", "a" }, kMonday).error().kind == Failure::Conflict);
    CHECK(enrolling.ask('a', "first") == State::Refused);
}

TEST_CASE("codes are for persons of the register, for some days and some workstations")
{
    Enrolling enrolling;
    IssuedCode wrong = enrolling.issued(kCodeUses + 1);
    CHECK(enrolling.admin->add(Enrolling::code('a'), wrong).error().kind == Failure::InvalidInput);
    wrong = enrolling.issued();
    wrong.ends = wrong.createdAt + kCodeValidity + std::chrono::milliseconds { 1 };
    CHECK(enrolling.admin->add(Enrolling::code('a'), wrong).error().kind == Failure::InvalidInput);
    wrong = enrolling.issued();
    wrong.person = PersonId::make();
    CHECK(enrolling.admin->add(Enrolling::code('a'), wrong).error().kind == Failure::NotFound);

    REQUIRE(enrolling.admin->add(Enrolling::code('a'), enrolling.issued()));
    REQUIRE(enrolling.persons->revoke(enrolling.person.id, kMonday));
    CHECK(enrolling.admin->add(Enrolling::code('b'), enrolling.issued()).error().kind == Failure::Forbidden);
    CHECK(enrolling.ask('a', "first") == State::Refused);
}

TEST_CASE("renewals belong to their person, and only some may wait")
{
    Enrolling enrolling;
    const Person other { PersonId::make(), u"Paul Roux"_s, u"DOPC"_s, {}, {} };
    REQUIRE(enrolling.persons->add(other));
    const auto renew = [&](const Person &person, const QByteArray &der) {
        return enrolling.server->renew(person.id, der, kMonday).value().state;
    };
    CHECK(renew(enrolling.person, "1") == State::Pending);
    CHECK(renew(enrolling.person, "1") == State::Pending);
    CHECK(renew(other, "1") == State::Refused);
    CHECK(enrolling.newest().code == std::nullopt);
    CHECK(renew(enrolling.person, "2") == State::Pending);
    CHECK(renew(enrolling.person, "3") == State::Pending);
    CHECK(renew(enrolling.person, "4") == State::Later);
    CHECK(renew(other, "4") == State::Pending);
    CHECK(enrolling.admin->requests().value().size() == 4);
}
