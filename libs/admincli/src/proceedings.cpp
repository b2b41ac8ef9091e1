#include "proceedings.h"

#include "acts.h"
#include "destruction.h"
#include "register.h"

#include <domain/geojson.h>
#include <domain/json.h>
#include <exchange/textpdf.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <array>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
using exchange::PdfLine;
namespace
{

constexpr auto kProceedingsFormat = "cortege.proces-verbal-destruction/1"_L1;
constexpr std::array kSignedSteps { DestructionStep::Prepared, DestructionStep::Confirmed, DestructionStep::Keys };

QString hexOf(const QByteArray &bytes) { return QString::fromLatin1(bytes.toHex()); }
QString base64Of(const QByteArray &bytes) { return QString::fromLatin1(bytes.toBase64()); }

/// Who signed it, and what it takes to verify that.
QJsonObject signatureOf(const RecordedStep &step, const std::vector<Person> &persons)
{
    const RecordedAct &act = *step.act;
    const auto person = std::ranges::find(persons, act.signer, &Person::id);
    return { { u"etape"_s, name(step.step) }, { u"le"_s, toIso(step.at) }, { u"personne"_s, act.signer.toString() },
        { u"nom"_s, person == persons.end() ? QString() : person->name },
        { u"service"_s, person == persons.end() ? QString() : person->service },
        { u"empreinteDuCertificat"_s, hexOf(act.act.signer) }, { u"acte"_s, base64Of(act.act.act) },
        { u"signature"_s, base64Of(act.act.signature) }, { u"certificat"_s, base64Of(act.act.certificate) } };
}

QJsonArray stepsOf(const Destruction &destruction)
{
    QJsonArray steps;
    for (const RecordedStep &step : destruction.steps())
        steps.append(QJsonObject { { u"etape"_s, name(step.step) }, { u"le"_s, toIso(step.at) } });
    return steps;
}

QJsonObject toObject(const Search &search)
{
    QJsonArray found;
    for (const Residue &residue : search.found)
        found.append(QJsonObject { { u"fichier"_s, residue.path }, { u"octet"_s, residue.at } });
    return { { u"fichiers"_s, QJsonArray::fromStringList(search.files) }, { u"octets"_s, search.bytes },
        { u"trouves"_s, found } };
}

QString stepText(QStringView step)
{
    switch (destructionStepFromName(step).value_or(DestructionStep::Done)) {
    case DestructionStep::Prepared:
        return Admin::tr("bordereau établi");
    case DestructionStep::Confirmed:
        return Admin::tr("bordereau confirmé");
    case DestructionStep::Keys:
        return Admin::tr("destruction engagée, clés détruites");
    case DestructionStep::Rows:
        return Admin::tr("enregistrements effacés des tables");
    case DestructionStep::Space:
        return Admin::tr("pages de la base écrasées et rendues");
    case DestructionStep::Copies:
        return Admin::tr("sauvegardes et anciennes bases détruites");
    case DestructionStep::Report:
        return Admin::tr("recherche de restes");
    case DestructionStep::Done:
        return Admin::tr("procès-verbal établi");
    }
    Q_UNREACHABLE_RETURN({});
}

/// The document, written line by line.
class ProceedingsText
{
public:
    void heading(const QString &text) { m_lines.push_back({ PdfLine::Style::Heading, text }); }
    void text(const QString &text) { m_lines.push_back({ PdfLine::Style::Text, text }); }
    void fixed(const QString &text) { m_lines.push_back({ PdfLine::Style::Fixed, text }); }
    void title(const QString &text) { m_lines.push_back({ PdfLine::Style::Title, text }); }
    std::vector<PdfLine> take() { return std::move(m_lines); }

private:
    std::vector<PdfLine> m_lines;
};

QString timeText(JsonValue iso)
{
    const auto time = fromIso(iso.text());
    return time ? wallTime(*time) : iso.text();
}

void writePersons(ProceedingsText &text, JsonValue root)
{
    text.heading(Admin::tr("Les personnes"));
    for (const JsonValue one : root["signatures"_L1].elements()) {
        text.text(Admin::tr("%1 (%2) : %3, le %4")
                .arg(one["nom"_L1].text(), one["service"_L1].text(), stepText(one["etape"_L1].text()),
                    timeText(one["le"_L1])));
        text.fixed(Admin::tr("certificat %1").arg(one["empreinteDuCertificat"_L1].text()));
    }
}

void writeList(ProceedingsText &text, const DestructionList &list)
{
    text.heading(Admin::tr("Ce qui a été détruit"));
    const QStringList lines = linesOf(list);
    for (const QString &line : lines)
        text.text(line);
    text.text(Admin::tr("Empreinte des lignes du journal, telles qu’elles étaient conservées :"));
    text.fixed(hexOf(list.records.rowsHash));
    for (const DoomedFile &file : list.files) {
        text.text(file.path);
        text.fixed(hexOf(file.sha256));
    }
}

void writeSearch(ProceedingsText &text, JsonValue search)
{
    text.heading(Admin::tr("Recherche de restes"));
    text.text(Admin::tr("%1 fichiers lus octet par octet, %2 octets ; données scellées restantes : %3.")
            .arg(search["fichiers"_L1].size())
            .arg(search["octets"_L1].integer(0))
            .arg(search["trouves"_L1].size()));
    for (const JsonValue file : search["fichiers"_L1].elements())
        text.fixed(file.text());
}

} // namespace

QByteArray jsonOf(const Proceedings &proceedings)
{
    const Destruction &destruction = proceedings.destruction;
    const Bordereau &bordereau = destruction.bordereau();
    QJsonArray signatures;
    for (const DestructionStep step : kSignedSteps)
        signatures.append(signatureOf(*destruction.last(step), proceedings.persons));
    const bool isInTime = proceedings.at < destructionDue(bordereau.term);
    return QJsonDocument(
        QJsonObject { { u"format"_s, kProceedingsFormat }, { u"etabliLe"_s, toIso(proceedings.at) },
            { u"programme"_s, u"cortege-admin/" CORTEGE_VERSION ""_s },
            { u"echeance"_s, destructionDay(bordereau.term).toString(Qt::ISODate) }, { u"dansLeDelai"_s, isInTime },
            { u"bordereau"_s, QString::fromUtf8(destruction.bordereauText()) },
            { u"empreinteDuBordereau"_s, hexOf(destruction.bordereauHash()) }, { u"signatures"_s, signatures },
            { u"etapes"_s, stepsOf(destruction) },
            { u"audit"_s,
                QJsonObject { { u"entree"_s, proceedings.audit.entry },
                    { u"empreinte"_s, hexOf(proceedings.audit.hash) }, { u"le"_s, toIso(proceedings.audit.at) } } },
            { u"recherche"_s, toObject(proceedings.search) } })
        .toJson();
}

Result<QByteArray> pdfOf(const QByteArray &json)
{
    const auto document = JsonDocument::read(json);
    const JsonValue root = document ? document->root() : JsonValue();
    const auto bordereau = bordereauFromJson(root["bordereau"_L1].utf8().toByteArray());
    const auto at = fromIso(root["etabliLe"_L1].text());
    if (root["format"_L1].text() != kProceedingsFormat || !bordereau || !at)
        return fail(Failure::Corrupt, u"not a procès-verbal of a destruction"_s);
    const ConventionTerm &term = bordereau->term;
    ProceedingsText text;
    text.title(Admin::tr("Procès-verbal de destruction des données"));
    text.text(Admin::tr("Convention de mise à disposition de données entre la Ville de Marseille et la Préfecture de "
                        "Police des Bouches-du-Rhône, article 9."));
    text.text(Admin::tr("La convention a pris fin le %1 ; les données étaient à détruire au plus tard le %2.")
            .arg(shownDay(term.lastDay()), shownDay(destructionDay(term))));
    text.text(*at < destructionDue(term) ? Admin::tr("Destruction achevée dans le délai, le %1.").arg(wallTime(*at))
                                         : Admin::tr("Destruction achevée hors délai, le %1.").arg(wallTime(*at)));
    writePersons(text, root);
    writeList(text, bordereau->list);
    text.heading(Admin::tr("Déroulement"));
    for (const JsonValue step : root["etapes"_L1].elements())
        text.text(Admin::tr("%1 : %2").arg(timeText(step["le"_L1]), stepText(step["etape"_L1].text())));
    writeSearch(text, root["recherche"_L1]);
    text.heading(Admin::tr("Ce qui est conservé"));
    text.text(
        Admin::tr("Les actes de la convention, la liste nominative et ses actes, la chaîne de l’audit (dont le "
                  "contenu, scellé sous les clés détruites, n’est plus lisible), le bordereau et ce procès-verbal : "
                  "ils prouvent ce qui a été fait et ne contiennent aucun enregistrement."));
    text.fixed(Admin::tr("audit, entrée %1 : %2")
            .arg(root["audit"_L1]["entree"_L1].integer(0))
            .arg(root["audit"_L1]["empreinte"_L1].text()));
    if (bordereau->list.database.startsWith(u"postgresql:"_s))
        text.text(
            Admin::tr("Base PostgreSQL : les journaux archivés, les répliques et les sauvegardes du cluster gardent "
                      "des enregistrements scellés, illisibles sans les clés ; l’exploitant les supprime "
                      "(docs/operations.md)."));
    text.heading(Admin::tr("Empreintes (SHA-256)"));
    text.text(Admin::tr("Bordereau :"));
    text.fixed(root["empreinteDuBordereau"_L1].text());
    text.text(Admin::tr("Ce procès-verbal en JSON, qui fait foi :"));
    text.fixed(hexOf(QCryptographicHash::hash(json, QCryptographicHash::Sha256)));
    return exchange::textPdf(Admin::tr("Procès-verbal de destruction"), text.take(), *at);
}

} // namespace cortege::admincli
