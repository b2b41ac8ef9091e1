#include <protocol/codec.h>

#include <catch2/catch_test_macros.hpp>

#include <support/facts.h>
#include <support/generators.h>

using namespace cortege;
using namespace cortege::protocol;
using namespace Qt::StringLiterals;

namespace
{

void comesThrough(const Request &request)
{
    const auto read = decodeRequest(encode(7, request));
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->id == 7);
    RC_ASSERT(read->request == request);
}

void comesThrough(const Answer &answer)
{
    const auto read = decodeFromServer(encode(7, answer));
    RC_ASSERT(read.has_value());
    const auto &incoming = std::get<IncomingAnswer>(*read);
    RC_ASSERT(incoming.id == 7);
    RC_ASSERT(incoming.answer.has_value());
    RC_ASSERT(*incoming.answer == answer);
}

void comesThrough(const Notification &notification)
{
    const auto read = decodeFromServer(encode(notification));
    RC_ASSERT(read.has_value());
    RC_ASSERT(std::get<Notification>(*read) == notification);
}

std::vector<EventVersion> anyVersions()
{
    std::vector<EventVersion> versions;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
        versions.push_back(test::anyVersion());
    return versions;
}

ConventionStatus anyConvention()
{
    using enum ConventionState;
    const auto state = *rc::gen::element(Unrecorded, NotYet, Active, Notice, Ended);
    if (state == Unrecorded)
        return {};
    return { state,
        ConventionTerm { test::anyTime(), test::anyTime(),
            *rc::gen::element(EndCause::FourYears, EndCause::Denunciation, EndCause::Amendment) } };
}

ErrorCode codeOf(const QByteArray &bytes, int maximum = cortege::protocol::limits::kMessageBytes)
{
    const auto read = decodeRequest(bytes, maximum);
    REQUIRE_FALSE(read);
    return read.error().error.code;
}

} // namespace

TEST_CASE("any message comes out of the codec as it went in")
{
    REQUIRE(rc::check([] {
        comesThrough(Request { HelloRequest { test::anyText(20), test::anyText(20) } });
        comesThrough(Request {
            SaveRequest { RequestId::make(), EventId::make(), *rc::gen::inRange(0, 1'000), test::anyRecord() } });
        comesThrough(Request { CancelRequest { RequestId::make(), EventId::make(), *rc::gen::inRange(0, 1'000) } });
        comesThrough(Request { HistoryRequest { EventId::make() } });
        comesThrough(Request { FactSourcesRequest {} });
        comesThrough(Request { FactsQuery { test::maybe<SourceNumber>([] { return *rc::gen::inRange(0, 65'535); }),
            *rc::gen::inRange<qint64>(0, 99) } });
        comesThrough(Request { RecordSourceRequest { test::anySource() } });
        comesThrough(Request { WithdrawSourceRequest { *rc::gen::inRange(0, 65'535) } });
        comesThrough(Request { AddFactsRequest { *rc::gen::inRange(0, 65'535), test::anyBlock(1) } });
        const std::vector<KnownSource> sources { { 3, test::anySource(), { PersonId::make(), test::anyText(20) },
            test::anyTime(), *rc::gen::inRange<qint64>(0, 1LL << 53) } };
        comesThrough(Answer { FactSourcesAnswer { sources } });
        comesThrough(Answer { FactsAnswer { *rc::gen::inRange<qint64>(0, 1LL << 53), 7, sources } });
        comesThrough(Answer { SourceRecordedAnswer { *rc::gen::inRange(0, 65'535) } });
        comesThrough(Answer { SourceWithdrawnAnswer { *rc::gen::inRange<qint64>(0, 1LL << 53) } });
        comesThrough(Answer { FactsAddedAnswer { *rc::gen::inRange(0, 4'096), *rc::gen::inRange(0, 4'096) } });
        comesThrough(Notification { FactSourcesChanged { sources } });
        comesThrough(Request { SubscribeRequest { *rc::gen::inRange<Sequence>(0, 1LL << 53) } });
        comesThrough(Answer { HelloAnswer { u"s"_s, u"a"_s, PersonId::make(), test::anyText(20), test::anyText(20),
            Roles(Role::Entry) | Role::Analyst, *rc::gen::inRange<Sequence>(0, 1LL << 53), test::anyTime(),
            anyConvention(), *rc::gen::inRange<qint64>(0, 1LL << 31) } });
        comesThrough(Answer { SavedAnswer { test::anyVersion() } });
        const AuditHead head { *rc::gen::inRange<qint64>(1, 1LL << 53), QByteArray(kAuditHashBytes, 'h'),
            test::anyTime() };
        const AuditReceipt receipt { head, "signature" };
        comesThrough(Answer { SavedAnswer { test::anyVersion(), receipt } });
        RC_ASSERT(decodeReceipt(encodeReceipt(receipt)) == receipt);
        comesThrough(Answer { HistoryAnswer { anyVersions() } });
        comesThrough(Answer { SubscribeAnswer { 12 } });
        comesThrough(Request { CopyRequest { *rc::gen::elementOf(std::vector(kCopyForms.begin(), kCopyForms.end())),
            *rc::gen::elementOf(std::vector(kPurposes.begin(), kPurposes.end())), *rc::gen::inRange(0, 1'000) } });
        comesThrough(Answer { CopyAnswer { test::anyTime() } });
        comesThrough(Notification { EventChanged { anyVersions() } });
        comesThrough(Notification { ConventionChanged { anyConvention() } });
        comesThrough(Notification { ConventionChanged { anyConvention(), test::anyTime() } });
        for (const auto reason :
            { SessionEnded::Reason::Revoked, SessionEnded::Reason::Stopping, SessionEnded::Reason::Protocol,
                SessionEnded::Reason::Convention, SessionEnded::Reason::Sessions, SessionEnded::Reason::Full })
            comesThrough(Notification { SessionEnded { reason } });
    }));
}

TEST_CASE("a refusal keeps its code, its issues and what stands there now")
{
    const WireError conflict { ErrorCode::Conflict, u"revision 3"_s,
        { { Field::Ends, Rule::EndBeforeStart }, { Field::Waypoints, Rule::TooLong, 2, 300 } },
        EventVersion { EventId::make(), 3, 9, EventState::Cancelled, { PersonId::make(), u"A"_s }, UtcTime {}, [] {
                          EventRecord record = emptyRecord(EventKind::OfficialVisit);
                          record.subject = u"V"_s;
                          return record;
                      }() } };
    const auto read = decodeFromServer(encode(3, conflict));
    REQUIRE(read);
    CHECK(std::get<IncomingAnswer>(*read).answer.error() == conflict);
    const auto unaddressed = decodeFromServer(encode(0, WireError { ErrorCode::ParseError, {}, {}, {} }));
    REQUIRE(unaddressed);
    CHECK(std::get<IncomingAnswer>(*unaddressed).id == 0);
}

TEST_CASE("a convention that cannot be read is no message of ours")
{
    for (const QByteArray params : { R"({})", R"({"state":"active"})", R"({"state":"for ever"})",
             R"({"state":"ended","begins":"2025-11-24T23:00:00Z","ends":"soon","cause":"denunciation"})",
             R"({"state":"ended","begins":"2025-11-24T23:00:00Z","ends":"2026-11-24T23:00:00Z","cause":"weather"})" }) {
        INFO(params.toStdString());
        CHECK_FALSE(decodeFromServer(R"({"jsonrpc":"2.0","method":"convention.changed","params":)" + params + '}'));
    }
}

TEST_CASE("a largest record fits into a message twice")
{
    EventRecord record = emptyRecord(EventKind::MovingDemonstration);
    record.subject = QString(cortege::limits::kSubject, u'é');
    record.description = QString(cortege::limits::kDescription, u'é');
    auto &moving = std::get<MovingDemonstration>(record.particulars);
    for (int i = 0; i < cortege::limits::kRoutePoints; ++i)
        moving.route.push_back({ 5.3712345 + i * 1e-7, 43.2912345 + i * 1e-7 });
    REQUIRE(validate(record).empty());
    CHECK(2 * encode(1, Request { SaveRequest { RequestId::make(), EventId::make(), 0, record } }).size()
        < cortege::protocol::limits::kMessageBytes);
}

TEST_CASE("what is not a request is refused with the right code")
{
    CHECK(codeOf("") == ErrorCode::ParseError);
    CHECK(codeOf("[]") == ErrorCode::ParseError);
    CHECK(codeOf("{}") == ErrorCode::InvalidRequest);
    CHECK(codeOf(R"({"jsonrpc":"1.0","id":1,"method":"hello"})") == ErrorCode::InvalidRequest);
    CHECK(codeOf(R"({"jsonrpc":"2.0","id":0,"method":"hello"})") == ErrorCode::InvalidRequest);
    CHECK(codeOf(R"({"jsonrpc":"2.0","id":1e300,"method":"hello"})") == ErrorCode::InvalidRequest);
    CHECK(codeOf(R"({"jsonrpc":"2.0","id":1,"method":"shutdown"})") == ErrorCode::MethodNotFound);
    CHECK(codeOf(R"({"jsonrpc":"2.0","id":1,"method":"hello","params":[]})") == ErrorCode::InvalidParams);
    CHECK(codeOf(R"({"jsonrpc":"2.0","id":1,"method":"subscribe","params":{"since":-1}})") == ErrorCode::InvalidParams);
    CHECK(codeOf(R"({"jsonrpc":"2.0","id":1,"method":"copy.note",)"
                 R"("params":{"form":"csv","purpose":"curiosité","events":1}})")
        == ErrorCode::InvalidParams);
    CHECK(codeOf(R"({"jsonrpc":"2.0","id":1,"method":"event.history","params":{"event":"1"}})")
        == ErrorCode::InvalidParams);
    CHECK(codeOf(QByteArray(100, '[')) == ErrorCode::TooLarge);
    CHECK(codeOf(QByteArray(101, ' '), 100) == ErrorCode::TooLarge);
}

TEST_CASE("brackets inside a text are not depth")
{
    EventRecord record = emptyRecord(EventKind::OfficialVisit);
    record.subject = QString(100, u'[') + u"\\\""_s;
    CHECK(decodeRequest(encode(1, Request { SaveRequest { RequestId::make(), EventId::make(), 0, record } })));
}

TEST_CASE("damaged messages are refused or read, and never more than that")
{
    REQUIRE(rc::check([] {
        QByteArray bytes
            = encode(5, Request { SaveRequest { RequestId::make(), EventId::make(), 1, test::anyRecord() } });
        for (int i = *rc::gen::inRange(1, 8); i > 0; --i)
            bytes[*rc::gen::inRange<qsizetype>(0, bytes.size())] = static_cast<char>(*rc::gen::inRange(0, 256));
        bytes.truncate(*rc::gen::inRange<qsizetype>(0, bytes.size() + 1));
        const auto read = decodeRequest(bytes);
        if (read) {
            if (const auto *save = std::get_if<SaveRequest>(&read->request))
                RC_ASSERT(validate(save->record).empty());
        }
        (void)decodeFromServer(bytes);
    }));
}

TEST_CASE("a batch of facts comes out of its frame as it went in, and nothing else is taken for one")
{
    REQUIRE(rc::check([] {
        const FactBlock block = test::anyBlock(0);
        const FactBatch batch { *rc::gen::inRange<qint64>(0, 1LL << 53), *rc::gen::inRange(0, 65'535), block.columns };
        const QByteArray bytes = encodeFactBatch({ batch.block, batch.source, columnBytes(batch.columns) });
        const auto read = decodeFactBatch(bytes);
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == batch);
        const auto cut = *rc::gen::inRange<qsizetype>(0, bytes.size());
        RC_ASSERT(!decodeFactBatch(bytes.first(cut)));
        RC_ASSERT(!decodeFactBatch(bytes + '\0'));
    }));
}

TEST_CASE("facts that are added have a key each, and none twice")
{
    FactBlock block = test::blockOf({ 1, 2, 3 });
    CHECK(decodeRequest(encode(1, Request { AddFactsRequest { 1, block } })));
    SECTION("twice") { block.keys = { 1, 2, 1 }; }
    SECTION("too few") { block.keys = { 1, 2 }; }
    SECTION("nothing at all") { block = {}; }
    CHECK(codeOf(encode(1, Request { AddFactsRequest { 1, block } })) == ErrorCode::InvalidParams);
}

TEST_CASE("a source that names somebody is refused before it is a request")
{
    FactSource source = test::source(u"essai"_s);
    source.provenance = u"Écrire à jean.dupont@example.fr"_s;
    CHECK(codeOf(encode(1, Request { RecordSourceRequest { source } })) == ErrorCode::InvalidParams);
}

TEST_CASE("the largest block of facts fits into a message")
{
    FactBlock block;
    for (int i = 0; i < cortege::limits::kFactsInBlock; ++i) {
        block.columns.append({ { 5.37, 43.29 }, UtcInterval { UtcTime {}, UtcTime {} }, 0, 1 });
        block.keys.push_back(static_cast<FactKey>(i));
    }
    CHECK(decodeRequest(encode(1, Request { AddFactsRequest { 1, block } })));
}
