#include <support/facts.h>
#include <support/places.h>
#include <support/station.h>
#include <support/wanted.h>
#include <support/wireclient.h>

#include <client/factstore.h>
#include <exchange/factrecipe.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QProcess>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace
{

/// Somebody who imports.
class Feeder
{
public:
    explicit Feeder(TestServer &server)
        : m_person(server.person(u"Claire Martin"_s, Role::Admin)), m_wire(server, m_person)
    {
        m_wire.login();
    }
    SourceNumber record(const FactSource &source)
    {
        const auto reply = m_wire.call(protocol::RecordSourceRequest { source });
        REQUIRE(reply);
        return std::get<protocol::SourceRecordedAnswer>(*reply).number;
    }
    protocol::FactsAddedAnswer add(SourceNumber source, const FactBlock &block)
    {
        const auto reply = m_wire.call(protocol::AddFactsRequest { source, block });
        REQUIRE(reply);
        return std::get<protocol::FactsAddedAnswer>(*reply);
    }
    void withdraw(SourceNumber source) { REQUIRE(m_wire.call(protocol::WithdrawSourceRequest { source })); }
    WireClient &wire() { return m_wire; }

private:
    TestPerson m_person;
    WireClient m_wire;
};

size_t factsOf(const WireClient &client)
{
    size_t count = 0;
    for (const protocol::FactBatch &batch : client.facts())
        count += batch.columns.size();
    return count;
}

/// One run of the real cortege-admin.
struct Admin {
    int code = -1;
    QString out;
    QString errors;
};
Admin admin(const QStringList &arguments)
{
    QProcess process;
    process.start(binPath(u"cortege-admin"_s), QStringList { u"--language"_s, u"fr"_s } + arguments);
    REQUIRE(process.waitForStarted());
    REQUIRE(waitFor([&] { return process.state() == QProcess::NotRunning; }));
    Admin run { process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
        QString::fromUtf8(process.readAllStandardError()) };
    INFO(run.errors.toStdString());
    return run;
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    REQUIRE(file.write(content) == content.size());
}
QByteArray contentOf(const QString &path)
{
    QFile file(path);
    INFO(path.toStdString());
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

} // namespace

TEST_CASE("facts are read by consultation, analysts and administrators, and written by administrators")
{
    TestServer server;
    server.start();
    Feeder feeder(server);
    const SourceNumber number = feeder.record(source(u"essai"_s));
    struct Expected {
        Roles roles;
        bool reads = false;
        bool writes = false;
    };
    for (const auto &[roles, reads, writes] :
        { Expected { Role::Entry, false, false }, Expected { Role::Consultation, true, false },
            Expected { Role::Analyst, true, false }, Expected { Role::Admin, true, true } }) {
        INFO(toString(roles).toStdString());
        const auto person = server.person(u"Personne"_s, roles);
        WireClient client(server, person);
        client.login();
        const auto mayDo = [&](const protocol::Request &request, bool allowed) {
            const auto reply = client.call(request);
            CHECK(reply.has_value() == allowed);
            if (!reply)
                CHECK(reply.error().code == ErrorCode::Forbidden);
        };
        mayDo(protocol::FactSourcesRequest {}, reads);
        mayDo(protocol::FactsQuery {}, reads);
        mayDo(protocol::RecordSourceRequest { source(u"essai"_s) }, writes);
        mayDo(protocol::AddFactsRequest { number, blockOf(1, 3) }, writes);
        mayDo(protocol::WithdrawSourceRequest { number }, writes);
    }
}

TEST_CASE("whoever asks gets what there is, then what is added, and hears of what is withdrawn")
{
    TestServer server;
    server.start();
    Feeder feeder(server);
    const SourceNumber first = feeder.record(source(u"un"_s));
    const SourceNumber second = feeder.record(source(u"deux"_s));
    const FactBlock block = blockOf(1, 4'000);
    CHECK(feeder.add(first, block).stored == 4'000);
    CHECK(feeder.add(first, block).known == 4'000);
    CHECK(feeder.add(second, blockOf(1, 10)).stored == 10);

    const auto analyst = server.person(u"Analyste"_s, Role::Analyst);
    WireClient all(server, analyst);
    all.login();
    const auto reply = all.call(protocol::FactsQuery {});
    REQUIRE(reply);
    const auto &answer = std::get<protocol::FactsAnswer>(*reply);
    CHECK(answer.toCome == 4'010);
    CHECK(answer.upTo == 2);
    CHECK(answer.sources.size() == 2);
    REQUIRE(waitFor([&] { return factsOf(all) == 4'010; }));
    CHECK(all.facts()[0].columns == block.columns);
    CHECK(all.facts()[0].source == first);

    WireClient one(server, analyst);
    one.login();
    REQUIRE(one.call(protocol::FactsQuery { second, 0 }));
    REQUIRE(waitFor([&] { return factsOf(one) == 10; }));

    feeder.add(first, blockOf(10'000, 5));
    feeder.add(second, blockOf(10'000, 6));
    REQUIRE(waitFor([&] { return factsOf(all) == 4'021 && factsOf(one) == 16; }));

    feeder.withdraw(first);
    REQUIRE(waitFor([&] { return !all.sourceLists().empty() && !one.sourceLists().empty(); }));
    REQUIRE(all.sourceLists().back().size() == 1);
    CHECK(all.sourceLists().back()[0].number == second);
    CHECK(all.sourceLists().back()[0].facts == 16);

    WireClient later(server, analyst);
    later.login();
    CHECK(std::get<protocol::FactsAnswer>(*later.call(protocol::FactsQuery { {}, 2 })).toCome == 6);
    REQUIRE(waitFor([&] { return factsOf(later) == 6; }));
    CHECK(later.refusal(protocol::FactsQuery { {}, 1'000 }) == ErrorCode::InvalidParams);
}

TEST_CASE("a source that somebody else would not recognise is refused")
{
    TestServer server;
    server.start();
    Feeder feeder(server);
    const SourceNumber number = feeder.record(source(u"essai"_s));
    FactSource other = source(u"essai"_s);
    std::swap(other.categories[0], other.categories[1]);
    CHECK(feeder.wire().refusal(protocol::RecordSourceRequest { other }) == ErrorCode::Conflict);
    CHECK(feeder.wire().refusal(protocol::AddFactsRequest { number + 1, blockOf(1, 1) }) == ErrorCode::NotFound);
    CHECK(feeder.wire().refusal(protocol::AddFactsRequest { number, blockOf(std::vector<FactKey> { 1 }, 7) })
        == ErrorCode::InvalidParams);
}

TEST_CASE("a console has the facts while it is there, and again after a loss")
{
    TestServer server;
    server.start();
    Feeder feeder(server);
    const SourceNumber first = feeder.record(source(u"un"_s));
    for (FactKey key = 0; key < 20'000; key += 4'000)
        feeder.add(first, blockOf(key, 4'000));

    Station station(server.profileOf(server.person(u"Analyste"_s, Role::Analyst)), client::Platform::UnsentWork::None);
    client::FactStore store(station.platform());
    station.start();
    REQUIRE(waitUntil([&] { return store.isComplete(); }));
    CHECK(store.size() == 20'000);
    CHECK(store.toCome() == 20'000);
    CHECK(store.sourceOf().size() == 20'000);
    REQUIRE(store.source(first));
    CHECK(store.source(first)->source == source(u"un"_s));
    CHECK(store.columns().at(4'001) == blockOf(4'001, 1).columns.at(0));

    SECTION("what is added and withdrawn meanwhile")
    {
        const SourceNumber second = feeder.record(source(u"deux"_s));
        feeder.add(second, blockOf(1, 10));
        REQUIRE(waitUntil([&] { return store.size() == 20'010 && store.source(second); }));
        feeder.withdraw(first);
        REQUIRE(waitUntil([&] { return store.size() == 10; }));
        CHECK(store.sourceOf()[0] == second);
    }
    SECTION("what is added and withdrawn while the connection is down")
    {
        station->stop();
        const SourceNumber second = feeder.record(source(u"deux"_s));
        feeder.add(second, blockOf(1, 10));
        feeder.withdraw(first);
        station.start();
        REQUIRE(waitUntil([&] { return store.isComplete() && store.size() == 10; }));
        CHECK(store.sources().size() == 1);
    }
    SECTION("a server that starts again")
    {
        server.kill();
        server.start();
        REQUIRE(waitUntil([&] { return station.link() == client::Link::Online && store.isComplete(); }));
        CHECK(store.size() == 20'000);
    }
}

TEST_CASE("an agent who only enters events has no facts")
{
    TestServer server;
    server.start();
    Feeder feeder(server);
    feeder.add(feeder.record(source(u"un"_s)), blockOf(1, 5));
    Station station(server.profileOf(server.person(u"Agent"_s, Role::Entry)), client::Platform::UnsentWork::None);
    client::FactStore store(station.platform());
    station.goOnline();
    CHECK(store.size() == 0);
    CHECK_FALSE(store.isComplete());
    CHECK(station.link() == client::Link::Online);
}

TEST_CASE("cortege-admin records a source, imports a file once, watches a folder and withdraws")
{
    TestServer server;
    server.start();
    const auto person = server.person(u"Claire Martin"_s, Role::Admin);
    QTemporaryDir folder;
    client::Profile profile = server.profileOf(person);
    profile.folder = folder.filePath(u"profil"_s);
    REQUIRE(QDir().mkdir(profile.folder));
    wanted(profile.save());
    const QStringList withProfile { u"--profile"_s, profile.folder };

    exchange::FactRecipe recipe { .source = source(u"essai"_s) };
    recipe.place.longitude = u"lon"_s;
    recipe.place.latitude = u"lat"_s;
    recipe.category.column = u"nature"_s;
    recipe.key = { u"id"_s };
    const QString recipePath = folder.filePath(u"recette.json"_s);
    writeFile(recipePath, exchange::recipeText(recipe));
    const QByteArray header = "id,lon,lat,nature,nom\r\n";
    const QString file = folder.filePath(u"faits.csv"_s);
    writeFile(file, header + "1,5.37,43.29,vol,Jean Dupont\r\n2,5.38,43.29,bruit,\r\n3,,43.29,vol,\r\n");
    const QStringList import = QStringList { u"facts"_s, u"import"_s, file, u"--recipe"_s, recipePath } + withProfile;

    CHECK(admin(import).code == 1); // nobody has recorded the source
    CHECK(admin(QStringList { u"facts"_s, u"add"_s, recipePath } + withProfile).code == 0);
    CHECK(admin(import + QStringList { u"--dry-run"_s }).out.contains(u"3 lignes lues = 2 à envoyer + 1 refusées"_s));
    const QString report = folder.filePath(u"rapport.csv"_s);
    const Admin first = admin(import + QStringList { u"--report"_s, report });
    CHECK(first.code == 0);
    CHECK(first.out.contains(u"3 lignes lues = 2 enregistrées + 0 déjà connues + 1 refusées"_s));
    CHECK(contentOf(report) == "ligne,champ,raison,valeur\r\n4,lieu,missing,\r\n");
    CHECK(admin(import).out.contains(u"0 enregistrées + 2 déjà connues + 1 refusées"_s));

    const QString dropped = folder.filePath(u"depot"_s);
    REQUIRE(QDir().mkdir(dropped));
    writeFile(dropped + u"/lot.csv"_s, header + "4,5.37,43.29,vol,\r\n5,5.37,43.29,inconnue,\r\n");
    writeFile(dropped + u"/autre.csv"_s, "rien,de,tel\r\n1,2,3\r\n");
    const Admin watched
        = admin(QStringList { u"facts"_s, u"watch"_s, dropped, u"--recipe"_s, recipePath, u"--once"_s } + withProfile);
    CHECK(watched.code == 0);
    CHECK(QFile::exists(dropped + u"/traites/lot.csv"_s));
    CHECK(contentOf(dropped + u"/traites/lot.csv.rapport.csv"_s).contains("3,categorie,unknown-value,inconnue"));
    CHECK(QFile::exists(dropped + u"/refuses/autre.csv"_s));
    CHECK(contentOf(dropped + u"/refuses/autre.csv.txt"_s).contains("no column"));

    const Admin listed = admin(QStringList { u"facts"_s, u"list"_s } + withProfile);
    CHECK(listed.out.contains(u"essai"_s));
    CHECK(listed.out.contains(u"Claire Martin"_s));
    CHECK(admin(QStringList { u"facts"_s, u"withdraw"_s, u"essai"_s } + withProfile).out.contains(u"3 faits"_s));
    CHECK(admin(QStringList { u"facts"_s, u"withdraw"_s, u"essai"_s } + withProfile).code == 1);
}
