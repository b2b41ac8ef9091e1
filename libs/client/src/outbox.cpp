#include "vault.h"

#include <client/changecodec.h>
#include <client/outbox.h>
#include <domain/personaldata.h>

#include <algorithm>
#include <map>
#include <set>

namespace cortege::client
{
using namespace Qt::StringLiterals;
using State = PendingChange::State;
using Kind = Vault::Kind;
namespace
{

using Place = qint64;
constexpr qsizetype kIdSize = 36;

struct Entry {
    Place place = 0;
    PendingChange change;
    std::optional<EventVersion> acknowledged; ///< only in memory: the row is gone, or goes with the next step
};

/// The two changes that an event may have.
struct Slot {
    std::optional<Place> sent; ///< Sending
    std::optional<Place> next; ///< Waiting behind it, or Conflict or Refused
};

std::optional<EventRecord> recordAfter(const PendingChange &change)
{
    const auto *record = std::get_if<EventRecord>(&change.change);
    return record ? std::optional(*record) : change.base; // a cancellation leaves the record as it was
}

Kind kindOf(Paper paper)
{
    switch (paper) {
    case Paper::Draft:
        return Kind::Draft;
    case Paper::Model:
        return Kind::Model;
    case Paper::Filter:
        return Kind::Filter;
    }
    Q_UNREACHABLE_RETURN(Kind::Draft);
}

/// The content of a paper begins with its identifier.
std::optional<EventId> paperId(const QByteArray &content)
{
    return EventId::parse(QString::fromLatin1(content.left(kIdSize)));
}

/// What the other one saved is what we wanted to save.
bool saysTheSame(const EventVersion &version, const Change &change)
{
    if (const auto *record = std::get_if<EventRecord>(&change))
        return version.state == EventState::Active && version.record == *record;
    return version.state == EventState::Cancelled;
}

/// The window asks the same and says it at the field; past here a record is on its way.
Result<> expectGood(const EventRecord &record)
{
    if (const auto issues = issuesForSaving(record); !issues.empty())
        return fail(Failure::InvalidInput, u"%1: %2"_s.arg(jsonName(issues[0].field), name(issues[0].rule)));
    return {};
}

} // namespace

class Outbox::Private
{
public:
    explicit Private(std::unique_ptr<Vault> opened) : vault(std::move(opened)) { }

    Result<> load();
    Result<> keep(std::vector<Entry> put, const std::vector<Place> &removed);
    void forget(Place place);
    void touch(const EventId &event) { changed.push_back(event); }

    Entry *at(std::optional<Place> place) { return place ? &entries.at(*place) : nullptr; }
    Slot slotOf(const EventId &event) const { return slots_.value(event); }

    Result<> append(const EventId &event, Change change, Basis basis, UtcTime now, bool ready);
    Result<> appendBehind(const Entry &sent, Change change, UtcTime now);
    Result<> change(const EventId &event, Change change, const Basis &basis, UtcTime now);
    Result<> replace(Entry entry, Change change, UtcTime now);
    Result<> sendAgain(Entry entry, Change change, UtcTime now);
    void leave(Entry &entry, const protocol::WireError &error);
    void takeOver(Entry &next, const Entry &failed, const protocol::WireError &error);

    std::unique_ptr<Vault> vault;
    std::map<Place, Entry> entries; // oldest first
    QHash<EventId, Slot> slots_;
    std::set<Place> ready; // may go out
    QHash<RequestId, Place> inFlight;
    std::set<std::pair<Sequence, Place>> acknowledged; // until the replica has them
    std::set<Place> unwritten; // what answers changed: written down with the next step, and harmless to lose
    QHash<Kind, QHash<EventId, Place>> papers;
    std::vector<EventId> changed;
    Sequence upTo = 0;
    int damaged = 0;
};

// --- disk -----------------------------------------------------------------------------------------------------------

Result<> Outbox::Private::load()
{
    const auto items = vault->items();
    if (!items)
        return std::unexpected(items.error());
    for (const Vault::Item &item : *items) {
        if (item.content && item.kind != Kind::Change) {
            if (const auto id = paperId(*item.content)) {
                papers[item.kind].insert(*id, item.place);
                continue;
            }
        }
        auto change = item.content && item.kind == Kind::Change ? decodeChange(*item.content)
                                                                : Result<PendingChange>(fail(Failure::Corrupt));
        if (!change) {
            ++damaged;
            continue;
        }
        Slot &slot = slots_[change->event];
        const bool sent = change->state == State::Sending;
        (sent ? slot.sent : slot.next) = item.place;
        if (sent || change->state == State::Waiting)
            ready.insert(item.place);
        entries.emplace(item.place, Entry { item.place, std::move(*change), std::nullopt });
    }
    for (const Slot &slot : std::as_const(slots_)) {
        if (slot.sent && slot.next)
            ready.erase(*slot.next);
    }
    return {};
}

/// Writes these entries and whatever answers left unwritten, in one step, and only then changes what is in memory.
Result<> Outbox::Private::keep(std::vector<Entry> put, const std::vector<Place> &removed)
{
    storage::UnsentStore::Step step;
    step.remove = removed;
    const auto add = [&](const Entry &entry) -> Result<> {
        auto row = vault->seal(entry.place, Kind::Change, encodeChange(entry.change));
        if (!row)
            return std::unexpected(row.error());
        step.put.push_back(std::move(*row));
        return {};
    };
    std::set<Place> late = unwritten;
    for (const Entry &entry : put) {
        late.erase(entry.place);
        if (const auto added = add(entry); !added)
            return added;
    }
    for (const Place place : late) {
        const auto found = entries.find(place);
        if (found == entries.end() || found->second.acknowledged) {
            step.remove.push_back(place);
        } else if (std::ranges::find(removed, place) == removed.end()) {
            if (const auto added = add(found->second); !added)
                return added;
        }
    }
    if (step.put.empty() && step.remove.empty())
        return {};
    if (const auto done = vault->apply(step); !done)
        return done;
    unwritten.clear();
    for (const Place place : removed)
        forget(place);
    for (Entry &entry : put) {
        touch(entry.change.event);
        entries.insert_or_assign(entry.place, std::move(entry));
    }
    return {};
}

/// In memory.
void Outbox::Private::forget(Place place)
{
    const auto found = entries.find(place);
    if (found == entries.end())
        return;
    const EventId event = found->second.change.event;
    if (found->second.acknowledged)
        acknowledged.erase({ found->second.acknowledged->sequence, place });
    inFlight.remove(found->second.change.request);
    ready.erase(place);
    entries.erase(found);
    Slot &slot = slots_[event];
    if (slot.sent == place)
        slot.sent.reset();
    if (slot.next == place)
        slot.next.reset();
    if (!slot.sent && !slot.next)
        slots_.remove(event);
    touch(event);
}

// --- what the person does --------------------------------------------------------------------------------------------

Result<> Outbox::Private::append(const EventId &event, Change change, Basis basis, UtcTime now, bool mayGo)
{
    const Place place = vault->nextPlace();
    const auto kept = keep({ Entry { place,
                               { RequestId::make(), event, basis.revision, std::move(basis.record), std::move(change),
                                   now, State::Waiting, std::nullopt, std::nullopt },
                               std::nullopt } },
        {});
    if (!kept)
        return kept;
    slots_[event].next = place;
    if (mayGo)
        ready.insert(place);
    return {};
}

Result<> Outbox::Private::appendBehind(const Entry &sent, Change change, UtcTime now)
{
    if (sent.acknowledged)
        return append(sent.change.event, std::move(change), Basis::of(*sent.acknowledged), now, true);
    // The revision is a guess that the answer to the first one puts right before this one goes.
    return append(sent.change.event, std::move(change),
        Basis { sent.change.baseRevision + 1, recordAfter(sent.change) }, now, false);
}

Result<> Outbox::Private::replace(Entry entry, Change change, UtcTime now)
{
    entry.change.change = std::move(change);
    entry.change.enteredAt = now;
    return keep({ std::move(entry) }, {});
}

/// A change that had been answered goes out once more, as another request.
Result<> Outbox::Private::sendAgain(Entry entry, Change change, UtcTime now)
{
    PendingChange &again = entry.change;
    if (again.theirs) {
        again.baseRevision = again.theirs->revision;
        again.base = again.theirs->record;
    } else if (again.error && again.error->code == protocol::ErrorCode::NotFound) {
        again.baseRevision = 0;
        again.base.reset();
    }
    again.request = RequestId::make();
    again.state = State::Waiting;
    again.theirs.reset();
    again.error.reset();
    const Place place = entry.place;
    const auto kept = replace(std::move(entry), std::move(change), now);
    if (kept)
        ready.insert(place);
    return kept;
}

Result<> Outbox::Private::change(const EventId &event, Change change, const Basis &basis, UtcTime now)
{
    const Slot slot = slotOf(event);
    if (const Entry *next = at(slot.next)) {
        const bool answered = next->change.state == State::Refused;
        return answered ? sendAgain(*next, std::move(change), now) : replace(*next, std::move(change), now);
    }
    if (const Entry *sent = at(slot.sent))
        return appendBehind(*sent, std::move(change), now);
    return append(event, std::move(change), basis, now, true);
}

// --- what the platform answers ---------------------------------------------------------------------------------------

/// The change stays, with its cause, until the person has decided.
void Outbox::Private::leave(Entry &entry, const protocol::WireError &error)
{
    Slot &slot = slots_[entry.change.event];
    slot.sent.reset();
    slot.next = entry.place;
    const bool conflict = error.code == protocol::ErrorCode::Conflict && error.current;
    entry.change.state = conflict ? State::Conflict : State::Refused;
    entry.change.theirs = conflict ? error.current : std::nullopt;
    entry.change.error = conflict ? std::nullopt : std::optional(error);
    unwritten.insert(entry.place);
    touch(entry.change.event);
}

/// The change behind the failed one holds all that the failed one held: it takes its place and its base.
void Outbox::Private::takeOver(Entry &next, const Entry &failed, const protocol::WireError &error)
{
    next.change.baseRevision = failed.change.baseRevision;
    next.change.base = failed.change.base;
    unwritten.insert({ next.place, failed.place });
    const Place nextPlace = next.place;
    forget(failed.place);
    if (error.code == protocol::ErrorCode::Conflict && error.current) {
        leave(next, error);
        return;
    }
    const bool nothingToCancel
        = std::holds_alternative<Cancellation>(next.change.change) && next.change.baseRevision == 0;
    if (nothingToCancel)
        forget(nextPlace);
    else
        ready.insert(nextPlace);
}

// --- the face --------------------------------------------------------------------------------------------------------

Outbox::Outbox(std::unique_ptr<Private> p) : d(std::move(p)) { }
Outbox::~Outbox() = default;

Result<std::unique_ptr<Outbox>> Outbox::open(const QString &folder, const pki::ClientTlsFiles &owner)
{
    auto vault = Vault::open(folder, owner);
    if (!vault)
        return std::unexpected(vault.error());
    auto d = std::make_unique<Private>(std::move(*vault));
    if (const auto loaded = d->load(); !loaded)
        return std::unexpected(loaded.error());
    return std::unique_ptr<Outbox>(new Outbox(std::move(d)));
}

int Outbox::damaged() const { return d->damaged; }

Result<> Outbox::save(const EventId &event, const EventRecord &record, const Basis &basis, UtcTime now)
{
    if (auto good = expectGood(record); !good)
        return good;
    return d->change(event, record, basis, now);
}

Result<> Outbox::cancel(const EventId &event, const Basis &basis, UtcTime now)
{
    const Slot slot = d->slotOf(event);
    const Entry *next = d->at(slot.next);
    const bool unknownToPlatform = slot.sent ? false : next ? next->change.baseRevision == 0 : basis.revision == 0;
    if (next && next->change.state == State::Conflict)
        return d->sendAgain(*next, Cancellation {}, now);
    if (next && unknownToPlatform)
        return d->keep({}, { next->place });
    if (unknownToPlatform)
        return fail(Failure::NotFound, u"no such event"_s);
    return d->change(event, Cancellation {}, basis, now);
}

Result<> Outbox::resolve(const EventId &event, const EventRecord &record, UtcTime now)
{
    if (auto good = expectGood(record); !good)
        return good;
    const Entry *next = d->at(d->slotOf(event).next);
    if (!next || next->change.state == State::Waiting)
        return fail(Failure::NotFound, u"nothing to decide about this event"_s);
    return d->sendAgain(*next, record, now);
}

Result<> Outbox::giveUp(const EventId &event)
{
    const Slot slot = d->slotOf(event);
    if (slot.next)
        return d->keep({}, { *slot.next });
    if (slot.sent)
        return fail(Failure::Conflict, u"the change is on its way"_s);
    return fail(Failure::NotFound, u"no change of this event"_s);
}

std::optional<PendingChange> Outbox::pending(const EventId &event) const
{
    const Slot slot = d->slotOf(event);
    const Entry *newest = d->at(slot.next ? slot.next : slot.sent);
    return newest ? std::optional(newest->change) : std::nullopt;
}

std::vector<PendingChange> Outbox::allPending() const
{
    std::vector<PendingChange> all;
    all.reserve(d->entries.size());
    for (const auto &[place, entry] : d->entries)
        all.push_back(entry.change);
    return all;
}

int Outbox::pendingCount() const { return static_cast<int>(d->entries.size()); }

Result<> Outbox::keepPaper(Paper paper, const EventId &id, const QByteArray &content)
{
    QHash<EventId, Place> &places = d->papers[kindOf(paper)];
    const auto known = places.constFind(id);
    const Place place = known == places.cend() ? d->vault->nextPlace() : *known;
    auto row = d->vault->seal(place, kindOf(paper), id.toString().toLatin1() + content);
    if (!row)
        return std::unexpected(row.error());
    if (const auto done = d->vault->apply({ { std::move(*row) }, {} }); !done)
        return done;
    places.insert(id, place);
    return {};
}

Result<> Outbox::dropPaper(Paper paper, const EventId &id)
{
    QHash<EventId, Place> &places = d->papers[kindOf(paper)];
    const auto known = places.constFind(id);
    if (known == places.cend())
        return {};
    if (const auto done = d->vault->apply({ {}, { *known } }); !done)
        return done;
    places.erase(known);
    return {};
}

Result<QHash<EventId, QByteArray>> Outbox::papers(Paper paper) const
{
    const auto items = d->vault->items(kindOf(paper));
    if (!items)
        return std::unexpected(items.error());
    QHash<EventId, QByteArray> papers;
    for (const Vault::Item &item : *items) {
        if (const auto id = item.content ? paperId(*item.content) : std::nullopt)
            papers.insert(*id, item.content->mid(kIdSize));
    }
    return papers;
}

KeptCount Outbox::kept() const
{
    const auto unsent = [](const auto &entry) { return !entry.second.acknowledged; };
    const auto count = [this](Paper paper) { return static_cast<int>(d->papers.value(kindOf(paper)).size()); };
    return { static_cast<int>(std::ranges::count_if(d->entries, unsent)), count(Paper::Draft),
        count(Paper::Model) + count(Paper::Filter) };
}

bool Outbox::keeps(const EventId &event) const
{
    return d->slots_.contains(event) || d->papers.value(Kind::Draft).contains(event);
}

bool Outbox::hasUnwritten() const { return !d->unwritten.empty(); }
bool Outbox::hasWork() const { return !d->ready.empty() || hasUnwritten(); }
int Outbox::inFlight() const { return static_cast<int>(d->inFlight.size()); }

Result<std::vector<PendingChange>> Outbox::take(int most)
{
    std::vector<Entry> put;
    std::vector<Place> places;
    for (const Place place : d->ready) {
        if (std::ssize(places) >= most)
            break;
        places.push_back(place);
        if (const Entry &entry = d->entries.at(place); entry.change.state != State::Sending) {
            put.push_back(entry);
            put.back().change.state = State::Sending;
        }
    }
    if (const auto kept = d->keep(std::move(put), {}); !kept)
        return std::unexpected(kept.error());

    std::vector<PendingChange> taken;
    for (const Place place : places) {
        const Entry &entry = d->entries.at(place);
        d->ready.erase(place);
        d->inFlight.insert(entry.change.request, place);
        Slot &slot = d->slots_[entry.change.event];
        if (slot.next == place) {
            if (const auto before = slot.sent) // acknowledged, and not seen in the replica yet
                d->forget(*before);
            d->slots_[entry.change.event] = { place, std::nullopt };
        }
        taken.push_back(entry.change);
    }
    return taken;
}

void Outbox::connectionLost()
{
    for (const Place place : std::as_const(d->inFlight))
        d->ready.insert(place);
    d->inFlight.clear();
}

void Outbox::acknowledged(const RequestId &request, const EventVersion &version)
{
    const auto place = d->inFlight.take(request);
    if (place == 0)
        return;
    Entry &entry = d->entries.at(place);
    d->unwritten.insert(place);
    if (Entry *next = d->at(d->slotOf(entry.change.event).next)) {
        next->change.baseRevision = version.revision;
        next->change.base = version.record;
        d->unwritten.insert(next->place);
        d->ready.insert(next->place);
    }
    entry.acknowledged = version;
    d->acknowledged.emplace(version.sequence, place);
    d->touch(entry.change.event);
    arrived(d->upTo);
}

bool Outbox::refused(const RequestId &request, const protocol::WireError &error)
{
    using protocol::ErrorCode;
    const auto place = d->inFlight.take(request);
    if (place == 0)
        return false;
    Entry &entry = d->entries.at(place);
    if (error.code == ErrorCode::RateLimited || error.code == ErrorCode::Unavailable
        || error.code == ErrorCode::InternalError) {
        d->ready.insert(place);
        return true;
    }
    if (error.code == ErrorCode::Conflict && error.current && saysTheSame(*error.current, entry.change.change)) {
        d->inFlight.insert(request, place);
        acknowledged(request, *error.current);
    } else if (Entry *next = d->at(d->slotOf(entry.change.event).next)) {
        d->takeOver(*next, entry, error);
    } else {
        d->leave(entry, error);
    }
    return false;
}

void Outbox::arrived(Sequence upTo)
{
    d->upTo = upTo;
    while (!d->acknowledged.empty() && d->acknowledged.begin()->first <= upTo)
        d->forget(d->acknowledged.begin()->second);
}

std::vector<EventId> Outbox::takeChanged() { return std::exchange(d->changed, {}); }

} // namespace cortege::client
