#pragma once

#include <domain/event.h>
#include <domain/validation.h>

#include <QtCore/QSet>
#include <QtCore/QString>

#include <vector>

/// The guard that keeps personal data out of free text (Art. 3). It reads French by rules and lists of words
/// (resources/guard), the same everywhere; docs/decisions/0080-personal-data-guard.md says which rules, and why.
namespace cortege
{

enum class PersonalKind {
    Name, ///< of a private person, or of the holder of an office
    Phone,
    Email,
    Address, ///< where a person lives
    Birth, ///< date of birth, or age of somebody named
    Plate,
    SocialSecurity, ///< NIR
    Iban,
    Sensitive, ///< opinion, religion, health, union membership of somebody named
};
inline constexpr std::array kPersonalKinds { PersonalKind::Name, PersonalKind::Phone, PersonalKind::Email,
    PersonalKind::Address, PersonalKind::Birth, PersonalKind::Plate, PersonalKind::SocialSecurity, PersonalKind::Iban,
    PersonalKind::Sensitive };
/// For logs and reports: "name", "phone" …
QLatin1StringView name(PersonalKind kind);

/// Whether a record that holds it may be saved.
enum class Certainty {
    Suspected, ///< shown and explained; a person may know better
    Certain, ///< refused by client, server and import alike
};

/// What could stand there instead: `text` in the place of `length` UTF-16 units from `begin`. It may take in more than
/// was found ("tél. " before a number) and be empty.
struct Rephrasing {
    qsizetype begin = 0;
    qsizetype length = 0;
    QString text;

    friend bool operator==(const Rephrasing &, const Rephrasing &) = default;
};

struct PersonalFinding {
    PersonalKind kind {};
    Certainty certainty {};
    qsizetype begin = 0; ///< UTF-16 units; the span lies in the text and is not empty
    qsizetype length = 0;
    Rephrasing rephrasing;

    friend bool operator==(const PersonalFinding &, const PersonalFinding &) = default;
};

enum class TextUse {
    Prose, ///< subject, description
    Address, ///< a place: only what is certain is looked for, because places are named after people
};

/// From left to right, without overlaps. `notPersons` holds suspected names that are known to be
/// none, `folded`.
std::vector<PersonalFinding> findPersonalData(
    QStringView text, TextUse use = TextUse::Prose, const QSet<QString> &notPersons = {});
QString rephrased(QString text, const Rephrasing &rephrasing);

/// A finding in a field of a record; `index` as in FieldIssue.
struct PersonalDataAt {
    Field field {};
    int index = -1;
    PersonalFinding finding;
};
std::vector<PersonalDataAt> findPersonalData(const EventRecord &record);
/// What is certain, as issues: one a field, like `validate`. A record that is read back from the journal is not checked
/// again: what was accepted once stays readable when the rules grow.
std::vector<FieldIssue> personalDataIssues(const std::vector<PersonalDataAt> &found);
/// `validate` and `personalDataIssues`: what stands against saving the record.
std::vector<FieldIssue> issuesForSaving(const EventRecord &record);

} // namespace cortege
