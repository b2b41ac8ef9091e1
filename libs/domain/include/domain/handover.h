#pragma once

#include <domain/event.h>
#include <domain/person.h>
#include <domain/time.h>

#include <QtCore/QDate>

#include <optional>
#include <vector>

/// Data in a provider's hands for a time, who destroys every copy at the end and justifies it in writing (Art. 8).
namespace cortege
{

using HandoverId = Id<struct HandoverTag>;

/// Nothing is handed over for longer; after that it is handed over anew.
inline constexpr std::chrono::days kLongestHandover { 366 };
/// From so long before the due day on, the provider is reminded.
inline constexpr std::chrono::days kRemindBefore { 30 };

/// What was handed over, to whom, why, until when.
struct HandedOver {
    HandoverId id;
    QString provider;
    QString contact; ///< the service that answers for it
    Fingerprint certificate; ///< SHA-256 of the one whose key opens the package
    QString purpose;
    QDate until; ///< the last day on which the provider may have it, in Europe/Paris
    QDate from; ///< events that touch these days, both included
    QDate to;
    std::vector<EventKind> kinds; ///< in their order, at least one
    int events = 0; ///< how many
    QString form; ///< "geojson"
    QByteArray package; ///< SHA-256 of the file that left

    friend bool operator==(const HandedOver &, const HandedOver &) = default;
};

enum class HandoverEnd { Destroyed, Returned };
QLatin1StringView name(HandoverEnd end); ///< "destroyed", "returned"
std::optional<HandoverEnd> handoverEndFromName(QStringView name);

/// The provider's written statement was filed.
struct StatementFiled {
    HandoverId handover;
    HandoverEnd end {};
    QDate day; ///< of the statement
    QByteArray document; ///< SHA-256 of the scan

    friend bool operator==(const StatementFiled &, const StatementFiled &) = default;
};

enum class HandoverState { Open, DueSoon, Overdue, Destroyed, Returned };
QLatin1StringView name(HandoverState state); ///< "open", "due-soon" …

/// One line of the register of handovers.
struct Handover {
    struct End {
        StatementFiled statement;
        qint64 act; ///< its number, under which the scan is kept
        PersonId by; ///< who filed it
        UtcTime at;
    };
    HandedOver what;
    PersonId by;
    UtcTime at;
    std::optional<End> end {};

    UtcTime overdueFrom() const { return midnight(what.until.addDays(1)); }
    HandoverState state(UtcTime now, std::chrono::days remindBefore = kRemindBefore) const;
};

} // namespace cortege
