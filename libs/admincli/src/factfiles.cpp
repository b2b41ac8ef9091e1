#include "factfiles.h"

#include "files.h"

#include <QtCore/QLocale>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;

Result<exchange::FactRecipe> readRecipeFile(const QString &path)
{
    return readInput(path).and_then([&](const QByteArray &json) {
        return exchange::readRecipe(json).transform_error(
            [&](const Error &error) { return Error { error.kind, u"%1: %2"_s.arg(path, error.detail) }; });
    });
}

std::expected<SourceNumber, Trouble> sourceFor(
    const exchange::FactRecipe &recipe, const std::vector<KnownSource> &sources)
{
    const auto found
        = std::ranges::find_if(sources, [&](const KnownSource &known) { return known.source.id == recipe.source.id; });
    if (found == sources.end())
        return failed(Admin::tr("La plateforme ne connaît pas la source %1 : enregistrez-la par facts add.")
                .arg(recipe.source.id.toString()));
    // The numbers of categories are the recipe's: they must mean the same on the other side.
    if (!maySucceed(found->source, recipe.source))
        return failed(Admin::tr("La source %1 n’a pas les mêmes catégories sur la plateforme : mettez-la à jour par "
                                "facts add, ou corrigez la recette.")
                .arg(recipe.source.id.toString()));
    return found->number;
}

QByteArray reportOf(const std::vector<exchange::RowIssue> &issues)
{
    QByteArray report = exchange::reportHeader();
    for (const exchange::RowIssue &issue : issues)
        report += exchange::reportLine(issue);
    return report;
}

FactFile::FactFile(exchange::FactImport import, client::Platform &platform, SourceNumber source)
    : m_counts(import.counts), m_issues(std::move(import.issues)),
      m_importer(platform, source, std::move(import.blocks))
{
}

QString FactFile::tally() const
{
    const auto number = [](qint64 value) { return QLocale().toString(value); };
    QString text = Admin::tr("%1 lignes lues = %2 enregistrées + %3 déjà connues + %4 refusées")
                       .arg(number(m_counts.read), number(m_importer.stored()), number(m_importer.known()),
                           number(m_counts.refused));
    if (m_importer.remaining() > 0)
        text += Admin::tr(" + %1 qui restent à envoyer").arg(number(m_importer.remaining()));
    return text;
}

} // namespace cortege::admincli
