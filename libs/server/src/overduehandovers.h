#pragma once

#include "metrics.h"

#include <domain/dataacts.h>
#include <pki/signing.h>
#include <server/log.h>

#include <thread>

namespace cortege::server
{

/// Looks whether providers have destroyed in time what was handed over to them (Art. 8), for the figures, and says so
/// in the log once a day. One thread at a time.
class OverdueHandovers
{
public:
    OverdueHandovers(QString database, const Clock &clock, const Log &log, Metrics &metrics);
    ~OverdueHandovers() = default;
    Q_DISABLE_COPY_MOVE(OverdueHandovers)

    void look();

private:
    Result<> read();

    const QString m_database;
    const Clock &m_clock;
    const Log &m_log;
    Metrics &m_metrics;
    const pki::CertificateCheck m_signatures;
    DataActs m_acts { m_signatures };
    QDate m_said; ///< in Europe/Paris
};

/// Looks once, and then now and then in a thread of its own, until that goes.
std::jthread watchHandovers(const QString &database, const Clock &clock, const Log &log, Metrics &metrics);

} // namespace cortege::server
