#include <presentation/cortegecontroller.h>

#include <domain/folding.h>
#include <presentation/addressesinstep.h>
#include <presentation/repetition.h>
#include <presentation/streetroute.h>
#include <presentation/texts.h>

#include <QtCore/QLoggingCategory>

#include <algorithm>
#include <utility>

namespace cortege::presentation
{
namespace
{

using ChangeState = client::PendingChange::State;

Q_LOGGING_CATEGORY(entryLog, "cortege.entry")

constexpr std::chrono::minutes kClockTolerance { 2 };
constexpr std::chrono::seconds kDraftRetry { 3 }; ///< on a disk that takes nothing

/// The same base as the platform takes it: what the draft of an earlier day began with, though nothing has come from
/// the platform yet today.
std::optional<EventVersion> versionOf(const EventId &event, int revision, const std::optional<EventRecord> &record)
{
    if (!record || revision == 0)
        return std::nullopt;
    return EventVersion { event, revision, 0, EventState::Active, { PersonId::make(), {} }, {}, *record };
}

bool contains(const std::vector<Field> &fields, Field field)
{
    return std::ranges::find(fields, field) != fields.end();
}

} // namespace

CortegeController::CortegeController(
    client::Platform &platform, const Clock &clock, std::unique_ptr<PlaceFinder> places, QObject *parent)
    : QObject(parent), m_platform(platform), m_clock(clock), m_places(std::move(places)), m_board(platform),
      m_models(platform, client::Paper::Model, &decodeModel), m_filters(platform, client::Paper::Filter, &decodeFilter),
      m_pull(m_form, m_places.get())
{
    if (m_places)
        m_form.setShapeFollower([this](const FormContent &before, const FormContent &after) {
            return routeInStep(before, after, m_places->network());
        });
    m_form.setAddressFollower([this](const FormContent &before, const LineString &drawn) {
        return addressesInStep(before, drawn, m_places.get());
    });
    m_draftTimer.setSingleShot(true);
    m_stateTimer.setSingleShot(true);
    m_stateTimer.setInterval(0);
    connect(&m_draftTimer, &QTimer::timeout, this, &CortegeController::keepDrafts);
    connect(&m_stateTimer, &QTimer::timeout, this, &CortegeController::stateChanged);
    connect(&m_form, &FormModel::changed, this, &CortegeController::formChanged);
    connect(&platform, &client::Platform::versionsArrived, this, &CortegeController::takeVersions);
    connect(&platform, &client::Platform::eventsErased, this, &CortegeController::takeErased);
    connect(&platform, &client::Platform::pendingChanged, this, &CortegeController::takePending);
    connect(&platform, &client::Platform::linkChanged, this, [this] {
        m_reading.reset(); // the platform may have told that today is another day
        Q_EMIT stateChanged();
    });
    connect(&platform, &client::Platform::replicaReset, this, &CortegeController::stateChanged);
    connect(&platform, &client::Platform::conventionChanged, this, &CortegeController::takeConvention);
    connect(&platform, &client::Platform::keptErased, this, &CortegeController::takeKeptErased);
}

CortegeController::~CortegeController() { keepDrafts(); }

QDate CortegeController::today() const { return toParis(m_clock.now()).date(); }

std::optional<EventId> CortegeController::openEvent() const
{
    return m_open ? std::optional(m_open->id) : std::nullopt;
}

const FormReading &CortegeController::reading() const
{
    if (!m_reading)
        m_reading = read(m_form.content(), today(), m_notPersons);
    return *m_reading;
}

void CortegeController::takeForNoPerson(const QString &words)
{
    m_notPersons.insert(folded(words));
    m_reading.reset();
    Q_EMIT stateChanged();
}

std::optional<client::PendingChange> CortegeController::pending() const
{
    return m_open ? m_platform.pending(m_open->id) : std::nullopt;
}

const EventVersion *CortegeController::known() const
{
    return m_open ? m_platform.replica().find(m_open->id) : nullptr;
}

bool CortegeController::isNew() const { return m_open && !known() && !pending(); }

bool CortegeController::isDirty() const { return m_open && m_form.content() != m_open->saved; }

bool CortegeController::isCancelled() const
{
    if (const auto change = pending())
        return std::holds_alternative<Cancellation>(change->change);
    return known() && known()->state == EventState::Cancelled;
}

bool CortegeController::canCancel() const
{
    return m_open && readOnlyReason().isEmpty() && !isNew() && !isCancelled() && !m_conflict;
}

// --- opening ---------------------------------------------------------------------------------------------------------

void CortegeController::restoreDrafts()
{
    const auto kept = m_platform.papers(client::Paper::Draft);
    if (!kept)
        return void(report(std::unexpected(kept.error())));
    int unreadable = 0;
    for (const auto &[event, bytes] : kept->asKeyValueRange()) {
        auto draft = decodeDraft(bytes);
        if (!draft) {
            qCWarning(entryLog) << "draft of" << event.toString() << draft.error().detail;
            ++unreadable;
            continue;
        }
        // The program may have ended between a save and the end of its draft.
        const auto saved = savedState(event);
        const FormReading reading = read(draft->content, today());
        const bool isInRecord = reading.issues.empty() && draft->content.told.isEmpty(); // half a date is in none
        if (saved.base && isInRecord && reading.record == *saved.base) {
            report(m_platform.dropPaper(client::Paper::Draft, event));
            continue;
        }
        m_board.setDraft(event, reading.record);
        m_drafts.emplace(event, std::move(*draft));
    }
    if (unreadable > 0)
        Q_EMIT noticed(tr("Des brouillons sont illisibles : %1. Ils restent sur ce poste.").arg(unreadable));
    if (m_drafts.isEmpty())
        return;
    const auto newest = std::max_element(m_drafts.keyValueBegin(), m_drafts.keyValueEnd(),
        [](const auto &a, const auto &b) { return a.second.typedAt < b.second.typedAt; });
    const QString when = momentSeenFrom(newest->second.typedAt, m_clock.now());
    const auto count = m_drafts.size();
    open(EventId(newest->first));
    Q_EMIT noticed(count == 1
            ? tr("Votre saisie de %1 a été retrouvée : vous pouvez la terminer et l’enregistrer.").arg(when)
            : tr("Vos saisies non enregistrées ont été retrouvées : %1 brouillons. Voici la plus récente, de %2.")
                  .arg(count)
                  .arg(when));
}

CortegeController::OpenEvent CortegeController::savedState(const EventId &event) const
{
    const EventVersion *version = m_platform.replica().find(event);
    OpenEvent state { event, {}, std::nullopt, version ? version->revision : 0 };
    const auto change = m_platform.pending(event);
    const auto *record = change ? std::get_if<EventRecord>(&change->change) : nullptr;
    if (record)
        state.base = *record;
    else if (version)
        state.base = version->record;
    else if (change)
        state.base = change->base;
    if (state.base)
        state.saved = contentOf(*state.base);
    return state;
}

void CortegeController::open(const EventId &event)
{
    if (openEvent() == event)
        return;
    keepDrafts();
    OpenEvent state = savedState(event);
    const auto draft = m_drafts.constFind(event);
    if (draft == m_drafts.constEnd())
        return show(state, state.saved);
    const FormContent content = draft->content;
    // The draft goes on from what the person saw when it was begun; what happened since is merged below.
    state.base = draft->base ? draft->base : state.base;
    state.baseRevision = draft->baseRevision;
    state.saved = state.base ? contentOf(*state.base) : contentOf(emptyRecord(content.kind));
    show(std::move(state), content);
    if (const EventVersion *version = known())
        takeVersion(*version);
}

void CortegeController::openNew(EventKind kind)
{
    keepDrafts();
    const FormContent content = contentOf(emptyRecord(kind));
    show({ EventId::make(), content, std::nullopt, 0 }, content);
}

/// A new event that is a draft from the start.
void CortegeController::openFilled(const FormContent &content)
{
    keepDrafts();
    show({ EventId::make(), contentOf(emptyRecord(content.kind)), std::nullopt, 0 }, content);
    formChanged();
}

void CortegeController::repeat()
{
    if (!m_open || !readOnlyReason().isEmpty())
        return;
    const EventRecord former = record();
    const FormContent content = repeated(former, today());
    openFilled(content);
    const auto day = dateFromText(former.begins ? content.begins.date : content.ends.date, today());
    Q_EMIT noticed(day ? tr("Repris de « %1 », au %2 : vérifiez la date et les nombres.")
                             .arg(former.subject.simplified(), longDate(*day))
                       : tr("Repris de « %1 » : indiquez la date.").arg(former.subject.simplified()));
}

void CortegeController::openFromModel(const QString &name)
{
    const auto model = m_models.find(name);
    if (!model || !readOnlyReason().isEmpty())
        return;
    openFilled(model->content);
    Q_EMIT noticed(tr("Repris du modèle « %1 » : indiquez la date.").arg(name));
}

void CortegeController::keepAsModel(const QString &name)
{
    if (m_open && report(m_models.keep(modelOf(name, m_form.content()))))
        Q_EMIT noticed(tr("Modèle « %1 » enregistré sur ce poste.").arg(name));
}

void CortegeController::forgetModel(const QString &name) { report(m_models.forget(name)); }

void CortegeController::close()
{
    keepDrafts();
    m_open.reset();
    setConflict(std::nullopt);
    m_form.open(contentOf(emptyRecord(EventKind::MovingDemonstration)));
    Q_EMIT opened();
}

void CortegeController::show(OpenEvent event, const FormContent &content)
{
    m_open.reset(); // what the form tells while it changes is about no event
    setConflict(std::nullopt);
    m_form.open(content);
    m_open = std::move(event);
    m_reading.reset();
    Q_EMIT opened();
    if (const auto change = pending(); change && change->state == ChangeState::Conflict && readOnlyReason().isEmpty())
        settle(*change);
    Q_EMIT stateChanged();
}

// --- drafts ----------------------------------------------------------------------------------------------------------

void CortegeController::formChanged()
{
    m_reading.reset();
    if (!m_open)
        return;
    if (!m_draftTimer.isActive() || m_draftTimer.remainingTimeAsDuration() > kDraftPause)
        m_draftTimer.start(kDraftPause);
    m_stateTimer.start();
}

bool CortegeController::keepDrafts()
{
    m_draftTimer.stop();
    if (m_open && isDirty())
        rememberForm();
    else if (m_open)
        forgetDraft(m_open->id);
    return writeDrafts();
}

/// In memory first: on a full disk the person may go to another event and come back.
void CortegeController::rememberForm()
{
    const FormContent content = m_form.content();
    const auto former = m_drafts.constFind(m_open->id);
    if (former != m_drafts.constEnd() && former->content == content && former->baseRevision == m_open->baseRevision)
        return;
    m_drafts.insert(m_open->id, { content, m_open->base, m_open->baseRevision, m_clock.now() });
    m_unwritten.insert(m_open->id);
    m_board.setDraft(m_open->id, reading().record);
    m_stateTimer.start();
}

bool CortegeController::writeDrafts()
{
    if (m_unwritten.isEmpty())
        return true;
    const auto unwritten = std::exchange(m_unwritten, {});
    QString trouble;
    for (const EventId &event : unwritten) {
        const auto done = encode(m_drafts.value(event)).and_then([&](const QByteArray &bytes) {
            return m_platform.keepPaper(client::Paper::Draft, event, bytes);
        });
        if (done)
            continue;
        qCWarning(entryLog) << "draft not kept:" << done.error().detail;
        m_unwritten.insert(event);
        trouble = tr("Cette saisie n’est pas gardée. %1").arg(describeKeeping(done.error().kind));
    }
    if (!m_unwritten.isEmpty())
        m_draftTimer.start(kDraftRetry);
    m_draftTrouble = trouble;
    m_stateTimer.start();
    return m_unwritten.isEmpty();
}

void CortegeController::forgetDraft(const EventId &event)
{
    m_unwritten.remove(event);
    const bool kept = m_drafts.remove(event) || m_board.hasDraft(event);
    if (!kept)
        return;
    report(m_platform.dropPaper(client::Paper::Draft, event));
    m_board.removeDraft(event);
}

bool CortegeController::report(const Result<> &result)
{
    if (result)
        return true;
    qCWarning(entryLog) << result.error().detail;
    Q_EMIT noticed(describeKeeping(result.error().kind));
    return false;
}

// --- what the person does --------------------------------------------------------------------------------------------

void CortegeController::changeKind(EventKind kind)
{
    m_form.change(convertedTo(m_form.content(), kind, today()), { Field::Subject });
}

void CortegeController::restore(const EventRecord &record)
{
    if (m_open && readOnlyReason().isEmpty() && !m_conflict)
        m_form.changeWithShape(contentOf(record), { Field::Route }); // a place where no typing goes on
}

bool CortegeController::save()
{
    if (!m_open || !readOnlyReason().isEmpty() || m_conflict || !reading().issues.empty())
        return false;
    const EventRecord record = reading().record;
    const auto change = pending();
    const bool returned = change && (change->state == ChangeState::Refused || change->state == ChangeState::Conflict);
    if (!isDirty() && !isNew() && !isCancelled() && !returned)
        return true; // it stands as it is
    if (!report(returned
                ? m_platform.resolve(m_open->id, record)
                : m_platform.save(m_open->id, record, versionOf(m_open->id, m_open->baseRevision, m_open->base))))
        return false;
    saved(record);
    return true;
}

int CortegeController::saveOccurrences(const std::vector<Occurrence> &occurrences)
{
    if (const QString reason = readOnlyReason(); !reason.isEmpty()) {
        Q_EMIT noticed(reason);
        return 0;
    }
    if (!m_open || m_conflict || !reading().issues.empty())
        return 0;
    int made = 0;
    for (const Occurrence &occurrence : occurrences) {
        FormContent content = m_form.content();
        content.begins = occurrence.begins;
        content.ends = occurrence.ends;
        const FormReading other = read(content, today());
        if (!other.issues.empty()) {
            Q_EMIT noticed(
                tr("Créneau du %1 : %2", "date, what is wrong").arg(occurrence.begins.date, other.issues.front().text));
            break;
        }
        if (!report(m_platform.save(EventId::make(), other.record)))
            break;
        ++made;
    }
    if (made > 0) {
        const QString text = made == 1 ? tr("1 autre créneau enregistré, comme un événement à part.")
                                       : tr("%1 autres créneaux enregistrés, un événement chacun.").arg(made);
        const bool open = isDirty() || isNew();
        Q_EMIT noticed(open ? text + u' ' + tr("L’événement ouvert ne l’est pas encore.") : text);
    }
    return made;
}

void CortegeController::saved(const EventRecord &record)
{
    m_draftTimer.stop();
    m_open->saved = m_form.content();
    m_open->base = record;
    forgetDraft(m_open->id);
    Q_EMIT stateChanged();
}

void CortegeController::cancelEvent()
{
    if (!canCancel())
        return;
    const EventId event = m_open->id;
    if (!report(m_platform.cancel(event)))
        return;
    m_open->saved = m_form.content(); // nothing of it is a draft any more
    forgetDraft(event);
    reopen();
}

void CortegeController::discard()
{
    if (!m_open)
        return;
    m_draftTimer.stop();
    forgetDraft(m_open->id);
    reopen();
}

/// As it is saved; an event of which nothing is saved goes away.
void CortegeController::reopen()
{
    if (isNew()) {
        m_open.reset();
        return close();
    }
    OpenEvent state = savedState(m_open->id);
    const FormContent content = state.saved;
    show(std::move(state), content);
}

bool CortegeController::resolve(const Conflict &decided)
{
    if (!m_open || !m_conflict || !decided.isDecided())
        return false;
    const EventId event = m_open->id;
    const auto change = pending();
    if (decided.iCancelled()) {
        if (!report(m_platform.cancel(event)))
            return false;
    } else if (!canBeSaved(decided)) {
        goOnInForm(decided);
        return false;
    } else if (!report(
                   change ? m_platform.resolve(event, decided.result()) : m_platform.save(event, decided.result()))) {
        return false;
    }
    m_open->saved = m_form.content();
    forgetDraft(event);
    reopen();
    return true;
}

/// The decision may be about one field while something else that was typed cannot be read, or may not be kept.
bool CortegeController::canBeSaved(const Conflict &decided) const
{
    if (decided.isWhole() && decided.wholeChoice() == Conflict::Side::Theirs)
        return true; // nothing of the form is in it
    const auto content = withFields(m_form.content(), decided.takenFields(), contentOf(decided.theirs().record));
    return read(content, today(), m_notPersons).issues.empty();
}

/// From their version on, with what the person typed and decided.
void CortegeController::goOnInForm(const Conflict &decided)
{
    const EventRecord &theirs = decided.theirs().record;
    const FormContent source = contentOf(theirs);
    m_open = OpenEvent { m_open->id, source, theirs, decided.theirs().revision };
    setConflict(std::nullopt);
    m_form.takeOver(decided.takenFields(), source);
}

void CortegeController::takeTheirs()
{
    if (!m_open || !m_conflict)
        return;
    if (pending() && !report(m_platform.giveUp(m_open->id)))
        return;
    discard();
}

void CortegeController::requestHistory()
{
    if (!m_open)
        return;
    m_platform.request(protocol::HistoryRequest { m_open->id }, this,
        [this, event = m_open->id](const std::expected<protocol::Answer, protocol::WireError> &answer) {
            if (openEvent() != event)
                return;
            if (!answer)
                return Q_EMIT historyFailed(describe(answer.error()));
            if (const auto *history = std::get_if<protocol::HistoryAnswer>(&*answer))
                Q_EMIT historyArrived(historyOf(history->versions));
        });
}

// --- what others do --------------------------------------------------------------------------------------------------

void CortegeController::takeVersions(const std::vector<EventVersion> &versions)
{
    const bool concerned = m_open && std::ranges::find(versions, m_open->id, &EventVersion::id) != versions.end();
    if (concerned && known())
        takeVersion(*known());
}

/// What was typed on top of an event whose time is over holds that event: it goes as well, and the person is told. A
/// change that was saved is refused when it is sent, and stays until the person gives it up.
void CortegeController::takeErased(const std::vector<EventId> &events)
{
    qsizetype drafts = 0;
    for (const EventId &event : events) {
        const bool isOpen = openEvent() == event;
        const bool hadDraft = (isOpen && isDirty()) || m_drafts.contains(event);
        drafts += hadDraft && !isOpen ? 1 : 0;
        if (isOpen) {
            Q_EMIT noticed(hadDraft ? tr("Cet événement a été effacé de la plateforme : sa durée de conservation est "
                                         "écoulée. Votre saisie non enregistrée a été effacée aussi.")
                                    : tr("Cet événement a été effacé de la plateforme : sa durée de conservation est "
                                         "écoulée."));
            discard();
        } else {
            forgetDraft(event);
        }
    }
    if (drafts > 0)
        Q_EMIT noticed(drafts == 1
                ? tr("1 brouillon effacé de ce poste : son événement a été effacé de la plateforme, sa durée de "
                     "conservation est écoulée.")
                : tr("%1 brouillons effacés de ce poste : leurs événements ont été effacés de la plateforme, leur "
                     "durée de conservation est écoulée.")
                      .arg(drafts));
    Q_EMIT stateChanged();
}

/// Nothing of it stays in memory either.
void CortegeController::takeKeptErased()
{
    m_draftTimer.stop();
    m_unwritten.clear();
    m_drafts.clear();
    m_draftTrouble.clear();
    m_models.clear();
    m_filters.clear();
    m_board.removeDrafts();
    m_open.reset(); // close() would keep its draft
    close();
    Q_EMIT stateChanged();
}

/// What came from the platform leaves the form; what the person has typed and not sent stays, and cannot be changed.
void CortegeController::takeConvention()
{
    const auto &convention = m_platform.convention();
    if (convention && !convention->isInForce() && m_open && (m_conflict || (!isDirty() && !pending())))
        close();
    Q_EMIT stateChanged();
}

void CortegeController::takeVersion(const EventVersion &version)
{
    if (pending()) // the platform compares, and says so if they do not go together
        return Q_EMIT stateChanged();
    if (version.revision <= m_open->baseRevision)
        return Q_EMIT stateChanged();
    if (m_open->base == version.record && (version.state == EventState::Active || !isDirty())) {
        m_open->baseRevision = version.revision; // our own save has arrived
        return Q_EMIT stateChanged();
    }
    if (!isDirty()) {
        const bool other = reading().record != version.record;
        reopen();
        if (other)
            Q_EMIT noticed(tr("%1 vient de modifier cet événement.").arg(version.author.name));
        return;
    }
    Conflict conflict(m_open->base.value_or(emptyRecord(m_form.kind())), reading().record, version);
    if (conflict.needsDecision())
        setConflict(std::move(conflict));
    else
        mergeIntoForm(conflict);
}

void CortegeController::mergeIntoForm(const Conflict &conflict)
{
    goOnInForm(conflict);
    Q_EMIT noticed(
        tr("%1 a modifié cet événement pendant votre saisie (%2) : ses changements ont été repris, les vôtres "
           "sont conservés.")
            .arg(conflict.theirs().author.name, namesOf(conflict.takenFields())));
}

void CortegeController::takePending(const EventId &event)
{
    const auto change = m_platform.pending(event);
    if (change && change->state == ChangeState::Conflict)
        return settle(*change);
    if (openEvent() != event)
        return;
    if (m_conflict)
        setConflict(std::nullopt);
    // Our change is no longer waiting: what the platform made of it counts from now on.
    if (!change && known())
        takeVersion(*known());
    Q_EMIT stateChanged();
}

void CortegeController::settle(const client::PendingChange &pending)
{
    const bool inForm = openEvent() == pending.event;
    const bool typedOn = inForm && isDirty();
    Q_ASSERT(pending.theirs);
    const EventVersion theirs = *pending.theirs;
    Conflict conflict(pending.base.value_or(emptyRecord(theirs.record.kind())),
        typedOn ? Change(reading().record) : pending.change, theirs);
    if (conflict.needsDecision()) {
        if (inForm)
            setConflict(std::move(conflict));
        return;
    }
    if (inForm && !canBeSaved(conflict))
        return mergeIntoForm(conflict);
    if (!report(m_platform.resolve(pending.event, conflict.result())))
        return;
    if (inForm) {
        m_open->saved = m_form.content();
        forgetDraft(pending.event);
        reopen();
    }
    Q_EMIT noticed(tr("« %1 » avait été modifié entre-temps par %2 : les deux versions ont été réunies.")
            .arg(conflict.result().subject, theirs.author.name));
}

void CortegeController::setConflict(std::optional<Conflict> conflict)
{
    if (!conflict && !m_conflict)
        return;
    if (conflict && m_conflict && conflict->theirs().revision > m_conflict->theirs().revision)
        Q_EMIT noticed(tr("%1 vient de modifier encore cet événement.").arg(conflict->theirs().author.name));
    m_conflict = std::move(conflict);
    Q_EMIT conflictChanged();
    Q_EMIT stateChanged();
}

// --- words -----------------------------------------------------------------------------------------------------------

std::vector<GuardAdvice> CortegeController::advice() const { return reading().advice; }

std::vector<FormIssue> CortegeController::issues() const
{
    std::vector<FormIssue> issues = reading().issues;
    const auto change = pending();
    const auto *refused = change && change->error ? std::get_if<EventRecord>(&change->change) : nullptr;
    if (!refused)
        return issues;
    const auto since = differingFields(*refused, reading().record);
    for (FormIssue &issue : issuesInForm(m_form.content(), change->error->issues)) {
        const auto sameField = [&](const FormIssue &other) { return other.place.field == issue.place.field; };
        if (!contains(since, issue.place.field) && std::ranges::none_of(issues, sameField))
            issues.push_back(std::move(issue));
    }
    return issues;
}

QString CortegeController::readOnlyReason() const
{
    if (const auto &convention = m_platform.convention(); convention && !convention->isInForce())
        return describe(*convention);
    const auto &greeting = m_platform.greeting();
    if (!greeting || greeting->roles.testFlag(Role::Entry))
        return {};
    return tr("Consultation seule : votre habilitation ne comprend pas la saisie.");
}

QString CortegeController::conventionNotice() const
{
    const auto &convention = m_platform.convention();
    const auto aftermath = m_platform.aftermath();
    const QString kept = aftermath ? describe(*aftermath) : QString();
    const QString state = convention ? describe(*convention) : QString();
    return kept.isEmpty() || state.isEmpty() ? state + kept : state + u' ' + kept;
}

bool CortegeController::canEraseKept() const
{
    const auto aftermath = m_platform.aftermath();
    return aftermath && aftermath->kept != client::KeptCount {};
}

void CortegeController::eraseKept() { report(m_platform.eraseNow()); }

StateLine CortegeController::stateLine() const
{
    if (!m_open)
        return {};
    const auto change = pending();
    if (m_conflict)
        return { Transfer::Conflict,
            tr("Modifié aussi par %1 : à vous de choisir.").arg(m_conflict->theirs().author.name) };
    if (isDirty()) {
        if (!m_draftTrouble.isEmpty())
            return { Transfer::Refused, m_draftTrouble };
        return { Transfer::Draft, tr("Brouillon, gardé sur ce poste") };
    }
    if (change) {
        switch (change->state) {
        case ChangeState::Waiting:
            return { Transfer::Waiting, tr("En attente d’envoi") };
        case ChangeState::Sending:
            return { Transfer::Sending, tr("Envoi en cours") };
        case ChangeState::Conflict:
            return { Transfer::Conflict, describe(Transfer::Conflict) };
        case ChangeState::Refused:
            return { Transfer::Refused, change->error ? describe(*change->error) : describe(Transfer::Refused) };
        }
    }
    const EventVersion *version = known();
    if (!version)
        return { std::nullopt, tr("Nouvel événement, pas encore enregistré") };
    const QString when = momentSeenFrom(version->recordedAt, m_clock.now());
    if (version->state == EventState::Cancelled)
        return { Transfer::Received, tr("Annulé. Reçue par la plateforme à %1").arg(when) };
    return { Transfer::Received, tr("Reçue par la plateforme à %1").arg(when) };
}

QString CortegeController::clockWarning() const
{
    const auto offset = std::chrono::duration_cast<std::chrono::minutes>(m_platform.clockOffset());
    if (offset <= kClockTolerance && -offset <= kClockTolerance)
        return {};
    return offset.count() > 0
        ? tr("L’horloge de ce poste retarde de %1 minutes : prévenez le service informatique.").arg(offset.count())
        : tr("L’horloge de ce poste avance de %1 minutes : prévenez le service informatique.").arg(-offset.count());
}

QString CortegeController::linkExplanation() const
{
    using client::Link;
    const auto why = m_platform.trouble();
    const QString reason = why ? describeDenial(why->kind) : QString();
    if (why
        && (why->kind == Failure::CardAbsent || why->kind == Failure::PinRefused || why->kind == Failure::RateLimited))
        return tr("%1 Vos enregistrements sont gardés sur ce poste, chiffrés.",
            "what is wrong: the card, or too many sessions")
            .arg(reason);
    switch (m_platform.link()) {
    case Link::Online:
    case Link::CatchingUp:
        if (why && why->kind == Failure::Corrupt)
            return tr(
                "Ce poste est relié à la plateforme, mais une partie de ce qui y attendait l’envoi est illisible. "
                "Prévenez le service informatique sans rien effacer.");
        if (why)
            return tr("Ce poste est relié à la plateforme, mais son disque n’accepte plus rien : libérez de la place.");
        return tr("Ce poste est relié à la plateforme : ce que vous enregistrez part aussitôt.");
    case Link::Connecting:
        return tr("La connexion s’établit. Vous pouvez continuer la saisie.");
    case Link::Offline:
        return tr("La plateforme n’est pas joignable. Continuez la saisie : vos enregistrements sont gardés sur ce "
                  "poste, chiffrés, et partiront d’eux-mêmes dès que la connexion reviendra.");
    case Link::Denied:
        if (m_platform.aftermath())
            return conventionNotice();
        if (const auto &convention = m_platform.convention(); convention && !convention->isInForce())
            return tr("%1 Vos enregistrements qui ne sont pas partis restent gardés sur ce poste, chiffrés.",
                "why nothing is sent")
                .arg(describe(*convention));
        return tr("La plateforme refuse l’accès de ce poste. %1 Vos enregistrements restent gardés sur ce poste. "
                  "Adressez-vous à votre administrateur.")
            .arg(reason);
    }
    return {};
}

QString CortegeController::whoIsLoggedIn() const
{
    const auto &greeting = m_platform.greeting();
    return greeting ? tr("%1 (%2)", "name, service").arg(greeting->name, greeting->service) : QString();
}

} // namespace cortege::presentation
