#include "../card.h"
#include "../destruction.h"
#include "../files.h"

#include <iterator>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class DestructionConfirm final : public ImmediateCommand
{
    QString name() const override { return u"destruction confirm"_s; }
    QString description() const override
    {
        return Admin::tr("confirme le bordereau : il y faut une autre personne, autorité de l’autre partie");
    }
    std::vector<Option> options() const override
    {
        std::vector<Option> options {
            { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once }, keysOption(),
            keysPinFileOption(),
            { "bordereau"_L1, Admin::tr("FICHIER"), Admin::tr("le bordereau que vous avez lu"), Option::Wanted::Once }
        };
        std::ranges::move(actingOptions(), std::back_inserter(options));
        return options;
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto acting = actingPerson(arguments, context);
        if (!acting)
            return failed(acting.error());
        const auto read = readInput(arguments.value("bordereau"_L1));
        if (!read)
            return failed(read.error());
        if (const auto confirmed = confirm(arguments, *acting, *read, context); !confirmed)
            return failed(confirmed.error());
        context.terminal.say(Admin::tr("Bordereau confirmé par %1. La destruction se fait, serveur arrêté, par "
                                       "destruction carry-out ; elle est sans retour.")
                .arg(acting->person.name));
        return {};
    }
    static Result<> confirm(
        const Arguments &arguments, const Acting &acting, const QByteArray &text, const Context &context)
    {
        const UtcTime now = context.clock.now();
        const QString database = arguments.value("database"_L1);
        const auto term = endedTerm(database, now);
        if (!term)
            return std::unexpected(term.error());
        const auto keys = keysFrom(arguments, context);
        if (!keys)
            return std::unexpected(keys.error());
        auto book = DestructionBook::open(database, storage::Access::ReadWrite);
        if (!book)
            return std::unexpected(book.error());
        const auto destruction = book->read();
        if (!destruction)
            return std::unexpected(destruction.error());
        if (!destruction->step() || destruction->bordereauText() != text)
            return fail(Failure::Conflict, u"that is not the bordereau that was prepared last"_s);
        const Bordereau &bordereau = destruction->bordereau();
        return listOf(book->store(), **keys, placesOf(bordereau, arguments))
            .and_then([&](const DestructionList &list) { return expectUnchanged(list, *term, bordereau); })
            .and_then([&] {
                return book->store().append([&] {
                    return book->signedStep(DestructionStep::Confirmed, acting, now, destruction->bordereauHash());
                });
            });
    }
};

} // namespace

std::unique_ptr<Command> destructionConfirm() { return std::make_unique<DestructionConfirm>(); }

} // namespace cortege::admincli
