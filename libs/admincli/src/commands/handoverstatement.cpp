#include "../acts.h"
#include "../card.h"
#include "../dataregister.h"
#include "../day.h"
#include "../files.h"

#include <QtCore/QCryptographicHash>

#include <algorithm>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

/// A scan of a few pages. It goes into the database, and into every backup.
constexpr qsizetype kStatementLimit = qsizetype { 8 } * 1024 * 1024;

class HandoverStatement final : public ImmediateCommand
{
    QString name() const override { return u"handover statement"_s; }
    QString description() const override
    {
        return Admin::tr("classe l’attestation de destruction d’un prestataire, chiffrée dans la base");
    }
    std::vector<Option> options() const override
    {
        std::vector<Option> options { databaseOption(), keysOption(), keysPinFileOption(),
            { "file"_L1, Admin::tr("FICHIER"), Admin::tr("l’attestation numérisée (PDF)"), Option::Wanted::Once },
            { "date"_L1, Admin::tr("DATE"), Admin::tr("de l’attestation"), Option::Wanted::Once },
            { "returned"_L1, {}, Admin::tr("les données ont été rendues, et non détruites") } };
        std::ranges::move(actingOptions(), std::back_inserter(options));
        return options;
    }
    std::optional<Argument> argument() const override { return handoverArgument(); }

    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto id = handoverIn(arguments);
        if (!id)
            return std::unexpected(id.error());
        const auto day = dayOf(arguments, "date"_L1);
        if (!day)
            return std::unexpected(day.error());
        const QString path = arguments.value("file"_L1);
        const auto document = readInput(path);
        if (!document)
            return failed(document.error());
        if (document->isEmpty() || document->size() > kStatementLimit)
            return failed(Admin::tr("%1 : une attestation a entre 1 octet et 8 Mio.").arg(path));
        const auto acting = actingSteward(arguments, context);
        if (!acting)
            return failed(acting.error());
        const auto keys = keysFrom(arguments, context);
        if (!keys)
            return failed(keys.error());
        const StatementFiled statement { *id,
            arguments.has("returned"_L1) ? HandoverEnd::Returned : HandoverEnd::Destroyed, *day,
            QCryptographicHash::hash(*document, QCryptographicHash::Sha256) };
        const auto recorded
            = DataRegister::open(arguments.value("database"_L1), **keys).and_then([&](const auto &data) {
                  return data->acts().record(
                      data->store(), statement, acting->person.author(), acting->signer, context.clock, *document);
              });
        if (!recorded)
            return failed(recorded.error());
        context.terminal.say(Admin::tr("Attestation du %1 classée : remise %2.").arg(shownDay(*day), id->toString()));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> handoverStatement() { return std::make_unique<HandoverStatement>(); }

} // namespace cortege::admincli
