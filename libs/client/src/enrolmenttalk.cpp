#include "enrolmenttalk.h"

#include "networkproxy.h"

#include <pki/firstcontact.h>
#include <protocol/enrolment.h>

namespace cortege::client
{
using namespace Qt::StringLiterals;

EnrolmentTalk::EnrolmentTalk(const Invitation &invitation, QByteArray request, const QUrl &proxy, const Clock &clock,
    std::chrono::milliseconds patience)
    : m_invitation(invitation), m_request(std::move(request)), m_clock(clock)
{
    m_socket.setSslConfiguration(pki::firstContactConfiguration());
    m_socket.setProxy(networkProxy(proxy));
    m_socket.setReadBufferSize(protocol::limits::kEnrolmentAnswerBytes + 1);
    m_patience.setSingleShot(true);
    const auto outOfReach = [this] { end(fail(Failure::Unavailable, m_socket.errorString())); };
    connect(&m_patience, &QTimer::timeout, this, [this] { end(fail(Failure::Unavailable, u"no answer in time"_s)); });
    connect(&m_socket, &QSslSocket::encrypted, this, &EnrolmentTalk::speak);
    connect(&m_socket, &QIODevice::readyRead, this, &EnrolmentTalk::hear);
    // Queued: what came before the end is read first, and nobody deletes a socket inside its own signal.
    connect(&m_socket, &QAbstractSocket::disconnected, this, outOfReach, Qt::QueuedConnection);
    connect(&m_socket, &QAbstractSocket::errorOccurred, this, outOfReach, Qt::QueuedConnection);
    m_patience.start(patience);
    m_socket.connectToHostEncrypted(invitation.platform.host(), invitation.enrolmentPort);
}

EnrolmentTalk::~EnrolmentTalk()
{
    m_socket.disconnect(this);
    m_socket.abort();
}

void EnrolmentTalk::speak()
{
    const auto checked = pki::checkServerChain(
        m_socket.peerCertificateChain(), m_invitation.pin, m_invitation.platform.host(), m_clock.now());
    if (!checked) {
        end(std::unexpected(checked.error()));
        return;
    }
    m_socket.write(protocol::encode(protocol::EnrolmentCall { m_invitation.code, m_request }) + '\n');
}

void EnrolmentTalk::hear()
{
    if (m_socket.canReadLine())
        end(protocol::decodeEnrolmentAnswer(m_socket.readLine().trimmed()));
    else if (m_socket.bytesAvailable() > protocol::limits::kEnrolmentAnswerBytes)
        end(fail(Failure::TooLarge, u"an answer without an end"_s));
}

void EnrolmentTalk::end(const Result<EnrolmentAnswer> &answer)
{
    if (std::exchange(m_ended, true))
        return;
    m_patience.stop();
    QMetaObject::invokeMethod(this, [this, answer] { Q_EMIT ended(answer); }, Qt::QueuedConnection);
}

} // namespace cortege::client
