#include <presentation/factimportcontroller.h>

#include <domain/folding.h>
#include <pki/files.h>
#include <presentation/facttexts.h>
#include <presentation/guardadvice.h>
#include <presentation/texts.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtCore/QLoggingCategory>
#include <QtCore/QRegularExpression>
#include <QtCore/QTimeZone>

#include <algorithm>

namespace cortege::presentation
{
using namespace Qt::StringLiterals;
using exchange::FactRecipe;
using exchange::FileColumn;
namespace
{

Q_LOGGING_CATEGORY(importLog, "cortege.factimport")

constexpr auto kRecipeEnding = ".json"_L1;
constexpr qint64 kRecipeFileLimit = qint64 { 1024 } * 1024;

/// "accidents-2018" for "Accidents 2018.csv.gz"; people write another one where they like.
FactSourceId idFor(const QString &path)
{
    static const QRegularExpression kOthers(u"[^a-z0-9]+"_s);
    QString name = folded(QFileInfo(path).baseName()).replace(kOthers, u"-"_s).left(limits::kSourceId);
    while (name.startsWith(u'-'))
        name.removeFirst();
    while (name.endsWith(u'-'))
        name.chop(1);
    const auto id = FactSourceId::parse(name);
    return id ? *id : *FactSourceId::parse(u"source");
}

FactRecipe emptyRecipe() { return { .source = { *FactSourceId::parse(u"source"), {}, {}, {}, {} } }; }

/// What is only suspected is shown to nobody, but a place or a date may stand beside it.
bool mayRead(const FileColumn &column)
{
    return !column.personal || column.personal->certainty == Certainty::Suspected;
}

Result<QByteArray> recipeBytes(const QString &path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return cortege::fail(file.exists() ? Failure::Forbidden : Failure::NotFound, path);
    return file.read(kRecipeFileLimit + 1);
}

bool mayBeName(const QString &name)
{
    constexpr qsizetype kLongest = 100;
    static const QRegularExpression kUnfit(uR"([/\\:*?"<>|\x00-\x1f])"_s);
    return !name.trimmed().isEmpty() && name.size() <= kLongest && !name.startsWith(u'.') && !name.contains(kUnfit);
}

} // namespace

FactImportController::FactImportController(client::Platform &platform, QString recipeFolder, QObject *parent)
    : QObject(parent), m_platform(platform), m_recipeFolder(std::move(recipeFolder)), m_recipe(emptyRecipe())
{
}

FactImportController::~FactImportController() { m_stop.request_stop(); }

QString FactImportController::refusal(const client::Platform &platform)
{
    const auto &greeting = platform.greeting();
    if (!greeting)
        return tr("La plateforme n’a pas encore dit ce que votre habilitation permet : attendez la connexion.");
    if (greeting->roles.testFlag(Role::Admin))
        return {};
    return tr("Votre habilitation ne comprend pas l’administration : elle seule permet d’importer des faits.");
}

// --- reading, in a thread of its own ---------------------------------------------------------------------------------

void FactImportController::start(Activity activity, Job job)
{
    m_stop.request_stop();
    m_waiting = std::move(job);
    setActivity(activity);
    startWaiting();
}

void FactImportController::startWaiting()
{
    if (m_running.valid() || !m_waiting)
        return;
    m_stop = std::stop_source();
    m_running = std::async(
        std::launch::async, [this, job = std::exchange(m_waiting, {}), stop = m_stop.get_token()]() -> Arrival {
            Arrival arrival = job(stop);
            QMetaObject::invokeMethod(this, &FactImportController::take, Qt::QueuedConnection);
            return arrival;
        });
}

void FactImportController::take()
{
    const Arrival arrival = m_running.get();
    if (m_stop.stop_requested())
        return startWaiting();
    setActivity(Activity::None);
    arrival();
}

void FactImportController::setActivity(Activity activity)
{
    if (m_activity == activity)
        return;
    m_activity = activity;
    Q_EMIT activityChanged();
}

void FactImportController::cancel()
{
    if (m_activity == Activity::Sending) {
        m_cancelled = true;
        if (m_importer)
            m_importer->stop();
        return;
    }
    m_stop.request_stop();
    m_waiting = {};
    setActivity(Activity::None);
}

void FactImportController::fail(const Error &error)
{
    qCWarning(importLog).noquote() << error.detail;
    const QString name = QFileInfo(m_path).fileName();
    switch (error.kind) {
    case Failure::NotFound:
        return Q_EMIT failed(tr("« %1 » n’existe pas ou n’est pas un fichier.").arg(name));
    case Failure::Forbidden:
        return Q_EMIT failed(tr("« %1 » ne peut pas être lu : ce poste n’en a pas le droit.").arg(name));
    case Failure::TooLarge:
        return Q_EMIT failed(tr("« %1 » est trop gros : %2 Mo au plus, une fois décompressé.")
                .arg(name, QLocale().toString(exchange::kFactFileLimit / 1024 / 1024)));
    case Failure::Corrupt:
        return Q_EMIT failed(tr("« %1 » est endommagé. Rien n’a été pris.").arg(name));
    default:
        return Q_EMIT failed(tr("« %1 » ne se lit pas ainsi : vérifiez le séparateur, l’encodage, la couche et le "
                                "système de coordonnées.")
                .arg(name));
    }
}

// --- the file --------------------------------------------------------------------------------------------------------

void FactImportController::openFile(const QString &path)
{
    m_path = path;
    m_look.reset();
    m_reading.reset();
    m_sent.reset();
    if (m_recipeOpened)
        return readAs(m_recipe.file);
    m_recipe.file = { .form = exchange::formOf(path) }; // where it does not read, a person goes on from there
    start(Activity::Looking, [this, path](const std::stop_token &) -> Arrival {
        return [this, look = exchange::lookInto(path)] { takeLook(look); };
    });
}

void FactImportController::readAs(const FactRecipe::File &file)
{
    m_look.reset();
    m_recipe.file = file;
    start(Activity::Looking, [this, path = m_path, file](const std::stop_token &) -> Arrival {
        return [this, look = exchange::lookAs(path, file)] { takeLook(look); };
    });
}

void FactImportController::takeLook(Result<exchange::FileLook> look)
{
    if (!look)
        return fail(look.error());
    m_look = std::move(*look);
    m_reading.reset();
    if (!m_recipeOpened) {
        // What a person has written about the source stands; what they chose of the columns may not be there.
        FactSource source = m_recipe.source;
        m_recipe = exchange::guessRecipe(*m_look, idFor(m_path));
        if (m_recipe.place.longitude.isEmpty() && m_look->file.form == FactRecipe::Form::Layer)
            m_recipe.place.centroid = true;
        m_recipe.source.name = std::move(source.name);
        m_recipe.source.provenance = std::move(source.provenance);
        m_recipe.source.licence = std::move(source.licence);
        if (!m_recipe.category.column.isEmpty() && !mayRead(*column(m_recipe.category.column)))
            setCategoryColumn({});
    }
    Q_EMIT looked();
}

const FileColumn *FactImportController::column(const QString &name) const
{
    if (!m_look)
        return nullptr;
    const auto found = std::ranges::find(m_look->columns, name, &FileColumn::name);
    return found == m_look->columns.end() ? nullptr : &*found;
}

QStringList FactImportController::guardNotes() const
{
    QStringList notes;
    if (!m_look)
        return notes;
    for (const FileColumn &column : m_look->columns) {
        if (!column.personal)
            continue;
        const QString kind = looksLike(column.personal->kind);
        notes << (mayRead(column)
                ? tr("« %1 » : peut-être %2. Les valeurs en cause ne sont ni montrées ni proposées comme catégories.")
                : tr("« %1 » : %2. Cette colonne ne peut pas être choisie (article 3)."))
                     .arg(column.name, kind);
    }
    return notes;
}

// --- the recipe ------------------------------------------------------------------------------------------------------

void FactImportController::setRecipe(FactRecipe recipe)
{
    if (recipe == m_recipe)
        return;
    m_recipe = std::move(recipe);
    m_reading.reset();
    m_sent.reset();
    Q_EMIT recipeChanged();
}

void FactImportController::setCategoryColumn(const QString &name)
{
    FactRecipe recipe = m_recipe;
    exchange::takeCategories(recipe, column(name));
    recipe.category.column = name; // also of one that the file does not have: `fault` says so
    setRecipe(std::move(recipe));
}

QString FactImportController::fault(ImportStep step) const
{
    if (step == ImportStep::File)
        return m_look ? QString() : tr("Choisissez un fichier.");
    if (step == ImportStep::Columns)
        return faultOfColumns();
    if (step == ImportStep::Source)
        return faultOfSource();
    if (step == ImportStep::Preview) {
        if (!m_reading)
            return tr("Le fichier n’est pas encore lu.");
        return m_reading->import.blocks.empty() ? tr("Aucune ligne ne peut être importée.") : QString();
    }
    return {};
}

QString FactImportController::faultOfColumn(const QString &name) const
{
    const FileColumn *const found = column(name);
    if (!found)
        return tr("Le fichier n’a pas de colonne « %1 ».").arg(name);
    return mayRead(*found) ? QString()
                           : tr("La colonne « %1 » contient %2 : elle ne peut pas être importée (article 3).")
                                 .arg(name, looksLike(found->personal->kind));
}

QString FactImportController::faultOfColumns() const
{
    const FactRecipe::Place &place = m_recipe.place;
    const bool table = m_recipe.file.form == FactRecipe::Form::Table;
    if (place.longitude.isEmpty() != place.latitude.isEmpty() || (table && place.longitude.isEmpty()))
        return tr("Choisissez la colonne de la longitude et celle de la latitude.");
    if (!place.longitude.isEmpty() && place.longitude == place.latitude)
        return tr("Longitude et latitude ne peuvent pas être la même colonne.");
    if (const auto &when = m_recipe.when) {
        if (when->begin.isEmpty())
            return tr("Dites de quelles colonnes vient le début, entre accolades : {date} {heure}.");
        if (when->format.trimmed().isEmpty())
            return tr("Dites dans quel format les dates sont écrites : iso, ou par exemple dd/MM/yyyy HH:mm.");
        if (!QTimeZone(when->zone.toLatin1()).isValid())
            return tr("« %1 » n’est pas un fuseau horaire connu.").arg(when->zone);
    }
    const QStringList chosen = m_recipe.columns();
    for (const QString &name : chosen) {
        if (const QString fault = faultOfColumn(name); !fault.isEmpty())
            return fault;
    }
    return {};
}

QString FactImportController::faultOfSource() const
{
    if (const auto issues = validate(m_recipe.source); !issues.empty())
        return describe(issues.front());
    const auto good = exchange::checkRecipe(m_recipe);
    if (good)
        return {};
    qCInfo(importLog).noquote() << good.error().detail;
    return tr("La recette ne tient pas : revoyez les colonnes et les catégories.");
}

QStringList FactImportController::recipeNames() const
{
    QStringList names;
    const auto files = QDir(m_recipeFolder).entryList({ u"*"_s + kRecipeEnding }, QDir::Files);
    for (const QString &file : files)
        names << file.chopped(kRecipeEnding.size());
    std::ranges::sort(names, [](const QString &a, const QString &b) { return a.localeAwareCompare(b) < 0; });
    return names;
}

QString FactImportController::recipePath(const QString &name) const
{
    return QDir(m_recipeFolder).filePath(name + kRecipeEnding);
}

Result<> FactImportController::openRecipe(const QString &path)
{
    auto recipe = recipeBytes(path).and_then(&exchange::readRecipe);
    if (!recipe)
        return std::unexpected(recipe.error());
    m_recipeOpened = true;
    setRecipe(std::move(*recipe));
    if (!m_path.isEmpty())
        openFile(m_path);
    return {};
}

void FactImportController::dropRecipe()
{
    m_recipeOpened = false;
    setRecipe(emptyRecipe());
    if (!m_path.isEmpty())
        openFile(m_path);
}

Result<> FactImportController::saveRecipe(const QString &name) const
{
    if (!mayBeName(name))
        return cortege::fail(Failure::InvalidInput, u"no name for a file: %1"_s.arg(name));
    if (auto good = exchange::checkRecipe(m_recipe); !good)
        return good;
    if (!QDir().mkpath(m_recipeFolder))
        return cortege::fail(Failure::Unavailable, m_recipeFolder);
    return pki::writePublicFile(recipePath(name.trimmed()), exchange::recipeText(m_recipe));
}

// --- preview ---------------------------------------------------------------------------------------------------------

void FactImportController::readFile()
{
    Q_ASSERT(fault(ImportStep::File).isEmpty() && faultOfColumns().isEmpty() && faultOfSource().isEmpty());
    m_reading.reset();
    m_sent.reset();
    start(Activity::Reading, [this, path = m_path, recipe = m_recipe](const std::stop_token &stop) -> Arrival {
        using Read = Result<exchange::FactReading>;
        // Shared because an arrival may be copied, and a million facts should not be.
        auto made = std::make_shared<Read>(exchange::previewAndImport(path, recipe, kPreviewRows, stop));
        return [this, made] {
            if (!*made)
                return fail(made->error());
            m_reading = std::move(**made);
            Q_EMIT read();
        };
    });
}

// --- sending ---------------------------------------------------------------------------------------------------------

void FactImportController::send()
{
    Q_ASSERT(m_reading && m_activity == Activity::None);
    m_cancelled = false;
    m_sent.reset();
    setActivity(Activity::Sending);
    m_platform.request(protocol::FactSourcesRequest {}, this, [this](const auto &answer) {
        if (!answer)
            return endSending({ .remaining = m_reading->import.counts.taken, .trouble = describe(answer.error()) });
        const auto *sources = std::get_if<protocol::FactSourcesAnswer>(&*answer);
        Q_ASSERT(sources);
        takeSources(sources->sources);
    });
}

/// What the words for events would say wrongly of facts.
QString FactImportController::describeSending(Failure failure) const
{
    switch (failure) {
    case Failure::Conflict:
        return tr("La plateforme connaît déjà une source « %1 » avec d’autres catégories : changez l’identifiant, ou "
                  "reprenez la recette de cette source.")
            .arg(m_recipe.source.id.toString());
    case Failure::NotFound:
        return tr("La source « %1 » vient d’être retirée de la plateforme : recommencez si elle doit y être.")
            .arg(m_recipe.source.id.toString());
    default:
        return describe(failure);
    }
}

/// The numbers of categories are the recipe's: they must mean the same on the other side.
void FactImportController::takeSources(const std::vector<KnownSource> &sources)
{
    const qint64 all = m_reading->import.counts.taken;
    if (m_cancelled)
        return endSending({ .remaining = all });
    const FactSource &ours = m_recipe.source;
    const auto known = std::ranges::find_if(sources, [&](const KnownSource &one) { return one.source.id == ours.id; });
    // Categories that another recipe has put behind ours stay there: the texts are then left as they are.
    const bool isThere = known != sources.end()
        && (known->source == ours
            || (maySucceed(known->source, ours) && known->source.categories.size() > ours.categories.size()));
    if (isThere)
        return sendTo(known->number);
    if (known != sources.end() && !maySucceed(ours, known->source))
        return endSending({ .remaining = all, .trouble = describeSending(Failure::Conflict) });
    m_platform.request(protocol::RecordSourceRequest { ours }, this, [this, all](const auto &answer) {
        if (!answer)
            return endSending({ .remaining = all,
                .trouble = answer.error().code == protocol::ErrorCode::Conflict ? describeSending(Failure::Conflict)
                                                                                : describe(answer.error()) });
        const auto *recorded = std::get_if<protocol::SourceRecordedAnswer>(&*answer);
        Q_ASSERT(recorded);
        m_cancelled ? endSending({ .remaining = all }) : sendTo(recorded->number);
    });
}

void FactImportController::sendTo(SourceNumber source)
{
    m_importer = std::make_unique<client::FactImporter>(m_platform, source, m_reading->import.blocks);
    connect(m_importer.get(), &client::FactImporter::advanced, this, &FactImportController::advanced);
    connect(m_importer.get(), &client::FactImporter::finished, this, &FactImportController::account,
        Qt::QueuedConnection); // the importer ends with it
    m_importer->start();
}

void FactImportController::account()
{
    const auto importer = std::move(m_importer);
    const auto &trouble = importer->trouble();
    if (trouble)
        qCWarning(importLog).noquote() << trouble->detail;
    endSending({ importer->stored(), importer->known(), importer->remaining(),
        trouble ? describeSending(trouble->kind) : QString() });
}

void FactImportController::endSending(FactsSent sent)
{
    m_sent = std::move(sent);
    setActivity(Activity::None);
    Q_EMIT finished();
}

QString FactImportController::tally() const
{
    if (!m_reading)
        return {};
    const auto number = [](qint64 value) { return QLocale().toString(value); };
    const exchange::FactCounts &counts = m_reading->import.counts;
    if (!m_sent)
        return tr("%1 lignes lues = %2 à envoyer + %3 refusées")
            .arg(number(counts.read), number(counts.taken), number(counts.refused));
    QString text = tr("%1 lignes lues = %2 enregistrées + %3 déjà connues + %4 refusées")
                       .arg(number(counts.read), number(m_sent->stored), number(m_sent->known), number(counts.refused));
    if (m_sent->remaining > 0)
        text += tr(" + %1 qui restent à envoyer").arg(number(m_sent->remaining));
    return text;
}

Result<> FactImportController::saveReport(const QString &path) const
{
    QByteArray report = exchange::reportHeader();
    if (m_reading) {
        for (const exchange::RowIssue &issue : m_reading->import.issues)
            report += exchange::reportLine(issue);
    }
    return pki::writePrivateFile(path, report);
}

} // namespace cortege::presentation
