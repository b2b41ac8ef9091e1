#include <domain/habilitation.h>

#include <catch2/catch_test_macros.hpp>

#include <rapidcheck.h>
#include <support/generators.h>
#include <support/handclock.h>
#include <support/namedsigner.h>
#include <support/records.h>
#include <support/wanted.h>

#include <algorithm>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = HabilitationState;

namespace
{

const UtcTime kMorning = utc(u"2027-01-04T08:00:00Z");
constexpr std::chrono::days kQuarter { 90 };

/// The register in memory. What stands in it can be changed, as somebody with the file at hand would.
class MemoryRegister final : public HabilitationRegister
{
public:
    Result<std::vector<Habilitation>> takenOver() override { return before; }
    Result<std::vector<Mandate>> mandates() override { return held; }
    Result<std::vector<RecordedAct>> actsAfter(qint64 number) override
    {
        std::vector<RecordedAct> after;
        std::ranges::copy_if(
            acts, std::back_inserter(after), [number](const RecordedAct &act) { return act.number > number; });
        return after;
    }
    Result<> append(const std::function<Result<SignedAct>()> &make) override
    {
        const auto made = make();
        if (!made)
            return std::unexpected(made.error());
        acts.push_back(
            { std::ssize(acts) + 1, *made, *PersonId::parse(QString::fromLatin1(made->certificate)), {}, {} });
        return {};
    }
    Result<> declare(const Mandate &mandate) override
    {
        held.push_back(mandate);
        return {};
    }
    Result<> endMandate(const PersonId &, UtcTime) override { return {}; }

    std::vector<Habilitation> before;
    std::vector<Mandate> held;
    std::vector<RecordedAct> acts;
};

struct Office {
    Office()
    {
        acts.held = { { city, Party::City, u"Arrêté 1"_s, kMorning - kQuarter, {} },
            { prefecture, Party::Prefecture, u"Arrêté 2"_s, kMorning - kQuarter, {} } };
    }
    HabilitationAct draft(ActKind kind, const PersonId &by, const HabilitationId &id) const
    {
        return { id, kind, by, {}, {}, {}, {} };
    }
    Result<> act(ActKind kind, const PersonId &by, const HabilitationId &id)
    {
        clock.advance(1min);
        return list.record(acts, draft(kind, by, id), NamedSigner(by), clock).and_then([&] {
            return list.update(acts);
        });
    }
    Result<HabilitationId> propose(const PersonId &by, const Grant &grant)
    {
        clock.advance(1min);
        HabilitationAct act = draft(ActKind::Propose, by, HabilitationId::make());
        act.grant = grant;
        return list.record(acts, act, NamedSigner(by), clock)
            .and_then([&] { return list.update(acts); })
            .transform([&] { return act.habilitation; });
    }
    Grant grant(Party party, Roles roles = Role::Entry, const QString &service = u"DOPC"_s) const
    {
        return { agent, service, party, roles, { clock.now(), clock.now() + kQuarter } };
    }
    HabilitationId active(Party party, Roles roles = Role::Entry)
    {
        const auto id = wanted(propose(clerk, grant(party, roles)));
        wanted(act(ActKind::Validate, party == Party::City ? city : prefecture, id));
        return id;
    }
    HabilitationState state(const HabilitationId &id) const { return list.stateOf(*list.find(id), clock.now()); }
    Roles roles() const { return list.rolesOf(agent, clock.now()); }

    PersonId agent = PersonId::make();
    PersonId clerk = PersonId::make();
    PersonId city = PersonId::make();
    PersonId prefecture = PersonId::make();
    HandClock clock { kMorning };
    NamedCheck signatures;
    MemoryRegister acts;
    Habilitations list { signatures };
};

Failure kindOf(const Result<> &result) { return result ? Failure::TooLarge : result.error().kind; }

} // namespace

TEST_CASE("a habilitation is proposed, validated by another person, suspended, resumed and revoked")
{
    Office office;
    const auto id = wanted(office.propose(office.clerk, office.grant(Party::City)));
    CHECK(office.state(id) == State::Proposed);
    CHECK(office.roles() == Roles());
    REQUIRE(office.act(ActKind::Validate, office.city, id));
    CHECK(office.state(id) == State::Active);
    CHECK(office.roles() == Role::Entry);
    REQUIRE(office.act(ActKind::Suspend, office.city, id));
    CHECK(office.state(id) == State::Suspended);
    CHECK(office.roles() == Roles());
    CHECK(kindOf(office.act(ActKind::Suspend, office.city, id)) == Failure::Conflict);
    REQUIRE(office.act(ActKind::Resume, office.city, id));
    CHECK(office.roles() == Role::Entry);
    REQUIRE(office.act(ActKind::Revoke, office.city, id));
    CHECK(office.state(id) == State::Revoked);
    for (const ActKind kind :
        { ActKind::Validate, ActKind::Suspend, ActKind::Resume, ActKind::Confirm, ActKind::Revoke })
        CHECK(kindOf(office.act(kind, office.city, id)) == Failure::Conflict);
    CHECK(office.list.find(id)->deeds.size() == 5);
}

TEST_CASE("its period begins and ends by itself, to the millisecond")
{
    Office office;
    Grant grant = office.grant(Party::City);
    grant.period.begin += 24h;
    const auto id = wanted(office.propose(office.clerk, grant));
    REQUIRE(office.act(ActKind::Validate, office.city, id));
    const Habilitation &one = *office.list.find(id);
    CHECK(one.state(grant.period.begin - 1ms) == State::NotYet);
    CHECK(one.state(grant.period.begin) == State::Active);
    CHECK(one.state(grant.period.end - 1ms) == State::Active);
    CHECK(one.state(grant.period.end) == State::Expired);
    CHECK(one.state(kMorning + 90s) == State::Proposed); // as it stood between the two acts
    office.clock.advance(kQuarter);
    CHECK(kindOf(office.act(ActKind::Revoke, office.city, id)) == Failure::Conflict);
}

TEST_CASE("only an authority of the right party decides, and nobody for themselves")
{
    Office office;
    const auto city = wanted(office.propose(office.clerk, office.grant(Party::City)));
    const auto police = wanted(office.propose(office.clerk, office.grant(Party::Prefecture, Role::Entry, u"DZPAF"_s)));
    CHECK(kindOf(office.act(ActKind::Validate, office.prefecture, city)) == Failure::Forbidden);
    CHECK(kindOf(office.act(ActKind::Validate, office.city, police)) == Failure::Forbidden);
    CHECK(kindOf(office.act(ActKind::Validate, office.agent, city)) == Failure::Forbidden);
    CHECK(kindOf(office.act(ActKind::Revoke, office.city, police)) == Failure::Forbidden);
    REQUIRE(office.act(ActKind::Validate, office.prefecture, police));

    const auto own = wanted(office.propose(office.city, office.grant(Party::City)));
    CHECK(kindOf(office.act(ActKind::Validate, office.city, own)) == Failure::Forbidden); // proposed it
    office.acts.held.push_back({ office.agent, Party::City, u"Arrêté 3"_s, kMorning, {} });
    CHECK(kindOf(office.act(ActKind::Validate, office.agent, own)) == Failure::Forbidden); // it is theirs
    office.acts.held.front().until = office.clock.now();
    CHECK(kindOf(office.act(ActKind::Validate, office.city, city)) == Failure::Forbidden); // a mandate that has ended
}

TEST_CASE("what is proposed names a party, a role and a period of a year at most")
{
    Office office;
    const auto refused = [&](const std::function<void(Grant &)> &change) {
        Grant grant = office.grant(Party::City);
        change(grant);
        const auto proposed = office.propose(office.clerk, grant);
        return proposed ? Failure::TooLarge : proposed.error().kind;
    };
    CHECK(refused([](Grant &grant) { grant.party.reset(); }) == Failure::InvalidInput);
    CHECK(refused([](Grant &grant) { grant.roles = {}; }) == Failure::InvalidInput);
    CHECK(refused([](Grant &grant) { grant.service = u" "_s; }) == Failure::InvalidInput);
    CHECK(refused([](Grant &grant) { grant.service = u"DOPC\n"_s; }) == Failure::InvalidInput);
    CHECK(refused([](Grant &grant) { grant.period.end = grant.period.begin; }) == Failure::InvalidInput);
    CHECK(refused([](Grant &grant) { grant.period = { kMorning - 9h, kMorning }; }) == Failure::InvalidInput);
    CHECK(refused([](Grant &grant) { grant.period.end = grant.period.begin + kLongestHabilitation + 1ms; })
        == Failure::InvalidInput);
    CHECK(office.propose(office.clerk, office.grant(Party::City)));
    // A service of one party cannot be proposed as the other's, who would then validate it.
    CHECK(refused([](Grant &grant) {
        grant.service = u"dopc"_s;
        grant.party = Party::Prefecture;
    }) == Failure::Conflict);
}

TEST_CASE("a person has the roles of all active habilitations together")
{
    Office office;
    const auto first = office.active(Party::City, Role::Entry);
    office.active(Party::City, Role::Analyst | Role::Consultation);
    CHECK(office.roles() == (Role::Entry | Role::Analyst | Role::Consultation));
    REQUIRE(office.act(ActKind::Revoke, office.city, first));
    CHECK(office.roles() == (Role::Analyst | Role::Consultation));
    CHECK(office.list.rolesOf(office.clerk, office.clock.now()) == Roles());
}

TEST_CASE("a revocation counts at once for a clock that is late")
{
    Office office;
    const auto id = office.active(Party::City);
    REQUIRE(office.act(ActKind::Revoke, office.city, id));
    CHECK(office.list.rolesOf(office.agent, kMorning + 2min) == Roles());
}

TEST_CASE("what was taken over counts until its end, and either party may end it")
{
    Office office;
    const Habilitation old { HabilitationId::make(),
        { office.agent, u"DOPC"_s, std::nullopt, Role::Analyst, { kMorning, kMorning + 365 * 24h } }, {} };
    office.acts.before = { old };
    REQUIRE(office.list.update(office.acts));
    CHECK(office.roles() == Role::Analyst);
    CHECK(office.list.find(old.id)->isTakenOver());
    CHECK_FALSE(office.list.find(old.id)->reviewedAt());
    REQUIRE(office.act(ActKind::Confirm, office.prefecture, old.id));
    CHECK(office.list.find(old.id)->reviewedAt() == office.clock.now());
    REQUIRE(office.act(ActKind::Revoke, office.city, old.id));
    CHECK(office.roles() == Roles());
    CHECK(old.state(old.grant.period.end) == State::Expired);
}

TEST_CASE("whatever is done to the acts in the file, nothing is read past it")
{
    Office office;
    const auto id = office.active(Party::City);
    REQUIRE(office.act(ActKind::Suspend, office.city, id));
    REQUIRE(office.act(ActKind::Resume, office.city, id));
    REQUIRE(office.act(ActKind::Suspend, office.city, id));
    const auto read = [&] {
        Habilitations fresh(office.signatures);
        return kindOf(fresh.update(office.acts));
    };
    auto &acts = office.acts.acts;
    SECTION("an act is changed") { acts[2].act.act[40] = static_cast<char>(acts[2].act.act[40] ^ 1); }
    SECTION("a signature is another's") { acts[2].act.signature += 'x'; }
    SECTION("a certificate is another") { acts[2].act.certificate = certificateOf(office.clerk); }
    SECTION("the certificate was unbound before") { acts[2].boundUntil = kMorning; }
    SECTION("the certificate was bound later") { acts[2].boundSince = kMorning + 365 * 24h; }
    SECTION("the author is another") { acts[2].signer = office.clerk; }
    SECTION("an act is lost")
    {
        acts.erase(acts.begin() + 2);
        for (size_t i = 0; i < acts.size(); ++i)
            acts[i].number = static_cast<qint64>(i) + 1;
    }
    SECTION("an old act comes again")
    {
        acts.push_back(acts[3]); // it would be resumed
        acts.back().number = 6;
    }
    SECTION("a number is left out") { acts.back().number = 7; }
    CHECK(read() == Failure::Corrupt);
}

TEST_CASE("whatever is tried, nothing becomes active without two different persons, the second of the right authority")
{
    REQUIRE(rc::check([] {
        Office office;
        office.acts.held.push_back({ office.agent, Party::City, u"Arrêté 3"_s, kMorning - kQuarter, {} });
        const std::vector people { office.agent, office.clerk, office.city, office.prefecture };
        std::vector<HabilitationId> known { HabilitationId::make() };
        for (int steps = *rc::gen::inRange(0, 40); steps > 0; --steps) {
            const PersonId by = *rc::gen::elementOf(people);
            if (*rc::gen::inRange(0, 3) == 0) {
                const Party party = *rc::gen::element(Party::City, Party::Prefecture);
                Grant grant = office.grant(party, Role::Entry, party == Party::City ? u"PM"_s : u"DOPC"_s);
                grant.person = *rc::gen::elementOf(people);
                if (const auto id = office.propose(by, grant))
                    known.push_back(*id);
            } else {
                (void)office.act(*rc::gen::element(ActKind::Validate, ActKind::Suspend, ActKind::Resume,
                                     ActKind::Confirm, ActKind::Revoke),
                    by, *rc::gen::elementOf(known));
            }
            for (const Habilitation &one : office.list.all()) {
                const UtcTime at = kMorning + std::chrono::hours { *rc::gen::inRange(0, 3'000) };
                if (one.state(at) != State::Active)
                    continue;
                const auto *const proposed = one.last(ActKind::Propose);
                const auto *const validated = one.last(ActKind::Validate);
                RC_ASSERT(proposed && validated);
                RC_ASSERT(proposed->by != validated->by);
                RC_ASSERT(validated->by != one.grant.person);
                RC_ASSERT(std::ranges::any_of(office.acts.held, [&](const Mandate &mandate) {
                    return mandate.person == validated->by && mandate.party == one.grant.party;
                }));
                RC_ASSERT(one.grant.period.contains(at));
            }
        }
        Habilitations again(office.signatures); // the file alone says the same
        RC_ASSERT(again.update(office.acts).has_value());
        RC_ASSERT(again.all().size() == office.list.all().size());
        for (const PersonId &person : people)
            RC_ASSERT(again.rolesOf(person, office.clock.now()) == office.list.rolesOf(person, office.clock.now()));
    }));
}

TEST_CASE("an act comes back from its bytes, which are the only ones for it")
{
    CHECK_FALSE(actFromCbor(QByteArray::fromBase64("izIo+0+LMjIyAQICgA=="))); // 1.5e75 where a time belongs
    REQUIRE(rc::check([] {
        HabilitationAct act { HabilitationId::make(),
            *rc::gen::element(ActKind::Propose, ActKind::Validate, ActKind::Suspend, ActKind::Resume, ActKind::Confirm,
                ActKind::Revoke),
            PersonId::make(), anyTime(), *rc::gen::arbitrary<bool>() ? QByteArray(32, 'h') : QByteArray(), anyText(80),
            std::nullopt };
        if (act.kind == ActKind::Propose)
            act.grant = Grant { PersonId::make(), anyText(40), *rc::gen::element(Party::City, Party::Prefecture),
                *rc::gen::arbitrary<bool>() ? Roles(Role::Entry) : Role::Entry | Role::Admin,
                { anyTime(), anyTime() } };
        const QByteArray bytes = toCbor(act);
        const bool same = actFromCbor(bytes) == Result<HabilitationAct>(act);
        RC_ASSERT(same);
        RC_ASSERT(!actFromCbor(bytes + '\0'));
        RC_ASSERT(!actFromCbor(bytes.chopped(1)));
        QByteArray changed = bytes;
        const auto at = *rc::gen::inRange<qsizetype>(0, changed.size());
        changed[at] = static_cast<char>(changed[at] ^ (1 << *rc::gen::inRange(0, 8)));
        if (const auto other = actFromCbor(changed)) // still an act, and then another one
            RC_ASSERT(toCbor(*other) == changed);
    }));
    CHECK_FALSE(actFromCbor({}));
    CHECK_FALSE(actFromCbor(QByteArray(9'000, '\x81')));
}
