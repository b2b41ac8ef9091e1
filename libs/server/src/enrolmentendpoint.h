#pragma once

#include "door.h"
#include "guesslimiter.h"
#include "mailbox.h"
#include "metrics.h"
#include "ownthread.h"
#include "session.h"
#include "tokenbucket.h"

#include <domain/enrolment.h>
#include <server/log.h>

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>

namespace cortege::storage
{
class SqliteEnrolments;
}

namespace cortege::server
{

/// Where a workstation without a certificate asks for its first one: TLS, one line in, one line out, the end. Nothing
/// else is to be had here. In a thread of its own, so that a storm at this door does not hold up the others.
class EnrolmentEndpoint final : public QObject
{
    Q_OBJECT
public:
    EnrolmentEndpoint(
        std::shared_ptr<const Gate> gate, const Clock &clock, const Log &log, Metrics::Enrolment &metrics);
    ~EnrolmentEndpoint() override;

    // Any thread:
    Result<> open(const QString &database); ///< waits for the endpoint's thread
    Door &door() { return m_door; }

private:
    void listenTo(const Door::Guest &guest);
    void heard(QSslSocket *socket, const QString &peer, QByteArray &line);
    EnrolmentAnswer answerTo(const QByteArray &line, const QString &peer);
    void refuse(const QString &peer, const QString &reason);
    void tick();
    void countConnections();
    void countRequests();

    const Clock &m_clock;
    const Log &m_log;
    Metrics::Enrolment &m_metrics;
    Mailbox m_mail { *this };
    Door m_door;
    std::unique_ptr<storage::SqliteEnrolments> m_enrolments;
    GuessLimiter m_guesses;
    Instant m_counted {}; ///< when requests were
    TokenBucket m_lines;
    QTimer m_tick;
};

} // namespace cortege::server
