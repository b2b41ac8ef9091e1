#pragma once

#include <domain/habilitation.h>

class QCborValue;

/// What all registers of signed acts have in common.
namespace cortege::signedacts
{

inline constexpr qsizetype kDigestBytes = 32;

QByteArray digestOf(const QByteArray &bytes); ///< SHA-256
/// Printable, and of so many characters at most.
bool isVisible(const QString &text, qsizetype most);

qint64 cborTime(UtcTime time);
/// Years 1 to 9999: what ISO 8601 has four digits for.
std::optional<UtcTime> timeOf(const QCborValue &value);

/// Whether an act that says to be by that person, of that time, is theirs and stands in its place.
Result<> checkProof(
    const RecordedAct &recorded, qint64 number, const PersonId &by, UtcTime at, const SignatureCheck &signatures);

} // namespace cortege::signedacts
