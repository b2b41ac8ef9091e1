#include "../files.h"
#include "../nominativelist.h"

#include <exchange/csv.h>
#include <pki/files.h>

#include <algorithm>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

QByteArray csvRow(QStringList cells)
{
    std::ranges::transform(cells, cells.begin(), exchange::harmlessCell);
    return exchange::csvLine(cells);
}

QByteArray csvOf(const std::vector<ListLine> &lines)
{
    QByteArray csv = csvRow({ Admin::tr("numéro"), Admin::tr("personne"), Admin::tr("nom"), Admin::tr("service"),
        Admin::tr("partie"), Admin::tr("rôles"), Admin::tr("du"), Admin::tr("au"), Admin::tr("état"),
        Admin::tr("validée par"), Admin::tr("validée le") });
    for (const ListLine &line : lines) {
        const Grant &grant = line.habilitation.grant;
        const Habilitation::Deed *const validated = line.habilitation.last(ActKind::Validate);
        csv += csvRow({ line.habilitation.id.toString(), grant.person.toString(), line.person, grant.service,
            grant.party ? textOf(*grant.party) : QString(), toString(grant.roles), toIso(grant.period.begin),
            toIso(grant.period.end), textOf(line.state), line.grantor, validated ? toIso(validated->at) : QString() });
    }
    return csv;
}

class HabilitationExport final : public ImmediateCommand
{
    QString name() const override { return u"habilitation export"_s; }
    QString description() const override
    {
        return Admin::tr("écrit la liste nominative en CSV et, à côté, sa signature (CMS, FICHIER.p7s)");
    }
    std::vector<Option> options() const override
    {
        std::vector<Option> options { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"),
                                          Option::Wanted::Once },
            { "out"_L1, Admin::tr("FICHIER"), Admin::tr("fichier à écrire, lisible de vous seul"),
                Option::Wanted::Once } };
        std::ranges::move(actingOptions(), std::back_inserter(options));
        return options;
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const QString out = arguments.value("out"_L1);
        const QString signature = out + u".p7s"_s;
        if (const auto free = expectFree({ out, signature }); !free)
            return failed(free.error());
        const auto acting = actingPerson(arguments, context);
        if (!acting)
            return failed(acting.error());
        const auto lines = linesOf(arguments.value("database"_L1), context.clock.now());
        if (!lines)
            return failed(lines.error());
        const QByteArray csv = csvOf(*lines);
        const auto written = acting->signer.signDetached(csv).and_then([&](const QByteArray &cms) {
            return pki::writePrivateFile(out, csv).and_then([&] { return pki::writePrivateFile(signature, cms); });
        });
        if (!written)
            return failed(written.error());
        context.terminal.say(
            Admin::tr("Liste nominative : %1, signée par %2 : %3").arg(out, acting->person.name, signature));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> habilitationExport() { return std::make_unique<HabilitationExport>(); }

} // namespace cortege::admincli
