#pragma once

#include "command.h"

#include <domain/habilitation.h>
#include <pki/signing.h>
#include <storage/sqlitehabilitations.h>
#include <storage/sqliteregister.h>

#include <unordered_map>

/// The nominative list (Art. 4, 6, 7) as several commands need it.
namespace cortege::admincli
{

/// The list of one database, every act of it verified.
class NominativeList
{
public:
    using Access = storage::SqliteHabilitations::Access;
    static Result<std::unique_ptr<NominativeList>> open(const QString &database, Access access);

    Habilitations &habilitations() { return m_habilitations; }
    HabilitationRegister &acts() { return *m_acts; }

private:
    explicit NominativeList(std::unique_ptr<storage::SqliteHabilitations> acts) : m_acts(std::move(acts)) { }
    pki::CertificateCheck m_signatures;
    std::unique_ptr<storage::SqliteHabilitations> m_acts;
    Habilitations m_habilitations { m_signatures };
};

/// One line of the list, with names instead of ids.
struct ListLine {
    Habilitation habilitation;
    HabilitationState state;
    QString person;
    QString grantor; ///< who validated it; empty before that
    bool reviewDue = false; ///< nobody has looked at it for `kReviewAfter`
};
/// All of them, in the order in which they came.
Result<std::vector<ListLine>> linesOf(const QString &database, UtcTime now);
/// As a table on the screen, or for programs.
QStringList tableOf(const std::vector<ListLine> &lines);
QString jsonOf(const std::vector<ListLine> &lines);
QString textOf(Party party);
QString textOf(HabilitationState state);

/// Who acts, and with which key.
struct Acting {
    Person person;
    pki::CertificateSigner signer;
};
/// --as-certificate, --as-key and --pin-file.
std::vector<Option> actingOptions();
/// NotFound when the register does not know that certificate.
Result<Acting> actingPerson(const Arguments &arguments, const Context &context);

/// validate, suspend, resume, confirm, revoke: one act on one habilitation.
class ActCommand : public ImmediateCommand
{
public:
    std::vector<Option> options() const override;
    std::optional<Argument> argument() const override;

protected:
    virtual ActKind kind() const = 0;
    Outcome run(const Arguments &arguments, const Context &context) override;
};

} // namespace cortege::admincli
