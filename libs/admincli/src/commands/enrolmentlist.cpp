#include "../command.h"
#include "../enrolments.h"
#include "../files.h"
#include "../table.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

QString requestState(RequestState state)
{
    switch (state) {
    case RequestState::Pending:
        return Admin::tr("en attente");
    case RequestState::Issued:
        return Admin::tr("délivrée");
    case RequestState::Refused:
        return Admin::tr("refusée");
    }
    Q_UNREACHABLE_RETURN({});
}

QJsonObject requestToJson(const CertificateRequest &request)
{
    QJsonObject object { { u"id"_s, request.id.toString() }, { u"person"_s, request.person.toString() },
        { u"renewal"_s, !request.code }, { u"fingerprint"_s, shown(request.fingerprint) },
        { u"address"_s, request.address }, { u"askedAt"_s, toIso(request.askedAt) },
        { u"state"_s, QString(cortege::name(request.state)) } };
    if (request.decidedAt)
        object.insert(u"decidedAt"_s, toIso(*request.decidedAt));
    return object;
}

class EnrolmentList final : public ImmediateCommand
{
    QString name() const override { return u"enrolment list"_s; }
    QString description() const override { return Admin::tr("affiche les demandes de certificat des postes"); }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            { "all"_L1, {}, Admin::tr("aussi les demandes délivrées ou refusées") },
            { "json"_L1, {}, Admin::tr("en JSON") } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        auto enrolments = Enrolments::open(arguments.value("database"_L1), storage::Access::ReadOnly);
        if (!enrolments)
            return failed(enrolments.error());
        const auto requests = enrolments->requests->requests();
        if (!requests)
            return failed(requests.error());
        QJsonArray array;
        std::vector<QStringList> rows { { Admin::tr("numéro"), Admin::tr("demande"), Admin::tr("empreinte"),
            Admin::tr("état") } };
        for (const CertificateRequest &request : *requests) {
            if (request.state != RequestState::Pending && !arguments.has("all"_L1))
                continue;
            const auto described = describe(*enrolments, request);
            if (!described)
                return failed(described.error());
            array.append(requestToJson(request));
            rows.push_back({ request.id.toString(), *described, shown(request.fingerprint.first(kShownBytes)),
                requestState(request.state) });
        }
        context.terminal.say(arguments.has("json"_L1) ? QString::fromUtf8(QJsonDocument(array).toJson()).trimmed()
                                                      : alignedLines(rows).join(u'\n'));
        return {};
    }
    /// As much as the workstation shows of it.
    static constexpr qsizetype kShownBytes = 8;
};

} // namespace

std::unique_ptr<Command> enrolmentList() { return std::make_unique<EnrolmentList>(); }

} // namespace cortege::admincli
