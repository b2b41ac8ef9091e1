#include "cortegedesk.h"

#include <client/enrolment.h>
#include <client/renewal.h>
#include <presentation/certificatenotice.h>
#include <presentation/consolecontroller.h>
#include <presentation/enrolmentcontroller.h>
#include <widgets/consolewindow.h>
#include <widgets/firstrun.h>

#include <support/enrolmentoffice.h>
#include <support/handclock.h>
#include <support/uimain.h>
#include <support/wanted.h>

using namespace cortege;
using namespace cortege::test;
using client::Enrolment;
using widgets::FirstRunPage;

namespace
{

constexpr std::chrono::milliseconds kSoon { 50 };

bool await(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, kPatience); }
QString plain(QString text) { return text.replace(QChar(0xa0), u' '); }

/// The page of a workstation that has nothing yet.
struct Page {
    QTemporaryDir folder;
    SystemClock clock;
    QString profile = folder.filePath(u"poste"_s);
    Enrolment enrolment { profile, clock, { std::chrono::minutes { 1 }, kSoon, kSoon } };
    Answers answers;
    presentation::EnrolmentController controller { enrolment };
    FirstRunPage page { controller, answers, FirstRunPage::Otherwise::End };

    Page()
    {
        page.show();
        REQUIRE(QTest::qWaitForWindowExposed(&page));
        page.activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(&page));
    }
    template <class Widget>
    Widget *find(const QString &name)
    {
        auto *found = page.findChild<Widget *>(name);
        REQUIRE(found);
        return found;
    }
    QString text(const QString &label) { return plain(find<QLabel>(label)->text()); }
    bool isEnabled(const QString &button) { return find<QPushButton>(button)->isEnabled(); }
    void paste(const QString &text)
    {
        auto *field = find<QPlainTextEdit>(u"invitation"_s);
        field->selectAll();
        field->insertPlainText(text);
    }
};

} // namespace

TEST_CASE("a first run leads from a pasted invitation to a profile, by the keyboard alone")
{
    EnrolmentOffice office;
    Page first;
    auto *field = first.find<QPlainTextEdit>(u"invitation"_s);
    field->setFocus();
    const Invitation invitation = office.invite();
    first.paste(invitation.toString());
    CHECK(first.text(u"enrolmentServer"_s) == invitation.platform.authority());
    CHECK(first.text(u"enrolmentPin"_s) == invitation.pinText());
    CHECK(first.text(u"enrolmentIssue"_s).isEmpty());
    // The field gives the focus away: nobody is caught in it.
    QTest::keyClick(field, Qt::Key_Tab);
    CHECK_FALSE(field->hasFocus());
    auto *start = first.find<QPushButton>(u"startEnrolment"_s);
    for (int i = 0; i < 8 && !start->hasFocus(); ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    REQUIRE(start->hasFocus());
    QTest::keyClick(start, Qt::Key_Space);
    REQUIRE(await([&] { return first.text(u"enrolmentStatus"_s).startsWith(u"En attente de délivrance"_s); }));
    CHECK(first.text(u"enrolmentStatus"_s).contains(presentation::shownFingerprint(first.enrolment.fingerprint())));
    CHECK(first.text(u"enrolmentKey"_s)
        == u"La clé est gardée sans chiffrement, dans un fichier lisible de votre compte seul."_s);
    CHECK(field->isReadOnly());
    CHECK_FALSE(first.isEnabled(u"startEnrolment"_s));
    office.issue();
    CHECK(await([&] { return !first.page.isVisible(); }));
    CHECK(client::Profile::load(first.profile));
}

TEST_CASE("what is wrong with an invitation stands at its field")
{
    EnrolmentOffice office;
    Page first;
    const QString good = office.invite().toString();
    first.paste(u"bonjour"_s);
    CHECK(first.text(u"enrolmentIssue"_s)
        == u"Ce n’est pas une invitation, ou elle n’est pas entière : elle commence par « cortege-enrol: »."_s);
    CHECK_FALSE(first.isEnabled(u"startEnrolment"_s));
    first.paste(good.chopped(1));
    CHECK(first.text(u"enrolmentIssue"_s) == u"La fin de l’invitation manque ou n’est pas la bonne."_s);
    const qsizetype code = good.indexOf(u'#') + 1;
    first.paste(QString(good).replace(code, 1, good[code] == u'A' ? u"B"_s : u"A"_s));
    CHECK(first.text(u"enrolmentIssue"_s) == u"Un caractère du code est faux ou manque."_s);
    first.paste(good);
    CHECK(first.text(u"enrolmentIssue"_s).isEmpty());
    CHECK(first.isEnabled(u"startEnrolment"_s));

    Invitation unknown = office.invite();
    unknown.code = wanted(EnrolmentCode::fromRandom(QByteArray(20, 'z')));
    first.paste(unknown.toString());
    first.find<QPushButton>(u"startEnrolment"_s)->click();
    CHECK(await([&] { return first.text(u"enrolmentIssue"_s) == u"Le serveur ne connaît pas ce code."_s; }));
    CHECK(first.isEnabled(u"startEnrolment"_s));
}

TEST_CASE("an invitation is opened from a file; a server that is another is refused and said")
{
    EnrolmentOffice office;
    Page first;
    Invitation other = office.invite();
    other.pin[0] = static_cast<char>(other.pin[0] ^ 1);
    first.answers.file = first.folder.filePath(u"claire.cortege"_s);
    QFile file(first.answers.file);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(other.toString().toUtf8() + '\n');
    file.close();
    first.find<QPushButton>(u"openInvitation"_s)->click();
    CHECK(first.text(u"enrolmentServer"_s) == other.platform.authority());
    first.find<QPushButton>(u"startEnrolment"_s)->click();
    CHECK(await(
        [&] { return first.text(u"enrolmentStatus"_s).startsWith(u"Ce serveur n’est pas celui de l’invitation"_s); }));
    first.find<QPushButton>(u"giveUpEnrolment"_s)->click();
    CHECK(first.text(u"enrolmentStatus"_s).isEmpty());

    first.answers.file = first.folder.filePath(u"nowhere.cortege"_s);
    first.find<QPushButton>(u"openInvitation"_s)->click();
    CHECK(first.text(u"enrolmentIssue"_s) == u"Ce fichier ne peut pas être lu ou n’est pas une invitation."_s);
}

TEST_CASE("the entry window warns of the certificate's end, and renews it")
{
    EnrolmentOffice office;
    QTemporaryDir data;
    client::Profile profile = office.server.profileOf(office.claire());
    profile.folder = data.path();
    Desk desk(profile, data.filePath(u"data"_s));
    desk.waitOnline();
    client::Renewal renewal(*desk.platform, profile, kSoon);
    REQUIRE(renewal.certificateEnds());
    const UtcTime ends = *renewal.certificateEnds();
    HandClock clock(ends - std::chrono::days { 31 });
    presentation::CertificateNotice notice(renewal, clock);
    desk.window->showCertificate(notice);
    auto *banner = desk.find<QWidget>(u"certificateBanner"_s);
    const auto turnTo = [&](std::chrono::milliseconds before) {
        clock.set(ends - before);
        Q_EMIT notice.changed(); // as its timer does
    };
    CHECK_FALSE(banner->isVisible());
    turnTo(std::chrono::days { 30 });
    CHECK(banner->isVisible());
    desk.find<QPushButton>(u"putOffCertificate"_s)->click();
    CHECK_FALSE(banner->isVisible());
    turnTo(std::chrono::days { 14 });
    CHECK(banner->isVisible());
    desk.find<QPushButton>(u"putOffCertificate"_s)->click();
    CHECK_FALSE(banner->isVisible());
    turnTo(std::chrono::days { 3 });
    CHECK(banner->isVisible());
    CHECK_FALSE(desk.find<QPushButton>(u"putOffCertificate"_s)->isVisible());

    auto *text = desk.find<QLabel>(u"certificateText"_s);
    desk.find<QPushButton>(u"renewCertificate"_s)->click();
    REQUIRE(await([&] { return text->text().startsWith(u"Renouvellement demandé"_s); }));
    CHECK_FALSE(desk.find<QPushButton>(u"renewCertificate"_s)->isVisible());
    office.issue();
    CHECK(await([&] { return text->text().contains(u"est renouvelé jusqu’au"_s); }));
    desk.waitOnline();
    desk.window.reset(); // before its notice
}

TEST_CASE("the console warns as well, and says what to do once the certificate has ended")
{
    EnrolmentOffice office;
    QSettings().clear();
    map::keepRequestsLocal();
    client::Profile profile = office.server.profileOf(office.claire());
    const QTemporaryDir folder;
    profile.folder = folder.path();
    const SystemClock now;
    const auto platform
        = wanted(client::Platform::open(profile, u"console/test"_s, now, client::Platform::UnsentWork::None));
    presentation::ConsoleController controller(*platform, now);
    const auto relay = wanted(geodata::TileRelay::start(geodata::schematicGround()));
    auto view = std::make_unique<map::MapView>(*relay);
    controller.setMap(view->port());
    client::Renewal renewal(*platform, profile, kSoon);
    HandClock clock(*renewal.certificateEnds() - std::chrono::days { 10 });
    presentation::CertificateNotice notice(renewal, clock);
    widgets::ConsoleWindow window(controller, view.release());
    window.showCertificate(notice);
    window.show();
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    const auto *text = window.findChild<QLabel *>(u"certificateText"_s);
    REQUIRE(text);
    CHECK(plain(text->text()).endsWith(u": demandez-en un autre."_s));
    CHECK(window.findChild<QPushButton *>(u"renewCertificate"_s)->isVisible());
    clock.set(*renewal.certificateEnds());
    Q_EMIT notice.changed();
    CHECK(text->text().contains(u"a pris fin le"_s));
    CHECK_FALSE(window.findChild<QPushButton *>(u"renewCertificate"_s)->isVisible());
}
