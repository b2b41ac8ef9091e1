#include "../command.h"
#include "../files.h"

#include <pki/files.h>
#include <storage/sqliteregister.h>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

Result<Fingerprint> fingerprintFrom(const QString &given)
{
    if (const auto fingerprint = readFingerprint(given))
        return *fingerprint;
    return pki::readPemFile(given).and_then(fingerprintOfPem);
}

class CertificateRevoke final : public ImmediateCommand
{
    QString name() const override { return u"certificate revoke"_s; }
    QString description() const override
    {
        return Admin::tr("retire un certificat, par exemple d’un poste perdu ; la personne garde les autres");
    }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once } };
    }
    std::optional<Argument> argument() const override
    {
        return Argument { Admin::tr("EMPREINTE|FICHIER"), Admin::tr("empreinte SHA-256, ou le certificat lui-même") };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto fingerprint = fingerprintFrom(arguments.argument());
        if (!fingerprint)
            return failed(fingerprint.error());
        const auto persons = storage::SqlitePersonRegister::open(
            arguments.value("database"_L1), storage::SqlitePersonRegister::Access::ReadWrite);
        if (!persons)
            return failed(persons.error());
        const auto person = (*persons)->byFingerprint(*fingerprint);
        if (!person)
            return failed(person.error());
        if (const auto unbound = (*persons)->unbind(*fingerprint, context.clock.now()); !unbound)
            return failed(unbound.error());
        context.terminal.say(
            Admin::tr("Le certificat %1 de %2 n’ouvre plus rien.").arg(shown(*fingerprint), person->name));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> certificateRevoke() { return std::make_unique<CertificateRevoke>(); }

} // namespace cortege::admincli
