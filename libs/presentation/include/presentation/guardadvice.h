#pragma once

#include <domain/personaldata.h>
#include <presentation/formcontent.h>

namespace cortege::presentation
{

/// "un numéro de téléphone", to follow "est".
QString looksLike(PersonalKind kind);

/// One a place at most, what is certain before what is suspected; in the order of the form. `notPersons` as in
/// `findPersonalData`.
std::vector<GuardAdvice> guardAdvice(const FormContent &content, const QSet<QString> &notPersons);

} // namespace cortege::presentation
