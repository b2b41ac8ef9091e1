#pragma once

#include "wireclient.h"

namespace cortege::test
{

/// Saves one visit after the other, each as soon as the last is acknowledged, `window` of them at a time.
class BusyWriter
{
public:
    BusyWriter(const TestServer &server, const TestPerson &person, int window) : m_client(server, person)
    {
        m_client.login();
        QObject::connect(&m_client.socket(), &QWebSocket::textMessageReceived, &m_client.socket(), [this] { next(); });
        for (int i = 0; i < window; ++i)
            send();
    }
    WireClient &client() { return m_client; }
    void stopAfter(int saves) { m_most = saves; }
    size_t acknowledged() const { return m_client.replies().size(); }
    /// Everything that was asked for; the answer's id is the place in this list, from 2 on (hello had 1).
    const std::vector<protocol::SaveRequest> &sent() const { return m_sent; }
    const WireClient::Reply *replyTo(size_t index) const
    {
        const auto found = m_client.replies().find(static_cast<protocol::MessageId>(index) + 2);
        return found == m_client.replies().end() ? nullptr : &found->second;
    }

private:
    void next()
    {
        for (; m_answered < acknowledged(); ++m_answered)
            send();
    }
    void send()
    {
        if (std::ssize(m_sent) >= m_most)
            return;
        m_sent.push_back(newVisit());
        m_client.send(m_sent.back());
    }
    WireClient m_client;
    std::vector<protocol::SaveRequest> m_sent;
    size_t m_answered = 0;
    int m_most = 1'000'000;
};

} // namespace cortege::test
