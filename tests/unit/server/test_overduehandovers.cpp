#include "overduehandovers.h"

#include <storage/sqlitedataacts.h>
#include <storage/sqlitejournal.h>

#include <catch2/catch_test_macros.hpp>

#include <support/grantor.h>
#include <support/handclock.h>
#include <support/records.h>
#include <support/testauthority.h>
#include <support/testkeys.h>
#include <support/wanted.h>

#include <QtCore/QTemporaryDir>
#include <QtCore/QTemporaryFile>

#include <unistd.h>
#include <utility>

using namespace cortege;
using namespace cortege::server;
using namespace cortege::test;
using namespace Qt::StringLiterals;

namespace
{

/// The lines that go to stderr meanwhile.
class HeardOnStderr
{
public:
    HeardOnStderr() : m_before(::dup(STDERR_FILENO))
    {
        REQUIRE(m_file.open());
        ::dup2(m_file.handle(), STDERR_FILENO);
    }
    ~HeardOnStderr() { give(); }
    Q_DISABLE_COPY_MOVE(HeardOnStderr)
    QByteArray take()
    {
        give();
        m_file.seek(0);
        return m_file.readAll();
    }

private:
    void give()
    {
        if (m_before < 0)
            return;
        ::dup2(m_before, STDERR_FILENO);
        ::close(std::exchange(m_before, -1));
    }
    QTemporaryFile m_file;
    int m_before;
};

} // namespace

TEST_CASE("a handover that is overdue is counted at once, and said once a day until its statement is filed")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"server.sqlite"_s);
    const UtcTime begun = utc(u"2027-01-04T08:00:00Z");
    HandClock clock(begun);
    const TestAuthority authority(begun);
    const auto persons
        = wanted(storage::SqlitePersonRegister::open(path, storage::SqlitePersonRegister::Access::ReadWrite));
    const Official steward = wanted(Official::enter(authority.authority().clients, *persons, u"Anne Leroy"_s, begun));
    const auto store = wanted(storage::SqliteDataActs::open(path, anyCipher()));
    const pki::CertificateCheck signatures;
    DataActs acts(signatures);
    const auto record = [&](const DataAct::Content &content) {
        wanted(acts.record(*store, content, { steward.id, u"Anne Leroy"_s }, steward.signer, clock));
    };
    const HandedOver handed { .id = HandoverId::make(),
        .provider = u"Études SARL"_s,
        .contact = u"service des données"_s,
        .certificate = QByteArray(32, 'c'),
        .purpose = u"Étude de mobilité"_s,
        .until = { 2027, 2, 28 },
        .from = { 2026, 1, 1 },
        .to = { 2026, 12, 31 },
        .kinds = { EventKind::OfficialVisit },
        .events = 1,
        .form = u"geojson"_s,
        .package = QByteArray(32, 'p') };
    record(handed);

    const Log log(clock);
    Metrics metrics;
    OverdueHandovers handovers(path, clock, log, metrics);
    const auto linesOfLook = [&] {
        HeardOnStderr heard;
        handovers.look();
        return heard.take().count("handover-overdue");
    };
    CHECK(linesOfLook() == 0);
    CHECK(metrics.overdueHandovers == 0);
    CHECK(metrics.handoversDueSoon == 0);
    clock.set(utc(u"2027-02-10T08:00:00Z"));
    CHECK(linesOfLook() == 0);
    CHECK(metrics.handoversDueSoon == 1);
    clock.set(utc(u"2027-02-28T23:00:00Z")); // midnight in Marseille
    CHECK(linesOfLook() == 1);
    CHECK(metrics.overdueHandovers == 1);
    CHECK(metrics.handoversDueSoon == 0);
    CHECK(linesOfLook() == 0);
    clock.set(utc(u"2027-03-01T22:59:00Z"));
    CHECK(linesOfLook() == 0);
    clock.set(utc(u"2027-03-01T23:00:00Z"));
    CHECK(linesOfLook() == 1);
    record(StatementFiled { handed.id, HandoverEnd::Destroyed, { 2027, 3, 1 }, QByteArray(32, 'd') });
    clock.set(utc(u"2027-03-03T08:00:00Z"));
    CHECK(linesOfLook() == 0);
    CHECK(metrics.overdueHandovers == 0);
}
