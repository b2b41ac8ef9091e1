#pragma once

#include <pki/tls.h>

#include <memory>
#include <span>
#include <string>

#include <openssl/ssl.h>

/// TLS 1.3 over blocking loopback sockets with OpenSSL itself: the least that a client can spend.
namespace cortege::bench
{

template <auto Free>
struct Releaser {
    void operator()(auto *handle) const noexcept { Free(handle); }
};
using SslContext = std::unique_ptr<SSL_CTX, Releaser<SSL_CTX_free>>;
using Ssl = std::unique_ptr<SSL, Releaser<SSL_free>>;

SslContext clientContext(const pki::ClientTlsFiles &files);
SslContext serverContext(const pki::ServerTlsFiles &files);

/// A socket that is closed at the end.
class Socket
{
public:
    explicit Socket(int descriptor) : m_descriptor(descriptor) { }
    Socket(Socket &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) { }
    Socket &operator=(Socket &&) = delete;
    ~Socket();
    int descriptor() const { return m_descriptor; }

private:
    int m_descriptor;
};
Socket listenOnLoopback();
quint16 portOf(const Socket &socket);
Socket connectToLoopback(quint16 port); ///< with TCP_NODELAY
Socket acceptFrom(const Socket &listener); ///< with TCP_NODELAY

/// One TLS connection. Everything that goes wrong is a SetupFault.
class TlsStream
{
public:
    static TlsStream connect(quint16 port, SSL_CTX *context);
    static TlsStream accept(const Socket &listener, SSL_CTX *context);

    int descriptor() const { return m_socket.descriptor(); }
    /// Writes all of it, waiting where the peer does not read.
    void write(std::string_view bytes);
    /// Waits for at least one byte; how many there were. 0 at the end of the stream.
    size_t read(std::span<char> buffer);
    /// All that is there now, without waiting, at the end of `buffer`.
    void readAvailable(std::string &buffer);
    void setBlocking(bool blocking);

private:
    TlsStream(Socket socket, SSL_CTX *context);

    Socket m_socket;
    Ssl m_ssl;
};

} // namespace cortege::bench
