#include "../register.h"
#include "../retentionplan.h"
#include "../table.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

QJsonObject jsonOf(RetentionCategory category, const std::optional<RetentionRule> &rule)
{
    QJsonObject json { { u"category"_s, QString(name(category)) }, { u"months"_s, QJsonValue::Null } };
    if (rule) {
        if (rule->months)
            json[u"months"_s] = *rule->months;
        json[u"reference"_s] = rule->reference;
        json[u"by"_s] = rule->by.toString();
        json[u"at"_s] = toIso(rule->at);
    }
    return json;
}

class RetentionShow final : public ImmediateCommand
{
    QString name() const override { return u"retention show"_s; }
    QString description() const override { return Admin::tr("affiche la durée de conservation de chaque catégorie"); }
    std::vector<Option> options() const override
    {
        return { databaseOption(), { "json"_L1, {}, Admin::tr("en JSON") } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const QString database = arguments.value("database"_L1);
        const auto data = DataRegister::open(database);
        if (!data)
            return failed(data.error());
        const Retention &rules = (*data)->acts().retention();
        std::vector<QStringList> rows { { Admin::tr("catégorie"), Admin::tr("durée"), Admin::tr("référence"),
            Admin::tr("fixée le"), Admin::tr("par") } };
        QJsonArray array;
        for (const RetentionCategory category : kRetentionCategories) {
            const auto &rule = rules.rule(category);
            array.append(jsonOf(category, rule));
            rows.push_back({ textOf(category), durationText(rule), rule ? rule->reference : QString(),
                rule ? wallTime(rule->at) : QString(), rule ? nameOfPerson(database, rule->by) : QString() });
        }
        if (arguments.has("json"_L1))
            context.terminal.say(QString::fromUtf8(QJsonDocument(array).toJson()).trimmed());
        else
            std::ranges::for_each(alignedLines(rows), [&context](const QString &line) { context.terminal.say(line); });
        return {};
    }
};

} // namespace

std::unique_ptr<Command> retentionShow() { return std::make_unique<RetentionShow>(); }

} // namespace cortege::admincli
