#include <presentation/copier.h>

#include <support/records.h>
#include <support/testauthority.h>
#include <support/wanted.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;

TEST_CASE("of an event that has gone since there is no sheet, and the platform is not asked to note one")
{
    constexpr int kLongest = 60'000; // ms; only a broken program waits so long
    const SystemClock clock;
    test::TestAuthority authority;
    QTemporaryDir folder;
    // Never reached: what it is asked is answered with a refusal.
    const auto platform = test::wanted(client::Platform::open(
        { folder.path(), QUrl(u"wss://127.0.0.1:1"_s), authority.person(u"Claire"_s, Role::Entry).files }, u"test/1"_s,
        clock, client::Platform::UnsentWork::None));
    Copier copier(*platform);
    QSignalSpy failed(&copier, &Copier::failed);
    CopyOrder order { CopyForm::EventSheet, Purpose::Report, folder.filePath(u"fiche.pdf"_s), {}, {}, {}, {} };
    copier.make(order);
    REQUIRE(failed.size() == 1);
    CHECK(failed.front().front().toString().startsWith(u"L’événement n’est plus dans la liste"));

    order.events.push_back({ EventId::make(), 1, 1, EventState::Active, { PersonId::make(), u"Claire"_s }, UtcTime {},
        test::visit(u"Visite"_s) });
    copier.make(order);
    REQUIRE(QTest::qWaitFor([&] { return failed.size() == 2; }, kLongest));
    CHECK(failed.back().front().toString().contains(u"attendez la connexion"));
    CHECK_FALSE(QFile::exists(order.path));
}
