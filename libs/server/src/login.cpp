#include "login.h"

#include "clienthello.h"
#include "serverlimits.h"

#include <pki/clientcheck.h>

#include <algorithm>
#include <unistd.h>

namespace cortege::server
{
using namespace Qt::StringLiterals;

Result<Fingerprint> Gate::check(const QSslCertificate &certificate) const
{
    Result<Fingerprint> checked = fail(Failure::Forbidden, u"no client authority"_s);
    for (const QSslCertificate &authority : clientAuthorities) {
        checked = pki::checkClientCertificate(certificate, authority);
        if (checked)
            break;
    }
    return checked;
}

Login::Login(qintptr descriptor, std::shared_ptr<const Gate> gate, Instant now)
    : m_gate(std::move(gate)), m_socket(new QSslSocket(this)), m_since(now)
{
    m_socket->setSslConfiguration(m_gate->tls);
    m_socket->setReadBufferSize(limits::kReadBuffer);
    connect(m_socket, &QSslSocket::readyRead, this, &Login::look);
    connect(m_socket, &QSslSocket::encryptedBytesWritten, this, [this] { m_answered = true; });
    connect(m_socket, &QSslSocket::encrypted, this, &Login::check);
    connect(m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (!std::exchange(m_decided, true))
            Q_EMIT refused(errors.first().errorString());
    });
    connect(
        m_socket, &QSslSocket::errorOccurred, this,
        [this](QAbstractSocket::SocketError error) {
            if (std::exchange(m_decided, true))
                return;
            if (error == QAbstractSocket::SslHandshakeFailedError)
                Q_EMIT refused(u"TLS handshake failed"_s);
            else
                Q_EMIT lost();
        },
        Qt::QueuedConnection);
    connect(
        m_socket, &QSslSocket::disconnected, this,
        [this] {
            if (!std::exchange(m_decided, true))
                Q_EMIT lost();
        },
        Qt::QueuedConnection);
    if (!m_socket->setSocketDescriptor(descriptor)) {
        ::close(static_cast<int>(descriptor));
        return;
    }
    m_peer = m_socket->peerAddress().toString();
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
}

Login::~Login() { abort(); }

Login::Stage Login::stage() const
{
    if (!m_socket)
        return Stage::Silent;
    if (m_socket->isEncrypted())
        return Stage::Encrypted;
    if (isInTls())
        return m_answered || m_socket->encryptedBytesToWrite() > 0 ? Stage::Hello : Stage::Begun;
    // In a storm hundreds are accepted before the event loop looks at any of them.
    return hasClientHello(static_cast<int>(m_socket->socketDescriptor())) ? Stage::Hello : Stage::Silent;
}

QSslSocket *Login::release()
{
    m_socket->disconnect(this);
    m_decided = true;
    QSslSocket *const socket = m_socket;
    m_socket.clear();
    socket->setParent(nullptr);
    return socket;
}

void Login::abort()
{
    m_decided = true;
    if (m_socket)
        m_socket->abort();
}

void Login::look()
{
    if (m_socket->mode() != QSslSocket::UnencryptedMode || m_decided)
        return;
    if (m_socket->peek(1) == QByteArray(1, static_cast<char>(kHandshakeRecord))) {
        Q_EMIT begins();
        m_socket->startServerEncryption();
        return;
    }
    m_decided = true;
    Q_EMIT refused(u"not TLS"_s);
}

void Login::check()
{
    if (!m_gate->asksCertificate) {
        Q_EMIT encrypted();
        return;
    }
    const auto checked = m_gate->check(m_socket->peerCertificate());
    if (!checked) {
        m_decided = true;
        Q_EMIT refused(checked.error().detail);
        return;
    }
    m_fingerprint = *checked;
    m_certificateEnds = fromDateTime(m_socket->peerCertificate().expiryDate());
    Q_EMIT encrypted();
}

Login *leastAdvanced(const Logins &logins, Login::Stage from)
{
    for (const auto stage :
        { Login::Stage::Silent, Login::Stage::Begun, Login::Stage::Hello, Login::Stage::Encrypted }) {
        const auto found = stage < from
            ? logins.end()
            : std::ranges::find(logins, stage, [](const auto &login) { return login->stage(); });
        if (found != logins.end())
            return found->get();
    }
    return nullptr;
}

} // namespace cortege::server
