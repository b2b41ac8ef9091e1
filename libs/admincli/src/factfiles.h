#pragma once

#include "sessioncommand.h"

#include <client/factimporter.h>
#include <exchange/factfile.h>

/// What the commands about files of facts share.
namespace cortege::admincli
{

/// Errors name the file.
Result<exchange::FactRecipe> readRecipeFile(const QString &path);

/// The source of that recipe as the platform has it; the error says what to do.
std::expected<SourceNumber, Trouble> sourceFor(
    const exchange::FactRecipe &recipe, const std::vector<KnownSource> &sources);

QByteArray reportOf(const std::vector<exchange::RowIssue> &issues);

/// One file on its way to the platform.
class FactFile
{
public:
    FactFile(exchange::FactImport import, client::Platform &platform, SourceNumber source);

    client::FactImporter &importer() { return m_importer; }
    const std::vector<exchange::RowIssue> &issues() const { return m_issues; }
    /// "1 000 lignes lues = 900 enregistrées + 50 déjà connues + 50 refusées"
    QString tally() const;

private:
    const exchange::FactCounts m_counts;
    const std::vector<exchange::RowIssue> m_issues;
    client::FactImporter m_importer;
};

} // namespace cortege::admincli
