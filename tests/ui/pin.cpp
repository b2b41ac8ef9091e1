#include "support/uimain.h"
#include "support/wanted.h"

#include <widgets/pindialog.h>

#include <catch2/catch_test_macros.hpp>

#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace cortege;
using namespace cortege::widgets;
using namespace Qt::StringLiterals;
using pki::TokenTrouble;

namespace
{

/// The dialog, and a card that answers what the test wants.
struct Desk {
    std::vector<QByteArray> tried;
    pki::TokenResult<> next;
    PinDialog dialog { [this](const pki::Pin &pin) {
        tried.push_back(pin.text().toByteArray());
        return next;
    } };
    QLineEdit &field = *dialog.findChild<QLineEdit *>(u"pin"_s);
    QLabel &trouble = *dialog.findChild<QLabel *>(u"pinTrouble"_s);

    Desk()
    {
        dialog.show();
        REQUIRE(QTest::qWaitForWindowExposed(&dialog));
    }
    void type(const QString &pin)
    {
        QTest::keyClicks(&field, pin);
        QTest::keyClick(&field, Qt::Key_Return);
    }
};

} // namespace

TEST_CASE("the PIN goes to the card once for each time that the person enters it, and nowhere else")
{
    Desk desk;
    CHECK_FALSE(desk.dialog.findChild<QPushButton *>(u"pinOpen"_s)->isEnabled());
    CHECK(desk.field.echoMode() == QLineEdit::Password);
    QTest::keyClick(&desk.field, Qt::Key_Return);
    CHECK(desk.tried.empty());

    desk.next = std::unexpected(TokenTrouble::PinRefused);
    desk.type(u"000000"_s);
    CHECK(desk.tried == std::vector<QByteArray> { "000000" });
    CHECK(desk.dialog.isVisible());
    CHECK(desk.trouble.isVisible());
    CHECK(desk.trouble.text() == pki::textOf(TokenTrouble::PinRefused));
    CHECK(desk.field.accessibleDescription() == desk.trouble.text());
    CHECK(desk.field.text().isEmpty());

    desk.next = std::unexpected(TokenTrouble::NoToken);
    desk.type(u"493817"_s);
    CHECK(desk.trouble.text() == pki::textOf(TokenTrouble::NoToken));

    desk.next = {};
    desk.type(u"493817"_s);
    CHECK(desk.tried.size() == 3);
    CHECK(desk.dialog.result() == QDialog::Accepted);
    CHECK_FALSE(desk.dialog.isVisible());
}

TEST_CASE("whoever has no card leaves, and nothing is tried")
{
    Desk desk;
    QTest::keyClicks(&desk.field, u"4938"_s);
    QTest::keyClick(&desk.field, Qt::Key_Escape);
    CHECK(desk.dialog.result() == QDialog::Rejected);
    CHECK(desk.tried.empty());
}

TEST_CASE("a key in a file needs no PIN")
{
    pki::ClientTlsFiles files { u"person.pem"_s, u"person.key"_s, u"server-authority.pem"_s };
    CHECK(unlockCard(files));
}
