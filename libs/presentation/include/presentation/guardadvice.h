#pragma once

#include <presentation/formcontent.h>

namespace cortege::presentation
{

/// One a place at most, what is certain before what is suspected; in the order of the form. `notPersons` as in
/// `findPersonalData`.
std::vector<GuardAdvice> guardAdvice(const FormContent &content, const QSet<QString> &notPersons);

} // namespace cortege::presentation
