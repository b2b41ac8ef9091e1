#pragma once

#include "serverlimits.h"
#include "tokenbucket.h"

#include <QtCore/QHash>
#include <QtNetwork/QHostAddress>

namespace cortege::server
{

/// Who tried wrong codes, by address; of IPv6 by the network of 64 bits, which is one subscriber's. A code is too long
/// to be guessed: what is limited is the work that guessing makes.
class GuessLimiter
{
public:
    enum class Verdict {
        Heard,
        Later, ///< is told so, and no code is looked at
        Cut, ///< does not listen either
    };
    Verdict of(const QHostAddress &peer, Instant at) const
    {
        const auto found = m_guesses.constFind(networkOf(peer));
        if (found == m_guesses.constEnd() || at - found->since >= limits::kGuessWindow
            || found->count < limits::kGuesses)
            return Verdict::Heard;
        return found->count < 2 * limits::kGuesses ? Verdict::Later : Verdict::Cut;
    }
    void wrong(const QHostAddress &peer, Instant at)
    {
        Guesses &guesses = m_guesses[networkOf(peer)];
        if (guesses.count == 0 || at - guesses.since >= limits::kGuessWindow)
            guesses = { 0, at };
        ++guesses.count;
        if (m_guesses.size() > limits::kGuessers)
            m_guesses.removeIf([at](const auto &one) { return at - one->since >= limits::kGuessWindow; });
        if (m_guesses.size() > limits::kGuessers)
            m_guesses.clear(); // so many at once are not kept off by address anyway
    }

private:
    struct Guesses {
        int count = 0;
        Instant since;
    };
    static QByteArray networkOf(const QHostAddress &peer)
    {
        bool isIpv4 = false;
        const quint32 ipv4 = peer.toIPv4Address(&isIpv4); // also of an address that IPv6 carries
        if (isIpv4)
            return QByteArray::number(ipv4);
        const Q_IPV6ADDR ipv6 = peer.toIPv6Address();
        return { reinterpret_cast<const char *>(&ipv6), 8 };
    }
    QHash<QByteArray, Guesses> m_guesses;
};

} // namespace cortege::server
