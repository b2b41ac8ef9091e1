#pragma once

#include <presentation/formcontent.h>

namespace cortege::presentation
{

/// What the law says about the day on which a demonstration has to be declared. Advice: nothing is refused for it.
struct DeclarationAdvice {
    QString text; ///< one or two sentences
    bool late = false; ///< the day has passed

    friend bool operator==(const DeclarationAdvice &, const DeclarationAdvice &) = default;
};
/// Nothing for other kinds, for days that have passed, and where no day can be read.
std::optional<DeclarationAdvice> declarationAdvice(const FormContent &content, QDate today);

} // namespace cortege::presentation
