#pragma once

#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

namespace cortege::tension
{

/// Calls `work(part, begin, end)` for `threads` runs of 0 … count − 1, one of them here. Which thread does what must
/// not matter to the result.
template <class Work>
void inParts(int threads, size_t count, const Work &work)
{
    const size_t parts = std::clamp<size_t>(static_cast<size_t>(std::max(threads, 1)), 1, std::max<size_t>(count, 1));
    std::vector<std::jthread> others;
    others.reserve(parts - 1);
    for (size_t part = 1; part < parts; ++part)
        others.emplace_back(
            [&work, part, parts, count] { work(part, count * part / parts, count * (part + 1) / parts); });
    work(size_t { 0 }, size_t { 0 }, count / parts);
}

} // namespace cortege::tension
