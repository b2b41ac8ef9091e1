#pragma once

#include "deletelater.h"
#include "tokenbucket.h"

#include <domain/person.h>

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslSocket>

#include <list>
#include <memory>

namespace cortege::server
{

/// Who may come in by TLS: the configuration, and the authorities whose certificates are persons'. A connection keeps
/// the gate that it came to; the next ones may find another.
struct Gate {
    QSslConfiguration tls;
    QList<QSslCertificate> clientAuthorities;
    bool asksCertificate = true; ///< not where a workstation comes for its first one

    /// Whether one of the authorities gave a person this certificate; the error is for the log.
    Result<Fingerprint> check(const QSslCertificate &certificate) const;
};

/// A connection from accept to the end of TLS: nothing is spent on it before its first byte looks like TLS.
/// Deleted by deleteLater(), because its socket may have calls queued.
class Login final : public QObject
{
    Q_OBJECT
public:
    Login(qintptr descriptor, std::shared_ptr<const Gate> gate, Instant now);
    ~Login() override;

    bool isOpen() const { return m_socket && m_socket->state() == QAbstractSocket::ConnectedState; }
    /// How far it has come.
    enum class Stage {
        Silent, ///< nothing has been read, and what there is to read is no whole ClientHello
        Begun, ///< TLS has begun, which costs memory, and has not been answered
        Hello, ///< the ClientHello is there as a whole, whether or not it has been read
        Encrypted,
    };
    Stage stage() const;
    bool isInTls() const { return m_socket && m_socket->mode() != QSslSocket::UnencryptedMode; }
    Instant since() const { return m_since; }
    QString peer() const { return m_peer; } ///< address, for the log
    QSslSocket *socket() const { return m_socket; } ///< null once it is gone
    const Fingerprint &fingerprint() const { return m_fingerprint; } ///< once `encrypted`
    UtcTime certificateEnds() const { return m_certificateEnds; } ///< once `encrypted`
    /// The socket is somebody else's from now on.
    QSslSocket *release();
    void abort();

Q_SIGNALS:
    void begins(); ///< with TLS, which costs memory from now on
    void encrypted(); ///< and the certificate, where one is asked for, is one of ours
    void refused(const QString &reason); ///< a word or two of ours, never the peer's
    void lost(); ///< the peer has gone

private:
    void look();
    void check();
    const std::shared_ptr<const Gate> m_gate;
    QPointer<QSslSocket> m_socket;
    QString m_peer;
    Instant m_since;
    Fingerprint m_fingerprint;
    UtcTime m_certificateEnds {};
    bool m_answered = false; ///< by TLS
    bool m_decided = false;
};

using Logins = std::list<std::unique_ptr<Login, DeleteLater>>; ///< oldest first
/// The oldest of those that have come least far, among those that have come so far; null where there is none.
Login *leastAdvanced(const Logins &logins, Login::Stage from = Login::Stage::Silent);

} // namespace cortege::server
