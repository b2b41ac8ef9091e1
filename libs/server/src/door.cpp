#include "door.h"

#include <QtCore/QTimer>

#include <algorithm>
#include <unistd.h>
#include <utility>

namespace cortege::server
{
using namespace Qt::StringLiterals;
namespace
{

QString tooMany() { return u"too many connections are waiting"_s; }

} // namespace

Door::Door(std::shared_ptr<const Gate> gate, const Rules &rules)
    : m_gate(std::move(gate)), m_rules(rules), m_arrived(rules.most)
{
}

Door::~Door() = default;

void Door::take(qintptr descriptor)
{
    if (m_arrived.put(descriptor))
        QMetaObject::invokeMethod(this, &Door::greetAll, Qt::QueuedConnection);
}

void Door::makeWay()
{
    m_mail.post([this] {
        for (size_t leaving = (m_logins.size() + 1) / 2; leaving > 0; --leaving)
            dropOne();
    });
}

void Door::change(std::shared_ptr<const Gate> gate)
{
    m_mail.post([this, gate = std::move(gate)] { m_gate = gate; });
}

std::optional<Instant> Door::oldest() const
{
    std::optional<Instant> oldest;
    if (!m_logins.empty())
        oldest = m_logins.front()->since();
    for (const auto &[socket, since] : m_guests)
        oldest = std::min(oldest.value_or(since), since);
    return oldest;
}

void Door::turnOutLate()
{
    while (!m_logins.empty() && now() - m_logins.front()->since() > m_rules.handshake) {
        Q_EMIT refused(m_logins.front()->peer(), u"the handshake took too long"_s);
        forget(m_logins.front().get());
    }
}

void Door::greetAll()
{
    while (const auto descriptor = m_arrived.take())
        greet(*descriptor);
    for (int closed = m_arrived.takeClosed(); closed > 0; --closed)
        Q_EMIT refused({}, tooMany());
    Q_EMIT changed();
}

void Door::greet(qintptr descriptor)
{
    if (!makeRoom()) {
        ::close(static_cast<int>(descriptor));
        Q_EMIT refused({}, tooMany());
        return;
    }
    auto *const login = new Login(descriptor, m_gate, now());
    m_logins.emplace_back(login);
    connect(login, &Login::encrypted, this, [this, login] { letIn(login); });
    connect(login, &Login::refused, this, [this, login](const QString &reason) {
        Q_EMIT refused(login->peer(), reason);
        forget(login);
    });
    connect(login, &Login::lost, this, [this, login] { forget(login); });
    if (!login->isOpen() || (m_isUnwelcome && m_isUnwelcome(login->peer())))
        forget(login);
}

bool Door::makeRoom()
{
    if (connections() < m_rules.most)
        return true;
    if (m_logins.empty())
        return false;
    dropOne();
    return true;
}

void Door::dropOne()
{
    Login *const login = leastAdvanced(m_logins);
    Q_EMIT refused(login->peer(), tooMany());
    forget(login);
}

void Door::letIn(Login *login)
{
    const Guest guest { login->socket(), login->peer(), login->since(), login->fingerprint(),
        login->certificateEnds() };
    QSslSocket *const socket = login->release();
    forget(login);
    socket->setParent(this);
    m_guests.emplace(socket, guest.since);
    connect(socket, &QObject::destroyed, this, [this](const QObject *gone) {
        m_guests.erase(gone);
        Q_EMIT changed();
    });
    connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
    const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(now() - guest.since);
    QTimer::singleShot(std::max(m_rules.patience - spent, std::chrono::milliseconds { 0 }), socket, [socket] {
        socket->abort();
        socket->deleteLater();
    });
    if (socket->state() == QAbstractSocket::ConnectedState)
        Q_EMIT passed(guest);
    else
        socket->deleteLater();
}

void Door::forget(Login *login)
{
    login->disconnect(this);
    login->abort();
    m_logins.remove_if([login](const auto &one) { return one.get() == login; });
}

} // namespace cortege::server
