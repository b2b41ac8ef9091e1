#pragma once

#include <client/platform.h>
#include <client/profile.h>

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <optional>

namespace cortege::client
{

/// A new certificate for the profile of a running program, asked for in its session. The key stays: the new certificate
/// is one file that replaces the old one at once, and unsent work stays readable. The request lies in the profile's
/// folder until it is decided, so that it goes on after the program was closed.
class Renewal final : public QObject
{
    Q_OBJECT
public:
    enum class Stage {
        None,
        Asking, ///< not heard by the platform yet
        Waiting, ///< for the administrator
        Refused,
        Renewed, ///< and in use
    };
    /// The platform must outlive it. `pace`: how often it is asked while the administrator has not decided.
    Renewal(Platform &platform, Profile profile, std::chrono::milliseconds pace = std::chrono::minutes { 5 });

    /// Of the certificate that is in use. Nothing when the file cannot be read any more.
    const std::optional<UtcTime> &certificateEnds() const { return m_ends; }
    Stage stage() const { return m_stage; }
    const std::optional<Error> &trouble() const { return m_trouble; }
    const Fingerprint &fingerprint() const { return m_fingerprint; } ///< of the request, as for an enrolment

    /// Goes on by itself; without a connection, once there is one.
    void ask();

Q_SIGNALS:
    void changed();

private:
    Result<> makeRequest();
    void send();
    void take(const std::expected<protocol::Answer, protocol::WireError> &reply);
    Result<> install(const IssuedChain &issued);
    void setRequest(const QByteArray &der);
    void forgetRequest();
    void settle(Stage stage, std::optional<Error> trouble = {});

    Platform &m_platform;
    const Profile m_profile;
    const QString m_requestPath;
    std::optional<UtcTime> m_ends;
    Stage m_stage = Stage::None;
    std::optional<Error> m_trouble;
    QByteArray m_request; ///< DER; empty without one
    Fingerprint m_fingerprint;
    bool m_onItsWay = false;
    QTimer m_poll;
};

} // namespace cortege::client
