#include "accessible.h"
#include "cortegedesk.h"

#include <widgets/help.h>

#include <support/uimain.h>

#include <QtCore/QRegularExpression>
#include <QtCore/QSet>
#include <QtCore/QUrl>
#include <QtGui/QTextBlock>
#include <QtWidgets/QDialog>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QTreeWidget>

using namespace cortege;
using namespace cortege::test;

namespace
{

QWidget *helpWindow()
{
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (window->objectName() == u"helpWindow" && window->isVisible())
            return window;
    }
    return nullptr;
}

/// The heading at which the guide is open.
QString openAt()
{
    const QWidget *window = helpWindow();
    return window ? window->findChild<QTextBrowser *>()->textCursor().block().text() : QString();
}

/// As they stand in the page.
QSet<QString> linksIn(const QTextDocument &page)
{
    QSet<QString> links;
    for (QTextBlock block = page.begin(); block.isValid(); block = block.next()) {
        for (auto piece = block.begin(); !piece.atEnd(); ++piece) {
            if (const auto format = piece.fragment().charFormat(); format.isAnchor())
                links << format.anchorHref();
        }
    }
    return links;
}

/// The real window of Cortège, with help, for somebody who is here for the first time.
struct Newcomer {
    TestServer server;
    QTemporaryDir data;
    widgets::Help help { u"guide-cortege"_s };
    std::unique_ptr<Desk> desk;

    Newcomer()
    {
        server.start();
        desk = std::make_unique<Desk>(server.profileOf(server.person(u"Claire Martin"_s, Role::Entry)), data.path());
        desk->window->showHelp(help);
    }
    QWidget *tour() const { return desk->window->findChild<QWidget *>(u"tour"_s); }
    void press(const char *action)
    {
        auto *found = desk->window->findChild<QAction *>(QLatin1StringView(action));
        REQUIRE(found);
        found->trigger();
    }
};

} // namespace

TEST_CASE("F1 opens the guide at what has the focus, in a dialog as well, and Escape closes it")
{
    Newcomer newcomer;
    Desk &desk = *newcomer.desk;
    auto *search = desk.find<QLineEdit>(u"search"_s);
    search->setFocus();
    QTest::keyClick(search, Qt::Key_F1);
    REQUIRE(helpWindow());
    CHECK(openAt() == u"Trouver un événement"_s);
    QTest::keyClick(helpWindow()->findChild<QTextBrowser *>(), Qt::Key_Escape);
    CHECK_FALSE(helpWindow());

    desk.controller->openNew(EventKind::OfficialVisit);
    QTest::keyClick(desk.field(Field::Description), Qt::Key_F1);
    CHECK(openAt() == u"Saisir un événement"_s);

    QDialog dialog(desk.window.get()); // stands for each that is modal
    dialog.setObjectName(u"copyDialog"_s);
    auto *inside = new QLineEdit(&dialog);
    dialog.open();
    QTest::keyClick(inside, Qt::Key_F1);
    CHECK(openAt() == u"Exporter"_s);
    CHECK_FALSE(helpWindow()->parentWidget()); // the dialog does not lock it
}

TEST_CASE("the guide is searched and its headings are gone through; links lead to pages that are there")
{
    for (const QString &guide : { u"guide-cortege"_s, u"guide-console"_s }) {
        widgets::Help help(guide);
        help.show(u"no-such-place"_s);
        auto *text = helpWindow()->findChild<QTextBrowser *>();
        CHECK(openAt().startsWith(u"Guide de "));
        auto *contents = helpWindow()->findChild<QListWidget *>(u"helpContents"_s);
        CHECK(contents->count() > 10);
        contents->setCurrentRow(contents->count() - 1);
        CHECK(openAt() == contents->currentItem()->text().trimmed());

        auto *search = helpWindow()->findChild<QLineEdit *>(u"helpSearch"_s);
        QTest::keyClicks(search, u"empreinte"_s);
        QTest::keyClick(search, Qt::Key_Return);
        CHECK(text->textCursor().selectedText().compare(u"empreinte", Qt::CaseInsensitive) == 0);
        checkNames(helpWindow());

        const auto follow = [text](const QString &link) {
            const QString before = openAt();
            Q_EMIT text->anchorClicked(QUrl(link));
            INFO(link.toStdString());
            CHECK(openAt() != before);
        };
        const auto back = [&help] { help.show(u"no-such-place"_s); };
        back();
        const auto links = linksIn(*text->document());
        CHECK_FALSE(links.isEmpty());
        for (const QString &link : links) {
            back();
            follow(link);
            if (link.startsWith(u'#'))
                continue;
            const auto further = linksIn(*text->document());
            for (const QString &next : further) {
                back();
                follow(link);
                follow(next);
            }
        }
    }
}

TEST_CASE("no line of the guide can begin with a sign that French keeps with the word before it")
{
    static const QRegularExpression loose(u" [:;!?»]|« "_s);
    for (const QString &guide : { u"guide-cortege"_s, u"guide-console"_s }) {
        widgets::Help help(guide);
        help.show({});
        const auto *page = helpWindow()->findChild<QTextBrowser *>()->document();
        bool keeps = false;
        for (QTextBlock block = page->begin(); block.isValid(); block = block.next()) {
            INFO(block.text().toStdString());
            CHECK_FALSE(block.text().contains(loose));
            keeps = keeps || block.text().contains(u"\u00a0:"_s);
        }
        CHECK(keeps);
    }
}

TEST_CASE("the tour is offered once: gone through, passed over by Escape, and seen again only for who asks")
{
    Newcomer newcomer;
    REQUIRE(newcomer.tour());
    auto *on = newcomer.tour()->findChild<QPushButton *>(u"tourOn"_s);
    const auto title = [&] { return newcomer.tour()->findChild<QLabel *>(u"tourTitle"_s)->text(); };
    CHECK(title() == u"Les événements"_s);
    const QRect window = newcomer.desk->window->rect();
    for (int i = 0; i < 4; ++i) {
        CHECK(QTest::qWaitFor([&] { return window.contains(newcomer.tour()->geometry()); }, kPatience));
        QTest::keyClick(on, Qt::Key_Space);
    }
    CHECK(title() == u"La connexion"_s);
    QTest::keyClick(on, Qt::Key_Escape);
    REQUIRE(QTest::qWaitFor([&] { return !newcomer.tour(); }, kPatience));

    widgets::Help help(u"guide-cortege"_s); // as at the next start
    newcomer.desk->window->showHelp(help);
    CHECK_FALSE(newcomer.tour());
    newcomer.press("helpTour");
    CHECK(newcomer.tour());
}

TEST_CASE("the about box has versions and licences")
{
    Newcomer newcomer;
    newcomer.press("helpAbout");
    auto *libraries = newcomer.desk->find<QTreeWidget>(u"aboutLibraries"_s);
    CHECK(libraries->topLevelItemCount() > 8);
    for (int row = 0; row < libraries->topLevelItemCount(); ++row) {
        const QTreeWidgetItem *item = libraries->topLevelItem(row);
        INFO(item->text(0).toStdString());
        CHECK_FALSE(item->text(1).isEmpty());
        CHECK_FALSE(item->text(2).isEmpty());
        if (item->text(0) == u"Qt")
            CHECK(item->text(1) == QString::fromLatin1(qVersion()));
    }
}

TEST_CASE("the help's button is reached by Tab and named, and no menu letter comes twice")
{
    Newcomer newcomer;
    auto *button = newcomer.desk->find<QToolButton>(u"help"_s);
    CHECK(QTest::qWaitFor([&] { return button->isVisible(); })); // once the bar is laid out
    CHECK(button->accessibleName() == u"Aide"_s);
    CHECK(button->focusPolicy() == Qt::TabFocus);
    CHECK(button->menu()->actions().size() == 4); // one of them a separator
}
