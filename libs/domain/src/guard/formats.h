#pragma once

#include "guard/text.h"

#include <domain/personaldata.h>

#include <vector>

namespace cortege::guard
{

struct Span {
    qsizetype begin = 0;
    qsizetype length = 0;

    qsizetype end() const { return begin + length; }
};
struct FormatSpan {
    PersonalKind kind {};
    Span span;
};

/// What is known by its form: numbers, e-mail, plates, where a person lives, full dates of birth. In no order.
std::vector<FormatSpan> findFormats(const Text &text);
/// "34 ans", "né en 1998", "né le …", where somebody is named before it.
std::vector<Span> findAges(const Text &text);
/// "délégué CGT", "atteint de …": words that say of a person what nobody has to know.
std::vector<Span> findSensitive(const Text &text);

} // namespace cortege::guard
