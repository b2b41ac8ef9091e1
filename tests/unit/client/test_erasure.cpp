#include <client/erasure.h>
#include <client/outbox.h>

#include <domain/destruction.h>
#include <pki/files.h>

#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <support/handclock.h>
#include <support/needles.h>
#include <support/testauthority.h>

#include <unistd.h>

using namespace cortege;
using namespace cortege::client;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

const ConventionTerm kEndedTerm { midnight({ 2022, 9, 1 }), midnight({ 2026, 9, 1 }), EndCause::FourYears };
const ConventionStatus kEndedStatus { ConventionState::Ended, kEndedTerm };
const UtcTime kDayAfterEnd = kEndedTerm.ends + 24h;

const test::TestPerson &marie()
{
    static test::TestAuthority authority;
    static const test::TestPerson person = authority.person(u"Marie"_s, Role::Entry);
    return person;
}

QByteArray contentOfFile(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

/// A folder with a change, a draft, a model and a filter, and what must be found in it before the erasure and nowhere
/// after it: pieces of the sealed rows as they lie in the files, and of the wrapped key.
struct FullFolder {
    QTemporaryDir dir;
    QString folder = dir.filePath(u"data"_s);
    test::Needles needles;
    size_t planted = 0;

    FullFolder()
    {
        const auto outbox = Outbox::open(folder, marie().files).value();
        EventRecord record = emptyRecord(EventKind::OfficialVisit);
        record.subject = u"Visite gardée"_s;
        record.description = QString(6'000, u'd'); // over several pages
        REQUIRE(outbox->save(EventId::make(), record, {}, kDayAfterEnd));
        for (const Paper paper : { Paper::Draft, Paper::Model, Paper::Filter })
            REQUIRE(outbox->keepPaper(paper, EventId::make(), "garde"_ba));
        CHECK(outbox->kept() == KeptCount { 1, 1, 2 });
        plant(u"unsent.key"_s, 64);
        plant(u"unsent.sqlite-wal"_s, 512);
        copyOfLog = contentOfFile(file(u"unsent.sqlite-wal"_s));
    }
    QString file(const QString &name) const { return QDir(folder).filePath(name); }

    /// What a killed program leaves: the log beside the database, and a key that was being written.
    void crash() const
    {
        for (const auto &[name, bytes] :
            { std::pair(u"unsent.sqlite-wal"_s, copyOfLog), std::pair(u"unsent.sqlite-shm"_s, QByteArray(32'768, 's')),
                std::pair(u"unsent.key.Xy12ab"_s, contentOfFile(file(u"unsent.key"_s))) }) {
            QFile left(file(name));
            REQUIRE(left.open(QIODevice::WriteOnly));
            REQUIRE(left.write(bytes) == bytes.size());
        }
    }
    QSet<size_t> found() const { return needles.foundIn(dir.path()); }
    QStringList files() const { return QDir(folder).entryList(QDir::Files | QDir::Hidden | QDir::System); }
    bool opens() const { return Outbox::open(folder, marie().files).has_value(); }

private:
    void plant(const QString &name, qsizetype step)
    {
        const QByteArray bytes = contentOfFile(file(name));
        for (qsizetype at = 0; at + 16 <= bytes.size(); at += step) {
            const QByteArray piece = bytes.sliced(at, 16);
            if (piece.count('\0') > 4)
                continue; // what lies empty says nothing
            needles.add(piece);
            ++planted;
        }
    }
    QByteArray copyOfLog;
};

/// A disk that fails at one of its deeds and at all after it, as for a program that was killed there.
Erasure::Disk failingFrom(int deed)
{
    const auto left = std::make_shared<int>(deed);
    const auto real = Erasure::Disk::real();
    const auto once = [left](auto act) -> Result<> {
        return (*left)-- > 0 ? act() : Result<>(fail(Failure::Unavailable, u"the disk has failed"_s));
    };
    return { [=](const QString &path, const QByteArray &content) {
                return once([&] { return real.write(path, content); });
            },
        [=](const QString &path) { return once([&] { return real.destroy(path); }); } };
}

Erasure toldErasure(const QString &folder, UtcTime now = kDayAfterEnd)
{
    Erasure erasure(folder);
    REQUIRE(erasure.hear(kEndedStatus, now));
    return erasure;
}

} // namespace

TEST_CASE("only an end begins anything; it is due when the destruction day is over, and nobody is taken by surprise")
{
    const QTemporaryDir dir;
    test::HandClock clock(kDayAfterEnd);
    Erasure erasure(dir.path());
    for (const ConventionStatus &status :
        { ConventionStatus {}, ConventionStatus { ConventionState::NotYet, kEndedTerm },
            ConventionStatus { ConventionState::Active, kEndedTerm },
            ConventionStatus { ConventionState::Notice, kEndedTerm } }) {
        REQUIRE(erasure.hear(status, clock.now()));
        CHECK_FALSE(erasure.told());
        CHECK_FALSE(erasure.isDue(UtcTime::max()));
        CHECK(QDir(dir.path()).isEmpty());
    }

    REQUIRE(erasure.hear(kEndedStatus, clock.now()));
    CHECK(erasure.told() == kEndedTerm);
    CHECK(erasure.due() == destructionDue(kEndedTerm));
    CHECK(erasure.lastDay() == QDate(2026, 9, 15));
    clock.set(destructionDue(kEndedTerm) - 1ms);
    CHECK_FALSE(erasure.isDue(clock.now()));
    CHECK_FALSE(Erasure(dir.path()).isDue(clock.now()));
    clock.advance(1ms);
    CHECK(erasure.isDue(clock.now()));
    CHECK(Erasure(dir.path()).isDue(clock.now())); // by what was last told, for whoever never reaches it again

    SECTION("what is told again begins no new delay")
    {
        REQUIRE(erasure.hear(kEndedStatus, clock.now()));
        CHECK(erasure.isDue(clock.now()));
    }
    SECTION("another end is another day")
    {
        const ConventionTerm later { kEndedTerm.begins, midnight({ 2026, 9, 10 }), EndCause::Amendment };
        REQUIRE(erasure.hear({ ConventionState::Ended, later }, clock.now()));
        CHECK_FALSE(erasure.isDue(clock.now()));
        CHECK(erasure.lastDay() == QDate(2026, 9, 24));
    }
    SECTION("an end that is taken back leaves nothing")
    {
        REQUIRE(erasure.hear({ ConventionState::Active, kEndedTerm }, clock.now()));
        CHECK_FALSE(erasure.told());
        CHECK_FALSE(Erasure(dir.path()).told());
        CHECK(QDir(dir.path()).isEmpty());
    }
}

TEST_CASE("who is told after the destruction day has a day to see it, whatever the clock said before")
{
    const QTemporaryDir dir;
    const UtcTime late = destructionDue(kEndedTerm) + 48h;
    Erasure erasure = toldErasure(dir.path(), late);
    CHECK_FALSE(erasure.isDue(late));
    CHECK_FALSE(erasure.isDue(late + Erasure::kChanceToKnow - 1ms));
    CHECK(erasure.isDue(late + Erasure::kChanceToKnow));

    Erasure ahead = toldErasure(dir.path(), late); // the clock was a year ahead, and was put right
    REQUIRE(ahead.hear({ ConventionState::Active, kEndedTerm }, late));
    REQUIRE(ahead.hear(kEndedStatus, late + 24h * 365));
    REQUIRE(ahead.hear(kEndedStatus, late));
    CHECK(ahead.due() == late + Erasure::kChanceToKnow);
}

TEST_CASE("what is erased is found in no file of the folder, and was found before")
{
    FullFolder full;
    full.crash();
    REQUIRE(full.planted > 20);
    CHECK(full.found().size() == static_cast<qsizetype>(full.planted));
    Erasure erasure = toldErasure(full.folder);
    CHECK(full.found().size() == static_cast<qsizetype>(full.planted)); // to be told changes nothing
    const QByteArray told = contentOfFile(full.file(u"ended.json"_s));

    REQUIRE(erasure.carryOut(kDayAfterEnd));
    CHECK(full.found().isEmpty());
    CHECK(full.files() == QStringList { u"ended.json"_s });
    CHECK(erasure.erasedAt() == kDayAfterEnd);
    CHECK(Erasure(full.folder).erasedAt() == kDayAfterEnd);
    for (const QByteArray &word : { "Visite"_ba, "gard"_ba })
        CHECK_FALSE(told.contains(word));

    SECTION("a new store can begin there")
    {
        REQUIRE(erasure.hear({ ConventionState::Active, kEndedTerm }, kDayAfterEnd));
        const auto outbox = Outbox::open(full.folder, marie().files);
        REQUIRE(outbox);
        CHECK((*outbox)->kept() == KeptCount {});
    }
}

TEST_CASE("an overwritten file is not only unlinked")
{
    FullFolder full;
    // Another name of the same bytes, as an undelete would find them.
    const QString kept = full.dir.filePath(u"kept"_s);
    for (const QString &name : { u"unsent.key"_s, u"unsent.sqlite"_s })
        REQUIRE(
            ::link(QFile::encodeName(full.file(name)).constData(), QFile::encodeName(kept + name).constData()) == 0);
    Erasure erasure = toldErasure(full.folder);
    REQUIRE(erasure.carryOut(kDayAfterEnd));
    for (const QString &name : { u"unsent.key"_s, u"unsent.sqlite"_s }) {
        const QByteArray bytes = contentOfFile(kept + name);
        CHECK(bytes.size() > 0);
        CHECK(bytes.count('\0') == bytes.size());
    }
}

TEST_CASE("interrupted after any step it is finished at the next start, and cannot be taken back")
{
    bool wasWhole = false;
    int deed = 0;
    for (; !wasWhole; ++deed) {
        REQUIRE(deed < 20);
        INFO("fails at " << deed);
        FullFolder full;
        full.crash();
        (void)toldErasure(full.folder);
        {
            Erasure erasure(full.folder, failingFrom(deed));
            wasWhole = erasure.carryOut(kDayAfterEnd).has_value();
            CHECK(wasWhole == erasure.erasedAt().has_value());
        }
        Erasure next(full.folder);
        if (deed == 0) { // nothing was begun: everything is there
            CHECK_FALSE(next.hasBegun());
            CHECK(full.found().size() == static_cast<qsizetype>(full.planted));
            CHECK(full.opens());
            continue;
        }
        CHECK(next.hasBegun() != wasWhole);
        if (!wasWhole) {
            REQUIRE(next.hear({ ConventionState::Active, kEndedTerm }, kDayAfterEnd));
            CHECK(next.hasBegun());
            const test::HandClock clock(kDayAfterEnd); // long before it would be due
            eraseOverdue(full.folder, clock);
        }
        CHECK(full.found().isEmpty());
        CHECK(full.files() == QStringList { u"ended.json"_s });
        CHECK(Erasure(full.folder).erasedAt());
    }
    CHECK(deed > 6); // begun, two keys, three files of the store, done
}

TEST_CASE("once the key is gone nothing opens what is left")
{
    FullFolder full;
    (void)toldErasure(full.folder);
    Erasure erasure(full.folder, failingFrom(2)); // begun, the key
    CHECK_FALSE(erasure.carryOut(kDayAfterEnd));
    CHECK(full.files().contains(u"unsent.sqlite"_s));
    CHECK_FALSE(full.opens());
}

TEST_CASE("a full disk keeps nothing from going when it is due; before that, nothing begins")
{
    FullFolder full;
    full.crash();
    const Erasure erasure = toldErasure(full.folder);
    const auto onFullDisk = [&] { // writing is refused, overwriting is not
        auto disk = Erasure::Disk::real();
        disk.write = [](const QString &, const QByteArray &) -> Result<> { return fail(Failure::Unavailable); };
        return Erasure(full.folder, std::move(disk));
    };
    CHECK_FALSE(onFullDisk().carryOut(kDayAfterEnd));
    CHECK(full.found().size() == static_cast<qsizetype>(full.planted));
    CHECK_FALSE(onFullDisk().carryOut(erasure.due())); // it could not say so
    CHECK(full.found().isEmpty());
    const test::HandClock clock(erasure.due());
    eraseOverdue(full.folder, clock);
    CHECK(Erasure(full.folder).erasedAt() == erasure.due());
}

TEST_CASE("nothing is erased while another program has the folder open, nor before it is due")
{
    FullFolder full;
    const Erasure erasure = toldErasure(full.folder);
    const test::HandClock early(erasure.due() - 1ms);
    eraseOverdue(full.folder, early);
    CHECK(full.opens());
    const test::HandClock late(erasure.due());
    {
        const auto outbox = Outbox::open(full.folder, marie().files).value();
        CHECK(Erasure(full.folder).carryOut(late.now()).error().kind == Failure::Conflict);
        eraseOverdue(full.folder, late);
        CHECK(outbox->kept() == KeptCount { 1, 1, 2 });
    }
    eraseOverdue(full.folder, late);
    CHECK(full.found().isEmpty());
}

TEST_CASE("whatever stands in the file of the end, only what was written there is believed")
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"ended.json"_s);
    (void)toldErasure(dir.path());
    const QByteArray good = contentOfFile(path);
    const auto tells = [&](const QByteArray &bytes) {
        REQUIRE(pki::writePrivateFile(path, bytes));
        return Erasure(dir.path()).told();
    };
    CHECK(tells(good) == kEndedTerm);
    for (qsizetype length = 0; length < good.size(); ++length)
        CHECK_FALSE(tells(good.first(length)));
    for (const QByteArray &bytes : { "null"_ba, "[]"_ba, "{}"_ba, QByteArray(good).replace("told", ""),
             QByteArray(good).replace("told", "other"), QByteArray(good).replace("fourYears", "x") })
        CHECK_FALSE(tells(bytes));
    CHECK(rc::check("bytes", [&](const std::string &bytes) { (void)tells(QByteArray::fromStdString(bytes)); }));
}
