#include "support/uimain.h"

#include <widgets/keystoredialog.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QTemporaryFile>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace cortege;
using namespace cortege::widgets;
using namespace Qt::StringLiterals;
using client::StoreTrouble;

namespace
{

/// The dialog, and a store that answers when the test wants.
struct Desk {
    int asked = 0;
    client::KeyUnsealed answer;
    KeyStoreDialog dialog { [this](QObject *, client::KeyUnsealed then) {
        ++asked;
        answer = std::move(then);
    } };
    QLabel &text = *dialog.findChild<QLabel *>(u"keyStoreText"_s);
    QPushButton &retry = *dialog.findChild<QPushButton *>(u"keyStoreRetry"_s);
};

} // namespace

TEST_CASE("a store that answers at once shows no window")
{
    Desk desk;
    CHECK(desk.asked == 1);
    CHECK_FALSE(desk.retry.isEnabled());
    desk.answer({});
    CHECK_FALSE(desk.dialog.isVisible());
    CHECK(desk.dialog.result() == QDialog::Accepted);
}

TEST_CASE("whoever is refused reads why, and tries again or gives up")
{
    Desk desk;
    for (const auto trouble : { StoreTrouble::NoStore, StoreTrouble::NoSecret, StoreTrouble::Damaged }) {
        desk.answer(std::unexpected(trouble));
        REQUIRE(QTest::qWaitForWindowExposed(&desk.dialog));
        CHECK(desk.text.text() == client::textOf(trouble));
        CHECK(desk.dialog.isVisible());
        const int before = desk.asked;
        QTest::keyClick(&desk.retry, Qt::Key_Return);
        CHECK(desk.asked == before + 1);
        CHECK_FALSE(desk.retry.isEnabled());
        CHECK(desk.text.text() != client::textOf(trouble));
    }
    SECTION("and is let in")
    {
        desk.answer({});
        CHECK(desk.dialog.result() == QDialog::Accepted);
    }
    SECTION("and leaves")
    {
        QTest::keyClick(&desk.dialog, Qt::Key_Escape);
        CHECK(desk.dialog.result() == QDialog::Rejected);
    }
    CHECK_FALSE(desk.dialog.isVisible());
}

TEST_CASE("a key on a card, or in a file that is not sealed, asks no store")
{
    pki::ClientTlsFiles card { u"person.pem"_s, u"pkcs11:token=carte;object=agent"_s, u"server-authority.pem"_s };
    CHECK(unsealKey(card));
    QTemporaryFile file;
    REQUIRE(file.open());
    pki::ClientTlsFiles plain { u"person.pem"_s, file.fileName(), u"server-authority.pem"_s };
    CHECK(unsealKey(plain));
}
