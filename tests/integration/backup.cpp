#include <support/places.h>
#include <support/station.h>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>

using namespace cortege;
using namespace cortege::client;
using namespace cortege::test;
using namespace Qt::StringLiterals;

namespace
{

struct Ran {
    int code = -1;
    QString said;
    QString complained;
};

/// One run of the real cortege-admin; the test's event loop turns meanwhile.
Ran admin(const QStringList &words)
{
    QProcess process;
    process.start(binPath(u"cortege-admin"_s), QStringList { u"--language"_s, u"fr"_s } + words);
    REQUIRE(waitUntil([&] { return process.state() == QProcess::NotRunning; }));
    REQUIRE(process.exitStatus() == QProcess::NormalExit);
    return { process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
        QString::fromUtf8(process.readAllStandardError()) };
}
Ran backUp(const TestServer &server, const QString &copy)
{
    return admin({ u"database"_s, u"backup"_s, u"--database"_s, server.database(), u"--keys"_s, server.keys(),
        u"--to"_s, copy });
}
Ran restore(const TestServer &server, const QString &copy)
{
    return admin({ u"database"_s, u"restore"_s, u"--database"_s, server.database(), u"--keys"_s, server.keys(),
        u"--from"_s, copy });
}
/// The audit's head is of the database that was there: docs/operations.md.
void putAnchorAside(const TestServer &server)
{
    REQUIRE(QFile::rename(server.anchor(), server.anchor() + u".avant"_s));
}

/// Keeps a workstation saving, one change after the other.
class Busy
{
public:
    explicit Busy(Station &station) : m_station(station)
    {
        m_next = QObject::connect(&station.platform(), &Platform::versionsArrived, &station.platform(), [this] {
            if (m_station.hasSentAll())
                save();
        });
        save();
    }
    ~Busy() { stop(); }
    Busy(const Busy &) = delete;
    Busy &operator=(const Busy &) = delete;
    void stop()
    {
        QObject::disconnect(m_next);
        REQUIRE(waitUntil([&] { return m_station.hasSentAll(); }));
    }

private:
    void save() { REQUIRE(m_station->save(EventId::make(), visit(u"Visite"_s))); }
    Station &m_station;
    QMetaObject::Connection m_next;
};

bool holdsJournal(const Station &station, const TestServer &server)
{
    return station.link() == Link::Online && station->replica().events() == stateOf(journalOf(server));
}

} // namespace

TEST_CASE("who comes back when a restored journal has passed its place sees that it is another")
{
    TestServer server;
    const QTemporaryDir folder;
    const QString copy = folder.filePath(u"copy.sqlite"_s);
    server.start();
    const auto claire = server.person(u"Claire"_s, Role::Entry);
    Station reader(server.profileOf(server.person(u"Paul"_s, Role::Analyst)), Platform::UnsentWork::None);
    reader.goOnline();
    const EventId lost = EventId::make();
    REQUIRE(backUp(server, copy).code == 0);
    {
        Station author(server.profileOf(claire));
        author.goOnline();
        REQUIRE(author->save(lost, visit(u"Perdue"_s)));
        REQUIRE(waitUntil([&] { return reader->replica().find(lost) != nullptr; }));
    }
    reader->stop();
    CHECK(server.terminate() == 0);
    REQUIRE(restore(server, copy).code == 0);
    putAnchorAside(server);
    server.start();
    Station author(server.profileOf(claire));
    author.goOnline();
    for (int i = 0; i < 3; ++i)
        REQUIRE(author->save(EventId::make(), visit(u"Autre"_s)));
    REQUIRE(waitUntil([&] { return author->replica().upTo() == 3; }));
    reader.start();
    REQUIRE(waitUntil([&] { return holdsJournal(reader, server); }));
    CHECK(reader->replica().find(lost) == nullptr);
}

TEST_CASE("a backup is made while saves go on; restored, it serves everybody again")
{
    TestServer server;
    const QTemporaryDir folder;
    const QString copy = folder.filePath(u"copy.sqlite"_s);
    server.start();
    Station author(server.profileOf(server.person(u"Claire"_s, Role::Entry)));
    Station reader(server.profileOf(server.person(u"Paul"_s, Role::Analyst)), Platform::UnsentWork::None);
    author.goOnline();
    reader.goOnline();

    Sequence before = 0;
    Sequence after = 0;
    {
        Busy busy(author);
        REQUIRE(waitUntil([&] { return reader->replica().upTo() > 20; }));
        before = reader->replica().upTo();
        const Ran made = backUp(server, copy);
        INFO(made.complained.toStdString());
        REQUIRE(made.code == 0);
        after = reader->replica().upTo();
        CHECK(after > before); // nobody waited for it
        REQUIRE(waitUntil([&] { return reader->replica().upTo() > after + 20; }));
        busy.stop();
    }
    const auto copied = storage::SqliteJournalReader::open(copy, server.cipher()).value()->lastSequence().value();
    CHECK(copied >= before);
    CHECK(admin({ u"database"_s, u"check"_s, u"--database"_s, copy, u"--keys"_s, server.keys() }).code == 0);
    CHECK(backUp(server, copy).code == 1); // it is there
    REQUIRE(waitUntil([&] { return holdsJournal(reader, server); }));
    const auto rows = journalOf(server);

    // Not under a server; then in its place, and what was there is kept.
    CHECK(restore(server, copy).code == 1);
    CHECK(journalOf(server) == rows);
    CHECK(server.terminate() == 0);
    const Ran restored = restore(server, copy);
    INFO(restored.complained.toStdString());
    REQUIRE(restored.code == 0);
    CHECK(restored.said.contains(u"ligne %1 "_s.arg(copied)));
    const QStringList kept = QFileInfo(server.database()).dir().entryList({ u"*.before-*"_s });
    REQUIRE(kept.size() == 1);
    CHECK(storage::SqliteJournalReader::open(QFileInfo(server.database()).dir().filePath(kept.front()), server.cipher())
              .value()
              ->since(0, 1'000'000)
              .value()
        == rows);

    // Both are beyond the journal's end: they begin anew, and have what it has.
    putAnchorAside(server);
    server.start();
    CHECK(server.logged(u"audit-anchor-made"_s).size() == 1);
    CHECK(std::ssize(journalOf(server)) == copied);
    REQUIRE(waitUntil([&] { return holdsJournal(reader, server) && holdsJournal(author, server); }));
    CHECK(reader->replica().upTo() == copied);
    const EventId event = EventId::make();
    REQUIRE(author->save(event, visit(u"Après"_s)));
    REQUIRE(waitUntil([&] { return reader->replica().find(event) != nullptr; }));
    CHECK(reader->replica().upTo() == copied + 1);
    CHECK(holdsJournal(reader, server));
}
