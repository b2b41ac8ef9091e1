#pragma once

#include <domain/event.h>
#include <domain/validation.h>

#include <vector>

namespace cortege
{

/// The fields whose values differ. Records of different kinds differ in every field that one of them has and that is
/// set.
std::vector<Field> differingFields(const EventRecord &a, const EventRecord &b);

/// What a save that came too late looks like, field by field (three-way, base → mine / base → theirs).
struct Merge {
    EventRecord merged; ///< theirs, with my changes to fields that they left alone
    std::vector<Field> conflicting; ///< changed on both sides, and not to the same value; `merged` holds theirs
};
Merge merge(const EventRecord &base, const EventRecord &mine, const EventRecord &theirs);
/// `target` with one field taken from `source`. Both must be of the same kind.
EventRecord withField(EventRecord target, Field field, const EventRecord &source);

} // namespace cortege
