#include <support/convention.h>
#include <support/databases.h>
#include <support/facts.h>
#include <support/handclock.h>
#include <support/needles.h>
#include <support/places.h>
#include <support/ran.h>
#include <support/testkeys.h>
#include <support/wireclient.h>

#include <pki/signing.h>
#include <server/server.h>
#include <storage/backup.h>
#include <storage/sqliteaudit.h>
#include <storage/sqlitedestruction.h>
#include <storage/sqlitejournal.h>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Step = DestructionStep;

namespace
{

constexpr int kPlanted = 1'000;

/// Letters alone: nothing that the guard could take for a number of somebody.
QString plantedText()
{
    QString text;
    for (int i = 0; i < 24; ++i)
        text += QChar(u'a' + QRandomGenerator::global()->bounded(26));
    return text;
}

/// Keeps what records and facts were sealed as.
class WatchingCipher final : public PayloadCipher
{
public:
    explicit WatchingCipher(const PayloadCipher &inner) : m_inner(inner) { }
    Result<QByteArray> seal(QByteArrayView plain, QByteArrayView associated) const override
    {
        auto sealed = m_inner.seal(plain, associated);
        if (sealed && (associated.startsWith("cortege journal ") || associated.startsWith("cortege facts ")))
            m_records.push_back(*sealed);
        return sealed;
    }
    Result<QByteArray> open(QByteArrayView sealed, QByteArrayView associated) const override
    {
        return m_inner.open(sealed, associated);
    }
    const std::vector<QByteArray> &records() const { return m_records; }

private:
    const PayloadCipher &m_inner;
    mutable std::vector<QByteArray> m_records;
};

QString fileWith(const QString &path, const QByteArray &content)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    REQUIRE(file.write(content) == content.size());
    return path;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    INFO(path.toStdString());
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

/// A platform with records, persons who may destroy them, and a clock that the test moves.
class Ending
{
public:
    explicit Ending(EngineKind kind, UtcTime start = SystemClock().now()) : clock(start), m_kind(kind), m_database(kind)
    {
        REQUIRE(QDir().mkdir(folder()));
        keys = folder() + u"/cles"_s;
        REQUIRE(QDir().rename(m_keys.folder(), keys));
        m_ring = wanted(pki::Keyring::open(keys));
        const QDate notified = toParis(start).date().addYears(-4).addDays(10);
        const DpoNotice told { notified, u"essai"_s };
        recordAct(database(), ConventionNotified { notified }, start);
        recordAct(database(), AnnexeVersion { kAnnexeVersion, told, told, u"essai"_s }, start);
        ends = midnight(notified.addYears(4));
        preparer = enter(u"Qui prépare"_s);
        city = enter(u"Autorité de la Ville"_s);
        prefecture = enter(u"Autorité de la Préfecture"_s);
        declare(*city, Party::City);
        declare(*prefecture, Party::Prefecture);
    }

    QString database() const
    {
        return m_kind == EngineKind::Sqlite ? folder() + u"/plateforme.sqlite"_s : m_database.where();
    }
    QString folder() const { return m_folder.filePath(u"plateforme"_s); }
    QString path(const QString &file) const { return folder() + u'/' + file; }
    bool isFile() const { return m_kind == EngineKind::Sqlite; }
    const pki::Keyring &ring() const { return *m_ring; }
    TestAuthority &authority() { return m_authority; }

    /// Records with these subjects; a few are long, so that SQLite and PostgreSQL put them elsewhere.
    void save(const std::vector<QString> &subjects, const PayloadCipher &cipher)
    {
        const auto writer = wanted(storage::SqliteJournalWriter::open(database(), cipher));
        std::vector<Write> writes;
        for (const QString &subject : subjects) {
            EventRecord record = visit(subject);
            if (writes.size() % 10 == 0)
                record.description = (subject + u' ').repeated(250);
            writes.push_back({ RequestId::make(), author, EventId::make(), 0, record, clock.now() });
        }
        for (const WriteResult &result : wanted(writer->apply(writes)))
            REQUIRE(result);
    }
    /// A source with facts, few enough that no page ends in the midst of a sealed value.
    void addFacts(const PayloadCipher &cipher)
    {
        const auto writer = wanted(storage::SqliteJournalWriter::open(database(), cipher));
        const std::vector<FactWrite> writes { { RecordSource { source(u"essai"_s) }, author, clock.now() },
            { AddFacts { 1, blockOf(0, 20) }, author, clock.now() } };
        for (const FactWriteResult &result : wanted(writer->facts().apply(writes)))
            REQUIRE(result);
    }
    server::ServerSettings settings()
    {
        server::ServerSettings settings;
        settings.database = database();
        settings.keys = keys;
        settings.anchor = path(u"audit-anchor"_s);
        settings.tls = m_authority.server();
        return settings;
    }

    QStringList as(const TestPerson &person) const
    {
        return { u"--as-certificate"_s, person.files.certificateChain, u"--as-key"_s, person.files.key };
    }
    Ran destruction(const QString &command, const QStringList &words)
    {
        return run(QStringList { u"destruction"_s, command, u"--database"_s, database() } + words, clock);
    }
    Ran plan() { return destruction(u"plan"_s, { u"--keys"_s, keys }); }
    Ran prepare(const TestPerson &by, const QString &out, const QStringList &more = {})
    {
        return destruction(u"prepare"_s, QStringList { u"--keys"_s, keys, u"--out"_s, path(out) } + more + as(by));
    }
    Ran confirm(const TestPerson &by, const QString &bordereau)
    {
        return destruction(u"confirm"_s, QStringList { u"--keys"_s, keys, u"--bordereau"_s, path(bordereau) } + as(by));
    }
    QStringList carryOutWords(const TestPerson &by) const
    {
        return QStringList { u"--keys"_s, keys, u"--out"_s, path(u"pv"_s) } + as(by);
    }
    Ran carryOut(const TestPerson &by) { return destruction(u"carry-out"_s, carryOutWords(by)); }
    Ran verify(const QStringList &more = {}) { return destruction(u"verify"_s, more); }
    std::vector<RecordedStep> steps() const
    {
        return wanted(wanted(storage::SqliteDestruction::open(database(), storage::Access::ReadOnly))->steps());
    }
    std::vector<AuditFault> auditFaults() const
    {
        return wanted(wanted(storage::SqliteAuditReader::open(database()))->verify({})).faults;
    }

    HandClock clock;
    QString keys;
    UtcTime ends;
    Author author { PersonId::make(), u"Agent (DOPC)"_s };
    std::optional<TestPerson> preparer;
    std::optional<TestPerson> city;
    std::optional<TestPerson> prefecture;

    TestPerson enter(const QString &name)
    {
        TestPerson made = m_authority.person(name, {});
        const auto persons = wanted(storage::SqlitePersonRegister::open(database(), storage::Access::ReadWrite));
        wanted(persons->add(made.person));
        wanted(persons->bind(made.fingerprint, made.person.id, clock.now()));
        return made;
    }

private:
    void declare(const TestPerson &person, Party party)
    {
        wanted(wanted(storage::SqliteHabilitations::open(database(), storage::Access::ReadWrite))
                ->declare({ person.person.id, party, u"essai"_s, clock.now(), std::nullopt }));
    }

    QTemporaryDir m_folder;
    EngineKind m_kind;
    test::Database m_database; ///< PostgreSQL's
    TestKeys m_keys;
    TestAuthority m_authority;
    std::unique_ptr<pki::Keyring> m_ring;
};

/// Three pieces of each sealed record: its nonce, its middle, its end.
Needles piecesOf(const std::vector<QByteArray> &records)
{
    Needles pieces;
    for (const QByteArray &record : records) {
        REQUIRE(record.size() > 64);
        pieces.add(record.sliced(6, 12));
        pieces.add(record.sliced(record.size() / 2, 16));
        pieces.add(record.last(16));
    }
    return pieces;
}

/// PostgreSQL's data, brought to its files; the old segments of its log go, as docs/operations.md has the operator do.
QString clusterOnDisk(const Ending &ending)
{
    for (const QByteArray &sql : { QByteArray("ALTER SYSTEM SET wal_recycle = off"),
             QByteArray("SELECT pg_reload_conf()"), QByteArray("SELECT pg_switch_wal()"), QByteArray("CHECKPOINT"),
             QByteArray("SELECT pg_switch_wal()"), QByteArray("CHECKPOINT") })
        Postgresql::change(ending.database(), sql);
    return test::Database::postgresql().folder();
}

QSet<size_t> foundEverywhere(const Needles &needles, const Ending &ending)
{
    QSet<size_t> found = needles.foundIn(ending.folder());
    if (!ending.isFile())
        found |= needles.foundIn(clusterOnDisk(ending));
    return found;
}

void succeeded(const Ran &ran)
{
    INFO(ran.said.toStdString() << ran.complained.toStdString());
    REQUIRE(ran.code == 0);
}

/// The same for everybody who has the database and no keys.
void checkDestroyed(Ending &ending)
{
    succeeded(ending.verify());
    CHECK(ending.auditFaults().empty());
    CHECK(run({ u"convention"_s, u"show"_s, u"--database"_s, ending.database() }, ending.clock)
            .said.contains(u"ont été détruites"));
    const server::Log log(ending.clock);
    const auto refused = server::Server::start(ending.settings(), ending.clock, log);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().detail.contains(u"the data was destroyed"));
    // New keys do not open it again either.
    wanted(pki::Keyring::create(ending.keys, ending.clock.now()));
    const auto still = server::Server::start(ending.settings(), ending.clock, log);
    REQUIRE_FALSE(still);
    CHECK(still.error().detail.contains(u"the data was destroyed"));
}

} // namespace

TEST_CASE("after the destruction no byte of a record is left, sealed or not, and the audit still verifies")
{
    Ending ending(eachEngine());
    std::vector<QString> subjects;
    Needles clear;
    for (int i = 0; i < kPlanted; ++i) {
        subjects.push_back(plantedText());
        clear.add(subjects.back().toUtf8());
    }
    const WatchingCipher watching(ending.ring());
    ending.save(subjects, watching);
    REQUIRE(watching.records().size() == kPlanted);
    ending.addFacts(watching);
    REQUIRE(watching.records().size() == kPlanted + 3); // a source, keys, columns
    const Needles sealed = piecesOf(watching.records());

    // The harness can fail: it finds what lies about in clear, and each piece of each sealed record where it is.
    const QString leak = fileWith(ending.path(u"fuite"_s), subjects.front().toUtf8());
    CHECK(foundEverywhere(clear, ending) == QSet<size_t> { 0 });
    REQUIRE(QFile::remove(leak));
    {
        const server::Log log(ending.clock);
        const auto server = wanted(server::Server::start(ending.settings(), ending.clock, log));
        CHECK(foundEverywhere(sealed, ending).size() == sealed.count());
        if (ending.isFile()) {
            wanted(storage::backUp(ending.database(), ending.path(u"sauvegarde.sqlite"_s), ending.ring()));
            wanted(storage::backUp(ending.database(), ending.path(u"oubliee.sqlite"_s), ending.ring()));
        }
        CHECK(ending.plan().code == 1); // it has not ended
        CHECK(ending.plan().complained.contains(u"has not ended"));
        const TestPerson agent = ending.enter(u"Claire Martin"_s);
        wanted(wanted(Grantor::make(ending.authority().authority().clients, ending.database(), ending.clock))
                ->grant(agent.person.id, Role::Entry));
        WireClient client(server->port(), *pki::clientConfiguration(agent.files));
        client.login();
        ending.clock.set(ending.ends + 24h);
        CHECK(client.closeCodeAtEnd() == int(protocol::CloseCode::NotInForce));
        const Ran plan = ending.plan();
        succeeded(plan);
        CHECK(plan.said.contains(u"1000, en 1000 versions"));
        CHECK(plan.said.contains(u"Faits : 20 ; leurs sources : 1"));
        CHECK(ending.steps().empty());
        succeeded(ending.prepare(*ending.preparer, u"bordereau.json"_s,
            ending.isFile() ? QStringList { u"--backup"_s, ending.path(u"sauvegarde.sqlite"_s) } : QStringList()));
        succeeded(ending.confirm(*ending.prefecture, u"bordereau.json"_s));
        const Ran under = ending.carryOut(*ending.prefecture);
        CHECK(under.code == 1); // under a server
        CHECK(QFile::exists(ending.keys + u"/master-1.key"_s));
    }
    const QString forgotten = ending.path(u"oubliee.sqlite"_s);
    const QString elsewhere = ending.path(u"../oubliee.sqlite"_s);
    if (ending.isFile())
        REQUIRE(QFile::rename(forgotten, elsewhere));
    succeeded(ending.carryOut(*ending.prefecture));

    CHECK(foundEverywhere(clear, ending).isEmpty());
    CHECK(foundEverywhere(sealed, ending).isEmpty());
    CHECK_FALSE(QFile::exists(ending.path(u"sauvegarde.sqlite"_s)));
    CHECK(pki::Keyring::open(ending.keys).error().kind == Failure::NotFound);
    if (ending.isFile()) { // of a backup that nobody thought of there is no way to anything
        CHECK(clear.foundIn(QFileInfo(elsewhere).path()).isEmpty());
        const TestKeys others;
        CHECK(storage::SqliteJournalReader::open(elsewhere, others.cipher()).error().kind == Failure::Forbidden);
        CHECK(ending.verify({ u"--scan"_s, elsewhere }).code == 1); // and it is found as such
    }
    const auto anchor = run(
        { u"audit"_s, u"verify"_s, u"--database"_s, ending.database(), u"--anchor"_s, ending.path(u"audit-anchor"_s) },
        ending.clock);
    succeeded(anchor);
    const QByteArray proceedings = contentOf(ending.path(u"pv/proces-verbal-destruction.json"_s));
    CHECK(wanted(pki::checkDetached(proceedings, contentOf(ending.path(u"pv/proces-verbal-destruction.json.p7s"_s))))
        == ending.prefecture->fingerprint);
    const QByteArray pdf = contentOf(ending.path(u"pv/proces-verbal-destruction.pdf"_s));
    CHECK(pdf.startsWith("%PDF-1.4"));
    CHECK(wanted(pki::checkDetached(pdf, contentOf(ending.path(u"pv/proces-verbal-destruction.pdf.p7s"_s))))
        == ending.prefecture->fingerprint);
    const QJsonObject said = QJsonDocument::fromJson(proceedings).object();
    CHECK(said.value(u"dansLeDelai"_s).toBool());
    CHECK(said.value(u"signatures"_s).toArray().size() == 3);
    CHECK(said.value(u"recherche"_s)[u"trouves"_s].toArray().isEmpty());
    CHECK(said.value(u"bordereau"_s).toString().toUtf8() == contentOf(ending.path(u"bordereau.json"_s)));
    checkDestroyed(ending);
}

TEST_CASE("two persons sign, the second an authority of the other party, and both for the data that is there")
{
    Ending ending(eachEngine());
    ending.save({ u"Visite"_s, u"Autre visite"_s }, ending.ring());
    CHECK(ending.prepare(*ending.preparer, u"trop-tot.json"_s).code == 1);
    ending.clock.set(ending.ends + 1h);
    CHECK(ending.carryOut(*ending.preparer).code == 1); // nothing is prepared
    succeeded(ending.prepare(*ending.city, u"ville.json"_s));
    CHECK(ending.confirm(*ending.city, u"ville.json"_s).complained.contains(u"does not confirm it"));
    CHECK(ending.confirm(*ending.preparer, u"ville.json"_s).complained.contains(u"authority of the other party"));
    CHECK(ending.carryOut(*ending.city).complained.contains(u"not confirmed"));

    // The Préfecture's authority prepares anew: what was there before counts no more, and the city confirms.
    ending.clock.advance(1h);
    succeeded(ending.prepare(*ending.prefecture, u"prefecture.json"_s));
    CHECK(ending.confirm(*ending.city, u"ville.json"_s).complained.contains(u"prepared last"));
    fileWith(ending.path(u"autre.json"_s), contentOf(ending.path(u"prefecture.json"_s)) + '\n');
    CHECK(ending.confirm(*ending.city, u"autre.json"_s).complained.contains(u"prepared last"));

    SECTION("a record more")
    {
        ending.save({ u"Encore"_s }, ending.ring());
        CHECK(ending.confirm(*ending.city, u"prefecture.json"_s).complained.contains(u"records"));
    }
    SECTION("facts more")
    {
        ending.addFacts(ending.ring());
        CHECK(ending.confirm(*ending.city, u"prefecture.json"_s).complained.contains(u"records"));
    }
    SECTION("a key more")
    {
        wanted(pki::Keyring::rotate(ending.keys, ending.clock.now()));
        CHECK(ending.confirm(*ending.city, u"prefecture.json"_s).complained.contains(u"keys"));
    }
    SECTION("a record more once it is confirmed")
    {
        succeeded(ending.confirm(*ending.city, u"prefecture.json"_s));
        ending.save({ u"Encore"_s }, ending.ring());
        CHECK(ending.carryOut(*ending.city).complained.contains(u"records"));
        CHECK(QFile::exists(ending.keys + u"/master-1.key"_s));
    }
    SECTION("the end was an error")
    {
        succeeded(ending.confirm(*ending.city, u"prefecture.json"_s));
        ending.clock.set(ending.ends - 1h);
        CHECK(ending.carryOut(*ending.city).complained.contains(u"has not ended"));
    }
    SECTION("a third person carries it out, or one of the two")
    {
        succeeded(ending.confirm(*ending.city, u"prefecture.json"_s));
        CHECK(ending.carryOut(*ending.preparer).complained.contains(u"one of the two persons"));
        succeeded(ending.carryOut(*ending.city));
        succeeded(ending.carryOut(*ending.prefecture)); // writes the procès-verbal again
        CHECK(ending.prepare(*ending.city, u"encore.json"_s).code == 1);
        checkDestroyed(ending);
    }
}

TEST_CASE("a signature that was altered is found, and so is an overdue destruction")
{
    Ending ending(EngineKind::Sqlite);
    ending.save({ u"Visite"_s }, ending.ring());
    ending.clock.set(ending.ends + 24h);
    const auto shown
        = [&] { return run({ u"convention"_s, u"show"_s, u"--database"_s, ending.database() }, ending.clock); };
    CHECK(shown().said.contains(u"sont à détruire au plus tard le"));
    {
        const server::Log log(ending.clock);
        const auto server = wanted(server::Server::start(ending.settings(), ending.clock, log));
        CHECK(server->health());
        ending.clock.set(ending.ends + 16 * 24h);
        CHECK(server->health().error().detail.contains(u"to be destroyed"));
    }
    CHECK(shown().complained.contains(u"En retard"));
    succeeded(ending.prepare(*ending.preparer, u"bordereau.json"_s));
    succeeded(ending.confirm(*ending.prefecture, u"bordereau.json"_s));
    succeeded(ending.carryOut(*ending.preparer));
    CHECK_FALSE(QJsonDocument::fromJson(contentOf(ending.path(u"pv/proces-verbal-destruction.json"_s)))
            .object()
            .value(u"dansLeDelai"_s)
            .toBool(true));
    succeeded(ending.verify());
    SECTION("of the bordereau")
    {
        changeSqlite(ending.database(),
            "UPDATE destruction SET content = CAST(replace(CAST(content AS TEXT), 'plateforme', 'autrement') AS BLOB) "
            "WHERE step = 'prepared'");
        CHECK(ending.verify().code == 1);
        CHECK_FALSE(ending.auditFaults().empty()); // the audit holds its hash
    }
    SECTION("of the procès-verbal")
    {
        changeSqlite(ending.database(), "UPDATE destruction SET content = x'7b7d' WHERE step = 'done'");
        CHECK(ending.verify().said.contains(u"signature du procès-verbal"));
    }
    SECTION("the confirmation is gone")
    {
        changeSqlite(ending.database(), "DELETE FROM destruction WHERE step = 'confirmed'");
        CHECK(ending.verify().code == 1);
    }
}

TEST_CASE("killed at any step, the destruction goes on where it was")
{
    // The real program, by the real clock: the convention has ended before.
    const UtcTime begin = SystemClock().now();
    Ending ending(EngineKind::Sqlite, begin);
    const WatchingCipher watching(ending.ring());
    ending.save(std::vector<QString>(200, u"Visite"_s), watching);
    const Needles sealed = piecesOf(watching.records());
    endConvention(ending.database(), begin);
    ending.clock.set(SystemClock().now());
    succeeded(ending.prepare(*ending.preparer, u"bordereau.json"_s));
    ending.clock.set(SystemClock().now());
    succeeded(ending.confirm(*ending.prefecture, u"bordereau.json"_s));
    const QStringList words = QStringList { u"destruction"_s, u"carry-out"_s, u"--database"_s, ending.database() }
        + ending.carryOutWords(*ending.prefecture);
    for (auto step = size_t(Step::Keys); step <= size_t(Step::Report); ++step) {
        QProcess admin;
        admin.start(binPath(u"cortege-admin"_s), words);
        REQUIRE(admin.waitForStarted());
        // As soon as the step is written down, wherever in it that is.
        REQUIRE(waitFor([&] { return ending.steps().size() > step || admin.state() == QProcess::NotRunning; }));
        admin.kill();
        REQUIRE(waitFor([&] { return admin.state() == QProcess::NotRunning; }));
        CHECK(ending.steps().size() > step);
        CHECK(ending.auditFaults().empty()); // in the midst of it as well
        const server::Log log(ending.clock);
        CHECK_FALSE(server::Server::start(ending.settings(), ending.clock, log));
    }
    ending.clock.set(SystemClock().now());
    CHECK(ending.carryOut(*ending.city).code == 1); // who did not sign does not go on with it
    succeeded(ending.carryOut(*ending.preparer));
    CHECK(sealed.foundIn(ending.folder()).isEmpty());
    checkDestroyed(ending);
}
