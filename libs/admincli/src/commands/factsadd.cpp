#include "../factfiles.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class FactsAdd final : public SessionCommand
{
    QString name() const override { return u"facts add"_s; }
    QString description() const override
    {
        return Admin::tr("enregistre la source d’une recette : nom, provenance, licence, catégories et poids ; ou met "
                         "à jour leurs textes");
    }
    std::vector<Option> options() const override { return { profileOption(), pinFileOption() }; }
    std::optional<Argument> argument() const override
    {
        return Argument { Admin::tr("RECETTE"), Admin::tr("fichier JSON, voir facts recipe") };
    }

    Outcome prepare() override
    {
        auto recipe = readRecipeFile(m_arguments.argument());
        if (!recipe)
            return failed(recipe.error());
        m_source = std::move(recipe->source);
        return {};
    }
    void run() override
    {
        ask<protocol::SourceRecordedAnswer>(
            protocol::RecordSourceRequest { *m_source }, [this](const protocol::SourceRecordedAnswer &answer) {
                m_terminal->say(Admin::tr("La source %1 est enregistrée, sous le numéro %2.")
                        .arg(m_source->id.toString())
                        .arg(answer.number));
                end({});
            });
    }

    std::optional<FactSource> m_source;
};

} // namespace

std::unique_ptr<Command> factsAdd() { return std::make_unique<FactsAdd>(); }

} // namespace cortege::admincli
