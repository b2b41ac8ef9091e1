#include "../command.h"
#include "../enrolments.h"
#include "../table.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

QString codeState(const IssuedCode &code, UtcTime now)
{
    if (code.withdrawnAt)
        return Admin::tr("retiré le %1").arg(wallTime(*code.withdrawnAt));
    if (code.used >= code.uses)
        return Admin::tr("utilisé");
    return now < code.ends ? Admin::tr("valable") : Admin::tr("expiré");
}

QJsonObject codeToJson(const IssuedCode &code)
{
    QJsonObject object { { u"id"_s, code.id.toString() }, { u"person"_s, code.person.toString() },
        { u"createdAt"_s, toIso(code.createdAt) }, { u"ends"_s, toIso(code.ends) }, { u"uses"_s, code.uses },
        { u"used"_s, code.used } };
    if (code.withdrawnAt)
        object.insert(u"withdrawnAt"_s, toIso(*code.withdrawnAt));
    return object;
}

class EnrolmentCodes final : public ImmediateCommand
{
    QString name() const override { return u"enrolment codes"_s; }
    QString description() const override { return Admin::tr("affiche les codes d’enrôlement, sans les codes mêmes"); }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            { "json"_L1, {}, Admin::tr("en JSON") } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        auto enrolments = Enrolments::open(arguments.value("database"_L1), storage::Access::ReadOnly);
        if (!enrolments)
            return failed(enrolments.error());
        const auto codes = enrolments->requests->codes();
        if (!codes)
            return failed(codes.error());
        QJsonArray array;
        std::vector<QStringList> rows { { Admin::tr("numéro"), Admin::tr("personne"), Admin::tr("fin"),
            Admin::tr("postes"), Admin::tr("état") } };
        for (const IssuedCode &code : *codes) {
            const auto person = enrolments->nameOf(code.person);
            if (!person)
                return failed(person.error());
            array.append(codeToJson(code));
            rows.push_back({ code.id.toString(), *person, wallTime(code.ends), u"%1/%2"_s.arg(code.used).arg(code.uses),
                codeState(code, context.clock.now()) });
        }
        context.terminal.say(arguments.has("json"_L1) ? QString::fromUtf8(QJsonDocument(array).toJson()).trimmed()
                                                      : alignedLines(rows).join(u'\n'));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> enrolmentCodes() { return std::make_unique<EnrolmentCodes>(); }

} // namespace cortege::admincli
