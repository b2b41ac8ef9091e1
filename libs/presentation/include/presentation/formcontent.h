#pragma once

#include <domain/event.h>
#include <domain/personaldata.h>
#include <domain/validation.h>
#include <presentation/momenttext.h>

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace cortege::presentation
{

/// Two numbers as they were typed.
struct EstimateText {
    QString expected;
    QString declared;

    friend bool operator==(const EstimateText &, const EstimateText &) = default;
};

/// Everything that stands in the form of an event, valid or not. A field that the kind does not have is empty.
struct FormContent {
    EventKind kind = EventKind::MovingDemonstration;
    QString subject;
    QString description;
    MomentText begins;
    MomentText ends;
    /// Departure, waypoints and arrival (two or more); the one address of a static demonstration; else any number.
    std::vector<Address> addresses;
    QString told; ///< a march as it is being dictated, until it has become addresses
    EstimateText people;
    EstimateText cars;
    std::optional<OrganiserStatus> organiser;
    std::optional<OperationTheme> theme;
    std::vector<GeoPoint> shape; ///< tracé du parcours, emprise

    friend bool operator==(const FormContent &, const FormContent &) = default;
};

/// Where something stands in the form; `index` counts from 0 within waypoints and addresses, −1: the field as a whole.
struct FormPlace {
    Field field = Field::Subject;
    int index = -1;

    friend bool operator==(const FormPlace &, const FormPlace &) = default;
};
/// Where a march is dictated: the field says what comes of it.
inline constexpr FormPlace kToldPlace { Field::Departure, -2 };
/// The place of `content.addresses[number]`.
FormPlace placeOfAddress(const FormContent &content, int number);
/// The text that is typed at a place; nothing where one does not type.
std::optional<QString> typedText(const FormContent &content, FormPlace place);
/// `content` with another subject, description or text of an address; an address keeps its point.
FormContent withProse(FormContent content, FormPlace place, const QString &text);

struct FormIssue {
    FormPlace place;
    QString text; ///< one sentence for the person, without the field's name

    friend bool operator==(const FormIssue &, const FormIssue &) = default;
};
/// What the personal-data guard found at one place of the form, and what could be done about it there.
struct GuardAdvice {
    FormPlace place;
    Certainty certainty {};
    QString words; ///< that look personal, as they were typed
    QString text; ///< one or two sentences: what they look like, and what the convention says
    QString offer; ///< on a button: "Remplacer « M. Dupont » par « un particulier »"
    QString rephrased; ///< the whole text of the place after that

    friend bool operator==(const GuardAdvice &, const GuardAdvice &) = default;
};

struct FormReading {
    EventRecord record; ///< without what could not be read, and without empty lines in lists of addresses
    std::vector<FormIssue> issues; ///< one a field at most, in the order of annexe 1; empty: it may be saved
    std::vector<GuardAdvice> advice; ///< as `guardAdvice` gives it
};
/// `today` completes dates that were typed without a year; `notPersons` as in `findPersonalData`.
FormReading read(const FormContent &content, QDate today, const QSet<QString> &notPersons = {});
FormContent contentOf(const EventRecord &record);
/// Issues of the record that `content` was read as, at their places in the form.
std::vector<FormIssue> issuesInForm(const FormContent &content, const std::vector<FieldIssue> &issues);

/// The same content as another kind, by the rules of domain `convertedTo`; what cannot be read is kept where both
/// kinds have the field.
FormContent convertedTo(const FormContent &content, EventKind kind, QDate today);

/// `content` with those fields as they stand in `source`. Both must be of the same kind.
FormContent withFields(FormContent content, const std::vector<Field> &fields, const FormContent &source);

/// Exactly one line: static demonstrations. At least two: moving ones. Any number: the others.
void keepAddressLines(FormContent &content);

} // namespace cortege::presentation
