#pragma once

#include "guard/formats.h"
#include "guard/names.h"

namespace cortege::guard
{

/// What to write in the place of a name: the part it plays, or nothing where the part is said already.
Rephrasing instead(const Text &text, const NameSpan &name);
/// The same for everything else: it goes, with the words that announce it.
Rephrasing instead(const Text &text, Span span);

} // namespace cortege::guard
