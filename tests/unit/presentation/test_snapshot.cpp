#include <presentation/snapshot.h>

#include <support/records.h>

#include <catch2/catch_test_macros.hpp>

#include <QtTest/QSignalSpy>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;
using test::utc;

namespace
{

class NoSignatures final : public SignatureCheck
{
public:
    Result<> check(const SignedAct &, UtcTime) const override { return fail(Failure::Forbidden, u"nobody's"_s); }
};

/// Signs with what it is asked to sign, so that the check can see that it was that.
class Echo final : public ActSigner, public SignatureCheck
{
public:
    Result<SignedAct> sign(const QByteArray &act) const override { return SignedAct { act, "s" + act, "f", "c" }; }
    Result<> check(const SignedAct &act, UtcTime) const override
    {
        return act.signature == "s" + act.act ? Result<>() : fail(Failure::Forbidden, u"other bytes"_s);
    }
};

std::shared_ptr<const EventVersion> crowd(int people)
{
    EventRecord record = emptyRecord(EventKind::StaticDemonstration);
    record.subject = u"Rassemblement"_s;
    record.begins = utc(u"2026-11-28T12:00:00Z");
    record.ends = utc(u"2026-11-28T16:00:00Z");
    auto &standing = std::get<StaticDemonstration>(record.particulars);
    standing.people.expected = people;
    standing.address = { u"Vieux-Port"_s, GeoPoint { 5.3740, 43.2955 } };
    return std::make_shared<const EventVersion>(EventVersion {
        EventId::make(), 1, 1, EventState::Active, { PersonId::make(), u"Agent"_s }, {}, std::move(record) });
}

Snapshot snapshotOfCrowd(const TensionEvents &events)
{
    TensionOverlay overlay({ { 5.15, 43.10 }, { 5.75, 43.55 } });
    QSignalSpy pictures(&overlay, &TensionOverlay::pictureChanged);
    overlay.setEvents(events);
    overlay.setParameters({ { utc(u"2026-11-28T12:00:00Z"), utc(u"2026-11-28T16:00:00Z") }, {} });
    while (!overlay.isUpToDate())
        REQUIRE(pictures.wait(30'000));
    return { u"Paul Arnaud (Ville)"_s, utc(u"2026-11-28T12:34:56Z"), 7, static_cast<int>(events.size()),
        dataDigest(events), overlay.parameters(), resultsOf(*overlay.picture()) };
}

} // namespace

TEST_CASE("a snapshot is read back as it was made, and computed again it is identical")
{
    const TensionEvents events { crowd(1'000), crowd(2'000) };
    const Snapshot snapshot = snapshotOfCrowd(events);
    const auto file = snapshotFile(snapshot, nullptr);
    REQUIRE(file);
    const auto opened = readSnapshot(*file, NoSignatures());
    REQUIRE(opened);
    CHECK_FALSE(opened->isSigned);
    CHECK(opened->snapshot.person == snapshot.person);
    CHECK(opened->snapshot.parameters == snapshot.parameters);
    CHECK(differencesOf(opened->snapshot, snapshotOfCrowd(events)).isEmpty());
    CHECK(snapshotFile(opened->snapshot, nullptr) == file);
}

TEST_CASE("another crowd, other parameters and other results are told apart")
{
    const TensionEvents events { crowd(1'000) };
    const Snapshot snapshot = snapshotOfCrowd(events);
    auto changed = *events.front();
    std::get<StaticDemonstration>(changed.record.particulars).people.expected = 1'001;
    const auto other = snapshotOfCrowd({ std::make_shared<const EventVersion>(changed) });
    const auto differences = differencesOf(snapshot, other).join(u'\n');
    CHECK(differences.contains(u"événements"));
    CHECK(differences.contains(u"densité"));
    CHECK(differences.contains(u"zones"));
    Snapshot wider = snapshot;
    wider.parameters.set.bandwidth = 300;
    CHECK(differencesOf(snapshot, wider).size() == 1);
    CHECK(differencesOf(snapshot, snapshotOfCrowd({ events.front(), crowd(5) })).front().contains(u'2'));
}

TEST_CASE("a changed file is known by its digest, and one whose digest was changed with it by its signature")
{
    const auto file = snapshotFile(snapshotOfCrowd({ crowd(1'000) }), nullptr);
    REQUIRE(file);
    QByteArray changed = *file;
    REQUIRE(changed.contains("Paul Arnaud"));
    changed.replace("Paul Arnaud", "Paul Renaud");
    CHECK(readSnapshot(changed, NoSignatures()).error().kind == Failure::Corrupt);

    const Echo echo;
    const auto sealed = snapshotFile(snapshotOfCrowd({ crowd(1'000) }), &echo);
    REQUIRE(sealed);
    CHECK(readSnapshot(*sealed, echo)->isSigned);
    CHECK(readSnapshot(*sealed, NoSignatures()).error().kind == Failure::Corrupt);
}

TEST_CASE("what is no snapshot is refused")
{
    const NoSignatures none;
    for (const QByteArray &file : { QByteArray(), QByteArray("{}"), QByteArray("[1,2]"),
             QByteArray(R"({"instantane":{}})"), QByteArray(R"({"instantane":{"version":1},"empreinte":"00"})") })
        CHECK_FALSE(readSnapshot(file, none));
    CHECK(readSnapshot(QByteArray(kLargestSnapshot + 1, ' '), none).error().kind == Failure::TooLarge);
}
