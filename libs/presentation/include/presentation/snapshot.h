#pragma once

#include <domain/habilitation.h>
#include <presentation/tensionoverlay.h>

#include <QtCore/QJsonObject>

/// « Instantané »: what the console showed, kept in a file so that it can be reopened, computed again and compared.
namespace cortege::presentation
{

struct Snapshot {
    QString person; ///< "Paul Arnaud (Ville)"
    UtcTime madeAt {};
    Sequence upTo = 0; ///< the events are those of the journal up to here
    int events = 0; ///< active ones
    QByteArray data; ///< `dataDigest` of them
    TensionParameters parameters;
    QJsonObject results; ///< `resultsOf`
    qint64 facts = 0; ///< of other sources: the first so many that the platform gave
    QByteArray factData {}; ///< `dataDigest` of them
};

/// SHA-256, hexadecimal, of the events with all that they say.
QByteArray dataDigest(const TensionEvents &events);
/// SHA-256, hexadecimal, of the facts that are weighed, with the sources and codes of their categories, whatever the
/// numbers of these; empty without facts.
QByteArray dataDigest(const TensionFacts &facts);
/// Every number of the picture: of the density field its size and SHA-256.
QJsonObject resultsOf(const TensionPicture &picture);

/// JSON: the snapshot, its SHA-256 and, with a signer, the signature over it and whose certificate that was. Errors are
/// the signer's.
Result<QByteArray> snapshotFile(const Snapshot &snapshot, const ActSigner *signer);

/// The file. Unavailable: the disk refuses; else the signer's.
Result<> writeSnapshot(const QString &path, const Snapshot &snapshot, const ActSigner *signer);

struct OpenedSnapshot {
    Snapshot snapshot;
    bool isSigned = false; ///< by the certificate in the file, which was valid when it was made
};
inline constexpr qsizetype kLargestSnapshot = qsizetype { 32 } * 1024 * 1024; ///< bytes
/// InvalidInput: no snapshot, or one of another version. Corrupt: somebody has changed it, or signature and certificate
/// do not belong to it.
Result<OpenedSnapshot> readSnapshot(const QByteArray &file, const SignatureCheck &signatures);

/// What another computation of the same came out with differently, each a sentence for the person; empty: identical.
QStringList differencesOf(const Snapshot &snapshot, const Snapshot &again);

} // namespace cortege::presentation
