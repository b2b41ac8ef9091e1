#pragma once

#include "guard/text.h"

#include <optional>
#include <vector>

namespace cortege::guard
{

/// Why a name is one; what to write instead depends on it.
enum class NameReason {
    CivilTitle, ///< M., Mme: certain
    RankTitle, ///< Dr, capitaine: the title may stay
    Office, ///< the office stays
    Role, ///< organisateur, contact
    Lead, ///< par, avec, prévenir
    Remembrance, ///< en mémoire de
    Bare, ///< given and family name
};

struct NameSpan {
    size_t first = 0; ///< words, title included
    size_t end = 0;
    NameReason reason {};
    size_t because = 0; ///< the word that was the reason: title, office, role, last of the phrase; else `first`
    bool several = false;

    friend bool operator==(const NameSpan &, const NameSpan &) = default;
};

/// From left to right, without overlaps.
std::vector<NameSpan> findNames(const Text &text);

} // namespace cortege::guard
