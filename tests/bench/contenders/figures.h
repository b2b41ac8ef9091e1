#pragma once

#include <QtCore/QString>

#include <chrono>
#include <stdexcept>
#include <vector>

/// Times, CPU and the one kind of failure of the bench.
namespace cortege::bench
{

using SteadyClock = std::chrono::steady_clock;

/// Something that must work before anything can be measured does not. main() prints it and ends with 1.
class SetupFault : public std::runtime_error
{
public:
    explicit SetupFault(const QString &what) : std::runtime_error(what.toStdString()) { }
};
void demand(bool holds, const QString &otherwise);

class Samples
{
public:
    void add(SteadyClock::duration value) { m_values.push_back(value); }
    void add(const Samples &others);
    /// Milliseconds; the nearest rank. 0 without samples.
    double percentile(double share) const;

private:
    std::vector<SteadyClock::duration> m_values;
};

/// CPU seconds spent by this process so far.
double ownCpuSeconds();
/// CPU seconds spent by a process and its children, those that live and those that were waited for.
double cpuSecondsOf(qint64 pid);
/// The memory of a process and its children that is really there; what several share is counted once.
double residentBytesOf(qint64 pid);

} // namespace cortege::bench
