#pragma once

#include "nominativelist.h"

#include <domain/dataacts.h>
#include <storage/sqlitedataacts.h>

/// Handovers (Art. 8) and retention rules as several commands need them.
namespace cortege::admincli
{

/// The acts of one database, every one verified.
class DataRegister
{
public:
    /// To read.
    static Result<std::unique_ptr<DataRegister>> open(const QString &database);
    /// To write, and to read scans. The cipher outlives it.
    static Result<std::unique_ptr<DataRegister>> open(const QString &database, const PayloadCipher &cipher);

    DataActs &acts() { return m_acts; }
    storage::SqliteDataActs &store() { return *m_store; }

private:
    explicit DataRegister(std::unique_ptr<storage::SqliteDataActs> store) : m_store(std::move(store)) { }
    static Result<std::unique_ptr<DataRegister>> read(std::unique_ptr<storage::SqliteDataActs> store);
    pki::CertificateCheck m_signatures;
    std::unique_ptr<storage::SqliteDataActs> m_store;
    DataActs m_acts { m_signatures };
};

/// Who acts, if they may decide about the data as a whole: an authority of either party, or an active administrator.
/// Forbidden else.
Result<Acting> actingSteward(const Arguments &arguments, const Context &context);
/// The name in the register; the number where it has none.
QString nameOfPerson(const QString &database, const PersonId &person);

QString textOf(HandoverState state);
QString textOf(RetentionCategory category);
QString textOf(const std::vector<EventKind> &kinds);

/// What a provider is told, in the package and by mail: what for, until when, and what is owed then.
QString dutyText(const HandedOver &handed);

Option databaseOption(); ///< --database
std::optional<Argument> handoverArgument();
/// The handover that the argument names.
std::expected<HandoverId, Trouble> handoverIn(const Arguments &arguments);

} // namespace cortege::admincli
