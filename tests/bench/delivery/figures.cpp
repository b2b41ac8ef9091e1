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
    for (const QString &entry : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(u"/proc/%1/stat"_s.arg(entry));
        if (!entry.front().isDigit() || !file.open(QFile::ReadOnly))
            continue;
        const QByteArray line = file.readAll();
        const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
        const bool itself = entry.toLongLong() == pid;
        if (fields.size() < 15 || (!itself && fields[1].toLongLong() != pid))
            continue;
        ticks += fields[11].toLongLong() + fields[12].toLongLong();
        if (itself)
            ticks += fields[13].toLongLong() + fields[14].toLongLong();
    }
    return static_cast<double>(ticks) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

} // namespace cortege::bench
