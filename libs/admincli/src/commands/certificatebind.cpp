#include "../command.h"
#include "../files.h"
#include "../register.h"

#include <pki/files.h>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class CertificateBind final : public ImmediateCommand
{
    QString name() const override { return u"certificate bind"_s; }
    QString description() const override
    {
        return Admin::tr("attache à une personne inscrite un certificat qu’une autre autorité a signé");
    }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            { "person"_L1, Admin::tr("NUMÉRO"), Admin::tr("de la personne, voir person list"), Option::Wanted::Once } };
    }
    std::optional<Argument> argument() const override
    {
        return Argument { Admin::tr("FICHIER"), Admin::tr("le certificat, en PEM") };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto id = PersonId::parse(arguments.value("person"_L1));
        if (!id)
            return misused(
                Admin::tr("Ce n’est pas un numéro de personne : --person %1").arg(arguments.value("person"_L1)));
        const auto fingerprint = pki::readPemFile(arguments.argument()).and_then(fingerprintOfPem);
        if (!fingerprint)
            return failed(fingerprint.error());
        const auto bound
            = storage::SqlitePersonRegister::open(
                arguments.value("database"_L1), storage::SqlitePersonRegister::Access::ReadWrite)
                  .and_then([&](const auto &persons) {
                      return persons->bind(*fingerprint, *id, context.clock.now(), PersonRegister::Noted::Here);
                  });
        if (!bound)
            return failed(bound.error());
        context.terminal.say(Admin::tr("Empreinte SHA-256 : %1").arg(shown(*fingerprint)));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> certificateBind() { return std::make_unique<CertificateBind>(); }

} // namespace cortege::admincli
