#pragma once

#include <domain/personaldata.h>
#include <presentation/formcontent.h>

namespace cortege::presentation
{

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

/// One a place at most, what is certain before what is suspected; in the order of the form. `notPersons` as in
/// `findPersonalData`.
std::vector<GuardAdvice> guardAdvice(const FormContent &content, const QSet<QString> &notPersons);

} // namespace cortege::presentation
