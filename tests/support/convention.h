#pragma once

#include "wanted.h"

#include <domain/event.h>
#include <storage/sqliteconvention.h>

/// Without a convention on record nobody is let in: what every test that starts a server records first.
namespace cortege::test
{

/// The number that the act got.
inline int recordAct(const QString &database, ConventionAct::Content content, UtcTime at = SystemClock().now())
{
    const auto convention
        = wanted(storage::SqliteConvention::open(database, storage::SqliteConvention::Access::ReadWrite));
    return wanted(convention->record({ 0, std::move(content), QStringLiteral("essai"), QStringLiteral("essai"), at }));
}

/// In force for the next years, with the annexe that this build speaks.
inline void recordConvention(const QString &database, UtcTime at = SystemClock().now())
{
    const QDate day = toParis(at).date().addDays(-30);
    const DpoNotice told { day, QStringLiteral("essai") };
    recordAct(database, ConventionNotified { day }, at);
    recordAct(database, AnnexeVersion { kAnnexeVersion, told, told, QStringLiteral("essai") }, at);
}

/// It ended with yesterday, by an amendment; the number of that act.
inline int endConvention(const QString &database, UtcTime at = SystemClock().now())
{
    const QDate yesterday = toParis(at).date().addDays(-1);
    return recordAct(database, Amendment { yesterday, QStringLiteral("Fin"), yesterday, {} }, at);
}

} // namespace cortege::test
