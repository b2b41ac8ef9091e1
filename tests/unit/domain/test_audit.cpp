#include <domain/audit.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QCryptographicHash>

#include <span>
#include <support/generators.h>

using namespace cortege;
using namespace Qt::StringLiterals;
using Kind = AuditFault::Kind;

namespace
{

const AuditHead kBase { 0, QByteArray(kAuditHashBytes, 'b'), {} };

QByteArray anyBytes(int most)
{
    QByteArray bytes(*rc::gen::inRange(0, most), '\0');
    for (char &byte : bytes)
        byte = *rc::gen::arbitrary<char>();
    return bytes;
}
AuditEntry anyEntry()
{
    AuditEntry entry { .at = test::anyTime(), .body = anyBytes(60) };
    if (*rc::gen::arbitrary<bool>()) {
        entry.sequence = *rc::gen::inRange<Sequence>(1, 1'000'000);
        entry.rowHash = QByteArray(kAuditHashBytes, *rc::gen::arbitrary<char>());
    }
    return entry;
}
/// Numbers and hashes as the server makes them, from the entry at `begin` on.
void chain(std::vector<AuditEntry> &entries, size_t begin = 0)
{
    for (size_t i = begin; i < entries.size(); ++i) {
        entries[i].number = static_cast<qint64>(i) + 1;
        entries[i].hash = auditHash(i == 0 ? kBase.hash : entries[i - 1].hash, entries[i]);
    }
}
std::vector<AuditEntry> anyChain(size_t least)
{
    std::vector<AuditEntry> entries(*rc::gen::inRange(least, least + 20));
    std::ranges::generate(entries, anyEntry);
    chain(entries);
    return entries;
}
size_t anyPlace(const std::vector<AuditEntry> &entries) { return *rc::gen::inRange<size_t>(0, entries.size()); }
qint64 numberAt(size_t place) { return static_cast<qint64>(place) + 1; }
std::vector<AuditFault> chainFaults(
    const AuditHead &base, std::span<const AuditEntry> entries, const std::vector<AuditHead> &marks)
{
    AuditVerifier verifier(base, marks);
    for (const AuditEntry &entry : entries)
        verifier.take(entry);
    return verifier.finish();
}

} // namespace

TEST_CASE("a chain that nobody touched has no fault, whatever true marks it is held against")
{
    REQUIRE(rc::check([] {
        const auto entries = anyChain(1);
        std::vector<AuditHead> marks { kBase };
        for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
            marks.push_back(entries[anyPlace(entries)].head());
        RC_ASSERT(chainFaults(kBase, entries, marks).empty());
        // What is left of it after its beginning was taken away, with what it followed.
        const size_t cut = anyPlace(entries);
        const auto rest = std::span(entries).subspan(cut);
        RC_ASSERT(chainFaults(cut == 0 ? kBase : entries[cut - 1].head(), rest, marks).empty());
    }));
    CHECK(chainFaults(kBase, {}, {}).empty());
}

TEST_CASE("any single change of an entry is found at its place")
{
    REQUIRE(rc::check([] {
        auto entries = anyChain(1);
        const size_t place = anyPlace(entries);
        AuditEntry &one = entries[place];
        switch (*rc::gen::inRange(0, 5)) {
        case 0:
            one.at += std::chrono::milliseconds { 1 };
            break;
        case 1:
            one.body += 'x';
            break;
        case 2:
            one.sequence = one.sequence.value_or(0) + 1;
            break;
        case 3:
            one.rowHash = QByteArray(kAuditHashBytes, one.rowHash.startsWith('x') ? 'y' : 'x');
            break;
        default:
            one.hash[0] = static_cast<char>(one.hash[0] ^ 1);
        }
        const auto faults = chainFaults(kBase, entries, {});
        RC_ASSERT(!faults.empty());
        RC_ASSERT(faults[0] == (AuditFault { .kind = Kind::Altered, .entry = numberAt(place) }));
        RC_ASSERT(faults.size() <= 2U); // a changed hash does not fit its neighbour either
    }));
}

TEST_CASE("a change whose own hash was made to fit is found at the next entry, or by a mark")
{
    REQUIRE(rc::check([] {
        auto entries = anyChain(2);
        const auto place = *rc::gen::inRange<size_t>(0, entries.size());
        const AuditHead mark = entries.back().head();
        entries[place].body += 'x';
        entries[place].hash = auditHash(place == 0 ? kBase.hash : entries[place - 1].hash, entries[place]);
        const auto faults = chainFaults(kBase, entries, { mark });
        RC_ASSERT(!faults.empty());
        if (place + 1 < entries.size())
            RC_ASSERT(faults[0] == (AuditFault { .kind = Kind::Altered, .entry = numberAt(place + 1) }));
        else
            RC_ASSERT(faults[0].kind == Kind::Forked);
    }));
}

TEST_CASE("an entry that was taken out is missing at its place")
{
    REQUIRE(rc::check([] {
        auto entries = anyChain(2);
        const AuditHead mark = entries.back().head();
        const size_t place = anyPlace(entries);
        entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(place));
        const Kind kind = place == entries.size() ? Kind::Truncated : Kind::Missing;
        RC_ASSERT(chainFaults(kBase, entries, { mark })
            == (std::vector { AuditFault { .kind = kind, .entry = numberAt(place), .last = numberAt(place) } }));
    }));
}

TEST_CASE("an entry that was put in is found at its place, the numbers behind it made to fit or not")
{
    REQUIRE(rc::check([] {
        auto entries = anyChain(2);
        const size_t place = anyPlace(entries);
        AuditEntry foreign = anyEntry();
        foreign.number = numberAt(place);
        foreign.hash = auditHash(place == 0 ? kBase.hash : entries[place - 1].hash, foreign);
        entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(place), foreign);
        const bool renumbered = *rc::gen::arbitrary<bool>();
        if (renumbered) {
            for (size_t i = place + 1; i < entries.size(); ++i)
                ++entries[i].number;
        }
        const auto faults = chainFaults(kBase, entries, {});
        RC_ASSERT(!faults.empty());
        RC_ASSERT(faults[0].entry == numberAt(renumbered ? place + 1 : place));
        RC_ASSERT(faults[0].kind == (renumbered ? Kind::Altered : Kind::Disordered));
    }));
}

TEST_CASE("entries that changed places are found at the first of them")
{
    REQUIRE(rc::check([] {
        auto entries = anyChain(2);
        const size_t first = *rc::gen::inRange<size_t>(0, entries.size() - 1);
        const size_t second = *rc::gen::inRange<size_t>(first + 1, entries.size());
        std::swap(entries[first], entries[second]);
        const bool renumbered = *rc::gen::arbitrary<bool>();
        if (renumbered)
            std::swap(entries[first].number, entries[second].number);
        const auto faults = chainFaults(kBase, entries, {});
        RC_ASSERT(!faults.empty());
        RC_ASSERT(faults[0].entry == numberAt(first));
        RC_ASSERT(faults[0].kind == (renumbered ? Kind::Altered : Kind::Missing));
    }));
}

TEST_CASE("a chain without its end fits together, and a mark beyond it says what is gone")
{
    REQUIRE(rc::check([] {
        auto entries = anyChain(2);
        const AuditHead mark = entries.back().head();
        const auto left = *rc::gen::inRange<size_t>(0, entries.size());
        entries.resize(left);
        RC_ASSERT(chainFaults(kBase, entries, {}).empty());
        RC_ASSERT(chainFaults(kBase, entries, { mark })
            == (std::vector { AuditFault { .kind = Kind::Truncated, .entry = numberAt(left), .last = mark.entry } }));
    }));
}

TEST_CASE(
    "a chain that was made anew from some entry on lies between the last mark that agrees and the first that does not")
{
    REQUIRE(rc::check([] {
        const auto entries = anyChain(3);
        const auto fork = *rc::gen::inRange<size_t>(1, entries.size());
        const auto before = *rc::gen::inRange<size_t>(0, fork);
        const auto after = *rc::gen::inRange<size_t>(fork, entries.size());
        auto other = entries;
        other[fork].body += 'x';
        chain(other, fork);
        RC_ASSERT(chainFaults(kBase, other, {}).empty());
        RC_ASSERT(chainFaults(kBase, other, { entries.back().head(), entries[before].head(), entries[after].head() })
            == (std::vector {
                AuditFault { .kind = Kind::Forked, .entry = numberAt(before) + 1, .last = numberAt(after) } }));
    }));
}

TEST_CASE("a note comes back from its bytes, and from no others")
{
    // Where CBOR ends in the middle of a map, Qt hands out one that lacks its last value.
    CHECK_FALSE(auditNoteFrom(QByteArray::fromBase64("rq7//////////////64="), UtcTime {}));
    REQUIRE(rc::check([] {
        AuditNote note { .action = static_cast<AuditAction>(*rc::gen::inRange(0, 9)),
            .at = test::anyTime(),
            .detail = test::anyText(20) };
        note.person = test::maybe<Author>([] { return Author { PersonId::make(), test::anyText(30) }; });
        note.event = test::maybe<EventId>([] { return EventId::make(); });
        const QByteArray body = auditBody(note);
        RC_ASSERT(auditNoteFrom(body, note.at).value() == note);
        RC_ASSERT(auditNoteFrom(body.first(anyBytes(static_cast<int>(body.size())).size()), note.at).error().kind
            == Failure::Corrupt);
        RC_ASSERT(auditNoteFrom(body + 'x', note.at).error().kind == Failure::Corrupt);
        RC_ASSERT(auditActionFromName(QString(name(note.action))) == note.action);
    }));
    CHECK_FALSE(auditActionFromName(u"other"_s));
}

TEST_CASE("the hash of an entry is what the page about the audit says")
{
    AuditEntry entry { .number = 1, .at = UtcTime { std::chrono::milliseconds { 1000 } }, .body = "b" };
    const auto sha
        = [](const QByteArray &bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); };
    const QByteArray previous(kAuditHashBytes, '\0');
    CHECK(auditHash(previous, entry)
        == sha(previous
            + QByteArray::fromHex("8501"
                                  "1903e8"
                                  "4162"
                                  "f6f6")));
    entry.sequence = 24;
    entry.rowHash = QByteArray(kAuditHashBytes, 'r');
    CHECK(auditHash(previous, entry)
        == sha(previous
            + QByteArray::fromHex("8501"
                                  "1903e8"
                                  "4162"
                                  "1818"
                                  "5820")
            + entry.rowHash));
}

TEST_CASE("an anchor comes back from its line, which is always as long, and from no other")
{
    REQUIRE(rc::check([] {
        const AuditHead head = anyChain(1).back().head();
        const QByteArray line = anchorLine(head);
        RC_ASSERT(line.size() == anchorLine(kBase).size());
        RC_ASSERT(headFromAnchor(line).value() == head);
        RC_ASSERT(!headFromAnchor(line.first(*rc::gen::inRange<qsizetype>(0, line.size()))));
        RC_ASSERT(!headFromAnchor(line + ' '));
    }));
    CHECK_FALSE(headFromAnchor({}));
    CHECK_FALSE(headFromAnchor(anchorLine({ 1, "short", {} })));
}
