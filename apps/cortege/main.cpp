#include <client/erasure.h>
#include <client/platform.h>
#include <client/renewal.h>
#include <map/mapview.h>
#include <pki/tls.h>
#include <presentation/certificatenotice.h>
#include <presentation/cortegecontroller.h>
#include <widgets/application.h>
#include <widgets/cortegewindow.h>
#include <widgets/firstrun.h>
#include <widgets/groundstart.h>
#include <widgets/help.h>
#include <widgets/keystoredialog.h>
#include <widgets/pindialog.h>
#include <widgets/theme.h>

#include <QtCore/QDir>
#include <QtWidgets/QApplication>

using namespace Qt::StringLiterals;
using namespace cortege;

namespace
{

struct Main {
    Q_DECLARE_TR_FUNCTIONS(Main)
};

QString whyNoPlatform(const Error &error, const widgets::StartOptions &options)
{
    if (error.kind == Failure::Conflict)
        return Main::tr("Cortège est déjà ouvert sur ce poste.");
    return Main::tr("Le profil de ce poste ne peut pas être utilisé : %1")
        .arg(QDir::toNativeSeparators(options.profile));
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const auto name = u"cortege"_s;
    widgets::nameApplication(application, name);
    const auto place = widgets::usualPlace(name);
    widgets::installLanguage(application, widgets::chooseLanguage(application.arguments(), place));
    application.setApplicationDisplayName(u"Cortège"_s);
    const widgets::StartProgram program { name,
        Main::tr("Cortège : saisie des événements par la Préfecture de Police."), widgets::UnsentData::Kept };
    const auto options = widgets::parseStartOptions(application.arguments(), program, place);
    if (!options)
        return widgets::endUnstarted(application, options.error());
    const auto preparing = pki::prepareTls(); // beside all that is made until the platform is opened
    widgets::installLook(application, options->look);
    widgets::Help help(u"guide-cortege"_s);

    const SystemClock clock;
    if (const auto code = widgets::enrolFirst(application, *options, clock)) {
        client::eraseOverdue(options->data, clock);
        return *code;
    }
    auto profile = widgets::loadProfile(*options);
    if (!profile) {
        client::eraseOverdue(options->data, clock);
        return widgets::endWith(application, whyNoPlatform(profile.error(), *options), profile.error());
    }
    if (!widgets::unlockCard(profile->tls) || !widgets::unsealKey(profile->tls)) {
        client::eraseOverdue(options->data, clock);
        return 0;
    }
    auto opening = widgets::openPlaces(*options); // beside all that is made until the map is there
    map::keepRequestsLocal();
    const auto ground = widgets::startGround(*options);
    if (!ground) {
        client::eraseOverdue(options->data, clock);
        return widgets::endWith(application, Main::tr("Le fond de carte ne peut pas être ouvert."), ground.error());
    }
    auto map = std::make_unique<map::MapView>(*ground->relay);
    const auto platform = client::Platform::open(*profile, u"cortege/"_s + QApplication::applicationVersion(), clock,
        client::Platform::UnsentWork::Kept, options->data);
    if (!platform) {
        client::eraseOverdue(options->data, clock); // does nothing while another program has it open
        return widgets::endWith(application, whyNoPlatform(platform.error(), *options), platform.error());
    }
    // Without its territory the entry goes on as before there was one: addresses are placed and routes drawn by hand.
    auto places = opening.get();
    presentation::CortegeController controller(**platform, (*platform)->clock(), places ? std::move(*places) : nullptr);
    widgets::MessageBoxes questions;
    presentation::MapPort &port = map->port();
    client::Renewal renewal(**platform, *profile);
    presentation::CertificateNotice certificate(renewal, (*platform)->clock());
    widgets::CortegeWindow window(controller, (*platform)->clock(), map.release(), port, questions);
    window.showCertificate(certificate);
    window.showHelp(help);
    window.showSettings(options->configuration);
    window.show();
    controller.restoreDrafts();
    if (!places)
        Q_EMIT controller.noticed(
            Main::tr("Le territoire de ce poste ne peut pas être lu : les adresses et les rues ne "
                     "sont pas proposées. Prévenez le service informatique."));
    if (ground->trouble)
        Q_EMIT controller.noticed(widgets::groundMissing());
    (*platform)->start();
    return application.exec();
}
