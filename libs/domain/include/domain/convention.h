#pragma once

#include <domain/party.h>
#include <domain/result.h>
#include <domain/time.h>

#include <QtCore/QDate>
#include <QtCore/QSet>
#include <QtCore/QString>

#include <optional>
#include <variant>
#include <vector>

/// The convention between the Ville de Marseille and the Préfecture de Police (Art. 3, 9, 10): what was written and
/// told on paper, and whether the platform may be used at an instant. Days are days of Europe/Paris; why they are
/// counted as they are stands in docs/decisions/0130-convention-clock.md.
namespace cortege
{

// --- acts -----------------------------------------------------------------------------------------------------------

/// The convention was notified: it begins at 00:00 of that day, whatever the hour of the letter.
struct ConventionNotified {
    QDate day;
    friend bool operator==(const ConventionNotified &, const ConventionNotified &) = default;
};
/// The letter by which a party ends it, on the day on which the other one received it.
struct Denunciation {
    Party by {};
    QDate received;
    friend bool operator==(const Denunciation &, const Denunciation &) = default;
};
/// An *avenant*. It can bring the end nearer, and can never put it off: four years are the most (Art. 9).
struct Amendment {
    QDate day;
    QString subject;
    std::optional<QDate> lastDay; ///< of the convention
    QString annexe; ///< the version that it brings; empty: none
    friend bool operator==(const Amendment &, const Amendment &) = default;
};
/// A data protection officer was told.
struct DpoNotice {
    QDate day;
    QString reference;
    friend bool operator==(const DpoNotice &, const DpoNotice &) = default;
};
/// A version of annexe 1 that both officers were told of, and whose impact study has begun, before it is used (Art. 3).
struct AnnexeVersion {
    QString name; ///< as `kAnnexeVersion`
    DpoNotice city;
    DpoNotice prefecture;
    QString impactStudy; ///< its reference
    friend bool operator==(const AnnexeVersion &, const AnnexeVersion &) = default;
};
/// An act was recorded by mistake and never counted.
struct Correction {
    int act = 0; ///< its number
    friend bool operator==(const Correction &, const Correction &) = default;
};

struct ConventionAct {
    using Content = std::variant<ConventionNotified, Denunciation, Amendment, AnnexeVersion, Correction>;
    int number = 0; ///< 1, 2, 3 … in the order of recording; the register gives it
    Content content;
    QString reference; ///< of the letter, the deliberation …; may be empty
    QString recordedBy; ///< who wrote it into the register
    UtcTime recordedAt {};

    friend bool operator==(const ConventionAct &, const ConventionAct &) = default;
};

// --- what follows from them -----------------------------------------------------------------------------------------

enum class ConventionState {
    Unrecorded, ///< this platform knows of no convention
    NotYet, ///< notified for a later day
    Active,
    Notice, ///< its end is announced: denounced, or an avenant ends it
    Ended,
};
enum class EndCause { FourYears, Denunciation, Amendment };
QLatin1StringView name(ConventionState state); ///< "unrecorded", "notYet", "active", "notice", "ended"
std::optional<ConventionState> conventionStateFromName(QStringView name);
QLatin1StringView name(EndCause cause); ///< "fourYears", "denunciation", "amendment"
std::optional<EndCause> endCauseFromName(QStringView name);

struct ConventionTerm {
    UtcTime begins;
    UtcTime ends; ///< the first instant without it, a midnight of Paris
    EndCause cause {};

    QDate firstDay() const { return toParis(begins).date(); }
    QDate lastDay() const { return toParis(ends).date().addDays(-1); }
    friend bool operator==(const ConventionTerm &, const ConventionTerm &) = default;
};

struct ConventionStatus {
    ConventionState state = ConventionState::Unrecorded;
    std::optional<ConventionTerm> term; ///< as far as it is known now; none while nothing is recorded

    /// Entry and consultation are lawful.
    bool isInForce() const { return state == ConventionState::Active || state == ConventionState::Notice; }
    friend bool operator==(const ConventionStatus &, const ConventionStatus &) = default;
};

class Convention
{
public:
    Convention() = default; ///< nothing is recorded
    explicit Convention(std::vector<ConventionAct> acts);

    const std::vector<ConventionAct> &acts() const { return m_acts; }
    bool isCorrected(int number) const { return m_corrected.contains(number); }
    ConventionStatus status(UtcTime at) const;
    /// The days on which it is tacitly renewed for a year, past ones included.
    std::vector<QDate> renewals() const;
    bool knowsAnnexe(QStringView version) const;
    /// Whether that act can be recorded next; its number counts for nothing.
    Result<> accepts(const ConventionAct &act) const;

private:
    void shorten(QDate day, UtcTime ends, EndCause cause);
    Result<> acceptsChange(QDate day, QDate today) const;

    std::vector<ConventionAct> m_acts;
    QSet<int> m_corrected;
    std::optional<ConventionTerm> m_term;
    std::optional<UtcTime> m_announced; ///< since when the end is
};

/// Append-only: what was recorded is never changed, and a mistake is another act.
class ConventionRegister
{
public:
    virtual ~ConventionRegister() = default;
    virtual Result<Convention> read() = 0;
    /// The number that the act got. InvalidInput, NotFound or Conflict where `Convention::accepts` says no.
    virtual Result<int> record(const ConventionAct &act) = 0;
};

} // namespace cortege
