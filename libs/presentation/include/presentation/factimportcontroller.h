#pragma once

#include <client/factimporter.h>
#include <exchange/factfile.h>
#include <exchange/factguess.h>

#include <QtCore/QObject>

#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <stop_token>

/// From somebody else's file to facts on the platform (Art. 5), without the wizard's widgets.
namespace cortege::presentation
{

/// In the order in which a person goes through them.
enum class ImportStep { File, Columns, Source, Preview, Send };

/// What became of the facts that were to be sent.
struct FactsSent {
    qint64 stored = 0;
    qint64 known = 0; ///< were there already, by their keys
    qint64 remaining = 0; ///< not sent, because it ended early
    QString trouble {}; ///< one sentence, why it ended early; empty when it came to the end or was cancelled

    friend bool operator==(const FactsSent &, const FactsSent &) = default;
};

/// One import at a time. Files are read in a thread of their own, one reading after another; what a newer wish has
/// overtaken is told to stop, and is not heard of.
class FactImportController final : public QObject
{
    Q_OBJECT
public:
    enum class Activity { None, Looking, Reading, Sending };
    static constexpr int kPreviewRows = 100;

    /// `platform` outlives it. Recipes have their names in `recipeFolder`, which is made when the first is saved.
    FactImportController(client::Platform &platform, QString recipeFolder, QObject *parent = nullptr);
    ~FactImportController() override; ///< tells a reading to stop, and waits for it

    /// Why this person may not import, for them to read; empty for those who may.
    static QString refusal(const client::Platform &platform);

    Activity activity() const { return m_activity; }

    /// Looks into the file, by the recipe if one was opened, else by what it seems to be: `looked` or `failed`.
    void openFile(const QString &path);
    /// The same file, with another delimiter, encoding or layer.
    void readAs(const exchange::FactRecipe::File &file);
    const QString &path() const { return m_path; }
    /// Of the file as the recipe says that it is to be read; nothing before that, and where it does not read so.
    const std::optional<exchange::FileLook> &look() const { return m_look; }
    /// Null when the file has none of that name.
    const exchange::FileColumn *column(const QString &name) const;
    /// Sentences about the columns in which the guard finds something (Art. 3), and what follows from it.
    QStringList guardNotes() const;

    /// What is to be imported, and how; not always one that `checkRecipe` takes.
    const exchange::FactRecipe &recipe() const { return m_recipe; }
    /// What was read by another is forgotten.
    void setRecipe(exchange::FactRecipe recipe);
    /// The category of each row stands in that column: its values make the source's categories. Empty: all rows are
    /// of one.
    void setCategoryColumn(const QString &column);
    /// The first thing in this step that stands against an import, as a sentence; empty when there is none.
    QString fault(ImportStep step) const;

    /// Those that were saved under a name, in the order of the language.
    QStringList recipeNames() const;
    QString recipePath(const QString &name) const;
    /// Where the file is open already, it is looked into anew. The error's detail is for the log.
    Result<> openRecipe(const QString &path);
    /// As if none had been opened: the file says what it can.
    void dropRecipe();
    /// InvalidInput for a name that no file can have, or a recipe that `checkRecipe` does not take. One of that name is
    /// replaced.
    Result<> saveRecipe(const QString &name) const;

    /// Reads the whole file by the recipe: `read` or `failed`. Only while every step before has no fault.
    void readFile();
    const std::optional<exchange::FactReading> &reading() const { return m_reading; }

    /// Sends what was read, with the source if the platform does not have it so: `advanced`, then `finished`.
    void send();
    const std::optional<FactsSent> &sent() const { return m_sent; }
    /// Of what goes on: a reading is forgotten; blocks that are on their way to the platform are still answered for.
    void cancel();

    /// "1 000 lignes lues = 900 enregistrées + 50 déjà connues + 50 refusées", once there is something to tell.
    QString tally() const;
    /// Of the refused rows, in the form of cortege-admin's.
    Result<> saveReport(const QString &path) const;

Q_SIGNALS:
    void activityChanged();
    void looked(); ///< look and recipe are other ones
    void recipeChanged();
    void read();
    void advanced(qint64 done, qint64 total);
    void finished();
    void failed(const QString &why); ///< a sentence for the person

private:
    using Arrival = std::function<void()>; ///< what is to be done with a result, in the window's thread
    using Job = std::function<Arrival(const std::stop_token &)>;

    void start(Activity activity, Job job);
    void startWaiting();
    void take();
    void setActivity(Activity activity);
    void fail(const Error &error);
    void takeLook(Result<exchange::FileLook> look);
    QString faultOfColumns() const;
    QString faultOfSource() const;
    QString faultOfColumn(const QString &name) const;
    QString describeSending(Failure failure) const;
    void takeSources(const std::vector<KnownSource> &sources);
    void sendTo(SourceNumber source);
    void account();
    void endSending(FactsSent sent);

    client::Platform &m_platform;
    const QString m_recipeFolder;
    Activity m_activity = Activity::None;
    QString m_path;
    std::optional<exchange::FileLook> m_look;
    exchange::FactRecipe m_recipe;
    bool m_recipeOpened = false; ///< and is not to be guessed anew
    std::optional<exchange::FactReading> m_reading;
    std::optional<FactsSent> m_sent;
    std::unique_ptr<client::FactImporter> m_importer;
    bool m_cancelled = false; ///< before the first block
    std::stop_source m_stop; ///< of the job that runs
    Job m_waiting;
    std::future<Arrival> m_running; ///< last, because its end is waited for
};

} // namespace cortege::presentation
