#pragma once

#include "metrics.h"

#include <QtCore/QByteArray>

namespace cortege::server
{

/// The figures, and those of the process, as Prometheus reads them: its text format 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/). docs/operations.md explains each.
QByteArray metricsText(const Metrics &metrics, bool isHealthy);

inline constexpr char kMetricsType[] = "text/plain; version=0.0.4; charset=utf-8";

} // namespace cortege::server
