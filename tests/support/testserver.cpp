#include "testserver.h"

#include "convention.h"
#include "places.h"
#include "wanted.h"

#include <catch2/catch_test_macros.hpp>

#include <storage/sqliteregister.h>

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

#include <csignal>
#include <sys/resource.h>

namespace cortege::test
{
using namespace Qt::StringLiterals;
namespace
{
constexpr int kPatience = 60'000; // under sanitizers, beside other tests

std::unique_ptr<storage::SqlitePersonRegister> openRegister(const QString &path)
{
    return wanted(storage::SqlitePersonRegister::open(path, storage::SqlitePersonRegister::Access::ReadWrite));
}
} // namespace

TestServer::TestServer()
{
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    QObject::connect(&m_process, &QProcess::readyReadStandardError, &m_process,
        [this] { m_log += m_process.readAllStandardError(); });
}

TestServer::~TestServer() { kill(); }

void TestServer::join(TestServer &first)
{
    m_database = first.database();
    m_keysFolder = first.keys();
    m_tls = first.authority().server();
    m_recorded = true;
    m_options += { u"--audit-anchor"_s, m_folder.filePath(u"audit-anchor"_s) };
}

void TestServer::start()
{
    if (!m_tls)
        m_tls = m_authority.server();
    if (!std::exchange(m_recorded, true))
        recordConvention(database());
    m_log.clear();
    m_process.start(binPath(u"cortege-server"_s),
        QStringList { u"--database"_s, database(), u"--keys"_s, keys(), u"--certificate"_s, m_tls->certificateChain,
            u"--key"_s, m_tls->key, u"--client-authorities"_s, m_tls->clientAuthorities, u"--listen"_s,
            u"127.0.0.1:%1"_s.arg(m_port) }
            + m_options);
    REQUIRE(m_process.waitForStarted());
    const bool listening
        = QTest::qWaitFor([this] { return !logged(u"listening"_s).isEmpty() || !isRunning(); }, kPatience);
    INFO(m_log.toStdString());
    REQUIRE(listening);
    REQUIRE(isRunning());
    m_port = static_cast<quint16>(logged(u"listening"_s).first().value(u"port"_s).toInt());
}

void TestServer::kill()
{
    if (!isRunning())
        return;
    m_process.kill();
    m_process.waitForFinished(kPatience);
}

int TestServer::terminate()
{
    m_process.terminate();
    REQUIRE(QTest::qWaitFor([this] { return !isRunning(); }, kPatience));
    INFO(m_log.toStdString());
    REQUIRE(m_process.exitStatus() == QProcess::NormalExit);
    return m_process.exitCode();
}

void TestServer::hangUp() { ::kill(static_cast<pid_t>(m_process.processId()), SIGHUP); }

void TestServer::setVariable(const QString &name, const QString &value)
{
    auto environment = m_process.processEnvironment();
    if (environment.isEmpty())
        environment = QProcessEnvironment::systemEnvironment();
    environment.insert(name, value);
    m_process.setProcessEnvironment(environment);
}

void TestServer::limitDescriptors(unsigned most)
{
    m_process.setChildProcessModifier([most] {
        const rlimit limit { most, most };
        ::setrlimit(RLIMIT_NOFILE, &limit);
    });
}

bool TestServer::isRunning() const { return m_process.state() != QProcess::NotRunning; }

QList<QJsonObject> TestServer::logged(const QString &event) const
{
    QList<QJsonObject> found;
    for (const QByteArray &line : m_log.split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        if (object.value(u"event"_s).toString() == event)
            found += object;
    }
    return found;
}

TestPerson TestServer::person(const QString &name, Roles roles) { return admit(m_authority.person(name, roles)); }

TestPerson TestServer::admit(const TestPerson &made)
{
    const auto persons = openRegister(database());
    wanted(persons->add(made.person));
    wanted(persons->bind(made.fingerprint, made.person.id, SystemClock().now()));
    if (made.person.roles)
        wanted(grantor().grant(made.person.id, made.person.roles));
    return made;
}

Grantor &TestServer::grantor()
{
    if (!m_grantor)
        m_grantor = wanted(Grantor::make(m_authority.authority().clients, database(), m_clock));
    return *m_grantor;
}

void TestServer::trust(const TestAuthority &other)
{
    const auto &mine = m_authority.authority();
    m_tls = m_authority.server();
    m_tls->clientAuthorities = m_authority.write(u"both.pem"_s,
        mine.clients.certificatePem + mine.root.certificatePem + other.authority().clients.certificatePem
            + other.authority().root.certificatePem);
}

void TestServer::revoke(const TestPerson &person)
{
    wanted(openRegister(database())->revoke(person.person.id, SystemClock().now()));
}

void TestServer::unbind(const TestPerson &person)
{
    wanted(openRegister(database())->unbind(person.fingerprint, SystemClock().now()));
}

client::Profile TestServer::profileOf(const TestPerson &person)
{
    return { m_folder.path(), QUrl(u"wss://127.0.0.1:%1"_s.arg(m_port)), person.files };
}

} // namespace cortege::test
