#include <protocol/codec.h>
#include <protocol/enrolment.h>

#include <catch2/catch_test_macros.hpp>

using namespace cortege;
using namespace cortege::protocol;
using namespace Qt::StringLiterals;

namespace
{

const EnrolmentCall kCall { EnrolmentCode::fromRandom(QByteArray("abcdefghijklmnopqrst")).value(),
    "\x30\x01request"_ba };

} // namespace

TEST_CASE("a call of enrolment is one line, read back as it was written")
{
    const QByteArray line = encode(kCall);
    CHECK_FALSE(line.contains('\n'));
    CHECK(line.size() < protocol::limits::kEnrolmentBytes);
    CHECK(decodeEnrolmentCall(line) == kCall);
}

TEST_CASE("what is no call of enrolment is refused")
{
    const auto kindOf = [](const QByteArray &line) { return decodeEnrolmentCall(line).error().kind; };
    CHECK(kindOf("") == Failure::InvalidInput);
    CHECK(kindOf("[]") == Failure::InvalidInput);
    CHECK(kindOf(QByteArray(protocol::limits::kEnrolmentBytes + 1, ' ')) == Failure::TooLarge);
    CHECK(kindOf(QByteArray(1'000, '[')) == Failure::InvalidInput);
    CHECK(kindOf(R"({"code":"0","request":"AAAA"})") == Failure::InvalidInput);
    EnrolmentCall call = kCall;
    call.request = QByteArray(protocol::limits::kRequestBytes + 1, 'x');
    CHECK(kindOf(encode(call)) == Failure::InvalidInput);
    call.request.clear();
    CHECK(kindOf(encode(call)) == Failure::InvalidInput);
    CHECK(kindOf(encode(kCall).replace("\"request\":\"", "\"request\":\"*")) == Failure::InvalidInput);
}

TEST_CASE("answers of enrolment are read back, and only an issued one has certificates")
{
    using State = EnrolmentAnswer::State;
    for (int state = 0; state <= static_cast<int>(State::Later); ++state) {
        EnrolmentAnswer answer { static_cast<State>(state), {} };
        if (answer.state == State::Issued)
            answer.issued = IssuedChain { "certificate\n", "authority\n" };
        CHECK(decodeEnrolmentAnswer(encode(answer)) == answer);
    }
    CHECK_FALSE(decodeEnrolmentAnswer(R"({"state":"issued"})"));
    CHECK_FALSE(decodeEnrolmentAnswer(R"({"state":"other"})"));
    CHECK_FALSE(decodeEnrolmentAnswer("pending"));
}

TEST_CASE("a renewal is a request and an answer like the others")
{
    const RenewRequest request { "\x30\x01request"_ba };
    const auto read = decodeRequest(encode(7, request));
    REQUIRE(read);
    CHECK(read->id == 7);
    CHECK(std::get<RenewRequest>(read->request) == request);
    CHECK(decodeRequest(R"({"jsonrpc":"2.0","id":7,"method":"certificate.renew","params":{}})").error().error.code
        == ErrorCode::InvalidParams);

    const RenewAnswer answer { { EnrolmentAnswer::State::Issued, IssuedChain { "certificate\n", "authority\n" } } };
    const auto heard = decodeFromServer(encode(7, Answer(answer)));
    REQUIRE(heard);
    CHECK(std::get<RenewAnswer>(*std::get<IncomingAnswer>(*heard).answer) == answer);
}
