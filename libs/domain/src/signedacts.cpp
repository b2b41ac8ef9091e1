#include "signedacts.h"

#include <domain/cbor.h>

#include <QtCore/QCryptographicHash>

#include <algorithm>

namespace cortege::signedacts
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qint64 kFirstMoment = -62'135'596'800'000;
constexpr qint64 kLastMoment = 253'402'300'799'999;

} // namespace

QByteArray digestOf(const QByteArray &bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); }

bool isVisible(const QString &text, qsizetype most)
{
    return text.toUcs4().size() <= most && std::ranges::all_of(text, [](QChar c) { return c.isPrint(); });
}

qint64 cborTime(UtcTime time) { return time.time_since_epoch().count(); }

std::optional<UtcTime> timeOf(const QCborValue &value)
{
    const qint64 milliseconds = integerOf(value, kLastMoment + 1);
    return kFirstMoment <= milliseconds && milliseconds <= kLastMoment
        ? std::optional(UtcTime { std::chrono::milliseconds { milliseconds } })
        : std::nullopt;
}

Result<> checkProof(
    const RecordedAct &recorded, qint64 number, const PersonId &by, UtcTime at, const SignatureCheck &signatures)
{
    if (recorded.number != number)
        return fail(Failure::Corrupt, u"it is missing"_s);
    if (digestOf(recorded.act.certificate) != recorded.act.signer)
        return fail(Failure::Corrupt, u"its certificate is another"_s);
    if (by != recorded.signer || at < recorded.boundSince || (recorded.boundUntil && at >= *recorded.boundUntil))
        return fail(Failure::Corrupt, u"its certificate did not speak for its author"_s);
    return signatures.check(recorded.act, at);
}

} // namespace cortege::signedacts
