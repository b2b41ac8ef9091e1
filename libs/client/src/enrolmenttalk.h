#pragma once

#include <domain/enrolment.h>
#include <domain/time.h>

#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <QtNetwork/QSslSocket>

namespace cortege::client
{

/// One question to the enrolment listener. Nothing is said before the server has proved to be the pinned one.
class EnrolmentTalk final : public QObject
{
    Q_OBJECT
public:
    /// `proxy` as in Profile.
    EnrolmentTalk(const Invitation &invitation, QByteArray request, const QUrl &proxy, const Clock &clock,
        std::chrono::milliseconds patience);
    ~EnrolmentTalk() override;

Q_SIGNALS:
    void ended(const cortege::Result<cortege::EnrolmentAnswer> &answer); ///< once, from the event loop

private:
    void speak();
    void hear();
    void end(const Result<EnrolmentAnswer> &answer);

    const Invitation m_invitation;
    const QByteArray m_request;
    const Clock &m_clock;
    QSslSocket m_socket;
    QTimer m_patience;
    bool m_ended = false;
};

} // namespace cortege::client
