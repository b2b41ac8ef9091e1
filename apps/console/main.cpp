#include <client/platform.h>
#include <client/renewal.h>
#include <map/mapview.h>
#include <pki/files.h>
#include <pki/signing.h>
#include <pki/tls.h>
#include <presentation/certificatenotice.h>
#include <presentation/consolecontroller.h>
#include <widgets/application.h>
#include <widgets/consolewindow.h>
#include <widgets/firstrun.h>
#include <widgets/groundstart.h>
#include <widgets/help.h>
#include <widgets/keystoredialog.h>
#include <widgets/pindialog.h>
#include <widgets/questions.h>
#include <widgets/theme.h>

#include <QtCore/QDir>
#include <QtWidgets/QApplication>

using namespace Qt::StringLiterals;
using namespace cortege;

namespace
{

struct ConsoleMain {
    Q_DECLARE_TR_FUNCTIONS(ConsoleMain)
};

int endWithoutProfile(QApplication &application, const widgets::StartOptions &options, const Error &error)
{
    return widgets::endWith(application,
        ConsoleMain::tr("Le profil de ce poste ne peut pas être utilisé : %1")
            .arg(QDir::toNativeSeparators(options.profile)),
        error);
}

/// The key of the person, for snapshots.
Result<pki::CertificateSigner> signerOf(const client::Profile &profile)
{
    const auto chain = pki::readPemFile(profile.tls.certificateChain);
    if (!chain)
        return std::unexpected(chain.error());
    return pki::privateKeyOf(profile.tls).and_then([&](const pki::PrivateKey &key) {
        return pki::CertificateSigner::from(*chain, key);
    });
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const auto name = u"cortege-console"_s;
    widgets::nameApplication(application, name);
    const auto place = widgets::usualPlace(name);
    widgets::installLanguage(application, widgets::chooseLanguage(application.arguments(), place));
    application.setApplicationDisplayName(ConsoleMain::tr("Cortège – Console"));
    const widgets::StartProgram program { name,
        ConsoleMain::tr("Console de Cortège : la carte des événements pour l’analyse."), widgets::UnsentData::None };
    const auto options = widgets::parseStartOptions(application.arguments(), program, place);
    if (!options)
        return widgets::endUnstarted(application, options.error());
    const auto preparing = pki::prepareTls(); // beside all that is made until the platform is opened
    widgets::installLook(application, options->look);
    widgets::Help help(u"guide-console"_s);

    const SystemClock clock;
    if (const auto code = widgets::enrolFirst(application, *options, clock))
        return *code;
    auto profile = widgets::loadProfile(*options);
    if (!profile)
        return endWithoutProfile(application, *options, profile.error());
    if (!widgets::unlockCard(profile->tls) || !widgets::unsealKey(profile->tls))
        return 0;
    auto opening = widgets::openPlaces(*options); // beside all that is made until the map is there
    map::keepRequestsLocal();
    const auto ground = widgets::startGround(*options);
    if (!ground)
        return widgets::endWith(
            application, ConsoleMain::tr("Le fond de carte ne peut pas être ouvert."), ground.error());
    auto map = std::make_unique<map::MapView>(*ground->relay);
    const auto platform = client::Platform::open(*profile, u"cortege-console/"_s + QApplication::applicationVersion(),
        clock, client::Platform::UnsentWork::None);
    if (!platform)
        return endWithoutProfile(application, *options, platform.error());
    const auto signer = signerOf(*profile);
    if (!signer)
        qWarning().noquote() << "signer:" << signer.error().detail; // snapshots have a digest all the same
    auto places = opening.get();
    presentation::ConsoleController controller(**platform, (*platform)->clock(), places ? std::move(*places) : nullptr);
    if (signer)
        controller.setSigner(&*signer);
    controller.setMap(map->port());
    client::Renewal renewal(**platform, *profile);
    presentation::CertificateNotice certificate(renewal, (*platform)->clock());
    widgets::ConsoleWindow window(controller, map.release());
    window.showCertificate(certificate);
    window.showHelp(help);
    window.showSettings(options->configuration);
    window.show();
    widgets::MessageBoxes questions;
    if (ground->trouble)
        questions.tell(&window, ConsoleMain::tr("Fond de carte"), widgets::groundMissing());
    if (!places)
        questions.tell(&window, ConsoleMain::tr("Territoire"),
            ConsoleMain::tr("Le territoire de ce poste ne peut pas être lu : les lieux ne sont pas nommés, et les "
                            "tableaux comptent par carrés au lieu de quartiers. Prévenez le service informatique."));
    (*platform)->start();
    return application.exec();
}
