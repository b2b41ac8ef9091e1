#include "../factfiles.h"

#include "../files.h"

#include <admincli/arrivals.h>
#include <pki/files.h>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <deque>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

constexpr auto kDone = "traites"_L1;
constexpr auto kRefused = "refuses"_L1;
constexpr std::chrono::seconds kRetry { 30 }; ///< for a file that the platform could not take

/// "faits.csv", or "faits-2.csv" where there is one.
QString freeName(const QDir &folder, const QString &name)
{
    const QFileInfo info(name);
    const QString tail = info.completeSuffix().isEmpty() ? QString() : u'.' + info.completeSuffix();
    QString free = name;
    for (int i = 2; folder.exists(free); ++i)
        free = u"%1-%2%3"_s.arg(info.baseName()).arg(i).arg(tail);
    return folder.filePath(free);
}

class FactsWatch final : public SessionCommand
{
    QString name() const override { return u"facts watch"_s; }
    QString description() const override
    {
        return Admin::tr(
            "importe ce qui est déposé dans un dossier, puis le range dans « traites » ou « refuses » avec "
            "un rapport ; jusqu’à Ctrl-C");
    }
    std::vector<Option> options() const override
    {
        return { profileOption(), pinFileOption(),
            { "recipe"_L1, Admin::tr("RECETTE"), Admin::tr("colonnes, format et source (JSON)"), Option::Wanted::Once },
            { "once"_L1, {}, Admin::tr("finit quand le dossier est vide") } };
    }
    std::optional<Argument> argument() const override
    {
        return Argument { Admin::tr("DOSSIER"), Admin::tr("où les fichiers sont déposés") };
    }

    Outcome prepare() override
    {
        auto recipe = readRecipeFile(m_arguments.value("recipe"_L1));
        if (!recipe)
            return failed(recipe.error());
        m_recipe = std::move(*recipe);
        m_folder = QDir(m_arguments.argument());
        if (!m_folder.exists())
            return failed(Error { Failure::NotFound, m_arguments.argument() });
        for (const auto name : { kDone, kRefused }) {
            if (const auto made = makeFolder(m_folder.filePath(name)); !made)
                return failed(made.error());
        }
        return {};
    }
    void run() override
    {
        m_arrivals = std::make_unique<Arrivals>(m_folder.absolutePath());
        QObject::connect(m_arrivals.get(), &Arrivals::arrived, m_arrivals.get(), [this](const QString &path) {
            m_waiting.push_back(path);
            takeNext();
        });
        m_arrivals->start();
        endIfOnce();
    }
    void interrupt() override
    {
        m_stopping = true;
        m_file ? m_file->importer().stop() : end({});
    }

    void takeNext()
    {
        if (m_busy || m_stopping || m_waiting.empty())
            return;
        m_busy = true;
        m_path = m_waiting.front();
        m_waiting.pop_front();
        m_session->platform().request(
            protocol::FactSourcesRequest {}, m_session.get(), [this](const auto &answer) { onSources(answer); });
    }

    void onSources(const std::expected<protocol::Answer, protocol::WireError> &answer)
    {
        using enum protocol::ErrorCode;
        if (const auto *sources = answer ? std::get_if<protocol::FactSourcesAnswer>(&*answer) : nullptr)
            return import(sources->sources);
        const bool passing = !answer && (answer.error().code == Unavailable || answer.error().code == RateLimited);
        if (passing)
            return later(answer.error().message);
        end(failed(Admin::tr("La plateforme refuse : %1").arg(answer ? QString() : answer.error().message)));
    }

    void import(const std::vector<KnownSource> &sources)
    {
        const auto source = sourceFor(*m_recipe, sources);
        if (!source)
            return end(std::unexpected(source.error()));
        auto read = exchange::importFacts(m_path, *m_recipe);
        if (!read)
            return refuse(read.error());
        m_file = std::make_unique<FactFile>(std::move(*read), m_session->platform(), *source);
        QObject::connect(
            &m_file->importer(), &client::FactImporter::finished, m_session.get(), [this] { account(); },
            Qt::QueuedConnection); // the file ends with it
        m_file->importer().start();
    }

    void refuse(const Error &error)
    {
        if (error.kind == Failure::Unavailable)
            return later(error.detail);
        m_terminal->complain(Admin::tr("%1 est refusé : %2").arg(QFileInfo(m_path).fileName(), error.detail));
        settle(kRefused, error.detail.toUtf8() + '\n', u".txt"_s);
    }

    void account()
    {
        const std::unique_ptr<FactFile> file = std::move(m_file);
        m_terminal->say(u"%1 : %2"_s.arg(QFileInfo(m_path).fileName(), file->tally()));
        const auto &trouble = file->importer().trouble();
        if (trouble && trouble->kind != Failure::Unavailable)
            return end(failed(*trouble)); // the next file would fare no better
        if (trouble || file->importer().remaining() > 0)
            return m_stopping ? end({}) : later(trouble ? trouble->detail : QString());
        settle(kDone, file->issues().empty() ? QByteArray() : reportOf(file->issues()), u".rapport.csv"_s);
    }

    /// Out of the way, with what is to be said about it.
    void settle(QLatin1StringView folder, const QByteArray &report, const QString &reportTail)
    {
        const QString place = freeName(QDir(m_folder.filePath(folder)), QFileInfo(m_path).fileName());
        if (!report.isEmpty()) {
            if (const auto written = pki::writePrivateFile(place + reportTail, report); !written)
                return end(failed(written.error()));
        }
        if (!QFile::rename(m_path, place))
            return end(failed(Error { Failure::Unavailable, u"%1: cannot be moved to %2"_s.arg(m_path, place) }));
        next();
    }

    void later(const QString &why)
    {
        m_terminal->complain(
            Admin::tr("%1 reste à envoyer, nouvel essai bientôt : %2").arg(QFileInfo(m_path).fileName(), why));
        QTimer::singleShot(kRetry, m_arrivals.get(), [this, path = m_path] {
            m_waiting.push_back(path);
            takeNext();
        });
        next();
    }

    void next()
    {
        m_busy = false;
        if (m_stopping)
            return end({});
        takeNext();
        endIfOnce();
    }

    void endIfOnce()
    {
        const bool nothingLies = QDir(m_folder).entryList(QDir::Files).isEmpty();
        if (m_arguments.has("once"_L1) && !m_busy && m_waiting.empty() && nothingLies)
            end({});
    }

    std::optional<exchange::FactRecipe> m_recipe;
    QDir m_folder;
    std::unique_ptr<Arrivals> m_arrivals;
    std::deque<QString> m_waiting;
    QString m_path; ///< the one that is being dealt with
    std::unique_ptr<FactFile> m_file;
    bool m_busy = false;
    bool m_stopping = false;
};

} // namespace

std::unique_ptr<Command> factsWatch() { return std::make_unique<FactsWatch>(); }

} // namespace cortege::admincli
