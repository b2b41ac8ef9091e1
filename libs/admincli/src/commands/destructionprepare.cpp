#include "../card.h"
#include "../destruction.h"
#include "../files.h"
#include "../register.h"

#include <pki/files.h>

#include <QtCore/QCryptographicHash>

#include <iterator>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class DestructionPrepare final : public ImmediateCommand
{
    QString name() const override { return u"destruction prepare"_s; }
    QString description() const override
    {
        return Admin::tr("établit le bordereau de ce qui sera détruit, signé par une première personne ; "
                         "anéantit toute confirmation d’avant");
    }
    std::vector<Option> options() const override
    {
        std::vector<Option> options = placeOptions();
        options.push_back({ "out"_L1, Admin::tr("FICHIER"),
            Admin::tr("le bordereau en JSON ; sa signature à côté (CMS, FICHIER.p7s)"), Option::Wanted::Once });
        std::ranges::move(actingOptions(), std::back_inserter(options));
        return options;
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const QString out = arguments.value("out"_L1);
        if (const auto free = expectFree({ out, out + u".p7s"_s }); !free)
            return failed(free.error());
        const auto acting = actingPerson(arguments, context);
        if (!acting)
            return failed(acting.error());
        const auto prepared = prepare(arguments, *acting, context);
        if (!prepared)
            return failed(prepared.error());
        const auto written = acting->signer.signDetached(*prepared).and_then([&](const QByteArray &cms) {
            return pki::writePrivateFile(out, *prepared).and_then([&] {
                return pki::writePrivateFile(out + u".p7s"_s, cms);
            });
        });
        if (!written)
            return failed(written.error());
        context.terminal.say(Admin::tr("Bordereau : %1, signé par %2.").arg(out, acting->person.name));
        context.terminal.say(
            QString::fromLatin1(QCryptographicHash::hash(*prepared, QCryptographicHash::Sha256).toHex()));
        return {};
    }
    static Result<QByteArray> prepare(const Arguments &arguments, const Acting &acting, const Context &context)
    {
        const DestructionPlaces places = placesFrom(arguments);
        const UtcTime now = context.clock.now();
        const auto term = endedTerm(places.database, now);
        if (!term)
            return std::unexpected(term.error());
        const auto keys = keysFrom(arguments, context);
        if (!keys)
            return std::unexpected(keys.error());
        auto book = DestructionBook::open(places.database, storage::Access::ReadWrite);
        if (!book)
            return std::unexpected(book.error());
        auto list = listOf(book->store(), **keys, places);
        if (!list)
            return std::unexpected(list.error());
        const auto entries = book->store().auditEntries();
        if (!entries)
            return std::unexpected(entries.error());
        QByteArray text = cortege::toJson(
            Bordereau { acting.person.id, acting.person.name, now, *term, *entries, std::move(*list) });
        const QByteArray hash = QCryptographicHash::hash(text, QCryptographicHash::Sha256);
        return book->store()
            .append([&] { return book->signedStep(DestructionStep::Prepared, acting, now, hash, text); })
            .transform([&] { return std::move(text); });
    }
};

} // namespace

std::unique_ptr<Command> destructionPrepare() { return std::make_unique<DestructionPrepare>(); }

} // namespace cortege::admincli
