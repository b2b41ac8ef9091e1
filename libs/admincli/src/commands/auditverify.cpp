#include "../auditfilter.h"
#include "../command.h"
#include "../files.h"
#include "../register.h"

#include <pki/files.h>
#include <pki/signing.h>
#include <protocol/codec.h>
#include <storage/sqliteaudit.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <array>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

constexpr std::chrono::months kKeptAtMost { 12 };

/// For programs: `kind` in the words of the code.
QJsonObject jsonOf(const AuditFault &fault)
{
    static constexpr std::array kKinds { "missing"_L1, "disordered"_L1, "altered"_L1, "truncated"_L1, "forked"_L1,
        "row-altered"_L1, "row-missing"_L1, "row-unaudited"_L1, "row-erased"_L1,
        "old-rows-altered"_L1 }; // in the order of Kind
    QJsonObject json { { u"kind"_s, kKinds[static_cast<size_t>(fault.kind)] } };
    if (fault.entry != 0)
        json[u"entry"_s] = fault.entry;
    if (fault.last != 0)
        json[u"last"_s] = fault.last;
    if (fault.sequence != 0)
        json[u"sequence"_s] = fault.sequence;
    return json;
}

QString auditFaultText(const AuditFault &fault)
{
    switch (fault.kind) {
    case AuditFault::Kind::Missing:
        return Admin::tr("il manque les entrées %1 à %2").arg(fault.entry).arg(fault.last);
    case AuditFault::Kind::Disordered:
        return Admin::tr("l’entrée %1 n’est pas à sa place").arg(fault.entry);
    case AuditFault::Kind::Altered:
        return Admin::tr("l’entrée %1, ou celle qui la précède, a été modifiée").arg(fault.entry);
    case AuditFault::Kind::Truncated:
        return Admin::tr("la fin a été retirée : il manque les entrées %1 à %2").arg(fault.entry).arg(fault.last);
    case AuditFault::Kind::Forked:
        return Admin::tr("d’autres entrées ont été mises à la place de celles d’origine, entre %1 et %2")
            .arg(fault.entry)
            .arg(fault.last);
    case AuditFault::Kind::RowAltered:
        return Admin::tr("la ligne %1 du journal, de l’entrée %2, a été modifiée").arg(fault.sequence).arg(fault.entry);
    case AuditFault::Kind::RowMissing:
        return Admin::tr("la ligne %1 du journal, de l’entrée %2, manque").arg(fault.sequence).arg(fault.entry);
    case AuditFault::Kind::RowUnaudited:
        return Admin::tr("la ligne %1 du journal n’a pas d’entrée").arg(fault.sequence);
    case AuditFault::Kind::RowErased:
        return Admin::tr("la ligne %1 du journal a été vidée autrement que par retention apply").arg(fault.sequence);
    case AuditFault::Kind::OldRowsAltered:
        return Admin::tr("les lignes du journal jusqu’à %1 ne sont plus ce qu’elles étaient").arg(fault.sequence);
    }
    Q_UNREACHABLE_RETURN({});
}

Error inFile(const QString &path, const Error &error) { return { error.kind, u"%1: %2"_s.arg(path, error.detail) }; }

/// A receipt counts for what the server's certificate has signed.
Result<AuditHead> headOfReceipt(const QString &path, const QByteArray &certificate)
{
    return readInput(path).and_then([&](const QByteArray &text) -> Result<AuditHead> {
        const auto receipt = protocol::decodeReceipt(text);
        if (!receipt)
            return fail(Failure::Corrupt, u"%1: not a receipt"_s.arg(path));
        return pki::checkSignature(certificate, signedText(receipt->head), receipt->signature)
            .transform([&] { return receipt->head; })
            .transform_error([&](const Error &error) { return inFile(path, error); });
    });
}

Result<std::vector<AuditHead>> readMarks(const Arguments &arguments)
{
    std::vector<AuditHead> marks;
    const QString path = arguments.value("anchor"_L1);
    const auto anchor = readInput(path).and_then([](const QByteArray &line) { return headFromAnchor(line); });
    if (!anchor)
        return std::unexpected(anchor.error().detail.contains(path) ? anchor.error() : inFile(path, anchor.error()));
    marks.push_back(*anchor);
    const QStringList receipts = arguments.values("receipt"_L1);
    if (receipts.isEmpty())
        return marks;
    const auto certificate = pki::readPemFile(arguments.value("server-certificate"_L1));
    if (!certificate)
        return std::unexpected(certificate.error());
    for (const QString &receipt : receipts) {
        const auto head = headOfReceipt(receipt, *certificate);
        if (!head)
            return std::unexpected(head.error());
        marks.push_back(*head);
    }
    return marks;
}

class AuditVerify final : public ImmediateCommand
{
    QString name() const override { return u"audit verify"_s; }
    QString description() const override
    {
        return Admin::tr(
            "vérifie l’audit sans clé : entrées modifiées, retirées, ajoutées ou déplacées, une par ligne");
    }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            { "anchor"_L1, Admin::tr("FICHIER"), Admin::tr("ancre de l’audit (audit-anchor)"), Option::Wanted::Once },
            { "receipt"_L1, Admin::tr("FICHIER"), Admin::tr("reçu d’un poste, en JSON"), Option::Wanted::Repeated },
            { "server-certificate"_L1, Admin::tr("PEM"), Admin::tr("certificat du serveur, pour les reçus") },
            { "json"_L1, {}, Admin::tr("en JSON") } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        if (arguments.has("receipt"_L1) && !arguments.has("server-certificate"_L1))
            return misused(Admin::tr("Un reçu se vérifie avec le certificat du serveur : --server-certificate PEM"));
        const auto marks = readMarks(arguments);
        if (!marks)
            return failed(marks.error());
        const auto audit = storage::SqliteAuditReader::open(arguments.value("database"_L1));
        if (!audit)
            return failed(audit.error());
        const auto verdict = (*audit)->verify(*marks);
        if (!verdict)
            return failed(verdict.error());
        const bool json = arguments.has("json"_L1);
        if (json) {
            QJsonArray all;
            for (const AuditFault &fault : verdict->faults)
                all.append(jsonOf(fault));
            context.terminal.say(QString::fromUtf8(QJsonDocument(all).toJson()).trimmed());
        } else {
            for (const AuditFault &fault : verdict->faults)
                context.terminal.say(auditFaultText(fault));
        }
        warnOfOld(**audit, verdict->base.entry, context);
        if (!verdict->faults.empty())
            return failed(verdict->faults.size() == 1 ? Admin::tr("1 défaut trouvé")
                                                      : Admin::tr("%1 défauts trouvés").arg(verdict->faults.size()));
        if (!json)
            context.terminal.say(verdict->head.entry > verdict->base.entry
                    ? Admin::tr("Aucun défaut dans les entrées %1 à %2.")
                          .arg(verdict->base.entry + 1)
                          .arg(verdict->head.entry)
                    : Admin::tr("Aucun défaut, et aucune entrée."));
        return {};
    }
    static void warnOfOld(storage::SqliteAuditReader &audit, qint64 base, const Context &context)
    {
        const auto first = audit.since(base, 1);
        if (!first || first->empty())
            return;
        if (first->front().at < monthsBefore(context.clock.now(), kKeptAtMost))
            context.terminal.complain(Admin::tr(
                "L’entrée la plus ancienne est du %1 : au-delà de 12 mois, l’audit se retire avec audit prune.")
                    .arg(wallTime(first->front().at)));
    }
};

} // namespace

std::unique_ptr<Command> auditVerify() { return std::make_unique<AuditVerify>(); }

} // namespace cortege::admincli
