#include "figures.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <algorithm>
#include <cmath>

#include <sys/resource.h>
#include <unistd.h>

namespace cortege::bench
{
using namespace Qt::StringLiterals;
namespace
{

/// Calls `take(fields behind the name in stat, is it the process itself, its folder)` for a process and its children.
void forFamily(qint64 pid, auto take)
{
    for (const QString &entry : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString folder = u"/proc/"_s + entry;
        QFile file(folder + u"/stat"_s);
        if (!entry.front().isDigit() || !file.open(QFile::ReadOnly))
            continue;
        const QByteArray line = file.readAll();
        const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
        const bool itself = entry.toLongLong() == pid;
        if (fields.size() >= 15 && (itself || fields[1].toLongLong() == pid))
            take(fields, itself, folder);
    }
}

} // namespace

void demand(bool holds, const QString &otherwise)
{
    if (!holds)
        throw SetupFault(otherwise);
}

void Samples::add(const Samples &others)
{
    m_values.insert(m_values.end(), others.m_values.begin(), others.m_values.end());
}

double Samples::percentile(double share) const
{
    if (m_values.empty())
        return 0;
    auto values = m_values;
    const auto rank = std::max<size_t>(static_cast<size_t>(std::ceil(share * static_cast<double>(values.size()))), 1);
    std::ranges::nth_element(values, values.begin() + static_cast<ptrdiff_t>(rank - 1));
    return std::chrono::duration<double, std::milli>(values[rank - 1]).count();
}

double ownCpuSeconds()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double cpuSecondsOf(qint64 pid)
{
    // proc_pid_stat(5): after the name in parentheses come state, ppid …; utime and stime are the 12th and 13th of
    // them, and behind those the same of children that were waited for.
    qint64 ticks = 0;
    forFamily(pid, [&](const QList<QByteArray> &fields, bool itself, const QString &) {
        ticks += fields[11].toLongLong() + fields[12].toLongLong();
        if (itself)
            ticks += fields[13].toLongLong() + fields[14].toLongLong();
    });
    return static_cast<double>(ticks) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double residentBytesOf(qint64 pid)
{
    qint64 kibibytes = 0;
    forFamily(pid, [&](const QList<QByteArray> &, bool, const QString &folder) {
        QFile file(folder + u"/smaps_rollup"_s);
        if (!file.open(QFile::ReadOnly))
            return; // it has ended meanwhile
        const QByteArray text = file.readAll();
        const qsizetype at = text.indexOf("\nPss:");
        kibibytes += text.mid(at + 5, text.indexOf("kB", at) - at - 5).trimmed().toLongLong();
    });
    return static_cast<double>(kibibytes) * 1024;
}

} // namespace cortege::bench
