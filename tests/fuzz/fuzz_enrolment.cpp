#include <pki/authority.h>
#include <protocol/enrolment.h>

using namespace cortege;

// What is read of an invitation, of a call and of an answer reads the same once it was written again. A request in a
// call is looked at as the server does.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto invitation = Invitation::parse(QString::fromUtf8(bytes));
        invitation && Invitation::parse(invitation->toString()) != *invitation)
        __builtin_trap();
    if (const auto call = protocol::decodeEnrolmentCall(bytes)) {
        if (protocol::decodeEnrolmentCall(protocol::encode(*call)) != *call)
            __builtin_trap();
        (void)pki::checkedRequest(call->request);
    }
    if (const auto answer = protocol::decodeEnrolmentAnswer(bytes);
        answer && protocol::decodeEnrolmentAnswer(protocol::encode(*answer)) != *answer)
        __builtin_trap();
    (void)pki::checkedRequest(bytes);
    return 0;
}
