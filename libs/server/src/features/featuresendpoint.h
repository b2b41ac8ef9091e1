#pragma once

#include "admission.h"
#include "door.h"
#include "featuresservice.h"
#include "journalthread.h"
#include "mailbox.h"
#include "metrics.h"
#include "ownthread.h"
#include "session.h"
#include "tokenbucket.h"

#include <server/log.h>

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>
#include <unordered_map>

namespace cortege::storage
{
class SqliteFactReader;
class SqliteJournalReader;
} // namespace cortege::storage

namespace cortege::server
{

/// OGC API – Features for the platform's own analysts: the same certificates, habilitations and convention as a
/// session, asked anew at each request, which is one a connection. Reads only. What holds events or facts leaves once
/// it is in the audit that it was asked for. In a thread of its own, so that whoever pages through everything holds up
/// nobody's session.
class FeaturesEndpoint final : public QObject, public CommitListener
{
    Q_OBJECT
public:
    FeaturesEndpoint(std::shared_ptr<const Gate> gate, const Clock &clock, const Log &log);
    ~FeaturesEndpoint() override;

    // Any thread:
    /// Its own connections to the database, which the journal has made before. Waits for the endpoint's thread.
    Result<> open(const QString &database, const PayloadCipher &cipher, JournalThread &journal);
    Door &door() { return m_door; }
    const Pulse &pulse() const { return m_pulse; }
    void committed(Committed batch) override;

private:
    /// Somebody whose certificate is one of ours, until the answer has gone.
    struct Talk {
        Door::Guest guest;
        QByteArray received {};
        bool isAnswered = false; ///< or is about to be
    };
    Result<> openDatabase(const QString &database, const PayloadCipher &cipher);
    void listenTo(const Door::Guest &guest);
    void hear(SessionId id);
    void answer(SessionId id, const HttpRequest &request);
    Result<Person> admit(const Talk &talk);
    bool isInTime(const PersonId &person);
    void send(SessionId id, const QByteArray &bytes);
    void refuse(const QString &peer, const QString &reason);
    void tick();

    Mailbox m_mail { *this };
    const Clock &m_clock;
    const Log &m_log;
    JournalThread *m_journal = nullptr; ///< since `open`
    std::unique_ptr<storage::SqliteJournalReader> m_events;
    std::unique_ptr<storage::SqliteFactReader> m_facts;
    std::unique_ptr<Admission> m_admission;
    std::unique_ptr<FeaturesService> m_service;
    std::unordered_map<SessionId, Talk> m_talks; ///< with whoever is through the door
    SessionId m_talksSoFar = 0;
    Door m_door; ///< goes before the talks: its sockets take theirs along
    std::unordered_map<PersonId, TokenBucket> m_requests; ///< of whoever has asked lately
    TokenBucket m_lines;
    Pulse m_pulse;
    QTimer m_tick;
};

} // namespace cortege::server
