#pragma once

#include "testserver.h"
#include "wanted.h"

#include <pki/authority.h>
#include <pki/firstcontact.h>
#include <storage/sqliteenrolments.h>
#include <storage/sqliteregister.h>

#include <QtTest/QTest>

namespace cortege::test
{

/// A server with an enrolment listener, and the administrator beside it.
class EnrolmentOffice
{
public:
    EnrolmentOffice()
    {
        server.setOptions({ QStringLiteral("--enrolment-listen"), QStringLiteral("127.0.0.1:0"),
            QStringLiteral("--metrics"), QStringLiteral("127.0.0.1:0") });
        server.start();
        const QJsonObject listening = server.logged(QStringLiteral("listening")).first();
        m_port = static_cast<quint16>(listening.value(QStringLiteral("enrolmentPort")).toInt());
        m_codes = wanted(storage::SqliteEnrolments::open(server.database(), storage::Access::ReadWrite));
        m_persons = wanted(storage::SqlitePersonRegister::open(server.database(), storage::Access::ReadWrite));
        m_claire = server.person(QStringLiteral("Claire Martin"), Role::Entry | Role::Analyst);
    }
    const TestPerson &claire() const { return *m_claire; }
    Invitation invite()
    {
        const auto code = wanted(EnrolmentCode::fromRandom(QByteArray::number(++m_invited).rightJustified(20, 'x')));
        const UtcTime now = SystemClock().now();
        wanted(
            m_codes->add(code, { EnrolmentCodeId::make(), claire().person.id, now, now + std::chrono::hours { 1 } }));
        return { QUrl(QStringLiteral("wss://127.0.0.1:%1").arg(server.port())), m_port, code,
            wanted(pki::pinOfAuthority(authority().servers.certificatePem)) };
    }
    void issue()
    {
        REQUIRE(QTest::qWaitFor([&] { return !m_codes->requests().value().empty(); }, 60'000));
        const CertificateRequest request = m_codes->requests().value().front();
        const UtcTime now = SystemClock().now();
        const QByteArray chain = wanted(pki::issueClientCertificate(
            authority().clients, wanted(pki::checkedRequest(request.der)), request.person, claire().person.name, now));
        wanted(m_persons->bind(QSslCertificate(chain).digest(QCryptographicHash::Sha256), request.person, now));
        wanted(m_codes->setIssued(
            request.id, { chain, authority().servers.certificatePem + authority().root.certificatePem }, now));
    }
    const pki::Authority &authority() { return server.authority().authority(); }

    TestServer server;

private:
    std::optional<TestPerson> m_claire;
    quint16 m_port = 0;
    int m_invited = 0;
    std::unique_ptr<storage::SqliteEnrolments> m_codes;
    std::unique_ptr<storage::SqlitePersonRegister> m_persons;
};

} // namespace cortege::test
