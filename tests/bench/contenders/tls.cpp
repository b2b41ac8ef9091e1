#include "tls.h"

#include "figures.h"

#include <QtCore/QFile>

#include <array>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace cortege::bench
{
using namespace Qt::StringLiterals;
namespace
{

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

Socket withoutDelay(Socket socket)
{
    const int on = 1;
    setsockopt(socket.descriptor(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket;
}

SslContext context(const SSL_METHOD *method, const QString &chain, const QString &key, const QString &authority)
{
    SslContext made(SSL_CTX_new(method));
    demand(SSL_CTX_set_min_proto_version(made.get(), TLS1_3_VERSION) == 1
            && SSL_CTX_use_certificate_chain_file(made.get(), QFile::encodeName(chain).constData()) == 1
            && SSL_CTX_use_PrivateKey_file(made.get(), QFile::encodeName(key).constData(), SSL_FILETYPE_PEM) == 1
            && SSL_CTX_load_verify_locations(made.get(), QFile::encodeName(authority).constData(), nullptr) == 1,
        u"OpenSSL refuses the bench's certificates"_s);
    SSL_CTX_set_verify(made.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    return made;
}

} // namespace

SslContext clientContext(const pki::ClientTlsFiles &files)
{
    return context(TLS_client_method(), files.certificateChain, files.key, files.serverAuthority);
}

SslContext serverContext(const pki::ServerTlsFiles &files)
{
    return context(TLS_server_method(), files.certificateChain, files.key, files.clientAuthorities);
}

Socket::~Socket()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

Socket listenOnLoopback()
{
    Socket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in address = loopback(0);
    demand(bind(socket.descriptor(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
            && listen(socket.descriptor(), SOMAXCONN) == 0,
        u"cannot listen on loopback"_s);
    return socket;
}

quint16 portOf(const Socket &socket)
{
    sockaddr_in address {};
    socklen_t size = sizeof address;
    demand(getsockname(socket.descriptor(), reinterpret_cast<sockaddr *>(&address), &size) == 0, u"no port"_s);
    return ntohs(address.sin_port);
}

Socket connectToLoopback(quint16 port)
{
    Socket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in address = loopback(port);
    demand(::connect(socket.descriptor(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0,
        u"cannot connect to port %1"_s.arg(port));
    return withoutDelay(std::move(socket));
}

Socket acceptFrom(const Socket &listener)
{
    Socket socket(accept4(listener.descriptor(), nullptr, nullptr, SOCK_CLOEXEC));
    demand(socket.descriptor() >= 0, u"cannot accept"_s);
    return withoutDelay(std::move(socket));
}

TlsStream::TlsStream(Socket socket, SSL_CTX *context) : m_socket(std::move(socket)), m_ssl(SSL_new(context))
{
    SSL_set_fd(m_ssl.get(), m_socket.descriptor());
}

TlsStream TlsStream::connect(quint16 port, SSL_CTX *context)
{
    TlsStream stream(connectToLoopback(port), context);
    demand(SSL_connect(stream.m_ssl.get()) == 1, u"the TLS handshake failed"_s);
    return stream;
}

TlsStream TlsStream::accept(const Socket &listener, SSL_CTX *context)
{
    TlsStream stream(acceptFrom(listener), context);
    demand(SSL_accept(stream.m_ssl.get()) == 1, u"the TLS handshake failed"_s);
    return stream;
}

void TlsStream::write(std::string_view bytes)
{
    size_t written = 0;
    while (SSL_write_ex(m_ssl.get(), bytes.data(), bytes.size(), &written) != 1) {
        demand(SSL_get_error(m_ssl.get(), 0) == SSL_ERROR_WANT_WRITE, u"the peer closed the connection"_s);
        pollfd wait { descriptor(), POLLOUT, 0 };
        poll(&wait, 1, -1);
    }
}

size_t TlsStream::read(std::span<char> buffer)
{
    size_t count = 0;
    return SSL_read_ex(m_ssl.get(), buffer.data(), buffer.size(), &count) == 1 ? count : 0;
}

void TlsStream::readAvailable(std::string &buffer)
{
    std::array<char, size_t { 16 } * 1024> part {}; // a TLS record holds no more
    ERR_clear_error();
    size_t count = 0;
    while (SSL_read_ex(m_ssl.get(), part.data(), part.size(), &count) == 1)
        buffer.append(part.data(), count);
    demand(SSL_get_error(m_ssl.get(), 0) == SSL_ERROR_WANT_READ, u"the peer closed the connection"_s);
}

void TlsStream::setBlocking(bool blocking)
{
    const int flags = fcntl(descriptor(), F_GETFL);
    fcntl(descriptor(), F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
}

} // namespace cortege::bench
