#include <domain/destruction.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QCryptographicHash>

#include <support/generators.h>
#include <support/records.h>

using namespace cortege;
using namespace Qt::StringLiterals;
using Step = DestructionStep;

namespace
{

const ConventionTerm kDoomedTerm { midnight({ 2022, 8, 25 }), midnight({ 2026, 8, 25 }), EndCause::FourYears };
const UtcTime kDoomedAt = kDoomedTerm.ends + std::chrono::hours { 30 };

QByteArray sha256Of(const QByteArray &bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); }

Bordereau anyBordereau()
{
    RecordTally records {
        .events = 2, .versions = 3, .last = 3, .rowsHash = sha256Of("rows"), .facts = FactTally { 1, 5'000, { 2, 3 } }
    };
    records.kinds[3] = { 2, 3 };
    return { PersonId::make(), u"Agnès Roche"_s, kDoomedAt, kDoomedTerm, 12,
        { u"/var/lib/cortege/plateforme.sqlite"_s, records,
            { { DoomedFile::Kind::Key, u"/var/lib/cortege-cles/master-1.key"_s, 32, sha256Of("key") },
                { DoomedFile::Kind::Backup, u"/srv/été.sqlite"_s, 4096, sha256Of("copy") } },
            { { u"00c0ffee"_s, kDoomedTerm.begins, sha256Of("print") } } } };
}

/// Signs with the name of the person; what is signed otherwise is not good.
class NamedSignatures final : public SignatureCheck
{
public:
    Result<> check(const SignedAct &act, UtcTime) const override
    {
        return act.signature == sha256Of(act.act + act.certificate) ? Result<>() : fail(Failure::Forbidden);
    }
    static SignedAct sign(const DestructionDeed &deed)
    {
        const QByteArray act = toCbor(deed);
        const QByteArray certificate = deed.by.toString().toLatin1();
        return { act, sha256Of(act + certificate), sha256Of(certificate), certificate };
    }
};

/// A destruction whose steps are taken one by one.
struct Deeds {
    NamedSignatures signatures;
    Bordereau bordereau = anyBordereau();
    QByteArray text = toJson(bordereau);
    PersonId second = PersonId::make();
    std::vector<Mandate> mandates { { second, Party::Prefecture, u"essai"_s, kDoomedTerm.begins, std::nullopt } };
    std::vector<RecordedStep> steps;

    Destruction read() const { return Destruction::read(steps, mandates, signatures).value(); }
    Result<> sign(Step step, const PersonId &by, const QByteArray &content = {})
    {
        return read().next(step, by, kDoomedAt, mandates, sha256Of(text)).transform([&](const DestructionDeed &deed) {
            steps.push_back({ std::ssize(steps) + 1, step, deed.at, content,
                RecordedAct { 0, NamedSignatures::sign(deed), by, kDoomedTerm.begins, std::nullopt } });
        });
    }
    void enter(Step step) { steps.push_back({ std::ssize(steps) + 1, step, kDoomedAt, {}, {} }); }
    bool isReadable() const { return Destruction::read(steps, mandates, signatures).has_value(); }
    void confirmed()
    {
        REQUIRE(sign(Step::Prepared, bordereau.by, text));
        REQUIRE(sign(Step::Confirmed, second));
    }
};

} // namespace

TEST_CASE("fifteen days are days of Paris, counted from the last one of the convention")
{
    CHECK(kDoomedTerm.lastDay() == QDate(2026, 8, 24));
    CHECK(destructionDay(kDoomedTerm) == QDate(2026, 9, 8));
    CHECK(destructionDue(kDoomedTerm) == midnight({ 2026, 9, 9 }));
    // Over the night on which the clocks change.
    const ConventionTerm autumn { midnight({ 2022, 10, 20 }), midnight({ 2026, 10, 20 }), EndCause::FourYears };
    CHECK(destructionDue(autumn) - autumn.ends == std::chrono::hours { 15 * 24 + 1 });
}

TEST_CASE("a bordereau has one text, and nothing else is taken for it")
{
    const Bordereau bordereau = anyBordereau();
    const QByteArray text = toJson(bordereau);
    CHECK(bordereauFromJson(text) == bordereau);
    for (const auto &[from, to] : { std::pair<QByteArray, QByteArray> { R"("versions": 3)", R"("versions": 3.0)" },
             { R"("octets": 32)", R"("octets": "32")" }, { R"("key")", R"("clef")" }, { "{\n", "{\n\"autre\": 1,\n" },
             { "2026-08-24T22:00:00Z", "2026-08-25T00:00:00+02:00" } }) {
        INFO(from.toStdString());
        REQUIRE(text.contains(from));
        CHECK(bordereauFromJson(QByteArray(text).replace(from, to)).error().kind == Failure::Corrupt);
    }
    CHECK_FALSE(bordereauFromJson(text + ' '));
    CHECK_FALSE(bordereauFromJson({}));
    Bordereau former = bordereau; // as it was signed before facts were counted
    former.list.records.facts.reset();
    const QByteArray before = toJson(former);
    CHECK(before.contains("cortege.bordereau/1"));
    CHECK(bordereauFromJson(before) == former);
    CHECK_FALSE(bordereauFromJson(QByteArray(before).replace("bordereau/1", "bordereau/2")));
    CHECK_FALSE(bordereauFromJson(QByteArray(text).replace("bordereau/2", "bordereau/1")));
    REQUIRE(rc::check([&] {
        QByteArray changed = text;
        const auto at = *rc::gen::inRange<qsizetype>(0, changed.size());
        changed[at] = static_cast<char>(changed[at] ^ (1 << *rc::gen::inRange(0, 8)));
        const auto read = bordereauFromJson(changed);
        RC_ASSERT((
            !read || toJson(*read) == changed)); // a pair of parentheses more: RapidCheck looks at both sides otherwise
    }));
}

TEST_CASE("a deed of a destruction has one form")
{
    const DestructionDeed deed { Step::Confirmed, PersonId::make(), kDoomedAt, sha256Of("b"), sha256Of("p") };
    const QByteArray bytes = toCbor(deed);
    CHECK(destructionDeedFromCbor(bytes) == deed);
    CHECK_FALSE(destructionDeedFromCbor(bytes + '\0'));
    REQUIRE(rc::check([&] {
        QByteArray changed = bytes;
        const auto at = *rc::gen::inRange<qsizetype>(0, changed.size());
        changed[at] = static_cast<char>(changed[at] ^ (1 << *rc::gen::inRange(0, 8)));
        const auto read = destructionDeedFromCbor(changed);
        RC_ASSERT((!read || toCbor(*read) == changed));
    }));
}

TEST_CASE("the steps of a destruction follow each other, each by whom it takes")
{
    Deeds deeds;
    CHECK(deeds.sign(Step::Confirmed, deeds.second).error().kind == Failure::Conflict);
    REQUIRE(deeds.sign(Step::Prepared, deeds.bordereau.by, deeds.text));
    CHECK(deeds.sign(Step::Confirmed, deeds.bordereau.by).error().kind == Failure::Forbidden);
    CHECK(deeds.sign(Step::Confirmed, PersonId::make()).error().kind == Failure::Forbidden);
    CHECK(deeds.sign(Step::Keys, deeds.second).error().kind == Failure::Conflict);
    REQUIRE(deeds.sign(Step::Confirmed, deeds.second));
    CHECK(deeds.sign(Step::Confirmed, deeds.second).error().kind == Failure::Conflict);
    CHECK(deeds.sign(Step::Keys, PersonId::make()).error().kind == Failure::Forbidden);
    CHECK_FALSE(deeds.read().hasBegun());
    REQUIRE(deeds.sign(Step::Keys, deeds.bordereau.by));
    CHECK(deeds.read().hasBegun());
    CHECK(deeds.sign(Step::Prepared, deeds.bordereau.by, deeds.text).error().kind == Failure::Conflict);
    for (const Step step : { Step::Rows, Step::Space, Step::Copies, Step::Report }) {
        deeds.enter(step);
        CHECK(deeds.isReadable());
    }
    CHECK_FALSE(deeds.read().isDone());
    deeds.enter(Step::Done);
    CHECK_FALSE(deeds.isReadable()); // without a signature
}

TEST_CASE("who has a mandate for one party needs the other one's")
{
    Deeds deeds;
    deeds.mandates.push_back({ deeds.bordereau.by, Party::Prefecture, u"essai"_s, kDoomedTerm.begins, std::nullopt });
    REQUIRE(deeds.sign(Step::Prepared, deeds.bordereau.by, deeds.text));
    CHECK(deeds.sign(Step::Confirmed, deeds.second).error().kind == Failure::Forbidden);
    deeds.mandates.front().party = Party::City;
    CHECK(deeds.sign(Step::Confirmed, deeds.second));
}

TEST_CASE("what was altered, left out or moved among the steps is found")
{
    Deeds deeds;
    deeds.confirmed();
    REQUIRE(deeds.sign(Step::Keys, deeds.second));
    deeds.enter(Step::Rows);
    REQUIRE(deeds.isReadable());
    SECTION("the bordereau") { deeds.steps[0].content.replace("4096", "4097"); }
    SECTION("a signature") { deeds.steps[1].act->act.signature[0] ^= 1; }
    SECTION("whose it is") { deeds.steps[1].act->signer = PersonId::make(); }
    SECTION("its time") { deeds.steps[1].at += std::chrono::milliseconds { 1 }; }
    SECTION("a certificate that was bound no more") { deeds.steps[2].act->boundUntil = kDoomedAt; }
    SECTION("a mandate that had ended") { deeds.mandates.front().until = kDoomedTerm.ends; }
    SECTION("a step is missing") { deeds.steps.erase(deeds.steps.begin() + 1); }
    SECTION("a step is not the one that was due") { deeds.steps[3].step = Step::Copies; }
    SECTION("a step is not signed") { deeds.steps[2].act.reset(); }
    CHECK_FALSE(deeds.isReadable());
}
