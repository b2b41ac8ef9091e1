#pragma once

#include <domain/result.h>
#include <domain/time.h>
#include <pki/tls.h>
#include <protocol/messages.h>
#include <server/log.h>
#include <server/metricsaddress.h>

#include <QtCore/QObject>
#include <QtNetwork/QHostAddress>

#include <memory>
#include <optional>
#include <utility>

namespace cortege::server
{

/// How long a peer is waited for. What clients may rely on stands in the defaults; tests are less patient.
struct Patience {
    std::chrono::milliseconds handshake = protocol::limits::kHandshake; ///< from accept to hello
    std::chrono::milliseconds heartbeat = protocol::limits::kHeartbeat; ///< between pings
    std::chrono::milliseconds silence = protocol::limits::kSilence; ///< nothing heard, or nothing taken, for so long
    /// How long sessions go on while the register cannot be read: a revocation would not be seen.
    std::chrono::milliseconds unreadRegister { 5'000 };
    std::chrono::milliseconds drain = std::chrono::seconds { 10 }; ///< for peers to leave when the server stops
    std::chrono::milliseconds pulse = std::chrono::seconds { 15 }; ///< a thread that is silent for so long hangs
};

struct ServerSettings {
    QHostAddress address { QHostAddress::LocalHost };
    quint16 port = 0; ///< 0: any free one
    QString database; ///< SQLite file; made when it is not there
    QString keys; ///< folder of the keys that seal the records in it (pki::Keyring)
    QString keysPinFile {}; ///< of the card that keeps their master key; empty where it is in a file
    QString anchor; ///< file of the audit's head; made when it is not there
    pki::ServerTlsFiles tls;
    int workers = 2; ///< threads that do TLS and sessions, 1 to 64
    int sessions = 4'000; ///< at once, at least 1; fewer where the descriptors do not suffice
    int sessionsPerPerson = 16; ///< at once on this server, at least 1; whoever comes then is refused
    Patience patience {};
    std::optional<MetricsAddress> metrics {}; ///< where figures and health can be asked for; nowhere
    /// Where workstations without a certificate ask for their first one; nowhere. Port 0: any free one.
    std::optional<std::pair<QHostAddress, quint16>> enrolment {};
    /// Where OGC API – Features is answered, to persons with their certificates; nowhere. Port 0: any free one.
    std::optional<std::pair<QHostAddress, quint16>> features {};
};

/// Listens, lets persons of the register in, applies their changes and tells everybody. One object, its threads inside.
class Server final : public QObject
{
    Q_OBJECT
public:
    /// Errors name the file, or the address that is taken. Clock and log outlive the server and are used from its
    /// threads.
    static Result<std::unique_ptr<Server>> start(const ServerSettings &settings, const Clock &clock, const Log &log);
    ~Server() override; ///< as `stop`, without waiting for peers

    quint16 port() const;
    quint16 metricsPort() const; ///< 0 where there is none
    quint16 enrolmentPort() const; ///< 0 where there is none
    quint16 featuresPort() const; ///< 0 where there is none
    /// Reads the certificate, the key and the client authorities again, for connections from now on. Sessions go on,
    /// except those whose authority is no longer among them. After an error all is as before.
    Result<> reload();
    /// Do the threads answer?
    bool isTurning() const;
    /// Is all well: threads, disk, not stopping? The error says what is not, in a few words of ours.
    Result<> health() const;
    /// Accepts nobody any more, writes what was accepted before, says goodbye to every session, then `stopped`. Peers
    /// that do not leave within `Patience::drain` are cut; the journal is waited for however long it takes.
    void stop();

Q_SIGNALS:
    void stopped();

private:
    class Private;
    explicit Server(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace cortege::server
