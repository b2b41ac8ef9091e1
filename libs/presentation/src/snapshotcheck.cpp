#include <presentation/snapshotcheck.h>

#include <presentation/texts.h>

#include <algorithm>

namespace cortege::presentation
{

SnapshotCheck::SnapshotCheck(
    client::Platform &platform, FactCloudPtr facts, Snapshot snapshot, const GeoBox &territory, QObject *parent)
    : QObject(parent), m_platform(platform), m_facts(std::move(facts)), m_snapshot(std::move(snapshot)),
      m_tension(territory)
{
}

void SnapshotCheck::start()
{
    const client::Replica &replica = m_platform.replica();
    if (replica.upTo() < m_snapshot.upTo)
        return Q_EMIT failed(tr("La console n’a pas encore reçu tous les événements de l’instantané, ou il vient d’une "
                                "autre plateforme."));
    for (const EventVersion &version : replica.events()) {
        if (version.sequence > m_snapshot.upTo)
            m_changed.push_back(version.id);
        else if (version.state == EventState::Active)
            m_events.emplace(version.id, std::make_shared<const EventVersion>(version));
    }
    askNext();
}

/// One at a time: it may be many, and the platform serves others as well.
void SnapshotCheck::askNext()
{
    if (m_changed.empty())
        return compute();
    const EventId event = m_changed.back();
    m_changed.pop_back();
    m_platform.request(protocol::HistoryRequest { event }, this, [this, event](const auto &answer) {
        if (!answer)
            return Q_EMIT failed(describe(answer.error()));
        const auto *history = std::get_if<protocol::HistoryAnswer>(&*answer);
        Q_ASSERT(history);
        take(event, history->versions);
    });
}

void SnapshotCheck::take(const EventId &event, const std::vector<EventVersion> &versions)
{
    const auto later = std::ranges::find_if(
        versions, [this](const EventVersion &version) { return version.sequence > m_snapshot.upTo; });
    if (later == versions.begin() && !versions.empty() && later->revision > 1)
        return Q_EMIT failed(tr("Un événement a changé trop souvent depuis : ce qu’il était ne peut plus être relu."));
    if (later != versions.begin() && std::prev(later)->state == EventState::Active)
        m_events.insert_or_assign(event, std::make_shared<const EventVersion>(*std::prev(later)));
    askNext();
}

void SnapshotCheck::compute()
{
    TensionEvents events;
    for (const auto &[id, version] : m_events)
        events.push_back(version);
    connect(&m_tension, &TensionOverlay::pictureChanged, this, &SnapshotCheck::compare);
    m_tension.setParameters(m_snapshot.parameters);
    m_tension.setFacts(upTo(m_facts->tension(), static_cast<size_t>(m_snapshot.facts)));
    m_tension.setEvents(std::move(events));
}

void SnapshotCheck::compare()
{
    if (!m_tension.isUpToDate())
        return;
    Snapshot again = m_snapshot;
    again.events = static_cast<int>(m_tension.events().size());
    again.data = dataDigest(m_tension.events());
    again.factData = dataDigest(m_tension.facts());
    again.parameters = m_tension.picture()->parameters;
    again.results = resultsOf(*m_tension.picture());
    Q_EMIT checked(differencesOf(m_snapshot, again));
}

} // namespace cortege::presentation
