#pragma once

#include "arrivals.h"
#include "login.h"
#include "mailbox.h"

#include <QtCore/QObject>

#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>

namespace cortege::server
{

/// Where the connections of an endpoint come in: so many at once, each through TLS in its time, and cut when its time
/// for the answer is over as well. When there are too many, whoever has come least far goes. In the endpoint's thread.
class Door final : public QObject
{
    Q_OBJECT
public:
    struct Rules {
        size_t most = 0; ///< at once, in TLS or through it
        std::chrono::milliseconds handshake {}; ///< from accept to the end of TLS
        std::chrono::milliseconds patience {}; ///< from accept to the end of the answer
    };
    /// A connection that is through TLS. Its socket ends by itself: with the peer, or when its time is over.
    struct Guest {
        QSslSocket *socket;
        QString peer; ///< address, for the log
        Instant since;
        Fingerprint fingerprint; ///< empty where no certificate is asked for, as is the next one
        UtcTime certificateEnds;
    };
    Door(std::shared_ptr<const Gate> gate, const Rules &rules);
    ~Door() override;

    // Any thread:
    void take(qintptr descriptor);
    void makeWay(); ///< half of those who are not through go: there is no descriptor left for the next one
    void change(std::shared_ptr<const Gate> gate); ///< for connections that are taken from now on

    /// Whose connections are closed before TLS.
    void setUnwelcome(std::function<bool(const QString &peer)> isUnwelcome) { m_isUnwelcome = std::move(isUnwelcome); }
    void turnOutLate(); ///< from time to time
    size_t connections() const { return m_logins.size() + m_guests.size(); }
    std::optional<Instant> oldest() const; ///< when it came

Q_SIGNALS:
    /// Whoever wants to hear it connects to its socket now.
    void passed(const cortege::server::Door::Guest &guest);
    void refused(const QString &peer, const QString &reason); ///< words of ours; the peer may be unknown
    void changed(); ///< other connections than before

private:
    void greetAll();
    void greet(qintptr descriptor);
    bool makeRoom();
    void dropOne();
    void letIn(Login *login);
    void forget(Login *login);

    Mailbox m_mail { *this };
    std::shared_ptr<const Gate> m_gate;
    const Rules m_rules;
    std::function<bool(const QString &peer)> m_isUnwelcome;
    Arrivals m_arrived;
    Logins m_logins; ///< until TLS is done
    std::unordered_map<const QObject *, Instant> m_guests; ///< sockets after that, and when they came
};

} // namespace cortege::server
