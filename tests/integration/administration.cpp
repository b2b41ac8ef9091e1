#include <support/convention.h>
#include <support/places.h>
#include <support/sqlitefile.h>
#include <support/testserver.h>

#include <catch2/catch_test_macros.hpp>

#include <client/platform.h>
#include <domain/geojson.h>
#include <exchange/csv.h>
#include <exchange/importrow.h>
#include <storage/sqlitejournal.h>

#include <QtCore/QByteArrayList>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

#include <csignal>
#include <map>
#include <set>

using namespace cortege;
using namespace Qt::StringLiterals;
using client::Link;
using client::Platform;
using exchange::ImportTally;

namespace
{

constexpr int kPatience = 500'000; // under sanitizers, beside other tests

bool waitFor(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, kPatience); }

/// One run of the real cortege-admin.
class AdminRun
{
public:
    explicit AdminRun(const QStringList &arguments)
    {
        m_process.start(test::binPath(u"cortege-admin"_s), QStringList { u"--language"_s, u"fr"_s } + arguments);
        REQUIRE(m_process.waitForStarted());
    }
    void interrupt() { ::kill(static_cast<pid_t>(m_process.processId()), SIGINT); }
    int code()
    {
        REQUIRE(waitFor([this] { return m_process.state() == QProcess::NotRunning; }));
        REQUIRE(m_process.exitStatus() == QProcess::NormalExit);
        m_out += m_process.readAllStandardOutput();
        m_errors += m_process.readAllStandardError();
        return m_process.exitCode();
    }
    QByteArray out() const { return m_out; }
    QByteArray errors() const { return m_errors; }

private:
    QProcess m_process;
    QByteArray m_out;
    QByteArray m_errors;
};

/// What it says; the command must succeed.
QString said(const QStringList &arguments)
{
    AdminRun run(arguments);
    const int code = run.code();
    INFO(arguments.join(u' ').toStdString() << ": " << run.errors().toStdString());
    REQUIRE(code == 0);
    return QString::fromUtf8(run.out()).trimmed();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    INFO(path.toStdString());
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}
void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    REQUIRE(file.write(content) == content.size());
}

/// A console's data path.
class Follower
{
public:
    explicit Follower(const client::Profile &profile)
    {
        auto opened = Platform::open(profile, u"test/1"_s, m_clock, Platform::UnsentWork::None);
        INFO((opened ? std::string() : opened.error().detail.toStdString()));
        REQUIRE(opened);
        m_platform = std::move(*opened);
        m_platform->start();
    }
    Platform &platform() { return *m_platform; }
    const client::Replica &replica() const { return m_platform->replica(); }
    bool becomes(Link link)
    {
        return waitFor([&] { return m_platform->link() == link; });
    }

private:
    SystemClock m_clock;
    std::unique_ptr<Platform> m_platform;
};

std::vector<EventVersion> journalOf(const test::TestServer &server)
{
    auto reader = storage::SqliteJournalReader::open(server.database(), server.cipher());
    REQUIRE(reader);
    auto versions = (*reader)->since(0, 1'000'000);
    REQUIRE(versions);
    const auto faults = (*reader)->check();
    REQUIRE(faults);
    CHECK(faults->empty());
    return std::move(*versions);
}

/// The replica holds what the journal ends with, for every event and for no other.
void checkSame(const client::Replica &replica, const std::vector<EventVersion> &journal)
{
    QHash<EventId, EventVersion> last;
    for (const EventVersion &version : journal)
        last.insert(version.id, version);
    CHECK(replica.upTo() == static_cast<Sequence>(journal.size()));
    const bool same = replica.events() == last;
    CHECK(same);
}

struct Imported {
    ImportTally tally;
    int remaining = 0;
    std::vector<std::pair<int, QString>> refusals; ///< line, reason
};
Imported importedFrom(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    INFO(json.left(2'000).toStdString());
    REQUIRE(object.contains(u"read"_s));
    const auto number = [&](const QString &key) { return object.value(key).toInt(-1); };
    Imported imported { { number(u"read"_s), number(u"saved"_s), number(u"unchanged"_s), number(u"cancelled"_s),
                            number(u"refused"_s) },
        number(u"remaining"_s), {} };
    std::set<int> lines;
    for (const auto &value : object.value(u"refusals"_s).toArray()) {
        const QJsonObject issue = value.toObject();
        imported.refusals.emplace_back(issue.value(u"line"_s).toInt(), issue.value(u"reason"_s).toString());
        CHECK_FALSE(imported.refusals.back().second.isEmpty());
        lines.insert(imported.refusals.back().first);
    }
    CHECK(imported.tally.addsUp());
    CHECK(static_cast<int>(lines.size()) == imported.tally.refused);
    return imported;
}
Imported import(const client::Profile &profile, const QStringList &rest)
{
    return importedFrom(
        said(QStringList { u"events"_s, u"import"_s, u"--json"_s, u"--profile"_s, profile.folder } + rest).toUtf8());
}

/// A running platform, and the profile folder of an administrator for cortege-admin.
class Place
{
public:
    Place()
    {
        server.start();
        admin = profile(u"Admin"_s, Role::Admin);
    }
    client::Profile profile(const QString &name, Roles roles)
    {
        client::Profile made = server.profileOf(server.person(name, roles));
        made.folder = folder.filePath(name);
        REQUIRE(QDir().mkpath(made.folder));
        REQUIRE(made.save());
        return made;
    }
    QString path(const QString &name) const { return folder.filePath(name); }

    test::TestServer server;
    QTemporaryDir folder;
    client::Profile admin;
};

/// A folder with an authority and a database, in which everything is done by cortege-admin.
class Office
{
public:
    struct Official {
        QString id;
        QString folder;
        QStringList acting() const
        {
            return { u"--as-certificate"_s, folder + u"/person.pem"_s, u"--as-key"_s, folder + u"/person.key"_s };
        }
    };
    Office()
    {
        said({ u"authority"_s, u"create"_s, u"--name"_s, u"Ville de Marseille"_s, u"--directory"_s, authority });
        said({ u"server"_s, u"issue"_s, u"--authority"_s, authority, u"--host"_s, u"127.0.0.1"_s, u"--host"_s,
            u"localhost"_s, u"--out"_s, path(u"server"_s) });
        said({ u"keys"_s, u"create"_s, u"--directory"_s, path(u"keys"_s) });
        test::recordConvention(database);
    }
    QString path(const QString &name) const { return folder.filePath(name); }
    QString enter(const QString &name, const QString &service) const
    {
        return said({ u"person"_s, u"add"_s, u"--database"_s, database, u"--name"_s, name, u"--service"_s, service });
    }
    /// Entered, with a key and a certificate in a folder of that name.
    Official official(const QString &name, const QString &service) const
    {
        const Official made { enter(name, service), path(name) };
        said({ u"certificate"_s, u"request"_s, u"--name"_s, name, u"--out"_s, made.folder });
        said({ u"certificate"_s, u"issue"_s, u"--authority"_s, authority, u"--database"_s, database, u"--person"_s,
            made.id, u"--request"_s, made.folder + u"/person.csr"_s, u"--out"_s, made.folder + u"/person.pem"_s });
        return made;
    }
    Official authorityOf(const QString &party) const
    {
        const Official made = official(u"Autorité "_s + party, party);
        said({ u"person"_s, u"authority"_s, u"--database"_s, database, u"--party"_s, party, u"--deed"_s,
            u"Arrêté n° 2027-12"_s, made.id });
        return made;
    }
    QString propose(const QString &person, const QString &party, const QString &role, const Official &by) const
    {
        const QString until = QDate::currentDate().addDays(90).toString(Qt::ISODate);
        return said(QStringList { u"habilitation"_s, u"propose"_s, u"--database"_s, database, u"--person"_s, person,
                        u"--party"_s, party, u"--role"_s, role, u"--until"_s, until }
            + by.acting());
    }
    QStringList deciding(const QString &verb, const QString &habilitation, const Official &by) const
    {
        return QStringList { u"habilitation"_s, verb, u"--database"_s, database, u"--reason"_s, u"Note 7"_s }
        + by.acting() + QStringList { habilitation };
    }
    QJsonArray list(const QString &which = u"list"_s) const
    {
        return QJsonDocument::fromJson(
            said({ u"habilitation"_s, which, u"--json"_s, u"--database"_s, database }).toUtf8())
            .array();
    }

    QTemporaryDir folder;
    QString authority = folder.filePath(u"authority"_s);
    QString database = folder.filePath(u"server.sqlite"_s);
};

/// The real cortege-server of an office.
class OfficeServer
{
public:
    explicit OfficeServer(const Office &office)
    {
        m_process.start(test::binPath(u"cortege-server"_s),
            { u"--database"_s, office.database, u"--keys"_s, office.path(u"keys"_s), u"--certificate"_s,
                office.path(u"server/server.pem"_s), u"--key"_s, office.path(u"server/server.key"_s),
                u"--client-authorities"_s, office.path(u"server/client-authorities.pem"_s), u"--listen"_s,
                u"127.0.0.1:0"_s });
        QByteArray log;
        int port = 0;
        REQUIRE(waitFor([&] {
            log += m_process.readAllStandardError();
            for (const QByteArray &line : log.split('\n')) {
                const QJsonObject entry = QJsonDocument::fromJson(line).object();
                if (entry.value(u"event"_s) == u"listening"_s)
                    port = entry.value(u"port"_s).toInt();
            }
            return port > 0 || m_process.state() == QProcess::NotRunning;
        }));
        INFO(log.toStdString());
        REQUIRE(port > 0);
        url = QUrl(u"wss://127.0.0.1:%1"_s.arg(port));
    }
    ~OfficeServer()
    {
        m_process.terminate();
        waitFor([&] { return m_process.state() == QProcess::NotRunning; });
    }
    QUrl url;

private:
    QProcess m_process;
};

EventRecord visit(const QString &subject)
{
    EventRecord record = emptyRecord(EventKind::OfficialVisit);
    record.subject = subject;
    return record;
}
QByteArray collectionOf(int count)
{
    QJsonArray features;
    for (int i = 1; i <= count; ++i)
        features.append(toFeature(visit(u"Visite %1"_s.arg(i))));
    return QJsonDocument(QJsonObject { { u"type"_s, u"FeatureCollection"_s }, { u"features"_s, features } }).toJson();
}

const QByteArray kMapping = R"json({
  "namespace": "0d4f7d0b-53c8-4a0e-8a1e-6c1f0a5f2bff",
  "delimiter": ";",
  "key": ["id"],
  "kind": { "default": "manifestationStatique" },
  "status": { "column": "état", "active": [""], "withdrawn": ["retiré"] },
  "fields": {
    "objet": { "columns": ["objet"] },
    "personnesDeclarees": { "column": "personnes", "patterns": [{ "pattern": "(\\d+)" }] }
  }
})json";

} // namespace

TEST_CASE("a person's whole life: authority, certificate, login, lost workstation, new profile, revocation")
{
    const Office office;
    const auto path = [&](const QString &name) { return office.path(name); };
    const QString &authority = office.authority;
    const QString &database = office.database;
    const QString id = office.enter(u"Claire Martin"_s, u"DOPC"_s);
    REQUIRE(PersonId::parse(id));
    said({ u"certificate"_s, u"request"_s, u"--name"_s, u"Claire"_s, u"--out"_s, path(u"poste"_s) });
    const auto onlyMine
        = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadUser | QFileDevice::WriteUser;
    CHECK(QFile::permissions(path(u"poste/person.key"_s)) == onlyMine);
    CHECK(QFile::permissions(path(u"server/server.key"_s)) == onlyMine);
    const QStringList issue { u"certificate"_s, u"issue"_s, u"--authority"_s, authority, u"--database"_s, database,
        u"--person"_s, id, u"--request"_s, path(u"poste/person.csr"_s), u"--out"_s, path(u"poste/person.pem"_s) };
    said(issue);
    CHECK(AdminRun(issue).code() == 1); // a certificate is never overwritten

    const auto clerk = office.official(u"Paul Roux"_s, u"DGAS"_s);
    const auto city = office.authorityOf(u"ville"_s);
    said(office.deciding(u"validate"_s, office.propose(id, u"ville"_s, u"entry"_s, clerk), city));
    const OfficeServer server(office);
    const QUrl &url = server.url;

    Follower first({ path(u"poste"_s), url,
        { path(u"poste/person.pem"_s), path(u"poste/person.key"_s), authority + u"/server-authority.pem"_s } });
    REQUIRE(first.becomes(Link::Online));
    CHECK(first.platform().greeting()->name == u"Claire Martin"_s);
    CHECK(first.platform().greeting()->roles == Role::Entry);

    said({ u"certificate"_s, u"revoke"_s, u"--database"_s, database, path(u"poste/person.pem"_s) });
    CHECK(first.becomes(Link::Denied));

    const QString profileSaid = said({ u"profile"_s, u"create"_s, u"--authority"_s, authority, u"--database"_s,
        database, u"--person"_s, id, u"--server"_s, url.toString(), u"--out"_s, path(u"nouveau"_s) });
    CHECK(profileSaid.contains(u"La clé a été faite ici"_s));
    CHECK(QFile::permissions(path(u"nouveau/person.key"_s)) == onlyMine);
    const auto profile = client::Profile::load(path(u"nouveau"_s));
    REQUIRE(profile);
    Follower second(*profile);
    REQUIRE(second.becomes(Link::Online));

    said({ u"person"_s, u"revoke"_s, u"--database"_s, database, id });
    CHECK(second.becomes(Link::Denied));
    const QJsonArray persons
        = QJsonDocument::fromJson(said({ u"person"_s, u"list"_s, u"--json"_s, u"--database"_s, database }).toUtf8())
              .array();
    REQUIRE(persons.size() == 3);
    for (const auto &person : persons)
        CHECK((person.toObject().value(u"id"_s) == id) == person.toObject().contains(u"revokedAt"_s));
    CHECK(AdminRun({ u"certificate"_s, u"issue"_s, u"--authority"_s, authority, u"--database"_s, database,
                       u"--person"_s, id, u"--request"_s, path(u"poste/person.csr"_s), u"--out"_s, path(u"x.pem"_s) })
              .code()
        == 1);
    CHECK_FALSE(QFile::exists(path(u"x.pem"_s)));
    said({ u"database"_s, u"check"_s, u"--database"_s, database, u"--keys"_s, path(u"keys"_s) });
}

TEST_CASE("a habilitation from its proposal to its end, while the person is at work")
{
    const Office office;
    const auto clerk = office.official(u"Paul Roux"_s, u"DGAS"_s);
    const auto city = office.authorityOf(u"ville"_s);
    const auto prefecture = office.authorityOf(u"prefecture"_s);
    const auto claire = office.official(u"Claire Martin"_s, u"DOPC"_s);
    const OfficeServer server(office);
    const client::Profile profile { claire.folder, server.url,
        { claire.folder + u"/person.pem"_s, claire.folder + u"/person.key"_s,
            office.authority + u"/server-authority.pem"_s } };

    const QString id = office.propose(claire.id, u"prefecture"_s, u"entry"_s, clerk);
    const auto stateIs = [&](const QString &state) {
        const QJsonArray list = office.list();
        return list.size() == 1 && list[0].toObject().value(u"state"_s) == state;
    };
    CHECK(stateIs(u"proposed"_s));
    Follower before(profile);
    CHECK(before.becomes(Link::Denied));
    CHECK(AdminRun(office.deciding(u"validate"_s, id, city)).code() == 1); // it is the Préfecture's list
    CHECK(AdminRun(office.deciding(u"validate"_s, id, clerk)).code() == 1);
    CHECK(AdminRun(office.deciding(u"validate"_s, id, claire)).code() == 1);
    CHECK(stateIs(u"proposed"_s));
    said(office.deciding(u"validate"_s, id, prefecture));
    CHECK(stateIs(u"active"_s));
    CHECK(AdminRun(office.deciding(u"validate"_s, id, prefecture)).code() == 1);

    Follower first(profile);
    REQUIRE(first.becomes(Link::Online));
    CHECK(first.platform().greeting()->roles == Role::Entry);
    said(office.deciding(u"suspend"_s, id, prefecture));
    CHECK(first.becomes(Link::Denied));
    said(office.deciding(u"resume"_s, id, prefecture));
    Follower second(profile);
    REQUIRE(second.becomes(Link::Online));
    said(office.deciding(u"confirm"_s, id, prefecture));
    const QJsonArray review = office.list(u"review"_s);
    REQUIRE(review.size() == 1);
    CHECK(review[0].toObject().value(u"grantor"_s) == u"Autorité prefecture"_s);
    CHECK(review[0].toObject().value(u"reviewDue"_s) == false);
    CHECK(review[0].toObject().value(u"acts"_s).toArray().size() == 5);
    said(office.deciding(u"revoke"_s, id, prefecture));
    CHECK(second.becomes(Link::Denied));
    CHECK(stateIs(u"revoked"_s));
    CHECK(office.list(u"review"_s).isEmpty());

    said({ u"person"_s, u"authority"_s, u"--database"_s, office.database, u"--end"_s, prefecture.id });
    const QString late = office.propose(claire.id, u"prefecture"_s, u"entry"_s, clerk);
    CHECK(AdminRun(office.deciding(u"validate"_s, late, prefecture)).code() == 1);
    CHECK(office.list().size() == 2); // the acts of then stay good
}

TEST_CASE("the list is exported with a signature that the openssl program verifies")
{
    const Office office;
    const auto clerk = office.official(u"Paul Roux"_s, u"DGAS"_s);
    const auto city = office.authorityOf(u"ville"_s);
    said(office.deciding(u"validate"_s, office.propose(clerk.id, u"ville"_s, u"analyst"_s, clerk), city));
    const QString csv = office.path(u"liste.csv"_s);
    const QStringList words
        = QStringList { u"habilitation"_s, u"export"_s, u"--database"_s, office.database, u"--out"_s, csv }
        + city.acting();
    said(words);
    CHECK(AdminRun(words).code() == 1); // never overwritten
    const QString content = QString::fromUtf8(contentOf(csv));
    CHECK(content.count(u"\r\n"_s) == 2);
    CHECK(content.contains(u"Paul Roux,DGAS,Ville,analyst,"_s));
    const auto verifies = [&] {
        QProcess openssl;
        openssl.start(u"openssl"_s,
            { u"cms"_s, u"-verify"_s, u"-binary"_s, u"-inform"_s, u"DER"_s, u"-in"_s, csv + u".p7s"_s, u"-content"_s,
                csv, u"-CAfile"_s, office.authority + u"/root.pem"_s, u"-purpose"_s, u"sslclient"_s, u"-out"_s,
                office.path(u"out"_s) });
        REQUIRE(waitFor([&] { return openssl.state() == QProcess::NotRunning; }));
        INFO(openssl.readAllStandardError().toStdString());
        return openssl.exitCode() == 0;
    };
    CHECK(verifies());
    write(csv, contentOf(csv).replace("analyst", "admin,a"));
    CHECK_FALSE(verifies());
}

TEST_CASE("the commands in docs/administration.md do what the page says")
{
    const QString page = QString::fromUtf8(contentOf(test::sourcePath(u"docs/administration.md"_s)));
    const QString script = page.section(u"<!-- executed -->\n```sh\n"_s, 1, 1).section(u"```"_s, 0, 0);
    REQUIRE(script.count(u"cortege-admin "_s) > 9);
    const QTemporaryDir folder;
    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s, test::binPath({}) + u':' + environment.value(u"PATH"_s));
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s); // French
    shell.setProcessEnvironment(environment);
    shell.setWorkingDirectory(folder.path());
    shell.start(u"bash"_s, { u"-euc"_s, script });
    REQUIRE(waitFor([&] { return shell.state() == QProcess::NotRunning; }));
    INFO(shell.readAllStandardError().toStdString());
    CHECK(shell.exitCode() == 0);
    CHECK(shell.readAllStandardOutput().contains("\nAucun défaut.\n"));
    CHECK(client::Profile::load(folder.filePath(u"profil"_s)));
}

TEST_CASE("a CSV file arrives row by row, its changes in order, and what is refused is in the report")
{
    Place place;
    Follower console(place.profile(u"Console"_s, Role::Consultation));
    write(place.path(u"mapping.json"_s), kMapping);
    write(place.path(u"file.csv"_s),
        "id;objet;personnes;état\n"
        "1;Marche;100;\n"
        "2;=HYPERLINK;beaucoup;\n"
        "1;Marche;150;\n"
        "1;Marche;150;\n"
        "3;Visite;5;\n"
        "3;Visite;5;retiré\n"
        "4;Inconnue;5;retiré\n"
        "5;;7;\n");
    const QStringList words { u"--mapping"_s, place.path(u"mapping.json"_s), u"--report"_s, place.path(u"report.csv"_s),
        place.path(u"file.csv"_s) };
    const ImportTally expected { .read = 8, .saved = 3, .unchanged = 1, .cancelled = 1, .refused = 3 };

    const Imported rehearsed = import(place.admin, QStringList { u"--dry-run"_s } + words);
    CHECK(rehearsed.tally == expected);
    CHECK(journalOf(place.server).empty());

    const Imported first = import(place.admin, words);
    CHECK(first.tally == expected);
    CHECK(first.refusals
        == std::vector<std::pair<int, QString>> {
            { 3, u"not-a-number"_s }, { 8, u"withdrawn-unknown"_s }, { 9, u"required"_s } });
    const QByteArray report = contentOf(place.path(u"report.csv"_s));
    CHECK(report.startsWith("ligne,champ,raison,valeur\r\n3,personnesDeclarees,not-a-number,beaucoup\r\n8,"));
    CHECK(report.count("\r\n") == 4);

    const auto journal = journalOf(place.server);
    REQUIRE(journal.size() == 4);
    for (const EventVersion &version : journal)
        CHECK(version.author.name == u"Admin (essai)"_s);
    REQUIRE(waitFor([&] { return console.replica().upTo() == 4; }));
    checkSame(console.replica(), journal);

    const Imported second = import(place.admin, words);
    CHECK(second.tally == ImportTally { .read = 8, .saved = 0, .unchanged = 5, .cancelled = 0, .refused = 3 });
    CHECK(journalOf(place.server).size() == 4);

    AdminRun shown({ u"events"_s, u"import"_s, u"--profile"_s, place.admin.folder, u"--mapping"_s,
        place.path(u"mapping.json"_s), place.path(u"file.csv"_s) });
    CHECK(shown.code() == 0);
    CHECK(shown.out().contains("3,personnesDeclarees,not-a-number,beaucoup")); // without --report, on the screen
    CHECK(shown.out().contains("8 lignes lues = 0 enregistrées + 5 inchangées + 0 annulées + 3 refusées"));
    CHECK(shown.errors().isEmpty()); // nobody watches: no bar
}

TEST_CASE("an import leaves out rows with personal data, and the report names the field without quoting it")
{
    Place place;
    write(place.path(u"mapping.json"_s), kMapping);
    write(place.path(u"file.csv"_s),
        "id;objet;personnes;état\n"
        "1;Marche, rue du Docteur Escat;100;\n"
        "2;Marche, contact : Mme Zineb Haddad;100;\n"
        "3;Marche, tél. 06 39 98 12 34;100;\n"
        "4;Hommage à Zineb Redouane;100;\n");
    const Imported imported = import(place.admin,
        { u"--mapping"_s, place.path(u"mapping.json"_s), u"--report"_s, place.path(u"report.csv"_s),
            place.path(u"file.csv"_s) });
    CHECK(imported.tally == ImportTally { .read = 4, .saved = 2, .unchanged = 0, .cancelled = 0, .refused = 2 });
    CHECK(contentOf(place.path(u"report.csv"_s))
        == "ligne,champ,raison,valeur\r\n3,objet,personal-data,\r\n4,objet,personal-data,\r\n");
    CHECK(journalOf(place.server).size() == 2);

    EventRecord record = emptyRecord(EventKind::OfficialVisit);
    record.subject = u"Visite, courriel : visite@exemple.fr"_s;
    const EventVersion version { EventId::make(), 1, 1, EventState::Active, { PersonId::make(), u"Essai"_s },
        UtcTime {}, record };
    write(place.path(u"file.geojson"_s), toFeatureCollection({ version }));
    CHECK(import(place.admin, { place.path(u"file.geojson"_s) }).refusals
        == std::vector<std::pair<int, QString>> { { 1, u"personal-data"_s } });
}

TEST_CASE("what was exported can be imported, and the work of others is left alone unless told otherwise")
{
    Place place;
    write(place.path(u"file.geojson"_s), collectionOf(3));
    CHECK(import(place.admin, { place.path(u"file.geojson"_s) }).tally.saved == 3);
    const QString out = place.path(u"export.geojson"_s);
    const QStringList exportTo { u"events"_s, u"export"_s, u"--profile"_s, place.admin.folder, u"--out"_s, out };
    said(exportTo);
    QByteArray exported = contentOf(out);
    CHECK(QJsonDocument::fromJson(exported).object().value(u"features"_s).toArray().size() == 3);
    said(exportTo + QStringList { u"--since"_s, u"2"_s });
    CHECK(QJsonDocument::fromJson(contentOf(out)).object().value(u"features"_s).toArray().size() == 1);

    const client::Profile agent = place.profile(u"Agent"_s, Role::Entry);
    write(out, exported);
    CHECK(import(agent, { out }).tally.unchanged == 3);
    write(out, exported.replace("Visite 2", "Visite II"));
    const Imported careful = import(agent, { out });
    CHECK(careful.tally == ImportTally { .read = 3, .saved = 0, .unchanged = 2, .cancelled = 0, .refused = 1 });
    CHECK(careful.refusals == std::vector<std::pair<int, QString>> { { 2, u"changed-by-other"_s } });
    CHECK(import(agent, { u"--overwrite"_s, out }).tally.saved == 1);
    CHECK(journalOf(place.server).back().revision == 2);
}

TEST_CASE("an import without the right to write stops, and says so for the rows that it tried")
{
    Place place;
    write(place.path(u"file.geojson"_s), collectionOf(500));
    AdminRun run({ u"events"_s, u"import"_s, u"--json"_s, u"--profile"_s,
        place.profile(u"Console"_s, Role::Consultation).folder, place.path(u"file.geojson"_s) });
    CHECK(run.code() == 1);
    const Imported imported = importedFrom(run.out());
    CHECK(imported.tally.refused > 0);
    CHECK(imported.tally.refused == imported.tally.read);
    CHECK(imported.tally.read + imported.remaining == 500);
    CHECK(imported.refusals.front() == std::pair(1, u"forbidden"_s));
    CHECK(journalOf(place.server).empty());
}

TEST_CASE("an import survives the sudden death of the server, and nothing is lost or doubled")
{
    constexpr int kRows = 1'000;
    Place place;
    Follower console(place.profile(u"Console"_s, Role::Consultation));
    write(place.path(u"file.geojson"_s), collectionOf(kRows));
    AdminRun run(
        { u"events"_s, u"import"_s, u"--json"_s, u"--profile"_s, place.admin.folder, place.path(u"file.geojson"_s) });
    REQUIRE(waitFor([&] { return console.replica().upTo() > kRows / 10; }));
    place.server.kill();
    place.server.start();
    CHECK(run.code() == 0);
    INFO(run.errors().toStdString());
    CHECK(importedFrom(run.out()).tally
        == ImportTally { .read = kRows, .saved = kRows, .unchanged = 0, .cancelled = 0, .refused = 0 });
    const auto journal = journalOf(place.server);
    CHECK(journal.size() == kRows);
    REQUIRE(waitFor([&] { return console.replica().upTo() == kRows; }));
    checkSame(console.replica(), journal);
}

TEST_CASE("an interrupted import stops after the answers in flight, and a second run does the rest")
{
    constexpr int kRows = 2'000;
    Place place;
    Follower console(place.profile(u"Console"_s, Role::Consultation));
    write(place.path(u"file.geojson"_s), collectionOf(kRows));
    AdminRun run(
        { u"events"_s, u"import"_s, u"--json"_s, u"--profile"_s, place.admin.folder, place.path(u"file.geojson"_s) });
    REQUIRE(waitFor([&] { return console.replica().upTo() > kRows / 20; }));
    run.interrupt();
    CHECK(run.code() == 1);
    const Imported first = importedFrom(run.out());
    CHECK(first.remaining > 0);
    CHECK(first.tally.read + first.remaining == kRows);
    CHECK(journalOf(place.server).size() == static_cast<size_t>(first.tally.saved));

    const Imported second = import(place.admin, { place.path(u"file.geojson"_s) });
    CHECK(second.tally
        == ImportTally { .read = kRows,
            .saved = kRows - first.tally.saved,
            .unchanged = first.tally.saved,
            .cancelled = 0,
            .refused = 0 });
    CHECK(journalOf(place.server).size() == kRows);
}

TEST_CASE("a check of a damaged database fails, tells each fault with its place, and counts them in French")
{
    Place place;
    write(place.path(u"file.geojson"_s), collectionOf(4));
    CHECK(import(place.admin, { place.path(u"file.geojson"_s) }).tally.saved == 4);
    const QString database = place.server.database();
    const auto journal = journalOf(place.server);
    REQUIRE(journal.size() == 4);
    CHECK(place.server.terminate() == 0);
    const QStringList words { u"database"_s, u"check"_s, u"--database"_s, database, u"--keys"_s, place.server.keys() };
    CHECK(said(words) == u"Aucun défaut."_s);
    const auto faults = [&] {
        AdminRun run(words);
        CHECK(run.code() == 1);
        QByteArrayList lines = run.out().split('\n');
        lines.removeAll(QByteArray());
        INFO(run.errors().toStdString());
        CHECK(run.errors().startsWith("Échec"));
        CHECK(run.errors().contains(QByteArray::number(lines.size()) + " défaut"));
        return lines;
    };

    test::changeSqlite(database, "UPDATE journal SET feature = x'7b7d' WHERE sequence = 3");
    const QByteArrayList altered = faults();
    REQUIRE(altered.size() == 1);
    CHECK(QString::fromUtf8(altered[0]) == u"la ligne 3 ne peut pas être lue"_s);

    test::changeSqlite(database, "PRAGMA foreign_keys=OFF; DELETE FROM journal WHERE sequence = 2");
    const QByteArrayList removed = faults();
    REQUIRE(removed.size() == 3); // and the event that has lost its row
    CHECK(QString::fromUtf8(removed[0]) == u"il manque ce qui précède la ligne 3"_s);
    CHECK(QString::fromUtf8(removed[1]) == u"l’événement %1 a perdu sa ligne 2"_s.arg(journal[1].id.toString()));

    test::changeSqlite(database, "UPDATE current SET sequence = 1 WHERE sequence = 4");
    const QByteArrayList misled = faults();
    REQUIRE(misled.size() == 4);
    CHECK(misled.join('\n').contains(journal[3].id.toString().toLatin1()));

    AdminRun json(words + QStringList { u"--json"_s });
    CHECK(json.code() == 1);
    CHECK(QJsonDocument::fromJson(json.out()).array().size() == 4);

    write(place.path(u"text.sqlite"_s), QByteArray("no database at all ").repeated(200));
    AdminRun text(
        { u"database"_s, u"check"_s, u"--database"_s, place.path(u"text.sqlite"_s), u"--keys"_s, place.server.keys() });
    CHECK(text.code() == 1);
    CHECK(text.errors().startsWith("Échec"));
}

namespace
{

QString demonstrations()
{
    const QString folder = qEnvironmentVariable("CORTEGE_DATA") + u"/demonstrations/"_s;
    if (!QFile::exists(folder + u"berlin_2023.csv.gz"_s))
        SKIP("CORTEGE_DATA holds no demonstrations");
    return folder;
}

std::vector<std::pair<int, QString>> readReport(const QString &path)
{
    const QByteArray text = contentOf(path);
    exchange::CsvReader reader(text);
    REQUIRE(reader.next());
    std::vector<std::pair<int, QString>> reported;
    while (const auto row = reader.next()) {
        REQUIRE(*row);
        reported.emplace_back((*row)->cells[0].toInt(), (*row)->cells[2]);
    }
    return reported;
}

/// Twice into a running server that a console follows; the second time must change nothing.
void checkRegister(const QString &mapping, const QStringList &rest, const ImportTally &expected)
{
    Place place;
    Follower console(place.profile(u"Console"_s, Role::Consultation));
    const QStringList words = QStringList {
        u"--mapping"_s, test::sourcePath(u"resources/mappings/"_s + mapping), u"--report"_s, place.path(u"report.csv"_s)
    } + rest;
    const Imported first = import(place.admin, words);
    CHECK(first.tally == expected);
    CHECK(readReport(place.path(u"report.csv"_s)) == first.refusals);

    const auto journal = journalOf(place.server);
    CHECK(static_cast<int>(journal.size()) == expected.saved + expected.cancelled);
    REQUIRE(waitFor([&] { return console.replica().upTo() == static_cast<Sequence>(journal.size()); }));
    checkSame(console.replica(), journal);

    const Imported second = import(place.admin, words);
    CHECK(second.tally.read == expected.read);
    CHECK(second.tally.saved == 0);
    CHECK(second.tally.cancelled == 0);
    CHECK(journalOf(place.server).size() == journal.size());
}

} // namespace

TEST_CASE("Berlin 2023: every assembly is on a console or in the report")
{
    const QString data = demonstrations();
    checkRegister(u"berlin.json"_s, { data + u"berlin_2023.csv.gz"_s },
        { .read = 9'536, .saved = 9'484, .unchanged = 4, .cancelled = 0, .refused = 48 });
}

TEST_CASE("Dresden 2023 to 2025: updates and withdrawals arrive on a console, or are in the report")
{
    const QString data = demonstrations();
    checkRegister(u"dresden.json"_s,
        { u"--gazetteer"_s, data + u"dresden_locations.json"_s, data + u"dresden_2023-2025.csv.gz"_s },
        { .read = 4'254, .saved = 3'944, .unchanged = 123, .cancelled = 141, .refused = 46 });
}
