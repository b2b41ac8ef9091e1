#include "peers.h"

#include <support/places.h>

#include <QtCore/QProcess>
#include <QtCore/QTemporaryFile>

#include <cstdio>

namespace cortege::bench
{
namespace
{

using namespace Qt::StringLiterals;

void run(const QString &program, const QStringList &arguments, std::chrono::seconds patience,
    std::map<std::string, double> &times)
{
    QProcess peer;
    peer.start(program, arguments);
    const bool ended = peer.waitForStarted() && peer.waitForFinished(static_cast<int>(patience.count()) * 1'000);
    if (!ended) {
        std::printf("  %s: not installed, or too slow\n", qPrintable(program));
        peer.kill();
        peer.waitForFinished();
    }
    for (const QByteArray &line : peer.readAllStandardOutput().split('\n')) {
        const auto words = line.split(' ');
        bool ok = false;
        const double milliseconds = words.size() >= 2 ? words[1].toDouble(&ok) : 0;
        if (ok)
            times[words[0].toStdString()] = milliseconds;
    }
}

} // namespace

std::map<std::string, double> peerTimes(
    const tension::FactColumns &facts, const tension::Grid &grid, double bandwidth, std::chrono::seconds patience)
{
    QTemporaryFile points;
    if (!points.open())
        return {};
    for (const auto *column : { &facts.east, &facts.north })
        points.write(
            reinterpret_cast<const char *>(column->data()), static_cast<qint64>(column->size() * sizeof(double)));
    points.flush();
    const auto script = [](const QString &name) { return test::sourcePath(u"tests/bench/peers/"_s + name); };
    const QStringList what { points.fileName(), QString::number(grid.columns), QString::number(grid.rows),
        QString::number(grid.cell), QString::number(bandwidth) };
    std::map<std::string, double> times;
    run(u"python3"_s, QStringList { script(u"tension.py"_s) } + what, patience, times);
    run(u"Rscript"_s, QStringList { script(u"tension.R"_s) } + what, patience, times);
    return times;
}

} // namespace cortege::bench
