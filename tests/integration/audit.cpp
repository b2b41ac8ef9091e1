#include <protocol/codec.h>
#include <storage/sqliteaudit.h>
#include <support/places.h>
#include <support/sqlitefile.h>
#include <support/station.h>
#include <support/wireclient.h>

#include <pki/files.h>

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;

namespace
{

struct Ran {
    int code;
    QByteArray said;
    QByteArray complained;
};
/// The real cortege-admin, in French.
Ran admin(const QStringList &arguments)
{
    QProcess process;
    process.start(binPath(u"cortege-admin"_s), QStringList { u"--language"_s, u"fr"_s } + arguments);
    REQUIRE(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, kPatience));
    return { process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError() };
}

Ran verify(const TestServer &server, const QStringList &more = {})
{
    return admin(
        QStringList { u"audit"_s, u"verify"_s, u"--database"_s, server.database(), u"--anchor"_s, server.anchor() }
        + more);
}
QJsonArray list(const TestServer &server, const QStringList &more = {})
{
    const Ran ran = admin(QStringList { u"audit"_s, u"list"_s, u"--database"_s, server.database(), u"--keys"_s,
                              server.keys(), u"--json"_s }
        + more);
    INFO(ran.complained.toStdString());
    REQUIRE(ran.code == 0);
    return QJsonDocument::fromJson(ran.said).array();
}
QStringList actionsOf(const QJsonArray &entries)
{
    QStringList actions;
    for (const QJsonValue entry : entries)
        actions << entry[u"action"_s].toString();
    return actions;
}

protocol::SavedAnswer answerTo(WireClient &client, const protocol::Request &request)
{
    const auto reply = client.call(request);
    REQUIRE(reply);
    return std::get<protocol::SavedAnswer>(*reply);
}

} // namespace

TEST_CASE("whoever reads or writes is in the audit, and nobody is told before")
{
    TestServer server;
    server.start();
    const auto claire = server.person(u"Claire Martin"_s, Role::Entry);
    const auto paul = server.person(u"Paul Roux"_s, Role::Analyst);
    const auto request = newVisit();
    {
        WireClient entry(server, claire);
        entry.login();
        entry.saved(request);
        WireClient console(server, paul);
        console.login();
        REQUIRE(console.call(protocol::SubscribeRequest { 0 }));
        REQUIRE(waitFor([&] { return console.news().size() == 1; }));
        REQUIRE(console.call(protocol::HistoryRequest { request.event }));
        REQUIRE(console.call(protocol::CopyRequest { CopyForm::Csv, Purpose::Preparation, 1 }));
    }
    REQUIRE(waitFor([&] { return list(server).size() == 8; }));
    const QJsonArray all = list(server);
    CHECK(actionsOf(all).first(6)
        == QStringList { u"login"_s, u"save"_s, u"login"_s, u"subscribe"_s, u"history"_s, u"copy"_s });
    CHECK(all[1][u"person"_s].toString() == claire.person.id.toString());
    CHECK(all[1][u"event"_s].toString() == request.event.toString());
    CHECK(all[3][u"detail"_s].toString() == u"since 0"_s);
    CHECK(all[5][u"detail"_s].toString().contains(u"events 1"_s));
    const QJsonArray hers = list(server, { u"--person"_s, claire.person.id.toString() });
    CHECK(actionsOf(hers) == QStringList { u"login"_s, u"save"_s, u"end"_s });
    const QJsonArray his = list(server, { u"--person"_s, paul.person.id.toString() });
    CHECK(his.last()[u"action"_s].toString() == u"end"_s);
    CHECK(his.last()[u"detail"_s].toString() == u"sent up to 1"_s);
    CHECK(list(server, { u"--event"_s, request.event.toString() }).size() == 2);
    CHECK(list(server, { u"--before"_s, u"2026-01-01"_s }).isEmpty());

    server.revoke(paul);
    WireClient again(server, paul);
    again.closeCodeAtEnd();
    REQUIRE(waitFor([&] { return list(server).size() == 10; }));
    QStringList last = actionsOf(list(server)).sliced(8);
    last.sort(); // whichever came first
    CHECK(last == QStringList { u"certificate-revoke"_s, u"refused"_s });
    const Ran clean = verify(server);
    INFO(clean.complained.toStdString());
    CHECK(clean.code == 0);
    CHECK(QString::fromUtf8(clean.said).contains(u"entrées 1 à 10"_s));
}

TEST_CASE("a stopped server has noted the end of every session")
{
    TestServer server;
    server.start();
    const auto claire = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient client(server, claire);
    client.login();
    CHECK(server.terminate() == 0);
    CHECK(actionsOf(list(server)) == QStringList { u"login"_s, u"end"_s });
}

TEST_CASE("a receipt proves what its holder was told, to whoever has the server's certificate")
{
    TestServer server;
    server.start();
    const auto claire = server.person(u"Claire Martin"_s, Role::Entry);
    QTemporaryDir folder;
    const QString file = folder.filePath(u"receipt.json"_s);
    Sequence rows = 0;
    {
        WireClient client(server, claire);
        client.login();
        client.saved(newVisit());
        const protocol::SavedAnswer last = answerTo(client, newVisit());
        rows = last.version.sequence;
        REQUIRE(last.receipt);
        CHECK(last.receipt->head.entry == 3);
        REQUIRE(pki::writePrivateFile(file, protocol::encodeReceipt(*last.receipt)));
    }
    CHECK(rows == 2);
    server.terminate();
    const QStringList receipt { u"--receipt"_s, file, u"--server-certificate"_s,
        server.authority().path(u"server.pem"_s) };
    CHECK(verify(server, receipt).code == 0);
    CHECK(verify(server, { u"--receipt"_s, file }).code == 2);
    TestAuthority strangers;
    const Ran unproved
        = verify(server, { u"--receipt"_s, file, u"--server-certificate"_s, strangers.server().certificateChain });
    CHECK(unproved.code == 1);
    CHECK(unproved.complained.contains("not signed"));

    // The end is taken away, and whoever did it had the anchor as well.
    changeSqlite(server.database(),
        "PRAGMA foreign_keys=OFF; DELETE FROM audit WHERE n > 2; DELETE FROM journal WHERE sequence > 1;"
        "DELETE FROM current WHERE sequence > 1; DELETE FROM request WHERE sequence > 1");
    CHECK(verify(server).code == 1); // by the anchor
    const auto audit = storage::SqliteAuditReader::open(server.database()).value();
    QFile anchor(server.anchor());
    REQUIRE(anchor.open(QIODevice::WriteOnly));
    anchor.write(anchorLine(audit->head().value()));
    anchor.close();
    CHECK(verify(server).code == 0);
    const Ran proved = verify(server, receipt);
    CHECK(proved.code == 1);
    CHECK(QString::fromUtf8(proved.said).contains(u"il manque les entrées 3 à 3"_s));
}

TEST_CASE("a workstation keeps the newest receipt beside its unsent work")
{
    TestServer server;
    server.start();
    Station station(server.profileOf(server.person(u"Claire Martin"_s, Role::Entry)));
    station.goOnline();
    for (int i = 1; i <= 3; ++i)
        REQUIRE(station->save(EventId::make(), visit(QString::number(i))));
    const QString file = station.folder() + u"/receipt.json"_s;
    const auto newest = [&]() -> qint64 {
        QFile kept(file);
        const auto receipt = kept.open(QIODevice::ReadOnly) ? protocol::decodeReceipt(kept.readAll()) : std::nullopt;
        return receipt ? receipt->head.entry : 0;
    };
    REQUIRE(waitUntil([&] { return station.hasSentAll() && newest() == 5; })); // login, subscription, three saves
    const Ran ran
        = verify(server, { u"--receipt"_s, file, u"--server-certificate"_s, server.authority().path(u"server.pem"_s) });
    INFO(ran.complained.toStdString());
    CHECK(ran.code == 0);
}

TEST_CASE("a server does not start on a database whose audit is not the anchored one")
{
    TestServer server;
    server.start();
    const auto claire = server.person(u"Claire Martin"_s, Role::Entry);
    {
        WireClient client(server, claire);
        client.login();
        client.saved(newVisit());
    }
    CHECK(server.terminate() == 0);
    changeSqlite(server.database(), "DELETE FROM audit WHERE n > 1");
    QProcess process;
    const auto files = server.authority().server();
    process.start(binPath(u"cortege-server"_s),
        { u"--database"_s, server.database(), u"--keys"_s, server.keys(), u"--certificate"_s, files.certificateChain,
            u"--key"_s, files.key, u"--client-authorities"_s, files.clientAuthorities });
    REQUIRE(process.waitForFinished(kPatience));
    CHECK(process.exitCode() == 1);
    CHECK(process.readAllStandardError().contains("audit-anchor"));
}

TEST_CASE("old entries are put apart, and what is left still fits together")
{
    TestServer server;
    server.start();
    const auto claire = server.person(u"Claire Martin"_s, Role::Entry);
    QTemporaryDir folder;
    const QString out = folder.filePath(u"audit.jsonl"_s);
    const auto prune = [&](const QString &before) {
        return admin({ u"audit"_s, u"prune"_s, u"--database"_s, server.database(), u"--keys"_s, server.keys(),
            u"--before"_s, before, u"--out"_s, out });
    };
    WireClient client(server, claire);
    client.login();
    client.saved(newVisit());
    CHECK(prune(QDate::currentDate().toString(Qt::ISODate)).code == 2); // younger than six months
    CHECK(prune(u"demain"_s).code == 2);
    const Ran nothing = prune(u"2020-01-01"_s);
    CHECK(nothing.code == 0);
    CHECK_FALSE(QFile::exists(out));
    CHECK(verify(server).code == 0);
}
