#pragma once

#include "testauthority.h"

#include <QtCore/QByteArray>
#include <QtCore/QtEndian>

#include <arpa/inet.h>
#include <fcntl.h>
#include <functional>
#include <memory>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <tuple>
#include <unistd.h>

/// An authenticated peer that blocks, for a thread of its own: what it does to the server takes nothing from the test's
/// event loop, where the others are. Needs OpenSSL.
namespace cortege::test
{

/// A frame as a client sends it (RFC 6455 §5.2), masked with zeros: the payload stays as it is.
inline QByteArray bluntFrame(unsigned char first, QByteArrayView payload, bool masked = true)
{
    QByteArray frame(1, static_cast<char>(first));
    const char mask = masked ? '\x80' : '\0';
    if (payload.size() < 126) {
        frame += static_cast<char>(mask | static_cast<char>(payload.size()));
    } else {
        frame += static_cast<char>(mask | 127);
        frame.resize(10);
        qToBigEndian(static_cast<quint64>(payload.size()), frame.data() + 2);
    }
    return frame + (masked ? QByteArray(4, '\0') : QByteArray()) + payload.toByteArray();
}

class BluntPeer
{
public:
    /// `pause` comes between the server's first flight and our second (RFC 8446 §2).
    BluntPeer(quint16 port, const TestPerson &person, const std::function<void()> &pause = {})
        : m_context(SSL_CTX_new(TLS_client_method())), m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        SSL_CTX_use_certificate_chain_file(m_context.get(), qPrintable(person.files.certificateChain));
        SSL_CTX_use_PrivateKey_file(m_context.get(), qPrintable(person.files.key), SSL_FILETYPE_PEM);
        constexpr timeval kPatience { 60, 0 };
        ::setsockopt(m_descriptor, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
        ::setsockopt(m_descriptor, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_ssl.reset(SSL_new(m_context.get()));
        if (::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
            || SSL_set_fd(m_ssl.get(), m_descriptor) != 1)
            return;
        if (pause)
            hearFirst(pause);
        if (SSL_connect(m_ssl.get()) != 1)
            return;
        if (write("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
                  "Sec-WebSocket-Protocol: cortege.v1\r\n\r\n"))
            m_answer = read();
    }
    ~BluntPeer() { ::close(m_descriptor); }
    BluntPeer(const BluntPeer &) = delete;
    BluntPeer &operator=(const BluntPeer &) = delete;

    const QByteArray &answer() const { return m_answer; } ///< empty where it was cut before
    bool isIn() const { return m_answer.startsWith("HTTP/1.1 101"); } ///< the server has made a WebSocket of it
    /// False when the server has cut it.
    bool write(QByteArrayView bytes)
    {
        return SSL_write(m_ssl.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
    }
    /// What there is, waiting for the first of it; empty once the server has hung up.
    QByteArray read()
    {
        QByteArray bytes(16'384, Qt::Uninitialized);
        bytes.resize(std::max(0, SSL_read(m_ssl.get(), bytes.data(), static_cast<int>(bytes.size()))));
        return bytes;
    }
    /// Reads until the server hangs up.
    void hearOut()
    {
        while (!read().isEmpty()) { }
    }

private:
    void hearFirst(const std::function<void()> &pause)
    {
        const int flags = ::fcntl(m_descriptor, F_GETFL);
        ::fcntl(m_descriptor, F_SETFL, flags | O_NONBLOCK);
        std::ignore = SSL_connect(m_ssl.get());
        ::fcntl(m_descriptor, F_SETFL, flags);
        pollfd answered { m_descriptor, POLLIN, 0 };
        ::poll(&answered, 1, 60'000);
        pause();
    }

    struct FreeContext {
        void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
    };
    struct FreeSsl {
        void operator()(SSL *ssl) const { SSL_free(ssl); }
    };
    std::unique_ptr<SSL_CTX, FreeContext> m_context;
    std::unique_ptr<SSL, FreeSsl> m_ssl;
    int m_descriptor;
    QByteArray m_answer;
};

} // namespace cortege::test
