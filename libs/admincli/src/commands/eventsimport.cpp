#include "../card.h"
#include "../command.h"
#include "../factfiles.h"
#include "../files.h"
#include "../session.h"

#include <admincli/importer.h>
#include <exchange/mapping.h>
#include <pki/files.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QLocale>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
using exchange::ImportedRow;
using exchange::ImportTally;
using exchange::RowIssue;
namespace
{

using Rows = std::expected<std::vector<ImportedRow>, Trouble>;

Error named(const QString &path, const Error &error) { return { error.kind, u"%1: %2"_s.arg(path, error.detail) }; }

Rows readMapped(const QString &path, const Arguments &arguments)
{
    const QString mappingPath = arguments.value("mapping"_L1);
    const auto mapping = readInput(mappingPath).and_then([&](const QByteArray &json) {
        return exchange::Mapping::fromJson(json).transform_error([&](const Error &e) { return named(mappingPath, e); });
    });
    if (!mapping)
        return failed(mapping.error());
    const QString gazetteerPath = arguments.value("gazetteer"_L1);
    if (mapping->wantsGazetteer() && gazetteerPath.isEmpty())
        return misused(Admin::tr("Cette correspondance demande un répertoire de lieux : --gazetteer FICHIER"));
    Result<exchange::Gazetteer> places;
    if (!gazetteerPath.isEmpty()) {
        places = readInput(gazetteerPath).and_then([&](const QByteArray &json) {
            return exchange::readGazetteer(json).transform_error(
                [&](const Error &e) { return named(gazetteerPath, e); });
        });
    }
    if (!places)
        return failed(places.error());
    auto rows = readInput(path).and_then([&](const QByteArray &text) {
        return exchange::readCsv(text, *mapping, *places).transform_error([&](const Error &e) {
            return named(path, e);
        });
    });
    if (!rows)
        return failed(rows.error());
    return std::move(*rows);
}

Rows readCollection(const QString &path)
{
    auto rows = readInput(path).and_then([&](const QByteArray &json) {
        return exchange::readFeatureCollection(json).transform_error([&](const Error &e) { return named(path, e); });
    });
    if (!rows)
        return failed(rows.error());
    return std::move(*rows);
}

Rows readRows(const Arguments &arguments)
{
    const QString path = arguments.argument();
    const bool isCsv
        = path.endsWith(".csv"_L1, Qt::CaseInsensitive) || path.endsWith(".csv.gz"_L1, Qt::CaseInsensitive);
    if (isCsv && !arguments.has("mapping"_L1))
        return misused(Admin::tr("Un fichier CSV demande une correspondance des colonnes : --mapping FICHIER"));
    if (!arguments.has("mapping"_L1) && arguments.has("gazetteer"_L1))
        return misused(Admin::tr("--gazetteer ne sert qu’avec --mapping"));
    return arguments.has("mapping"_L1) ? readMapped(path, arguments) : readCollection(path);
}

QJsonObject toJson(const Importer &importer)
{
    QJsonArray refusals;
    for (const RowIssue &issue : importer.issues())
        refusals.append(QJsonObject { { u"line"_s, issue.line }, { u"field"_s, issue.field },
            { u"reason"_s, issue.reason }, { u"value"_s, issue.value } });
    const ImportTally &tally = importer.tally();
    return { { u"read"_s, tally.read }, { u"saved"_s, tally.saved }, { u"unchanged"_s, tally.unchanged },
        { u"cancelled"_s, tally.cancelled }, { u"refused"_s, tally.refused }, { u"remaining"_s, importer.remaining() },
        { u"unanswered"_s, importer.unanswered() }, { u"refusals"_s, refusals } };
}

QString tallyText(const ImportTally &tally)
{
    const auto number = [](int value) { return QLocale().toString(value); };
    return Admin::tr("%1 lignes lues = %2 enregistrées + %3 inchangées + %4 annulées + %5 refusées")
        .arg(number(tally.read), number(tally.saved), number(tally.unchanged), number(tally.cancelled),
            number(tally.refused));
}

class EventsImport final : public Command
{
    QString name() const override { return u"events import"_s; }
    QString description() const override
    {
        return Admin::tr("envoie à la plateforme les événements d’un fichier CSV ou GeoJSON ; chaque ligne refusée est "
                         "dite avec sa raison ; relancer reprend où l’on en était");
    }
    std::vector<Option> options() const override
    {
        return { { "profile"_L1, Admin::tr("DOSSIER"), Admin::tr("profil d’accès à la plateforme"),
                     Option::Wanted::Once },
            pinFileOption(),
            { "mapping"_L1, Admin::tr("FICHIER"), Admin::tr("correspondance des colonnes d’un CSV (JSON)") },
            { "gazetteer"_L1, Admin::tr("FICHIER"), Admin::tr("répertoire de lieux, si la correspondance en veut un") },
            { "report"_L1, Admin::tr("FICHIER"), Admin::tr("lignes refusées, en CSV ; sans cela, à l’écran") },
            { "dry-run"_L1, {}, Admin::tr("dit ce qui serait fait, n’envoie rien") },
            { "overwrite"_L1, {}, Admin::tr("remplace aussi ce qu’une autre personne a modifié en dernier") },
            { "json"_L1, {}, Admin::tr("en JSON") } };
    }
    std::optional<Argument> argument() const override
    {
        return Argument { Admin::tr("FICHIER"), Admin::tr(".csv ou .geojson, éventuellement compressé (.gz)") };
    }

    void start(const Arguments &arguments, const Context &context, Done done) override
    {
        auto rows = readRows(arguments);
        if (!rows)
            return done(std::unexpected(rows.error()));
        auto session = profileFrom(arguments, context).and_then([&](const client::Profile &profile) {
            return Session::open(profile, context.clock);
        });
        if (!session)
            return done(failed(session.error()));
        m_session = std::move(*session);
        m_arguments = arguments;
        m_terminal = &context.terminal;
        m_done = std::move(done);
        m_session->start([this, rows = std::move(*rows)](
                             const Result<> &ready) { ready ? import(rows) : end(failed(ready.error())); });
    }
    void interrupt() override { m_importer ? m_importer->stop() : end(failed(Admin::tr("interrompu"))); }

    void import(const std::vector<ImportedRow> &rows)
    {
        m_importer = std::make_unique<Importer>(m_session->platform(), rows,
            Importer::Options {
                .rehearse = m_arguments.has("dry-run"_L1), .overwrite = m_arguments.has("overwrite"_L1) });
        QObject::connect(m_importer.get(), &Importer::advanced, m_importer.get(),
            [this](qsizetype done, qsizetype total) { m_terminal->progress(done, total); });
        QObject::connect(m_importer.get(), &Importer::finished, m_importer.get(), [this] { end(account()); });
        m_importer->start();
    }

    Outcome account()
    {
        const std::vector<RowIssue> issues = m_importer->issues();
        const QString report = m_arguments.value("report"_L1);
        const auto written = report.isEmpty() ? Result<>() : pki::writePrivateFile(report, reportOf(issues));
        if (m_arguments.has("json"_L1)) {
            m_terminal->say(QString::fromUtf8(QJsonDocument(toJson(*m_importer)).toJson()).trimmed());
        } else {
            // What could not go into a file goes to the screen rather than nowhere.
            if (!issues.empty() && (report.isEmpty() || !written))
                m_terminal->say(QString::fromUtf8(reportOf(issues)).trimmed());
            summarise(written ? report : QString());
        }
        if (!written)
            return failed(written.error());
        if (m_importer->trouble())
            return failed(*m_importer->trouble());
        if (m_importer->remaining() > 0)
            return failed(Admin::tr("interrompu"));
        return {};
    }

    void summarise(const QString &report)
    {
        if (m_arguments.has("dry-run"_L1))
            m_terminal->say(Admin::tr("Essai : rien n’a été envoyé."));
        m_terminal->say(tallyText(m_importer->tally()));
        if (m_importer->tally().refused > 0 && !report.isEmpty())
            m_terminal->say(Admin::tr("Lignes refusées : voir %1").arg(report));
        if (m_importer->remaining() > 0)
            m_terminal->say(Admin::tr("%1 lignes restent à traiter, dont %2 envoyées sans réponse : relancez la même "
                                      "commande pour finir.")
                    .arg(QLocale().toString(static_cast<qlonglong>(m_importer->remaining())),
                        QLocale().toString(static_cast<qlonglong>(m_importer->unanswered()))));
    }

    void end(const Outcome &outcome)
    {
        if (const Done done = std::exchange(m_done, nullptr))
            done(outcome);
    }

    Arguments m_arguments;
    std::vector<ImportedRow> m_rows;
    Terminal *m_terminal = nullptr;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Importer> m_importer;
    Done m_done;
};

} // namespace

std::unique_ptr<Command> eventsImport() { return std::make_unique<EventsImport>(); }

} // namespace cortege::admincli
