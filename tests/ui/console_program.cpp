#include <presentation/eventlistmodel.h>
#include <storage/sqlitejournal.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QRegularExpression>
#include <QtGui/QScreen>

#include <support/places.h>
#include <support/records.h>
#include <support/relay.h>
#include <support/station.h>
#include <support/uimain.h>
#include <ui/program.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kEvents = 4'000;

/// Every event once, every third one changed, every tenth cancelled: the order of the versions matters.
void fill(const TestServer &server)
{
    const auto writer = storage::SqliteJournalWriter::open(server.database(), server.cipher()).value();
    const Author author { PersonId::make(), u"Claire Martin"_s };
    const UtcTime now = SystemClock().now();
    std::vector<Write> writes;
    const auto add = [&](const EventId &event, int base, const Change &change) {
        writes.push_back({ RequestId::make(), author, event, base, change, now });
    };
    std::vector<EventId> events;
    events.reserve(kEvents);
    for (int i = 0; i < kEvents; ++i)
        events.push_back(EventId::make());
    const auto record = [&](int i, const QString &subject) {
        EventRecord made = visit(subject.arg(i));
        made.description = u"La délégation traverse le centre à pied, du Vieux-Port à la Préfecture. "_s.repeated(4);
        made.begins = now + std::chrono::minutes { i };
        made.ends = *made.begins + std::chrono::hours { 2 };
        return made;
    };
    for (int i = 0; i < kEvents; ++i)
        add(events[static_cast<size_t>(i)], 0, record(i, u"Visite %1"_s));
    for (int i = 0; i < kEvents; i += 3)
        add(events[static_cast<size_t>(i)], 1, record(i, u"Visite %1, déplacée"_s));
    for (int i = 0; i < kEvents; i += 10)
        add(events[static_cast<size_t>(i)], i % 3 == 0 ? 2 : 1, Cancellation {});
    const auto results = writer->apply(writes).value();
    REQUIRE(std::ranges::all_of(results, [](const auto &result) { return result.has_value(); }));
}

/// What the console says once it has caught up.
QByteArray lineFor(const std::vector<EventVersion> &journal)
{
    const SystemClock clock;
    presentation::EventListModel list(clock);
    for (const EventVersion &version : journal)
        list.put(presentation::rowOf(version));
    return "cortege.console: shows " + QByteArray::number(list.rowCount()) + " events, caught up to "
        + QByteArray::number(journal.back().sequence) + " digest " + list.digest() + '\n';
}

} // namespace

TEST_CASE("a console that is killed in the middle of a replay shows everything after its start")
{
    if (QGuiApplication::platformName() != u"xcb")
        SKIP("needs an X server");
    TestServer server;
    fill(server);
    server.start();
    Relay cable(server.port());
    QTemporaryDir folder;
    client::Profile profile = server.profileOf(server.person(u"Anne Petit"_s, Role::Consultation));
    profile.folder = folder.path();
    profile.server.setPort(cable.port());
    REQUIRE(profile.save());
    const std::vector<EventVersion> journal = journalOf(server);
    REQUIRE(journal.size() > kEvents);
    const QByteArray all = lineFor(journal);
    const QStringList arguments { u"--profile"_s, folder.path() };

    // The rest of the replay waits in the cable: the console has a part of it and cannot have more.
    for (const qint64 part : { 100'000, 1'000'000, 2'500'000 }) {
        cable.holdAnswersAfter(part);
        Program console(u"cortege-console"_s, arguments);
        REQUIRE(QTest::qWaitFor([&] { return cable.held() > 0; }, kPatience));
        CHECK(console.isRunning());
        console.kill();
        CHECK_FALSE(console.log().contains("shows"));
        cable.cut();
    }

    Program console(u"cortege-console"_s, arguments);
    const bool shown = QTest::qWaitFor([&] { return console.log().contains("shows"); }, kPatience);
    INFO(console.log().toStdString());
    INFO(all.toStdString());
    REQUIRE(shown);
    CHECK(console.log().contains(all));
    QGuiApplication::primaryScreen()->grabWindow().save(outputPath(u"console-program.png"_s));
}
