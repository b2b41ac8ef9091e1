#include "../acts.h"
#include "../card.h"
#include "../dataregister.h"
#include "../files.h"
#include "../register.h"

#include <pki/files.h>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class HandoverShow final : public ImmediateCommand
{
    QString name() const override { return u"handover show"_s; }
    QString description() const override
    {
        return Admin::tr("affiche une remise en entier, et rend l’attestation du prestataire");
    }
    std::vector<Option> options() const override
    {
        return { databaseOption(),
            { "keys"_L1, Admin::tr("DOSSIER"), Admin::tr("clés des données, pour l’attestation") }, keysPinFileOption(),
            { "statement"_L1, Admin::tr("FICHIER"), Admin::tr("où écrire l’attestation") } };
    }
    std::optional<Argument> argument() const override { return handoverArgument(); }

    Outcome run(const Arguments &arguments, const Context &context) override
    {
        if (arguments.has("statement"_L1) != arguments.has("keys"_L1))
            return misused(Admin::tr("L’attestation s’ouvre avec les clés des données : --keys et --statement"));
        const auto id = handoverIn(arguments);
        if (!id)
            return std::unexpected(id.error());
        const QString database = arguments.value("database"_L1);
        const auto data = DataRegister::open(database);
        if (!data)
            return failed(data.error());
        const Handover *const handover = (*data)->acts().find(*id);
        if (!handover)
            return failed(Error { Failure::NotFound, id->toString() });
        say(*handover, database, context);
        if (!arguments.has("statement"_L1))
            return {};
        const auto written = writeStatement(*handover, arguments, context);
        return written ? Outcome() : failed(written.error());
    }
    static void say(const Handover &handover, const QString &database, const Context &context)
    {
        const HandedOver &what = handover.what;
        context.terminal.say(dutyText(what).trimmed());
        context.terminal.say(
            Admin::tr("Remise le %1 par %2").arg(wallTime(handover.at), nameOfPerson(database, handover.by)));
        context.terminal.say(Admin::tr("Certificat : %1").arg(shown(what.certificate)));
        context.terminal.say(
            Admin::tr("Paquet : %1, SHA-256 %2").arg(what.form, QLatin1StringView(what.package.toHex())));
        context.terminal.say(Admin::tr("État : %1").arg(textOf(handover.state(context.clock.now()))));
        if (const auto &end = handover.end) {
            context.terminal.say(Admin::tr("Attestation du %1, classée le %2 par %3, SHA-256 %4")
                    .arg(shownDay(end->statement.day), wallTime(end->at), nameOfPerson(database, end->by),
                        QLatin1StringView(end->statement.document.toHex())));
        }
    }
    static Result<> writeStatement(const Handover &handover, const Arguments &arguments, const Context &context)
    {
        if (!handover.end)
            return fail(Failure::NotFound, u"no statement is filed"_s);
        const QString path = arguments.value("statement"_L1);
        const auto keys = keysFrom(arguments, context);
        if (!keys)
            return std::unexpected(keys.error());
        return expectFree({ path })
            .and_then([&] { return storage::SqliteDataActs::open(arguments.value("database"_L1), **keys); })
            .and_then([&](const auto &store) { return store->document(handover.end->act); })
            .and_then([&](const QByteArray &document) { return pki::writePrivateFile(path, document); });
    }
};

} // namespace

std::unique_ptr<Command> handoverShow() { return std::make_unique<HandoverShow>(); }

} // namespace cortege::admincli
