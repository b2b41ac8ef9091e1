#include <client/renewal.h>

#include <pki/authority.h>
#include <pki/files.h>
#include <pki/signing.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>

namespace cortege::client
{
using namespace Qt::StringLiterals;

Renewal::Renewal(Platform &platform, Profile profile, std::chrono::milliseconds pace)
    : m_platform(platform), m_profile(std::move(profile)),
      m_requestPath(QDir(m_profile.folder).filePath(u"renewal.csr"_s))
{
    if (const auto ends = m_profile.certificateEnds())
        m_ends = *ends;
    m_poll.setInterval(pace);
    connect(&m_poll, &QTimer::timeout, this, &Renewal::send);
    connect(&m_platform, &Platform::linkChanged, this, [this] {
        if (m_stage == Stage::Asking)
            send();
    });
    if (const auto der = pki::readPemFile(m_requestPath).and_then(pki::derOfRequest)) {
        setRequest(*der);
        m_stage = Stage::Asking;
        m_poll.start();
    }
}

void Renewal::ask()
{
    if (m_stage == Stage::Asking || m_stage == Stage::Waiting)
        return;
    if (const auto made = makeRequest(); !made) {
        settle(Stage::None, made.error());
        return;
    }
    settle(Stage::Asking);
    m_poll.start();
    send();
}

Result<> Renewal::makeRequest()
{
    const auto key = pki::privateKeyOf(m_profile.tls);
    if (!key)
        return std::unexpected(key.error());
    const auto &greeting = m_platform.greeting();
    const auto pem = pki::makeRequest(greeting ? greeting->name : u"poste"_s, *key);
    if (!pem)
        return std::unexpected(pem.error());
    return pki::derOfRequest(*pem).and_then([&](const QByteArray &der) {
        return pki::writePublicFile(m_requestPath, *pem).transform([&] { setRequest(der); });
    });
}

void Renewal::setRequest(const QByteArray &der)
{
    m_request = der;
    m_fingerprint = QCryptographicHash::hash(der, QCryptographicHash::Sha256);
}

void Renewal::forgetRequest()
{
    m_poll.stop();
    m_request.clear();
    QFile::remove(m_requestPath);
}

void Renewal::send()
{
    const bool isOpen = m_platform.link() == Link::Online || m_platform.link() == Link::CatchingUp;
    if (m_onItsWay || !isOpen || m_request.isEmpty())
        return;
    m_onItsWay = true;
    m_platform.request(protocol::RenewRequest { m_request }, this, [this](const auto &reply) { take(reply); });
}

void Renewal::take(const std::expected<protocol::Answer, protocol::WireError> &reply)
{
    using Enrolled = EnrolmentAnswer::State;
    m_onItsWay = false;
    if (!reply && reply.error().code != protocol::ErrorCode::InvalidParams) {
        settle(m_stage, Error { Failure::Unavailable, reply.error().message }); // it is asked again
        return;
    }
    const auto *renewed = reply ? std::get_if<protocol::RenewAnswer>(&*reply) : nullptr;
    if (renewed && renewed->enrolment.state == Enrolled::Pending) {
        settle(Stage::Waiting);
    } else if (renewed && renewed->enrolment.state == Enrolled::Issued) {
        const auto installed = install(*renewed->enrolment.issued);
        if (installed)
            settle(Stage::Renewed);
        else
            settle(Stage::Waiting, installed.error());
    } else {
        forgetRequest();
        settle(Stage::Refused);
    }
}

/// The old certificate is good until its end: nothing is lost where this fails.
Result<> Renewal::install(const IssuedChain &issued)
{
    return pki::privateKeyOf(m_profile.tls)
        .and_then([&](const pki::PrivateKey &key) { return pki::CertificateSigner::from(issued.certificatePem, key); })
        .and_then(
            [&](const auto &) { return pki::writePublicFile(m_profile.tls.certificateChain, issued.certificatePem); })
        .and_then([&] { return m_platform.use(m_profile.tls); })
        .transform([&] {
            forgetRequest();
            if (const auto ends = m_profile.certificateEnds())
                m_ends = *ends;
        });
}

void Renewal::settle(Stage stage, std::optional<Error> trouble)
{
    m_stage = stage;
    m_trouble = std::move(trouble);
    Q_EMIT changed();
}

} // namespace cortege::client
