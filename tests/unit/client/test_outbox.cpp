#include <client/changecodec.h>
#include <client/outbox.h>
#include <storage/sqlitejournal.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>

#include <iostream>
#include <support/damage.h>
#include <support/generators.h>
#include <support/sqlitefile.h>
#include <support/testauthority.h>
#include <support/testkeys.h>

using namespace cortege;
using namespace cortege::client;
using namespace Qt::StringLiterals;
using State = PendingChange::State;
using protocol::ErrorCode;
using protocol::WireError;

namespace
{

const test::TestPerson &claire()
{
    static test::TestAuthority authority;
    static const test::TestPerson person = authority.person(u"Claire"_s, Role::Entry);
    return person;
}

const UtcTime kNow { std::chrono::seconds { 1'800'000'000 } };

EventRecord visit(const QString &subject)
{
    EventRecord record = emptyRecord(EventKind::OfficialVisit);
    record.subject = subject;
    return record;
}
QString subjectOf(const PendingChange &change) { return std::get<EventRecord>(change.change).subject; }

/// Memory where there is a disk of it: these tests kill programs, not machines, and need not wait for platters.
QString quickFolder()
{
    return QFileInfo(u"/dev/shm"_s).isWritable() ? u"/dev/shm/cortege-XXXXXX"_s
                                                 : QDir::tempPath() + u"/cortege-XXXXXX"_s;
}

/// An outbox on disk, and the version that the platform would make of a change.
struct Desk {
    QTemporaryDir dir { quickFolder() };
    QString folder = dir.filePath(u"data"_s);
    std::unique_ptr<Outbox> outbox = Outbox::open(folder, claire().files).value();
    Sequence sequence = 0;

    void reopen()
    {
        outbox.reset();
        outbox = Outbox::open(folder, claire().files).value();
    }
    PendingChange takeOne()
    {
        auto taken = outbox->take(1).value();
        REQUIRE(taken.size() == 1);
        return taken.front();
    }
    EventVersion versionOf(const PendingChange &change)
    {
        return { change.event, change.baseRevision + 1, ++sequence, EventState::Active, claire().person.author(), kNow,
            std::get<EventRecord>(change.change) };
    }
    EventVersion acknowledge(const PendingChange &change)
    {
        const EventVersion version = versionOf(change);
        outbox->acknowledged(change.request, version);
        return version;
    }
    void sabotage(const char *sql) const { test::changeSqlite(folder + u"/unsent.sqlite"_s, sql); }
    QByteArray everyByte() const
    {
        QByteArray bytes;
        QDirIterator files(folder, QDir::Files | QDir::Hidden);
        while (files.hasNext()) {
            QFile file(files.next());
            REQUIRE(file.open(QIODevice::ReadOnly));
            bytes += file.readAll();
        }
        return bytes;
    }
};

WireError refusal(ErrorCode code) { return { code, u"no"_s, {}, {} }; }
WireError conflictWith(const EventVersion &version) { return { ErrorCode::Conflict, u"newer"_s, {}, version }; }

} // namespace

// --- the rules -------------------------------------------------------------------------------------------------------

TEST_CASE("what certainly is personal data does not reach the disk, from wherever it comes")
{
    Desk desk;
    EventRecord record = visit(u"Visite"_s);
    record.description = u"Joindre au 06 12 34 56 78"_s;
    const EventId event = EventId::make();
    const auto saved = desk.outbox->save(event, record, {}, kNow);
    REQUIRE_FALSE(saved);
    CHECK(saved.error().kind == Failure::InvalidInput);
    CHECK(desk.outbox->pendingCount() == 0);
}

TEST_CASE("a save is on disk, and goes out once")
{
    Desk desk;
    const EventId event = EventId::make();
    REQUIRE(desk.outbox->save(event, visit(u"Visite"_s), {}, kNow));
    CHECK(desk.outbox->takeChanged() == std::vector { event });
    desk.reopen();
    const PendingChange kept = desk.outbox->pending(event).value();
    CHECK(kept.state == State::Waiting);
    CHECK(kept.baseRevision == 0);
    CHECK(kept.enteredAt == kNow);
    CHECK(subjectOf(kept) == u"Visite"_s);

    const PendingChange sent = desk.takeOne();
    CHECK(sent.request == kept.request);
    CHECK(desk.outbox->take(10).value().empty());
    desk.outbox->arrived(desk.acknowledge(sent).sequence);
    CHECK_FALSE(desk.outbox->pending(event));
    REQUIRE(desk.outbox->take(10)); // writes down that it is gone
    desk.reopen();
    CHECK(desk.outbox->allPending().empty());
}

TEST_CASE("a change that was sent and not answered is sent again as it was, also after a crash")
{
    Desk desk;
    const EventId event = EventId::make();
    REQUIRE(desk.outbox->save(event, visit(u"Un"_s), {}, kNow));
    const PendingChange sent = desk.takeOne();
    SECTION("the connection broke") { desk.outbox->connectionLost(); }
    SECTION("the program broke") { desk.reopen(); }
    SECTION("the platform asked for patience")
    {
        CHECK(desk.outbox->refused(sent.request, refusal(ErrorCode::Unavailable)));
    }
    // A correction does not touch it: the platform may have it already.
    REQUIRE(desk.outbox->save(event, visit(u"Deux"_s), {}, kNow));
    CHECK(desk.takeOne() == sent);
    CHECK(subjectOf(desk.outbox->pending(event).value()) == u"Deux"_s);
}

TEST_CASE("at most one change waits behind the one on its way, and continues from what that one made")
{
    Desk desk;
    const EventId event = EventId::make();
    REQUIRE(desk.outbox->save(event, visit(u"Un"_s), {}, kNow));
    const PendingChange first = desk.takeOne();
    REQUIRE(desk.outbox->save(event, visit(u"Deux"_s), {}, kNow));
    REQUIRE(desk.outbox->save(event, visit(u"Trois"_s), {}, kNow));
    CHECK(desk.outbox->allPending().size() == 2);
    CHECK(desk.outbox->take(10).value().empty()); // not before the first is answered

    EventVersion made = desk.versionOf(first);
    made.revision = 7; // whatever the platform says
    desk.outbox->acknowledged(first.request, made);
    const PendingChange second = desk.takeOne();
    CHECK(subjectOf(second) == u"Trois"_s);
    CHECK(second.baseRevision == 7);
    CHECK(second.base == made.record);
    CHECK(second.request != first.request);
}

TEST_CASE("an acknowledged change is to be seen until the replica has it, and is what the next one starts from")
{
    Desk desk;
    const EventId event = EventId::make();
    REQUIRE(desk.outbox->save(event, visit(u"Un"_s), {}, kNow));
    const EventVersion made = desk.acknowledge(desk.takeOne());
    CHECK(desk.outbox->pending(event).value().state == State::Sending);
    REQUIRE(desk.outbox->save(event, visit(u"Deux"_s), {}, kNow));
    const PendingChange second = desk.takeOne();
    CHECK(second.baseRevision == made.revision);
    desk.outbox->arrived(made.sequence);
    CHECK(subjectOf(desk.outbox->pending(event).value()) == u"Deux"_s);
}

TEST_CASE("a conflict keeps both sides until the person has decided")
{
    Desk desk;
    const EventId event = EventId::make();
    EventVersion theirs { event, 4, 40, EventState::Active, { PersonId::make(), u"Autre"_s }, kNow, visit(u"Leur"_s) };
    REQUIRE(desk.outbox->save(event, visit(u"Notre"_s), Basis { 3, visit(u"Avant"_s) }, kNow));
    const PendingChange sent = desk.takeOne();
    CHECK_FALSE(desk.outbox->refused(sent.request, conflictWith(theirs)));
    REQUIRE(desk.outbox->take(10)); // writes it down
    desk.reopen();
    const PendingChange conflict = desk.outbox->pending(event).value();
    CHECK(conflict.state == State::Conflict);
    CHECK(conflict.theirs == theirs);
    CHECK(conflict.base == visit(u"Avant"_s));
    CHECK(subjectOf(conflict) == u"Notre"_s);
    CHECK(desk.outbox->take(10).value().empty());

    SECTION("their version and ours, put together")
    {
        REQUIRE(desk.outbox->resolve(event, visit(u"Les deux"_s), kNow));
        const PendingChange again = desk.takeOne();
        CHECK(again.baseRevision == 4);
        CHECK(again.base == theirs.record);
        CHECK(again.request != sent.request);
        CHECK_FALSE(again.theirs);
    }
    SECTION("typing goes on before the decision")
    {
        REQUIRE(desk.outbox->save(event, visit(u"Notre, plus tard"_s), Basis::of(theirs), kNow));
        CHECK(desk.outbox->pending(event).value().state == State::Conflict);
        CHECK(desk.outbox->pending(event).value().theirs == theirs);
    }
    SECTION("cancelled all the same")
    {
        REQUIRE(desk.outbox->cancel(event, {}, kNow));
        const PendingChange again = desk.takeOne();
        CHECK(std::holds_alternative<Cancellation>(again.change));
        CHECK(again.baseRevision == 4);
    }
    SECTION("ours is given up")
    {
        REQUIRE(desk.outbox->giveUp(event));
        desk.reopen();
        CHECK(desk.outbox->allPending().empty());
    }
}

TEST_CASE("two who save the same have no conflict")
{
    Desk desk;
    const EventId event = EventId::make();
    const EventVersion theirs { event, 4, 40, EventState::Active, { PersonId::make(), u"Autre"_s }, kNow,
        visit(u"Pareil"_s) };
    REQUIRE(desk.outbox->save(event, visit(u"Pareil"_s), Basis { 3, {} }, kNow));
    CHECK_FALSE(desk.outbox->refused(desk.takeOne().request, conflictWith(theirs)));
    desk.outbox->arrived(40);
    CHECK(desk.outbox->allPending().empty());
}

TEST_CASE("the correction behind a failed change takes its place, with the same start")
{
    Desk desk;
    const EventId event = EventId::make();
    REQUIRE(desk.outbox->save(event, visit(u"Un"_s), Basis { 3, visit(u"Avant"_s) }, kNow));
    const PendingChange first = desk.takeOne();
    REQUIRE(desk.outbox->save(event, visit(u"Deux"_s), {}, kNow));
    SECTION("refused: it is sent instead")
    {
        CHECK_FALSE(desk.outbox->refused(first.request, refusal(ErrorCode::InvalidEvent)));
        const PendingChange second = desk.takeOne();
        CHECK(subjectOf(second) == u"Deux"_s);
        CHECK(second.baseRevision == 3);
        CHECK(second.base == visit(u"Avant"_s));
    }
    SECTION("conflict: it is what the person decides about")
    {
        const EventVersion theirs { event, 4, 9, EventState::Active, { PersonId::make(), u"A"_s }, kNow,
            visit(u"Leur"_s) };
        CHECK_FALSE(desk.outbox->refused(first.request, conflictWith(theirs)));
        const PendingChange left = desk.outbox->pending(event).value();
        CHECK(left.state == State::Conflict);
        CHECK(subjectOf(left) == u"Deux"_s);
        CHECK(left.base == visit(u"Avant"_s));
        CHECK(left.theirs == theirs);
    }
    CHECK(desk.outbox->allPending().size() == 1);
    REQUIRE(desk.outbox->take(0));
    const auto before = desk.outbox->allPending();
    desk.reopen();
    CHECK(desk.outbox->allPending() == before);
}

TEST_CASE("a refused change keeps its cause, and goes out corrected as another request")
{
    Desk desk;
    const EventId event = EventId::make();
    REQUIRE(desk.outbox->save(event, visit(u"Un"_s), {}, kNow));
    const PendingChange sent = desk.takeOne();
    WireError error = refusal(ErrorCode::InvalidEvent);
    error.issues = { { Field::Subject, Rule::TooLong, -1, 300 } };
    CHECK_FALSE(desk.outbox->refused(sent.request, error));
    REQUIRE(desk.outbox->take(10));
    desk.reopen();
    CHECK(desk.outbox->pending(event).value().error == error);
    CHECK(desk.outbox->pending(event).value().state == State::Refused);

    REQUIRE(desk.outbox->resolve(event, visit(u"Court"_s), kNow));
    const PendingChange again = desk.takeOne();
    CHECK(again.request != sent.request);
    CHECK_FALSE(again.error);
    CHECK(subjectOf(again) == u"Court"_s);
}

TEST_CASE("cancelling")
{
    Desk desk;
    const EventId event = EventId::make();
    SECTION("what the platform never heard of is forgotten")
    {
        REQUIRE(desk.outbox->save(event, visit(u"Un"_s), {}, kNow));
        REQUIRE(desk.outbox->cancel(event, {}, kNow));
        CHECK(desk.outbox->allPending().empty());
        CHECK_FALSE(desk.outbox->hasWork());
    }
    SECTION("what may have reached it is cancelled there")
    {
        REQUIRE(desk.outbox->save(event, visit(u"Un"_s), {}, kNow));
        const PendingChange sent = desk.takeOne();
        REQUIRE(desk.outbox->cancel(event, {}, kNow));
        SECTION("it had")
        {
            desk.acknowledge(sent);
            const PendingChange cancel = desk.takeOne();
            CHECK(std::holds_alternative<Cancellation>(cancel.change));
            CHECK(cancel.baseRevision == 1);
            CHECK(cancel.base == visit(u"Un"_s));
        }
        SECTION("it had not, and wants it not")
        {
            CHECK_FALSE(desk.outbox->refused(sent.request, refusal(ErrorCode::Forbidden)));
            CHECK(desk.outbox->allPending().empty());
        }
    }
    SECTION("what nobody knows is not found")
    {
        CHECK(desk.outbox->cancel(event, {}, kNow).error().kind == Failure::NotFound);
    }
}

TEST_CASE("what breaks a rule is not kept, and says which")
{
    Desk desk;
    const auto refused = desk.outbox->save(EventId::make(), visit({}), {}, kNow);
    REQUIRE_FALSE(refused);
    CHECK(refused.error() == Error { Failure::InvalidInput, u"objet: required"_s });
    CHECK(desk.outbox->allPending().empty());
}

TEST_CASE("nothing to decide, nothing to give up")
{
    Desk desk;
    const EventId event = EventId::make();
    CHECK(desk.outbox->resolve(event, visit(u"Un"_s), kNow).error().kind == Failure::NotFound);
    CHECK(desk.outbox->giveUp(event).error().kind == Failure::NotFound);
    REQUIRE(desk.outbox->save(event, visit(u"Un"_s), {}, kNow));
    CHECK(desk.outbox->resolve(event, visit(u"Un"_s), kNow).error().kind == Failure::NotFound);
    desk.takeOne();
    CHECK(desk.outbox->giveUp(event).error().kind == Failure::Conflict);
}

TEST_CASE("drafts and models outlive the program, each under its identifier")
{
    Desk desk;
    const EventId one = EventId::make();
    const EventId two = EventId::make();
    REQUIRE(desk.outbox->keepPaper(Paper::Draft, one, "a"));
    REQUIRE(desk.outbox->keepPaper(Paper::Draft, one, "ab"));
    REQUIRE(desk.outbox->keepPaper(Paper::Draft, two, QByteArray("\0\xff", 2)));
    REQUIRE(desk.outbox->keepPaper(Paper::Model, one, "m"));
    desk.reopen();
    CHECK(desk.outbox->papers(Paper::Draft).value()
        == QHash<EventId, QByteArray> { { one, "ab" }, { two, QByteArray("\0\xff", 2) } });
    REQUIRE(desk.outbox->dropPaper(Paper::Draft, one));
    REQUIRE(desk.outbox->dropPaper(Paper::Draft, one));
    desk.reopen();
    CHECK(desk.outbox->papers(Paper::Draft).value().size() == 1);
    CHECK(desk.outbox->papers(Paper::Model).value() == QHash<EventId, QByteArray> { { one, "m" } });
    CHECK(desk.outbox->damaged() == 0);
    CHECK(desk.outbox->allPending().empty());
}

// --- the disk --------------------------------------------------------------------------------------------------------

TEST_CASE("no word of a change or a draft is readable in any file")
{
    Desk desk;
    EventRecord record = visit(u"Rassemblement Émeraude"_s);
    record.description = u"planted-description"_s;
    std::get<OfficialVisit>(record.particulars).addresses = { { u"42 rue Plantée"_s, GeoPoint { 5.37, 43.3 } } };
    const EventId event = EventId::make();
    for (int i = 0; i < 50; ++i)
        REQUIRE(desk.outbox->save(i ? EventId::make() : event, record, Basis { 1, record }, kNow));
    REQUIRE(desk.outbox->keepPaper(Paper::Draft, event, "planted-draft"));
    const auto looked = [&] {
        const QByteArray bytes = desk.everyByte();
        CHECK(bytes.size() > 50'000);
        for (const QByteArray &word :
            { QByteArray("meraude"), QByteArray("planted-description"), QByteArray("planted-draft"),
                QByteArray("Plant"), QByteArray("visiteOfficielle"), QByteArray("43.3"), event.toString().toUtf8() }) {
            INFO(word.toStdString());
            CHECK_FALSE(bytes.contains(word));
        }
    };
    looked(); // with the write-ahead log
    desk.outbox.reset();
    looked();
}

TEST_CASE("two programs do not open the same folder")
{
    Desk desk;
    CHECK(Outbox::open(desk.folder, claire().files).error().kind == Failure::Conflict);
    desk.outbox.reset();
    CHECK(Outbox::open(desk.folder, claire().files));
}

TEST_CASE("another certificate opens nothing and deletes nothing")
{
    test::TestAuthority authority;
    Desk desk;
    REQUIRE(desk.outbox->save(EventId::make(), visit(u"Un"_s), {}, kNow));
    desk.outbox.reset();
    const QByteArray before = desk.everyByte();
    const auto opened = Outbox::open(desk.folder, authority.person(u"Claire"_s, Role::Entry).files);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == Failure::Corrupt);
    CHECK(opened.error().detail.contains("unsent.key"_L1));
    CHECK(desk.everyByte() == before);
    desk.reopen();
    CHECK(desk.outbox->allPending().size() == 1);
}

TEST_CASE("without its key the unsent work is left alone")
{
    Desk desk;
    desk.outbox.reset();
    REQUIRE(QFile::remove(desk.folder + u"/unsent.key"_s));
    CHECK(Outbox::open(desk.folder, claire().files).error().kind == Failure::Corrupt);
    CHECK_FALSE(QFile::exists(desk.folder + u"/unsent.key"_s));
}

TEST_CASE("damaged rows are counted and kept, the others work")
{
    Desk desk;
    for (int i = 0; i < 4; ++i)
        REQUIRE(desk.outbox->save(EventId::make(), visit(QString::number(i)), {}, kNow));
    REQUIRE(desk.outbox->keepPaper(Paper::Draft, EventId::make(), "draft"));
    desk.outbox.reset();
    SECTION("one bit") { desk.sabotage("UPDATE unsent SET sealed = zeroblob(60) WHERE place IN (1, 2)"); }
    SECTION("two changes that change places")
    {
        desk.sabotage("UPDATE unsent SET place = 100 WHERE place = 1; UPDATE unsent SET place = 1 WHERE place = 2;"
                      "UPDATE unsent SET place = 2 WHERE place = 100");
    }
    SECTION("a draft given out as a change, a change as a draft")
    {
        desk.sabotage("UPDATE unsent SET kind = 1 WHERE place = 5; UPDATE unsent SET kind = 2 WHERE place = 1");
    }
    SECTION("kinds that nobody knows") { desk.sabotage("UPDATE unsent SET kind = 9 WHERE place IN (1, 2)"); }
    desk.reopen();
    CHECK(desk.outbox->damaged() == 2);
    CHECK(
        desk.outbox->allPending().size() + static_cast<size_t>(desk.outbox->papers(Paper::Draft).value().size()) == 3);
    REQUIRE(desk.outbox->save(EventId::make(), visit(u"Neuf"_s), {}, kNow));
    desk.reopen();
    CHECK(desk.outbox->damaged() == 2);
}

TEST_CASE("a damaged page of the file costs what lay on it, is told, and nothing else is lost from sight")
{
    Desk desk;
    constexpr int kChanges = 100;
    for (int i = 0; i < kChanges; ++i) {
        EventRecord record = visit(QString::number(i));
        record.description = QString(2'000, u'x'); // a page holds one
        REQUIRE(desk.outbox->save(EventId::make(), record, {}, kNow));
    }
    desk.outbox.reset();
    test::damagePage(desk.folder + u"/unsent.sqlite"_s);
    desk.reopen();
    CHECK(desk.outbox->damaged() == 1);
    const auto pending = desk.outbox->allPending();
    CHECK(pending.size() >= kChanges - 3);
    CHECK(pending.size() < kChanges);
    CHECK(subjectOf(pending.front()) == u"0"_s);
    CHECK(subjectOf(pending.back()) == QString::number(kChanges - 1));
    CHECK(desk.outbox->save(EventId::make(), visit(u"Neuf"_s), {}, kNow));
}

TEST_CASE("a folder that cannot be made is an error")
{
    CHECK(Outbox::open(u"/proc/nowhere"_s, claire().files).error().kind == Failure::Unavailable);
}

TEST_CASE("ten thousand entries")
{
    Desk desk;
    for (int i = 0; i < 10'000; ++i)
        REQUIRE(desk.outbox->save(EventId::make(), visit(QString::number(i)), {}, kNow));
    desk.reopen();
    CHECK(desk.outbox->allPending().size() == 10'000);
    CHECK(subjectOf(desk.outbox->allPending().back()) == u"9999"_s);
    int taken = 0;
    while (desk.outbox->hasWork()) {
        const auto portion = desk.outbox->take(1000).value();
        for (const PendingChange &change : portion) {
            CHECK(subjectOf(change) == QString::number(taken++));
            desk.acknowledge(change);
        }
    }
    CHECK(taken == 10'000);
    desk.outbox->arrived(desk.sequence);
    desk.reopen();
    CHECK(desk.outbox->allPending().empty());
}

// --- crashes ---------------------------------------------------------------------------------------------------------

/// The child of the next test: saves for ever, and says so after each.
TEST_CASE("keep saving until killed", "[.child]")
{
    const auto path = [](const char *name) { return qEnvironmentVariable(name); };
    const auto outbox = Outbox::open(path("FOLDER"), { path("CERTIFICATE"), path("KEY"), path("AUTHORITY") }).value();
    QList<EventId> events;
    for (const QString &id : path("EVENTS").split(u','))
        events << EventId::parse(id).value();
    for (int n = qEnvironmentVariableIntValue("FIRST");; ++n) {
        const EventId &event = events[n % events.size()];
        REQUIRE(outbox->save(event, visit(QString::number(n)), {}, kNow));
        if (n % 3 == 0)
            REQUIRE(outbox->keepPaper(Paper::Draft, event, QByteArray::number(n)));
        std::cout << "saved " << n << std::endl;
        if (n % 7 == 0)
            REQUIRE(outbox->take(1));
    }
}

TEST_CASE("a program killed at any moment has lost no save that it had confirmed")
{
    Desk desk;
    desk.outbox.reset();
    QList<EventId> events;
    QStringList ids;
    for (int i = 0; i < 5; ++i)
        ids << events.emplace_back(EventId::make()).toString();
    int first = 1;
    for (int round = 0; round < 12; ++round) {
        QProcess child;
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const auto &[name, value] :
            { std::pair(u"FOLDER"_s, desk.folder), std::pair(u"CERTIFICATE"_s, claire().files.certificateChain),
                std::pair(u"KEY"_s, claire().files.key), std::pair(u"AUTHORITY"_s, claire().files.serverAuthority),
                std::pair(u"EVENTS"_s, ids.join(u',')), std::pair(u"FIRST"_s, QString::number(first)) })
            environment.insert(name, value);
        child.setProcessEnvironment(environment);
        child.start(QCoreApplication::applicationFilePath(), { u"keep saving until killed"_s });
        QByteArray said;
        const int enough = 3 + QRandomGenerator::global()->bounded(40);
        while (said.count("saved ") < enough) {
            REQUIRE(child.waitForReadyRead(60'000));
            said += child.readAllStandardOutput();
        }
        child.kill();
        REQUIRE(child.waitForFinished(60'000));
        said += child.readAllStandardOutput();
        const QByteArray whole = said.left(said.lastIndexOf('\n'));
        const int last = whole.mid(whole.lastIndexOf(' ') + 1).toInt();
        REQUIRE(last >= first + enough - 1);

        desk.reopen();
        CHECK(desk.outbox->damaged() == 0);
        const auto drafts = desk.outbox->papers(Paper::Draft).value();
        for (int n = std::max(first, last - 4); n <= last; ++n) {
            const EventId &event = events[n % events.size()];
            CHECK(subjectOf(desk.outbox->pending(event).value()).toInt() >= n);
            CHECK((n % 3 != 0 || drafts.value(event).toInt() >= n));
        }
        CHECK(desk.outbox->allPending().size() <= 10);
        desk.outbox.reset();
        first = last + 100;
    }
}

// --- any course of events --------------------------------------------------------------------------------------------

namespace
{

/// A person, an outbox that may break down at any moment, and the real journal behind an unreliable line.
class Course
{
public:
    Course()
    {
        for (int i = 0; i < 3; ++i)
            m_events.push_back(EventId::make());
    }

    void step()
    {
        switch (*rc::gen::inRange(0, 14)) {
        case 0:
        case 1:
        case 2:
            save();
            break;
        case 3:
            cancel();
            break;
        case 4:
            resolve();
            break;
        case 5:
            giveUp();
            break;
        case 6:
            writeOfAnother();
            break;
        case 7:
            reopen();
            break;
        case 8:
            m_desk.outbox->connectionLost();
            m_sent.clear();
            break;
        case 9:
            hear(*rc::gen::inRange<Sequence>(0, 4));
            break;
        default:
            talk();
        }
        check();
    }

    /// The line and the platform work at last, and the person has no more wishes.
    void drain()
    {
        for (int round = 0; round < 20; ++round) {
            hear(1'000);
            m_desk.outbox->connectionLost();
            const auto taken = m_desk.outbox->take(100).value();
            for (const PendingChange &change : taken)
                answer(change, false);
            check();
        }
        hear(1'000);
        for (const PendingChange &left : m_desk.outbox->allPending())
            RC_ASSERT(left.state == State::Conflict || left.state == State::Refused);
        for (const EventId &event : m_events) {
            if (!m_desk.outbox->pending(event))
                RC_ASSERT(!m_wish.contains(event));
        }
    }

private:
    std::vector<EventVersion> journal() { return m_reader->since(0, 100'000).value(); }
    std::optional<EventVersion> standing(const EventId &event, Sequence upTo)
    {
        std::optional<EventVersion> found;
        for (const EventVersion &version : journal()) {
            if (version.id == event && version.sequence <= upTo)
                found = version;
        }
        return found;
    }
    Basis basis(const EventId &event)
    {
        const auto known = standing(event, m_upTo);
        return known ? Basis::of(*known) : Basis {};
    }
    const EventId &anyEvent() { return m_events[*rc::gen::inRange<size_t>(0, m_events.size())]; }
    EventRecord anyWish()
    {
        EventRecord record = test::anyRecord();
        record.subject = QString::number(++m_number);
        return record;
    }
    /// After a crash the replica fills anew. Nobody can edit what he does not see, and who edits an older version of
    /// his own meanwhile meets the newer one as a conflict, as he must.
    bool inSight(const EventId &event)
    {
        if (m_desk.outbox->pending(event))
            return true;
        const auto all = journal();
        const auto unseen = [&](const EventVersion &version) {
            return version.id == event && version.sequence > m_upTo
                && (version.author == kOurs || version.revision == 1);
        };
        return std::ranges::none_of(all, unseen);
    }

    void save()
    {
        const EventId event = anyEvent();
        if (!inSight(event))
            return;
        const EventRecord record = anyWish();
        RC_ASSERT(m_desk.outbox->save(event, record, basis(event), kNow).has_value());
        m_wish.insert(event, record);
    }
    void cancel()
    {
        const EventId event = anyEvent();
        if (!inSight(event))
            return;
        const bool done = m_desk.outbox->cancel(event, basis(event), kNow).has_value();
        RC_ASSERT(done || (!m_wish.contains(event) && !standing(event, m_upTo)));
        if (done && m_desk.outbox->pending(event))
            m_wish.insert(event, Cancellation {});
        else
            m_wish.remove(event);
    }
    void resolve()
    {
        const EventId event = anyEvent();
        const EventRecord record = anyWish();
        if (m_desk.outbox->resolve(event, record, kNow))
            m_wish.insert(event, record);
    }
    void giveUp()
    {
        const EventId event = anyEvent();
        if (!m_desk.outbox->giveUp(event))
            return;
        const auto left = m_desk.outbox->pending(event);
        if (left && !m_known.contains(left->request))
            m_wish.insert(event, left->change);
        else
            m_wish.remove(event);
    }
    void writeOfAnother()
    {
        const EventId event = anyEvent();
        const auto known = standing(event, std::numeric_limits<Sequence>::max());
        EventRecord record = anyWish();
        const Write write { RequestId::make(), kOther, event, known ? known->revision : 0, record, kNow };
        RC_ASSERT(m_writer->apply(std::span(&write, 1)).value().front().has_value());
        m_disturbed.insert(event);
    }
    void reopen()
    {
        m_desk.reopen();
        m_sent.clear();
        m_upTo = 0;
        m_known.clear();
    }
    void hear(Sequence more)
    {
        m_upTo = std::min(m_upTo + more, m_reader->lastSequence().value());
        m_desk.outbox->arrived(m_upTo);
    }
    void talk()
    {
        const auto taken = m_desk.outbox->take(*rc::gen::inRange(0, 4)).value();
        m_sent.insert(m_sent.end(), taken.begin(), taken.end());
        while (!m_sent.empty() && *rc::gen::inRange(0, 3) != 0) {
            const PendingChange change = m_sent.front();
            m_sent.erase(m_sent.begin());
            answer(change, true);
        }
    }
    void answer(const PendingChange &change, bool unreliable)
    {
        const int mood = unreliable ? *rc::gen::inRange(0, 10) : 9;
        if (mood == 0) {
            RC_ASSERT(m_desk.outbox->refused(change.request, refusal(ErrorCode::RateLimited)));
            return;
        }
        if (mood == 1) {
            // The right was withdrawn after it had arrived, and before that was known here for good: the next wish
            // meets it as a stranger's.
            if (m_arrived.contains(change.request))
                m_disturbed.insert(change.event);
            m_desk.outbox->refused(change.request, refusal(ErrorCode::Forbidden));
            forgetIfGone(change);
            return;
        }
        const Write write { change.request, kOurs, change.event, change.baseRevision, change.change, kNow };
        const WriteResult result = m_writer->apply(std::span(&write, 1)).value().front();
        if (result)
            m_arrived.insert(change.request);
        if (mood == 2)
            return; // it got there, and the answer did not get back
        if (result) {
            m_known.insert(change.request);
            if (m_wish.value(change.event) == change.change)
                m_wish.remove(change.event);
            m_desk.outbox->acknowledged(change.request, *result);
        } else {
            RC_ASSERT((m_disturbed.contains(change.event) || result.error().error.kind == Failure::NotFound));
            const bool same = result.error().current && std::holds_alternative<Cancellation>(change.change)
                && result.error().current->state == EventState::Cancelled;
            if (same && m_wish.value(change.event) == change.change) {
                m_wish.remove(change.event);
                m_known.insert(change.request);
            }
            const ErrorCode code
                = result.error().error.kind == Failure::Conflict ? ErrorCode::Conflict : ErrorCode::NotFound;
            RC_ASSERT(!m_desk.outbox->refused(change.request, { code, {}, {}, result.error().current }));
            forgetIfGone(change);
        }
    }
    /// A cancellation behind a first save that the platform did not want leaves nothing.
    void forgetIfGone(const PendingChange &failed)
    {
        if (failed.baseRevision == 0 && !m_desk.outbox->pending(failed.event)
            && m_wish.value(failed.event) == Change(Cancellation {}))
            m_wish.remove(failed.event);
    }

    void check()
    {
        QHash<EventId, int> count;
        for (const PendingChange &change : m_desk.outbox->allPending())
            RC_ASSERT(++count[change.event] <= 2);
        for (const EventId &event : m_events) {
            const auto newest = m_desk.outbox->pending(event);
            if (m_wish.contains(event)) { // neither sent for sure nor given up: it is here
                RC_ASSERT(newest.has_value());
                RC_ASSERT(newest->change == m_wish.value(event));
            }
            if (newest && newest->state == State::Conflict)
                RC_ASSERT(m_disturbed.contains(event));
        }
        // Nothing of ours is doubled or out of order.
        QHash<EventId, int> newest;
        for (const EventVersion &version : journal()) {
            if (version.author != kOurs || version.state == EventState::Cancelled)
                continue;
            const int number = version.record.subject.toInt();
            RC_ASSERT(number > newest.value(version.id));
            newest.insert(version.id, number);
        }
    }

    inline static const Author kOurs { PersonId::make(), u"Nous"_s };
    inline static const Author kOther { PersonId::make(), u"Autre"_s };
    Desk m_desk;
    QTemporaryDir m_dir { quickFolder() };
    std::unique_ptr<storage::SqliteJournalWriter> m_writer
        = storage::SqliteJournalWriter::open(m_dir.filePath(u"j"_s), test::anyCipher()).value();
    std::unique_ptr<storage::SqliteJournalReader> m_reader
        = storage::SqliteJournalReader::open(m_dir.filePath(u"j"_s), test::anyCipher()).value();
    std::vector<EventId> m_events;
    QHash<EventId, Change> m_wish; ///< what the person wants and the platform has not confirmed
    QSet<RequestId> m_known; ///< confirmed
    QSet<RequestId> m_arrived; ///< whether confirmed or not
    QSet<EventId> m_disturbed; ///< somebody else wrote there
    std::vector<PendingChange> m_sent;
    Sequence m_upTo = 0;
    int m_number = 0;
};

} // namespace

TEST_CASE("in any course of saves, answers, losses and crashes, no wish is lost, doubled or overtaken")
{
    REQUIRE(rc::check([] {
        Course course;
        for (int steps = *rc::gen::inRange(1, 40); steps > 0; --steps)
            course.step();
        course.drain();
    }));
}

TEST_CASE("any change is read from disk as it was written")
{
    REQUIRE(rc::check([] {
        PendingChange change { RequestId::make(), EventId::make(), *rc::gen::inRange(0, 1'000),
            test::maybe<EventRecord>(test::anyRecord), Cancellation {}, test::anyTime(),
            *rc::gen::element(State::Waiting, State::Sending, State::Conflict, State::Refused), std::nullopt,
            std::nullopt };
        if (*rc::gen::arbitrary<bool>())
            change.change = test::anyRecord();
        if (change.state == State::Conflict)
            change.theirs = test::anyVersion();
        if (change.state == State::Refused)
            change.error = refusal(ErrorCode::InvalidEvent);
        RC_ASSERT(decodeChange(encodeChange(change)).value() == change);
    }));
}
