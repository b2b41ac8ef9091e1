#include "../sessioncommand.h"
#include "../table.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QLocale>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

QJsonObject toJson(const KnownSource &known)
{
    QJsonObject object = QJsonDocument::fromJson(sourceText(known.source)).object();
    object.insert(u"number"_s, known.number);
    object.insert(u"facts"_s, known.facts);
    object.insert(u"recordedBy"_s, known.recordedBy.name);
    object.insert(u"recordedAt"_s, toIso(known.recordedAt));
    return object;
}

class FactsList final : public SessionCommand
{
    QString name() const override { return u"facts list"_s; }
    QString description() const override { return Admin::tr("montre les sources de faits de la plateforme"); }
    std::vector<Option> options() const override
    {
        return { profileOption(), pinFileOption(), { "json"_L1, {}, Admin::tr("en JSON") } };
    }
    void run() override
    {
        ask<protocol::FactSourcesAnswer>(protocol::FactSourcesRequest {},
            [this](const protocol::FactSourcesAnswer &answer) { show(answer.sources); });
    }

    void show(const std::vector<KnownSource> &sources)
    {
        if (m_arguments.has("json"_L1)) {
            QJsonArray array;
            for (const KnownSource &known : sources)
                array.append(toJson(known));
            m_terminal->say(QString::fromUtf8(QJsonDocument(array).toJson()).trimmed());
            return end({});
        }
        std::vector<QStringList> rows { { Admin::tr("source"), Admin::tr("nom"), Admin::tr("faits"),
            Admin::tr("licence"), Admin::tr("enregistrée par"), Admin::tr("le") } };
        for (const KnownSource &known : sources)
            rows.push_back(
                { known.source.id.toString(), known.source.name, QLocale().toString(known.facts), known.source.licence,
                    known.recordedBy.name, QLocale().toString(toParis(known.recordedAt), QLocale::ShortFormat) });
        m_terminal->say(alignedLines(rows).join(u'\n'));
        end({});
    }
};

} // namespace

std::unique_ptr<Command> factsList() { return std::make_unique<FactsList>(); }

} // namespace cortege::admincli
