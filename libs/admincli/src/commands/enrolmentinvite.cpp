#include "../day.h"
#include "../enrolments.h"
#include "../files.h"

#include <pki/files.h>
#include <pki/firstcontact.h>
#include <pki/sealing.h>

#include <QtCore/QUrl>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

constexpr std::chrono::days kUsualValidity { 7 };

Result<EnrolmentCode> newCode()
{
    return pki::SecretKey::make().and_then([](const pki::SecretKey &random) {
        const auto bytes = random.bytes().first<EnrolmentCode::kRandomBytes>();
        return EnrolmentCode::fromRandom(QByteArrayView(bytes.data(), bytes.size()));
    });
}

class EnrolmentInvite final : public ImmediateCommand
{
    QString name() const override { return u"enrolment invite"_s; }
    QString description() const override
    {
        return Admin::tr("fait un code d’enrôlement pour une personne et affiche l’invitation à lui remettre");
    }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            { "person"_L1, Admin::tr("NUMÉRO"), Admin::tr("de la personne, voir person list"), Option::Wanted::Once },
            { "server"_L1, u"wss://…"_s, Admin::tr("adresse de la plateforme"), Option::Wanted::Once },
            { "port"_L1, Admin::tr("PORT"), Admin::tr("d’enrôlement du même serveur (--enrolment-listen)"),
                Option::Wanted::Once },
            { "server-authority"_L1, Admin::tr("FICHIER"), Admin::tr("server-authority.pem de l’autorité"),
                Option::Wanted::Once },
            { "until"_L1, Admin::tr("DATE"), Admin::tr("dernier jour, 30 jours au plus ; 7 jours sans cela") },
            { "uses"_L1, Admin::tr("N"), Admin::tr("postes, 20 au plus ; 1 sans cela") },
            { "out"_L1, Admin::tr("FICHIER"),
                Admin::tr("fichier .cortege à écrire, au lieu d’afficher l’invitation") } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const UtcTime now = context.clock.now();
        const auto person = PersonId::parse(arguments.value("person"_L1));
        if (!person)
            return misused(
                Admin::tr("Ce n’est pas un numéro de personne : --person %1").arg(arguments.value("person"_L1)));
        IssuedCode issued { EnrolmentCodeId::make(), *person, now, now + kUsualValidity };
        if (arguments.has("until"_L1)) {
            const auto day = dayOf(arguments, "until"_L1);
            if (!day)
                return std::unexpected(day.error());
            issued.ends = midnight(day->addDays(1));
        }
        bool isNumber = true;
        if (arguments.has("uses"_L1))
            issued.uses = arguments.value("uses"_L1).toInt(&isNumber);
        if (!isNumber)
            return misused(Admin::tr("Nombre refusé : --uses %1").arg(arguments.value("uses"_L1)));
        return invite(arguments, context, issued);
    }
    static Outcome invite(const Arguments &arguments, const Context &context, const IssuedCode &issued)
    {
        const auto pin = pki::readPemFile(arguments.value("server-authority"_L1)).and_then(pki::pinOfAuthority);
        if (!pin)
            return failed(pin.error());
        const auto code = newCode();
        if (!code)
            return failed(code.error());
        const Invitation invitation { QUrl(arguments.value("server"_L1), QUrl::StrictMode),
            arguments.value("port"_L1).toUShort(), *code, *pin };
        // What cannot be read back would be of no use on the workstation.
        if (Invitation::parse(invitation.toString()) != invitation)
            return misused(Admin::tr("Adresse refusée : --server %1 --port %2 (attendu : wss://hôte:port et un port)")
                    .arg(arguments.value("server"_L1), arguments.value("port"_L1)));
        const QString out = arguments.value("out"_L1);
        if (!out.isEmpty()) {
            const auto written = expectFree({ out }).and_then(
                [&] { return pki::writePrivateFile(out, invitation.toString().toUtf8() + '\n'); });
            if (!written)
                return failed(written.error());
        }
        const auto added = storage::SqliteEnrolments::open(arguments.value("database"_L1), storage::Access::ReadWrite)
                               .and_then([&](const auto &enrolments) { return enrolments->add(*code, issued); });
        if (!added)
            return failed(added.error());
        context.terminal.say(out.isEmpty() ? invitation.toString() : Admin::tr("Invitation : %1").arg(out));
        context.terminal.complain(Admin::tr("Code n° %1, jusqu’au %2. L’invitation ne sera plus affichée.")
                .arg(issued.id.toString(), wallTime(issued.ends)));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> enrolmentInvite() { return std::make_unique<EnrolmentInvite>(); }

} // namespace cortege::admincli
