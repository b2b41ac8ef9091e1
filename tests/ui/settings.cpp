#include <client/enrolment.h>
#include <presentation/enrolmentcontroller.h>
#include <widgets/firstrun.h>
#include <widgets/settingsdialog.h>

#include <support/uimain.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QTreeWidget>

using namespace cortege;
using namespace Qt::StringLiterals;

namespace
{

QString plainText(QString text) { return text.replace(QChar(0xa0), u' '); }

} // namespace

TEST_CASE("a person sees each setting, where it comes from, and why it is locked")
{
    const QTemporaryDir folder;
    const QString policy = folder.filePath(u"policy.ini"_s);
    QFile file(policy);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("[policy]\nreason=Poste géré, 4567.\n[locked]\nlook=contrast\n[default]\nterritory=/srv/marseille\n");
    file.close();
    const auto options = widgets::parseStartOptions({ u"cortege"_s, u"--tiles"_s, u"/srv/plan.mbtiles"_s },
        { u"cortege"_s, {}, widgets::UnsentData::Kept },
        { .program = u"cortege"_s, .file = folder.filePath(u"cortege.ini"_s), .policy = policy });
    REQUIRE(options);
    CHECK(options->look == widgets::Look::Contrast);
    widgets::SettingsDialog dialog(options->configuration, nullptr);
    dialog.show();
    REQUIRE(QTest::qWaitForWindowExposed(&dialog));
    auto *list = dialog.findChild<QTreeWidget *>(u"settings"_s);
    REQUIRE(list);
    const auto row = [list](const QString &name) {
        const auto found = list->findItems(name, Qt::MatchExactly);
        REQUIRE(found.size() == 1);
        return plainText(found.first()->text(1) + u" | "_s + found.first()->text(2));
    };
    CHECK(row(u"look"_s) == u"contrast | verrouillé : Poste géré, 4567. (%1, ligne 4)"_s.arg(policy));
    CHECK(row(u"territory"_s) == u"/srv/marseille | proposé pour ce poste : %1, ligne 6"_s.arg(policy));
    CHECK(row(u"tiles"_s) == u"/srv/plan.mbtiles | ligne de commande"_s);
    CHECK(row(u"proxy"_s) == u"(rien) | d’office"_s);
    CHECK(list->topLevelItemCount() == static_cast<int>(options->configuration.settings().size()));
    QTest::keyClick(&dialog, Qt::Key_Escape);
    CHECK_FALSE(dialog.isVisible());
}

TEST_CASE("an invitation to another server than the workstation's is refused, with the reason")
{
    const QTemporaryDir folder;
    const SystemClock clock;
    client::Enrolment enrolment(folder.filePath(u"poste"_s), clock);
    presentation::EnrolmentController controller(enrolment);
    const auto code = EnrolmentCode::fromRandom(QByteArray(20, 'x'));
    REQUIRE(code);
    const Invitation invitation { QUrl(u"wss://ailleurs.example:7443"_s), 7444, *code, QByteArray(20, 'p') };
    controller.setText(invitation.toString());
    REQUIRE(controller.canStart());
    controller.fixServer(QUrl(u"wss://plateforme.example:7443"_s), u"Poste géré, 4567."_s);
    CHECK_FALSE(controller.canStart());
    CHECK(controller.issue().contains(u"plateforme.example:7443"));
    CHECK(controller.issue().contains(u"Poste géré, 4567."));
    controller.fixServer(QUrl(u"wss://ailleurs.example:7443"_s), {});
    CHECK(controller.canStart());
    CHECK(controller.issue().isEmpty());
}
