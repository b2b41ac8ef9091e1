#pragma once

#include <tension/facts.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QDir>
#include <QtCore/QProcess>

/// What R and SciPy computed, where CORTEGE_DATA holds it.
namespace cortege::test
{

/// The rows of a compressed table, its head left out; skips the test where there is none.
inline QList<QByteArrayList> referenceRows(const QString &file)
{
    const QString folder = qEnvironmentVariable("CORTEGE_DATA");
    if (folder.isEmpty() || !QDir(folder).exists(QStringLiteral("tension")))
        SKIP("CORTEGE_DATA holds no reference densities");
    QProcess gzip;
    gzip.start(QStringLiteral("gzip"), { QStringLiteral("-dc"), folder + QStringLiteral("/tension/") + file });
    REQUIRE(gzip.waitForFinished());
    REQUIRE(gzip.exitCode() == 0);
    QList<QByteArrayList> rows;
    for (const QByteArray &line : gzip.readAllStandardOutput().split('\n'))
        rows.append(line.split(','));
    rows.removeFirst();
    if (rows.last() == QByteArrayList { {} })
        rows.removeLast();
    return rows;
}

inline std::vector<tension::WeightedPoint> referencePoints()
{
    std::vector<tension::WeightedPoint> points;
    for (const QByteArrayList &row : referenceRows(QStringLiteral("points-10k.csv.gz")))
        points.push_back({ { row[0].toDouble(), row[1].toDouble() }, 1 });
    REQUIRE(points.size() == 10'000);
    return points;
}

inline tension::FactColumns factsAt(const std::vector<tension::WeightedPoint> &points)
{
    tension::FactColumns columns;
    for (const auto &point : points)
        columns.add({ point.at, 0, 0, 0, static_cast<float>(point.weight) });
    return columns;
}

} // namespace cortege::test
