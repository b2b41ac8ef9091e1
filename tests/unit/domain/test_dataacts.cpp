#include <domain/dataacts.h>

#include <catch2/catch_test_macros.hpp>

#include <rapidcheck.h>
#include <support/generators.h>
#include <support/handclock.h>
#include <support/namedsigner.h>
#include <support/records.h>
#include <support/wanted.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

const UtcTime kDecidedAt = utc(u"2027-01-04T08:00:00Z");

/// In memory. What stands in it can be changed, as somebody with the file at hand would.
class MemoryDataActs final : public DataActRegister
{
public:
    Result<std::vector<RecordedAct>> dataActsAfter(qint64 number) override
    {
        std::vector<RecordedAct> after;
        std::ranges::copy_if(
            acts, std::back_inserter(after), [number](const RecordedAct &act) { return act.number > number; });
        return after;
    }
    Result<> append(const std::function<Result<DataEntry>()> &make) override
    {
        auto made = make();
        if (!made)
            return std::unexpected(made.error());
        acts.push_back(
            { std::ssize(acts) + 1, made->act, *PersonId::parse(QString::fromLatin1(made->act.certificate)), {}, {} });
        entries.push_back(std::move(*made));
        return {};
    }
    std::vector<RecordedAct> acts;
    std::vector<DataEntry> entries;
};

HandedOver handedOver()
{
    return { .id = HandoverId::make(),
        .provider = u"Études SARL"_s,
        .contact = u"service des données"_s,
        .certificate = QByteArray(32, 'c'),
        .purpose = u"Étude de mobilité"_s,
        .until = { 2027, 3, 28 },
        .from = { 2026, 1, 1 },
        .to = { 2026, 12, 31 },
        .kinds = { EventKind::MovingDemonstration, EventKind::OfficialVisit },
        .events = 12,
        .form = u"geojson"_s,
        .package = QByteArray(32, 'p') };
}

struct DataDesk {
    HandClock clock { kDecidedAt };
    NamedCheck check;
    MemoryDataActs kept;
    DataActs acts { check };
    Author claire { PersonId::make(), u"Claire Martin (DOPC)"_s };

    Result<> record(const DataAct::Content &content, const QByteArray &document = {})
    {
        clock.advance(1min);
        return acts.record(kept, content, claire, NamedSigner(claire.id), clock, document).and_then([&] {
            return acts.update(kept);
        });
    }
    Failure failureOf(const DataAct::Content &content)
    {
        const auto done = record(content);
        REQUIRE_FALSE(done);
        return done.error().kind;
    }
    /// What another reader makes of the register.
    Result<> readAnew()
    {
        DataActs other(check);
        return other.update(kept);
    }
};

QDate anyDay() { return QDate(2020, 1, 1).addDays(*rc::gen::inRange(0, 4'000)); }
QByteArray anyHash() { return { 32, static_cast<char>(*rc::gen::inRange(0, 255)) }; }

DataAct::Content anyContent()
{
    switch (*rc::gen::inRange(0, 3)) {
    case 0:
        return HandedOver { HandoverId::make(), anyText(60), anyText(60), anyHash(), anyText(200), anyDay(), anyDay(),
            anyDay(), *rc::gen::container<std::vector<EventKind>>(rc::gen::elementOf(kEventKinds)),
            *rc::gen::inRange(0, 100'000), anyText(10), anyHash() };
    case 1:
        return StatementFiled { HandoverId::make(), *rc::gen::element(HandoverEnd::Destroyed, HandoverEnd::Returned),
            anyDay(), anyHash() };
    default:
        return RetentionSet { *rc::gen::elementOf(kRetentionCategories),
            maybe<int>([] { return *rc::gen::inRange(0, 1'000); }), anyText(60) };
    }
}

} // namespace

TEST_CASE("an act about the data comes out of its bytes as it went in, and of no other bytes")
{
    REQUIRE(rc::check([] {
        const DataAct act { PersonId::make(), anyTime(), maybe<QByteArray>(anyHash).value_or(QByteArray()),
            anyContent() };
        QByteArray bytes = toCbor(act);
        RC_ASSERT(wanted(dataActFromCbor(bytes)) == act);
        RC_ASSERT(!dataActFromCbor(bytes + '\0'));
        const auto at = *rc::gen::inRange<qsizetype>(0, bytes.size());
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << *rc::gen::inRange(0, 8)));
        const auto changed = dataActFromCbor(bytes);
        RC_ASSERT((!changed || (!(*changed == act) && toCbor(*changed) == bytes)));
    }));
}

TEST_CASE("a handover is open, due soon, overdue by the days of Marseille, and ended by its statement")
{
    DataDesk desk;
    const HandedOver handed = handedOver();
    REQUIRE(desk.record(handed));
    const Handover &handover = desk.acts.handovers().front();
    CHECK(handover.what == handed);
    CHECK(handover.by == desk.claire.id);
    CHECK(handover.state(kDecidedAt) == HandoverState::Open);
    CHECK(handover.state(midnight({ 2027, 2, 26 }) - 1ms) == HandoverState::Open);
    CHECK(handover.state(midnight({ 2027, 2, 26 })) == HandoverState::DueSoon);
    CHECK(handover.state(kDecidedAt, std::chrono::days(365)) == HandoverState::DueSoon);
    // The last day is the one on which the clocks go forward.
    CHECK(handover.state(utc(u"2027-03-28T21:59:59Z")) == HandoverState::DueSoon);
    CHECK(handover.state(utc(u"2027-03-28T22:00:00Z")) == HandoverState::Overdue);

    desk.clock.set(utc(u"2027-04-02T08:00:00Z"));
    const StatementFiled statement { handed.id, HandoverEnd::Destroyed, { 2027, 4, 1 }, QByteArray(32, 'd') };
    REQUIRE(desk.record(statement, "scan"));
    CHECK(handover.state(desk.clock.now()) == HandoverState::Destroyed);
    CHECK(desk.acts.find(handed.id)->end->act == 2);
    CHECK(desk.kept.entries.back().document == "scan");
    CHECK(desk.failureOf(statement) == Failure::Conflict);
}

TEST_CASE("each act has its entry for the audit, without what was agreed with whom")
{
    DataDesk desk;
    const HandedOver handed = handedOver();
    REQUIRE(desk.record(handed));
    REQUIRE(desk.record(StatementFiled { handed.id, HandoverEnd::Returned, { 2027, 1, 4 }, QByteArray(32, 'd') }));
    REQUIRE(desk.record(RetentionSet { RetentionCategory::OfficialVisit, 6, u"Décision 1"_s }));
    REQUIRE(desk.kept.entries.size() == 3);
    const AuditNote &note = desk.kept.entries[0].note;
    CHECK(note.action == AuditAction::HandedOver);
    CHECK(note.person == desk.claire);
    CHECK(note.at == kDecidedAt + 1min);
    CHECK(note.detail == u"%1, 12 events, until 2027-03-28"_s.arg(handed.id.toString()));
    CHECK(desk.kept.entries[1].note.action == AuditAction::FiledStatement);
    CHECK(desk.kept.entries[2].note.detail == u"visiteOfficielle, 6 months"_s);
}

TEST_CASE("a handover that says too little or lasts too long is refused")
{
    DataDesk desk;
    HandedOver handed = handedOver();
    SECTION("nobody") { handed.provider.clear(); }
    SECTION("no contact") { handed.contact = u" "_s; }
    SECTION("no purpose") { handed.purpose.clear(); }
    SECTION("a purpose of two lines") { handed.purpose = u"a\nb"_s; }
    SECTION("no day") { handed.until = {}; }
    SECTION("a day that is over") { handed.until = { 2027, 1, 3 }; }
    SECTION("more than a year") { handed.until = { 2028, 1, 6 }; }
    SECTION("days the wrong way round") { handed.to = { 2025, 1, 1 }; }
    SECTION("no events") { handed.events = 0; }
    SECTION("no kind") { handed.kinds.clear(); }
    SECTION("a kind twice") { handed.kinds = { EventKind::OfficialVisit, EventKind::OfficialVisit }; }
    SECTION("no certificate") { handed.certificate.clear(); }
    SECTION("no package") { handed.package.chop(1); }
    CHECK(desk.failureOf(handed) == Failure::InvalidInput);
    CHECK(desk.kept.acts.empty());
}

TEST_CASE("a statement is about something that was handed over, and of a day since then")
{
    DataDesk desk;
    const HandedOver handed = handedOver();
    StatementFiled statement { handed.id, HandoverEnd::Destroyed, { 2027, 1, 4 }, QByteArray(32, 'd') };
    CHECK(desk.failureOf(statement) == Failure::NotFound);
    REQUIRE(desk.record(handed));
    CHECK(desk.failureOf(handed) == Failure::Conflict);
    statement.day = { 2027, 1, 3 };
    CHECK(desk.failureOf(statement) == Failure::InvalidInput);
    statement.day = { 2027, 1, 5 };
    CHECK(desk.failureOf(statement) == Failure::InvalidInput);
    statement.day = { 2027, 1, 4 };
    CHECK(desk.record(statement));
}

TEST_CASE("the last act about a category holds, with who signed it")
{
    DataDesk desk;
    const auto set = [](std::optional<int> months) {
        return RetentionSet { RetentionCategory::CancelledEvent, months, u"Décision 1"_s };
    };
    CHECK(desk.failureOf(set(0)) == Failure::InvalidInput);
    CHECK(desk.failureOf(set(kLongestRetention + 1)) == Failure::InvalidInput);
    CHECK(desk.failureOf(RetentionSet { RetentionCategory::CancelledEvent, 6, {} }) == Failure::InvalidInput);
    REQUIRE(desk.record(set(6)));
    CHECK(desk.acts.retention().rule(RetentionCategory::CancelledEvent)->months == 6);
    CHECK(desk.acts.retention().rule(RetentionCategory::CancelledEvent)->by == desk.claire.id);
    REQUIRE(desk.record(set(std::nullopt)));
    CHECK_FALSE(desk.acts.retention().rule(RetentionCategory::CancelledEvent)->months);
    CHECK_FALSE(desk.acts.retention().rule(RetentionCategory::OfficialVisit));
}

TEST_CASE("a register that somebody has changed is read no further")
{
    DataDesk desk;
    REQUIRE(desk.record(handedOver()));
    REQUIRE(desk.record(RetentionSet { RetentionCategory::OfficialVisit, 6, u"Décision 1"_s }));
    REQUIRE(desk.record(handedOver()));
    REQUIRE(desk.readAnew());
    std::vector<RecordedAct> &acts = desk.kept.acts;
    SECTION("an act is missing") { acts.erase(acts.begin() + 1); }
    SECTION("an act is missing, and the others were numbered anew")
    {
        acts.erase(acts.begin() + 1);
        acts[1].number = 2;
    }
    SECTION("two have changed places") { std::swap(acts[0].act, acts[1].act); }
    SECTION("its text was changed") { acts[1].act.act.replace("cision 1", "cision 2"); }
    SECTION("the certificate was unbound before it") { acts[1].boundUntil = kDecidedAt; }
    SECTION("somebody else's certificate") { acts[1].signer = PersonId::make(); }
    const auto read = desk.readAnew();
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == Failure::Corrupt);
}
