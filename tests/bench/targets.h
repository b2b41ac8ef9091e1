#pragma once

#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <thread>

/// What was asked for, beside what was measured.
namespace cortege::bench
{

/// A figure and where it has to stay, or what it has to reach.
struct Target {
    std::string what;
    double figure = 0;
    double target = 0;
    const char *unit = "ms";
    bool atLeast = false;

    bool isMet() const { return atLeast ? figure >= target : figure <= target; }
};

/// What else the machine does: "on 2 processors, load of the last minute 0.3".
inline std::string aboutMachine()
{
    double load = 0;
    getloadavg(&load, 1);
    char text[80];
    std::snprintf(
        text, sizeof text, "on %u processors, load of the last minute %.1f", std::thread::hardware_concurrency(), load);
    return text;
}

inline void printTargets(std::span<const Target> targets)
{
    std::printf("%-44s %12s %12s %8s\n", "target", "asked for", "figure", "ratio");
    for (const Target &one : targets)
        std::printf("%-44s %2s %6.4g %-2s %9.4g %-2s %8.2f  %s\n", one.what.c_str(),
            one.atLeast ? ">=" : "<=", one.target, one.unit, one.figure, one.unit, one.figure / one.target,
            one.isMet() ? "met" : "NOT MET");
}

} // namespace cortege::bench
