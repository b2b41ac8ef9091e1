#pragma once

#include <client/profile.h>
#include <client/secretstore.h>
#include <domain/enrolment.h>
#include <domain/time.h>

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>
#include <optional>

namespace cortege::client
{

class EnrolmentTalk;

/// How often, and for how long, the enrolment listener is asked.
struct EnrolmentPace {
    std::chrono::milliseconds answer { 15'000 }; ///< from the first packet to the answer
    std::chrono::milliseconds waiting { 15'000 }; ///< between questions while the administrator has not decided
    std::chrono::milliseconds retry { 5'000 }; ///< after a failure of the network
};

/// The first certificate of a workstation, or another one after the last has ended. The key is made here and stays in
/// the profile's folder, sealed where the desktop's secret store keeps the secret of it; where the folder has a key
/// already, that one goes on, and with it the unsent work that only it opens.
/// What was begun is in the folder (`enrolment.json`), so that it goes on after the program was closed. The profile is
/// there, whole, once the stage is Done, and not before.
class Enrolment final : public QObject
{
    Q_OBJECT
public:
    enum class Stage {
        Idle, ///< nothing was begun, or `refusal`, `storeTrouble` or `trouble` says how it ended
        Keeping, ///< the secret store is to keep the new key, or to open the one that is there
        Asking, ///< the server has not answered yet; `trouble` says why not, and it is asked again
        Waiting, ///< for the administrator
        Done,
    };
    /// Of a new key. In the file alone where the store does not take it.
    enum class KeyPlace { File, SecretStore };
    /// The clock must outlive it.
    Enrolment(
        QString profileFolder, const Clock &clock, const EnrolmentPace &pace = {}, KeyPlace newKey = KeyPlace::File);
    ~Enrolment() override;
    /// Ask through that proxy, as in Profile; before anything else.
    void setProxy(const QUrl &proxy) { m_proxy = proxy; }

    /// Goes on with what was begun before. NotFound when there is nothing; Corrupt when it cannot be read.
    Result<> resume();
    /// In stage Idle. Unavailable when the folder cannot be written; InvalidInput when it has a key of another kind.
    Result<> begin(const Invitation &invitation);
    /// Forgets the invitation; the key stays.
    void giveUp();

    Stage stage() const { return m_stage; }
    const std::optional<Invitation> &invitation() const { return m_invitation; }
    /// Of the request, for comparing with what the administrator sees; empty before there is one.
    const Fingerprint &fingerprint() const { return m_fingerprint; }
    /// Why the server said no.
    const std::optional<EnrolmentAnswer::State> &refusal() const { return m_refusal; }
    /// Unauthenticated: it is not the server of the invitation. Unavailable: out of reach, or the disk takes nothing.
    const std::optional<Error> &trouble() const { return m_trouble; }
    /// Why the store did not open the key; once something is begun, why it did not take the new one.
    const std::optional<StoreTrouble> &storeTrouble() const { return m_storeTrouble; }
    bool isKeySealed() const { return m_isKeySealed; } ///< once something is begun

Q_SIGNALS:
    void changed();

private:
    Result<> makeKey();
    Result<> keep(const QByteArray &keyFile, const QByteArray &requestPem);
    Result<> askWith(const pki::PrivateKey &key);
    Result<> send(const QByteArray &requestPem);
    void openKey();
    void awaitStore();
    void endStore();
    void fallBack(const Error &trouble);
    void ask();
    void take(const Result<EnrolmentAnswer> &answer);
    Result<> install(const IssuedChain &issued) const;
    QString path(const QString &file) const;
    Profile profile() const;
    void end(EnrolmentAnswer::State refusal);

    const QString m_folder;
    const Clock &m_clock;
    const EnrolmentPace m_pace;
    const KeyPlace m_newKey;
    QUrl m_proxy;
    Stage m_stage = Stage::Idle;
    std::optional<Invitation> m_invitation;
    QByteArray m_request; ///< DER
    Fingerprint m_fingerprint;
    std::optional<EnrolmentAnswer::State> m_refusal;
    std::optional<Error> m_trouble;
    std::optional<StoreTrouble> m_storeTrouble;
    bool m_isKeySealed = false;
    pki::ClientTlsFiles m_opening; ///< while the store is asked to open it
    std::unique_ptr<QObject> m_store; ///< the store's answers go with it
    std::unique_ptr<EnrolmentTalk> m_talk;
    QTimer m_next;
};

} // namespace cortege::client
