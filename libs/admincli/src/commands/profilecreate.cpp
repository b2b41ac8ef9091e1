#include "../card.h"
#include "../command.h"
#include "../files.h"
#include "../register.h"

#include <client/profile.h>
#include <pki/authority.h>
#include <pki/files.h>

#include <QtCore/QDir>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

Result<QByteArray> serverAuthorityOf(const QString &authorityFolder)
{
    return pki::readPemFile(QDir(authorityFolder).filePath(u"server-authority.pem"_s));
}

struct NewKey {
    QByteArray keyPem; ///< empty where it is on a card
    QByteArray requestPem;
};
Result<NewKey> newKey(const Arguments &arguments, const Context &context, const QString &name)
{
    if (!arguments.has("key"_L1))
        return pki::makeRequest(name).transform(
            [](const pki::KeyAndRequest &made) { return NewKey { made.keyPem, made.requestPem }; });
    return cardFrom(arguments.value("key"_L1), arguments, context).and_then([&](const pki::CardKey &card) {
        return pki::makeRequest(name, card.key).transform([](const QByteArray &request) {
            return NewKey { {}, request };
        });
    });
}

Result<> createProfile(const Arguments &arguments, const PersonId &id, const QUrl &server, const Context &context)
{
    // Absolute, so that the profile can tell which files lie in its own folder.
    const QDir out(QDir(arguments.value("out"_L1)).absolutePath());
    const client::Profile profile { out.path(), server,
        { out.filePath(u"person.pem"_s),
            arguments.has("key"_L1) ? arguments.value("key"_L1) : out.filePath(u"person.key"_s),
            out.filePath(u"server-authority.pem"_s) } };
    const QString authorityFolder = arguments.value("authority"_L1);
    if (const auto free = expectFree({ out.filePath(u"profile.ini"_s), profile.tls.certificateChain, profile.tls.key });
        !free)
        return free;
    const auto serverAuthority = serverAuthorityOf(authorityFolder);
    if (!serverAuthority)
        return std::unexpected(serverAuthority.error());
    const auto persons = storage::SqlitePersonRegister::open(
        arguments.value("database"_L1), storage::SqlitePersonRegister::Access::ReadWrite);
    if (!persons)
        return std::unexpected(persons.error());
    const auto person = findPerson(**persons, id);
    if (!person)
        return std::unexpected(person.error());
    const auto made = newKey(arguments, context, person->name);
    if (!made)
        return std::unexpected(made.error());
    // The folder and the key come first: nothing is bound for a disk that cannot be written.
    if (const auto written = makeFolder(out.path()).and_then([&] {
            return made->keyPem.isEmpty() ? Result<>() : pki::writePrivateFile(profile.tls.key, made->keyPem);
        });
        !written)
        return written;
    const auto issued = issueAndBind(
        **persons, id, authorityFolder, made->requestPem, context.clock.now(), PersonRegister::Noted::Here);
    if (!issued)
        return std::unexpected(issued.error());
    return pki::writePublicFile(profile.tls.certificateChain, issued->chainPem)
        .and_then([&] { return pki::writePublicFile(profile.tls.serverAuthority, *serverAuthority); })
        .and_then([&] { return profile.save(); });
}

class ProfileCreate final : public ImmediateCommand
{
    QString name() const override { return u"profile create"_s; }
    QString description() const override
    {
        return Admin::tr("fait en une fois la clé, le certificat et le profil d’un poste");
    }
    std::vector<Option> options() const override
    {
        return { { "authority"_L1, Admin::tr("DOSSIER"), Admin::tr("l’autorité"), Option::Wanted::Once },
            { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            { "person"_L1, Admin::tr("NUMÉRO"), Admin::tr("de la personne, voir person list"), Option::Wanted::Once },
            { "server"_L1, u"wss://…"_s, Admin::tr("adresse de la plateforme"), Option::Wanted::Once },
            { "out"_L1, Admin::tr("DOSSIER"), Admin::tr("dossier du profil, à créer"), Option::Wanted::Once },
            { "key"_L1, u"pkcs11:…"_s, Admin::tr("la clé P-256 de sa carte ; sans cela, une clé est faite") },
            pinFileOption() };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto id = PersonId::parse(arguments.value("person"_L1));
        if (!id)
            return misused(
                Admin::tr("Ce n’est pas un numéro de personne : --person %1").arg(arguments.value("person"_L1)));
        const QUrl server(arguments.value("server"_L1), QUrl::StrictMode);
        if (!server.isValid() || server.scheme() != u"wss" || server.host().isEmpty())
            return misused(Admin::tr("Adresse refusée : --server %1 (attendu : wss://hôte:port)")
                    .arg(arguments.value("server"_L1)));
        if (const auto created = createProfile(arguments, *id, server, context); !created)
            return failed(created.error());
        const QString out = arguments.value("out"_L1);
        context.terminal.say(Admin::tr("Profil : %1").arg(out));
        if (!arguments.has("key"_L1))
            context.terminal.say(Admin::tr(
                "La clé a été faite ici : portez ce dossier au poste par un moyen sûr et n’en gardez pas de copie. "
                "Pour une clé qui ne quitte jamais le poste : certificate request, puis certificate issue."));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> profileCreate() { return std::make_unique<ProfileCreate>(); }

} // namespace cortege::admincli
