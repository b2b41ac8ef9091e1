#include "texts.h"

#include <exchange/csv.h>
#include <territory/build.h>

#include <QtCore/QFileInfo>
#include <QtCore/QObject>
#include <QtCore/QSaveFile>

#include <array>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace cortege::territory
{
using namespace Qt::StringLiterals;
using cli::Option;
using cli::Outcome;
using geodata::AreaKind;
namespace
{

constexpr qsizetype kRefusalsOnScreen = 10; ///< of one file; all are in the report

struct KindName {
    QLatin1StringView name;
    AreaKind kind {};
};
constexpr std::array kKinds { KindName { "land"_L1, AreaKind::Land }, KindName { "quarter"_L1, AreaKind::Quarter },
    KindName { "water"_L1, AreaKind::Water }, KindName { "park"_L1, AreaKind::Park },
    KindName { "building"_L1, AreaKind::Building }, KindName { "square"_L1, AreaKind::Square } };

std::expected<SourceRequest, cli::Trouble> areaSource(const QString &text)
{
    const auto found
        = std::ranges::find_if(kKinds, [&](const KindName &kind) { return text.startsWith(kind.name + u'='); });
    if (found == kKinds.end())
        return cli::misused(
            Tool::tr("--areas veut GENRE=FICHIER, avec land, quarter, water, park, building ou square"));
    return SourceRequest { text.section(u'=', 1), { Role::Kind::Areas, found->kind } };
}

std::optional<GeoBox> readBox(const QString &text)
{
    const QStringList parts = text.split(u',');
    std::vector<double> numbers;
    for (const QString &part : parts) {
        bool ok = false;
        numbers.push_back(part.trimmed().toDouble(&ok));
        if (!ok)
            return std::nullopt;
    }
    if (numbers.size() != 4 || numbers[0] >= numbers[2] || numbers[1] >= numbers[3])
        return std::nullopt;
    const GeoBox box { { numbers[0], numbers[1] }, { numbers[2], numbers[3] } };
    return isOnEarth(box.southWest) && isOnEarth(box.northEast) ? std::optional(box) : std::nullopt;
}

bool readZooms(const QString &text, BuildOptions &options)
{
    bool first = false;
    bool second = false;
    options.minimumZoom = text.section(u'-', 0, 0).toInt(&first);
    options.maximumZoom = text.contains(u'-') ? text.section(u'-', 1).toInt(&second) : options.minimumZoom;
    return first && (second || !text.contains(u'-')) && options.minimumZoom >= 0
        && options.minimumZoom <= options.maximumZoom && options.maximumZoom <= kDeepestZoom;
}

std::expected<BuildOptions, cli::Trouble> readOptions(const cli::Arguments &arguments, const cli::Context &context)
{
    BuildOptions options;
    options.name = arguments.value("name"_L1);
    options.folder = arguments.value("output"_L1);
    options.attributions = arguments.values("attribution"_L1);
    options.now = context.clock.now();
    for (const QString &path : arguments.arguments())
        options.sources.push_back({ path, {} });
    for (const QString &path : arguments.values("streets"_L1))
        options.sources.push_back({ path, { Role::Kind::Streets, {} } });
    for (const QString &path : arguments.values("places"_L1))
        options.sources.push_back({ path, { Role::Kind::Places, {} } });
    for (const QString &text : arguments.values("areas"_L1)) {
        const auto source = areaSource(text);
        if (!source)
            return std::unexpected(source.error());
        options.sources.push_back(*source);
    }
    if (options.sources.empty())
        return cli::misused(Tool::tr("Il faut au moins une source"));
    if (arguments.has("bbox"_L1)) {
        options.bounds = readBox(arguments.value("bbox"_L1));
        if (!options.bounds)
            return cli::misused(Tool::tr("--bbox veut OUEST,SUD,EST,NORD en degrés"));
    }
    if (arguments.has("zoom"_L1) && !readZooms(arguments.value("zoom"_L1), options))
        return cli::misused(Tool::tr("--zoom veut DE-À, jusqu’à %1").arg(kDeepestZoom));
    const QString pixels = arguments.value("tile-size"_L1);
    if (!pixels.isEmpty() && pixels != u"256" && pixels != u"512")
        return cli::misused(Tool::tr("--tile-size veut 256 ou 512"));
    options.pixels = pixels == u"512" ? 512 : 256;
    return options;
}

/// Does in its thread what another one asks for. That lies under a mutex of ours: the posted call only says that there
/// is something.
class MainThread final : public QObject
{
public:
    void later(std::function<void()> task)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_tasks.push_back(std::move(task));
        }
        QMetaObject::invokeMethod(this, &MainThread::work, Qt::QueuedConnection);
    }

private:
    void work()
    {
        std::vector<std::function<void()>> tasks;
        {
            const std::lock_guard lock(m_mutex);
            tasks.swap(m_tasks);
        }
        for (const auto &task : tasks)
            task();
    }

    std::mutex m_mutex;
    std::vector<std::function<void()>> m_tasks;
};

/// The build has a thread of its own; what it says is said by the main thread.
class Build final : public cli::Command, private BuildListener
{
public:
    ~Build() override { m_stop.request_stop(); }

private:
    QString name() const override { return u"build"_s; }
    QString description() const override
    {
        return Tool::tr(
            "fait un territoire (tuiles, répertoire d’adresses, réseau des voies) de fichiers OpenStreetMap, "
            "GeoJSON, GeoPackage, Shapefile, Base Adresse Nationale et de tables de lieux ; relancer reprend où "
            "l’on en était");
    }
    std::vector<Option> options() const override
    {
        using enum Option::Wanted;
        return { { "name"_L1, Tool::tr("NOM"), Tool::tr("nom du territoire"), Once },
            { "output"_L1, Tool::tr("DOSSIER"), Tool::tr("où le mettre ; remplacé quand le nouveau est complet"),
                Once },
            { "streets"_L1, Tool::tr("FICHIER"), Tool::tr("source dont seules les lignes comptent : des voies"),
                Repeated },
            { "areas"_L1, Tool::tr("GENRE=FICHIER"),
                Tool::tr("source de surfaces : land, quarter, water, park, building ou square"), Repeated },
            { "places"_L1, Tool::tr("FICHIER"), Tool::tr("source dont seuls les points comptent : des lieux"),
                Repeated },
            { "attribution"_L1, Tool::tr("TEXTE"), Tool::tr("mention d’origine, dans le coin de la carte"), Repeated },
            { "bbox"_L1, Tool::tr("O,S,E,N"), Tool::tr("étendue en degrés ; sans cela, celle des sources") },
            { "zoom"_L1, Tool::tr("DE-À"), Tool::tr("zooms des tuiles, 10-16 sans cela, jusqu’à 18") },
            { "tile-size"_L1, u"256|512"_s, Tool::tr("pixels d’une tuile ; 512 pour les écrans à haute densité") },
            { "report"_L1, Tool::tr("FICHIER"), Tool::tr("tous les enregistrements refusés, en CSV") } };
    }
    std::optional<cli::Argument> argument() const override
    {
        return cli::Argument { Tool::tr("SOURCE"), Tool::tr("fichier, reconnu à son contenu"), true };
    }

    void start(const cli::Arguments &arguments, const cli::Context &context, Done done) override
    {
        auto options = readOptions(arguments, context);
        if (!options)
            return done(std::unexpected(options.error()));
        m_terminal = &context.terminal;
        m_done = std::move(done);
        m_report = arguments.value("report"_L1);
        m_thread = std::jthread([this, options = std::move(*options)] {
            const auto built = build(options, *this, m_stop.get_token());
            later([this, built] { end(built); });
        });
    }
    void interrupt() override { m_stop.request_stop(); }

    void later(std::function<void()> say) { m_mainThread.later(std::move(say)); }

    void sourceRead(const SourceRequest &request, const Source &source) override
    {
        later([this, request, count = source.features.count(), refusals = source.refusals] {
            const QString file = QFileInfo(request.path).fileName();
            m_terminal->say(
                Tool::tr("%1 : %2 retenus, %3 refusés").arg(file, shown(count), shown(std::ssize(refusals))));
            for (const Refusal &refusal : refusals)
                m_rows += exchange::csvLine({ exchange::harmlessCell(file), exchange::harmlessCell(refusal.record),
                                                sentenceFor(refusal.fault) },
                    ';');
            const auto first = std::min<qsizetype>(std::ssize(refusals), kRefusalsOnScreen);
            for (qsizetype i = 0; i < first; ++i)
                m_terminal->say(u"  "_s + shown(refusals[static_cast<size_t>(i)]));
            if (const auto rest = std::ssize(refusals) - first; rest > 0)
                m_terminal->say(
                    u"  "_s + Tool::tr("… et %1 autres, tous dans le fichier de --report").arg(shown(rest)));
        });
    }
    void sourceFailed(const SourceRequest &request, const Error &error) override
    {
        later([this, request, error] {
            m_terminal->complain(Tool::tr("%1 ne peut pas être lu : %2").arg(request.path, error.detail));
        });
    }
    void stageBegun(Stage stage) override
    {
        later([this, stage] {
            switch (stage) {
            case Stage::Gazetteer:
                return m_terminal->say(Tool::tr("répertoire d’adresses …"));
            case Stage::Network:
                return m_terminal->say(Tool::tr("réseau des voies …"));
            case Stage::Tiles:
                return m_terminal->say(Tool::tr("tuiles …"));
            }
        });
    }
    void tilesDrawn(qsizetype done, qsizetype total) override
    {
        later([this, done, total] { m_terminal->progress(done, total); });
    }

    void end(const Result<geodata::Territory> &built)
    {
        m_thread.join();
        const auto done = std::exchange(m_done, nullptr);
        if (!m_report.isEmpty()) {
            QSaveFile file(m_report);
            const QByteArray header = Tool::tr("fichier;enregistrement;raison").toUtf8() + "\r\n";
            if (!file.open(QIODevice::WriteOnly) || file.write(header + m_rows) < 0 || !file.commit())
                return done(cli::failed(Tool::tr("%1 ne peut pas être écrit").arg(m_report)));
        }
        if (!built && m_stop.stop_requested())
            return done(cli::failed(Tool::tr("interrompu ; la même commande reprendra où l’on en est")));
        if (!built)
            return done(cli::failed(built.error()));
        m_terminal->say(Tool::tr("%1 : %2 tuiles, %3 tronçons de voie, %4 adresses, %5 lieux dans %6")
                .arg(built->name, shown(built->counts[u"tiles"_s]), shown(built->counts[u"streets"_s]),
                    shown(built->counts[u"addresses"_s]), shown(built->counts[u"places"_s]), built->folder));
        if (const qint64 outside = built->counts[u"outside"_s]; outside > 0)
            m_terminal->say(
                Tool::tr("laissés de côté hors de l’étendue %1 : %2").arg(shown(built->bounds), shown(outside)));
        done({});
    }

    MainThread m_mainThread;
    std::stop_source m_stop;
    cli::Terminal *m_terminal = nullptr;
    Done m_done;
    QString m_report;
    QByteArray m_rows;
    std::jthread m_thread;
};

} // namespace

std::unique_ptr<cli::Command> buildCommand() { return std::make_unique<Build>(); }

} // namespace cortege::territory
