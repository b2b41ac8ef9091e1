#pragma once

#include "arrivals.h"
#include "guesslimiter.h"
#include "login.h"
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
#include <unordered_map>

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
    void take(qintptr descriptor);
    void makeWay(); ///< half of those who wait go: there is no descriptor left for the next one
    void change(std::shared_ptr<const Gate> gate); ///< for connections that are taken from now on

private:
    void greetAll();
    void greet(qintptr descriptor);
    bool makeRoom();
    void dropOne();
    void listenTo(Login *login);
    void heard(QSslSocket *socket, const QString &peer, QByteArray &line);
    EnrolmentAnswer answerTo(const QByteArray &line, const QString &peer);
    void forget(Login *login);
    void refuse(const QString &peer, const QString &reason);
    void tick();
    void countConnections();
    void countRequests();

    std::shared_ptr<const Gate> m_gate;
    const Clock &m_clock;
    const Log &m_log;
    Metrics::Enrolment &m_metrics;
    Mailbox m_mail { *this };
    Arrivals m_arrived;
    std::unique_ptr<storage::SqliteEnrolments> m_enrolments;
    GuessLimiter m_guesses;
    Logins m_logins; ///< until TLS is done
    std::unordered_map<const QObject *, Instant> m_talks; ///< sockets after that, and when they came
    Instant m_counted {}; ///< when requests were
    TokenBucket m_lines;
    QTimer m_tick;
};

} // namespace cortege::server
