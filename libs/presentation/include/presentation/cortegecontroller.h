#pragma once

#include <client/platform.h>
#include <presentation/conflict.h>
#include <presentation/draft.h>
#include <presentation/eventboard.h>
#include <presentation/formmodel.h>
#include <presentation/occurrences.h>
#include <presentation/placefinder.h>
#include <presentation/recordtexts.h>
#include <presentation/routepull.h>
#include <presentation/shelf.h>

#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace cortege::presentation
{

/// Where the event in the form stands, as one line below it.
struct StateLine {
    std::optional<Transfer> transfer; ///< nothing: new and untouched
    QString text;

    friend bool operator==(const StateLine &, const StateLine &) = default;
};

/// The entry window without its widgets: which event is in the form, whether it is saved, its draft, what the platform
/// says about it, and what others did to it meanwhile.
///
/// Everything that is typed outlives a crash: it is kept as a draft at most `kDraftPause` after it was typed.
class CortegeController final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds kDraftPause { 300 };

    /// `places` may be null: a workstation without a territory. Else the route of a march follows its addresses.
    CortegeController(client::Platform &platform, const Clock &clock, std::unique_ptr<PlaceFinder> places = {},
        QObject *parent = nullptr);
    ~CortegeController() override; ///< keeps the draft

    /// Reads what was typed before the program ended, and opens the newest of it.
    void restoreDrafts();

    EventBoard &board() { return m_board; }
    FormModel &form() { return m_form; }
    client::Platform &platform() { return m_platform; }
    const PlaceFinder *places() const { return m_places.get(); }
    RoutePull &pull() { return m_pull; }
    QDate today() const;

    // --- the event in the form --------------------------------------------------------------------------------------
    std::optional<EventId> openEvent() const;
    void open(const EventId &event);
    void openNew(EventKind kind);
    /// A new event with what stands in the form, on the same weekday of the same week of a later year (see `repeated`).
    void repeat();
    /// A new event with the content of a model, its dates to be typed.
    void openFromModel(const QString &name);
    /// What is in the form, under a name; a model of that name is replaced. It need not be complete, nor saved.
    void keepAsModel(const QString &name);
    void forgetModel(const QString &name);
    const Shelf<EventModel> &models() const { return m_models; }
    /// Under a name, over the one of the same name; false when it is not kept (said by `noticed`).
    bool keepFilter(const SavedFilter &filter) { return report(m_filters.keep(filter)); }
    bool forgetFilter(const QString &name) { return report(m_filters.forget(name)); }
    const Shelf<SavedFilter> &filters() const { return m_filters; }
    void close(); ///< keeps the draft
    /// Now, what is in the form and what could not be kept before. False: it is in memory only.
    bool keepDrafts();
    bool isNew() const; ///< the platform has never had it, and nothing is waiting
    bool isDirty() const; ///< differs from what was saved
    bool isCancelled() const;
    bool canCancel() const;
    /// Why nothing can be changed; empty when it can.
    QString readOnlyReason() const;
    StateLine stateLine() const;
    /// What is wrong here, and what the platform found wrong in fields that were not changed since.
    std::vector<FormIssue> issues() const;
    std::vector<GuardAdvice> advice() const; ///< on what stands in the form
    /// What the guard suspects is no person's name, the person says. Believed until the program ends: such names are
    /// not to be kept on disk.
    void takeForNoPerson(const QString &words);
    /// What is in the form as a record, as far as it can be read.
    EventRecord record() const { return reading().record; }

    // --- what the person does ---------------------------------------------------------------------------------------
    void changeKind(EventKind kind);
    /// A former version's content and drawing into the form: one step, unsaved.
    void restore(const EventRecord &record);
    /// False when there are issues, a conflict to decide, or a disk that is full (said by `noticed`).
    bool save();
    /// New events with what stands in the form, saved one after the other; the event in the form stays as it is. How
    /// many were saved: after the first that could not be (said by `noticed`) there are no more.
    int saveOccurrences(const std::vector<Occurrence> &occurrences);
    void cancelEvent();
    /// Back to what was saved; a new event goes away.
    void discard();

    /// To be decided before anything can be saved.
    const std::optional<Conflict> &conflict() const { return m_conflict; }
    /// The decided conflict, as the new content or the cancellation after all. False when it is not saved: the disk is
    /// full (said by `noticed`), or something else in the form has an issue; then the conflict is over and the form
    /// goes on from their version, with what was typed and decided.
    bool resolve(const Conflict &decided);
    /// What the others made stands; ours is gone.
    void takeTheirs();

    /// Answered by `historyArrived` or `historyFailed`.
    void requestHistory();

    /// What has to be known of the convention, and of what this workstation keeps after its end; empty when there is
    /// nothing.
    QString conventionNotice() const;
    /// There is something that will be erased by itself and that the person may erase now.
    bool canEraseKept() const;
    void eraseKept();
    /// Something about the workstation that has to be put right ("L’horloge de ce poste …"); empty when all is well.
    QString clockWarning() const;
    /// What the connection is, why, and what happens next: for the person who clicks on the indicator.
    QString linkExplanation() const;
    QString whoIsLoggedIn() const;

Q_SIGNALS:
    void opened(); ///< another event, or none, is in the form
    void stateChanged(); ///< anything that this class tells about the event in the form or about the connection
    void conflictChanged();
    void noticed(const QString &text); ///< one sentence that the person should read
    void historyArrived(const std::vector<cortege::presentation::HistoryEntry> &entries);
    void historyFailed(const QString &why);

private:
    struct OpenEvent {
        EventId id;
        FormContent saved; ///< as it was opened or saved
        std::optional<EventRecord> base; ///< what the person started from; nothing for a new event
        int baseRevision = 0;
    };

    const FormReading &reading() const;
    std::optional<client::PendingChange> pending() const;
    const EventVersion *known() const;
    void show(OpenEvent event, const FormContent &content);
    void openFilled(const FormContent &content);
    OpenEvent savedState(const EventId &event) const;
    void reopen();
    void formChanged();
    void rememberForm();
    bool writeDrafts();
    void forgetDraft(const EventId &event);
    bool report(const Result<> &result);
    void takeVersions(const std::vector<EventVersion> &versions);
    void takeErased(const std::vector<EventId> &events);
    void takeKeptErased();
    void takeVersion(const EventVersion &version);
    void takeConvention();
    bool canBeSaved(const Conflict &decided) const;
    void goOnInForm(const Conflict &decided);
    void mergeIntoForm(const Conflict &conflict);
    void takePending(const EventId &event);
    void settle(const client::PendingChange &pending);
    void setConflict(std::optional<Conflict> conflict);
    void saved(const EventRecord &record);

    client::Platform &m_platform;
    const Clock &m_clock;
    const std::unique_ptr<PlaceFinder> m_places;
    EventBoard m_board;
    Shelf<EventModel> m_models;
    Shelf<SavedFilter> m_filters;
    FormModel m_form;
    RoutePull m_pull;
    std::optional<OpenEvent> m_open;
    std::optional<Conflict> m_conflict;
    QHash<EventId, Draft> m_drafts;
    QSet<EventId> m_unwritten; ///< of them, those that are not on disk as they are here
    QTimer m_draftTimer;
    QTimer m_stateTimer;
    QString m_draftTrouble;
    QSet<QString> m_notPersons; ///< as in `findPersonalData`
    mutable std::optional<FormReading> m_reading;
};

} // namespace cortege::presentation
