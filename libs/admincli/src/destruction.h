#pragma once

#include "nominativelist.h"
#include "residue.h"

#include <domain/destruction.h>
#include <pki/keyring.h>
#include <storage/sqlitedestruction.h>

/// The destruction of the data at the convention's end (Art. 9) as several commands need it.
namespace cortege::admincli
{

/// Where the data lies, as whoever runs a command says.
struct DestructionPlaces {
    QString database;
    QString keys;
    QStringList keyCopies; ///< folders
    QStringList backups;
};
/// --database, --keys, --backup and --key-copy.
std::vector<Option> placeOptions();
DestructionPlaces placesFrom(const Arguments &arguments);
/// The same places again: what the bordereau names, with the folder of the keys as it is called now.
DestructionPlaces placesOf(const Bordereau &bordereau, const Arguments &arguments);

/// The steps of one database, each verified, and who may take the next one.
class DestructionBook
{
public:
    using Access = storage::Access;
    using NewStep = storage::SqliteDestruction::NewStep;
    static Result<DestructionBook> open(const QString &database, Access access);

    storage::SqliteDestruction &store() { return *m_store; }
    Result<Destruction> read();
    /// A step that is signed, as it would come next; for `store().append`.
    Result<NewStep> signedStep(DestructionStep step, const Acting &acting, UtcTime at, const QByteArray &bordereauHash,
        const QByteArray &content = {});

private:
    DestructionBook(std::unique_ptr<storage::SqliteDestruction> store, std::vector<Mandate> mandates)
        : m_store(std::move(store)), m_mandates(std::move(mandates))
    {
    }
    pki::CertificateCheck m_signatures;
    std::unique_ptr<storage::SqliteDestruction> m_store;
    std::vector<Mandate> m_mandates;
};

/// Conflict unless the convention has ended.
Result<ConventionTerm> endedTerm(const QString &database, UtcTime now);
/// All that is there now. Reads every row and every file that goes.
Result<DestructionList> listOf(
    storage::SqliteDestruction &store, const pki::Keyring &keys, const DestructionPlaces &places);
/// Conflict, with what has changed, unless the list is still the bordereau's and the convention has ended as it says.
Result<> expectUnchanged(const DestructionList &now, const ConventionTerm &term, const Bordereau &bordereau);

/// Everything that has held, or may hold, sealed records: of the database, the keys, the bordereau's files.
QStringList placesToSearch(const Bordereau &bordereau, const QString &database);
/// What records were sealed under, and the audit's entries, which stay.
Result<SealedMarks> marksOf(storage::SqliteDestruction &store, const Bordereau &bordereau);

/// For a person: what goes, a line each.
QStringList linesOf(const DestructionList &list);
QString textOf(DoomedFile::Kind kind);

} // namespace cortege::admincli
