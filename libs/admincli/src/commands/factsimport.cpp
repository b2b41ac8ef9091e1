#include "../factfiles.h"

#include <pki/files.h>

#include <QtCore/QLocale>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class FactsImport final : public SessionCommand
{
    QString name() const override { return u"facts import"_s; }
    QString description() const override
    {
        return Admin::tr("envoie à la plateforme les faits d’un fichier, selon une recette ; chaque ligne refusée est "
                         "dite avec sa raison ; relancer n’ajoute rien deux fois");
    }
    std::vector<Option> options() const override
    {
        return { profileOption(), pinFileOption(),
            { "recipe"_L1, Admin::tr("RECETTE"), Admin::tr("colonnes, format et source (JSON)"), Option::Wanted::Once },
            { "report"_L1, Admin::tr("FICHIER"), Admin::tr("lignes refusées, en CSV ; sans cela, à l’écran") },
            { "dry-run"_L1, {}, Admin::tr("dit ce qui serait fait, n’envoie rien") } };
    }
    std::optional<Argument> argument() const override
    {
        return Argument { Admin::tr("FICHIER"),
            Admin::tr("CSV, GeoJSON, GeoPackage, Shapefile, KML ou GPX, éventuellement compressé") };
    }

    Outcome prepare() override
    {
        auto recipe = readRecipeFile(m_arguments.value("recipe"_L1));
        if (!recipe)
            return failed(recipe.error());
        auto import = exchange::importFacts(m_arguments.argument(), *recipe);
        if (!import)
            return failed(import.error());
        m_recipe = std::move(*recipe);
        m_import = std::move(*import);
        return {};
    }
    void run() override
    {
        ask<protocol::FactSourcesAnswer>(protocol::FactSourcesRequest {},
            [this](const protocol::FactSourcesAnswer &answer) { send(answer.sources); });
    }
    void interrupt() override { m_file ? m_file->importer().stop() : SessionCommand::interrupt(); }

    void send(const std::vector<KnownSource> &sources)
    {
        const auto source = sourceFor(*m_recipe, sources);
        if (!source)
            return end(std::unexpected(source.error()));
        if (m_arguments.has("dry-run"_L1))
            return rehearse();
        m_file.emplace(std::move(m_import), m_session->platform(), *source);
        client::FactImporter &importer = m_file->importer();
        QObject::connect(&importer, &client::FactImporter::advanced, &importer,
            [this](qsizetype done, qsizetype total) { m_terminal->progress(done, total); });
        QObject::connect(&importer, &client::FactImporter::finished, &importer, [this] { account(); });
        importer.start();
    }

    void rehearse()
    {
        if (const auto told = tellIssues(m_import.issues); !told)
            return end(told);
        const auto number = [](qint64 value) { return QLocale().toString(value); };
        m_terminal->say(Admin::tr("Essai : rien n’a été envoyé."));
        m_terminal->say(Admin::tr("%1 lignes lues = %2 à envoyer + %3 refusées")
                .arg(number(m_import.counts.read), number(m_import.counts.taken), number(m_import.counts.refused)));
        end({});
    }

    void account()
    {
        const auto told = tellIssues(m_file->issues());
        m_terminal->say(m_file->tally());
        if (!told)
            return end(told);
        if (const auto &trouble = m_file->importer().trouble())
            return end(failed(*trouble));
        end(m_file->importer().remaining() > 0 ? Outcome(failed(Admin::tr("interrompu"))) : Outcome());
    }

    Outcome tellIssues(const std::vector<exchange::RowIssue> &issues)
    {
        const QString report = m_arguments.value("report"_L1);
        const auto written = report.isEmpty() ? Result<>() : pki::writePrivateFile(report, reportOf(issues));
        // What could not go into a file goes to the screen rather than nowhere.
        if (!issues.empty() && (report.isEmpty() || !written))
            m_terminal->say(QString::fromUtf8(reportOf(issues)).trimmed());
        else if (!issues.empty())
            m_terminal->say(Admin::tr("Lignes refusées : voir %1").arg(report));
        return written ? Outcome() : failed(written.error());
    }

    std::optional<exchange::FactRecipe> m_recipe;
    exchange::FactImport m_import;
    std::optional<FactFile> m_file;
};

} // namespace

std::unique_ptr<Command> factsImport() { return std::make_unique<FactsImport>(); }

} // namespace cortege::admincli
