#include <client/factstore.h>

#include <algorithm>
#include <limits>

namespace cortege::client
{
namespace
{

constexpr std::chrono::milliseconds kAgain { 1'000 }; ///< after the platform had no time
/// Memory is not taken on a peer's word beyond this.
constexpr qint64 kMostAtOnce = 20'000'000;

} // namespace

FactStore::FactStore(Platform &platform) : m_platform(platform)
{
    m_asking.setSingleShot(true);
    connect(&m_asking, &QTimer::timeout, this, &FactStore::ask);
    connect(&platform, &Platform::linkChanged, this, &FactStore::onLink);
    connect(&platform, &Platform::replicaReset, this, &FactStore::clear);
    connect(&platform, &Platform::factsArrived, this, &FactStore::take);
    connect(&platform, &Platform::factSourcesChanged, this, &FactStore::takeSources);
    onLink();
}

const KnownSource *FactStore::source(SourceNumber number) const
{
    const auto found = std::ranges::find(m_sources, number, &KnownSource::number);
    return found == m_sources.end() ? nullptr : &*found;
}

/// Later: the platform says that it is there before it has looked at the greeting.
void FactStore::onLink()
{
    const Link link = m_platform.link();
    if (link != Link::CatchingUp && link != Link::Online) {
        m_asked = false;
        m_asking.stop();
    } else if (!m_asked && !m_asking.isActive()) {
        m_asking.start(0);
    }
}

void FactStore::ask()
{
    const auto &greeting = m_platform.greeting();
    if (m_asked || !greeting || !greeting->roles.testAnyFlags(Role::Consultation | Role::Analyst | Role::Admin))
        return;
    m_asked = true;
    m_answered = false;
    m_remaining = 0;
    m_platform.request(protocol::FactsQuery { {}, m_last }, this,
        [this, number = ++m_question](const auto &reply) { answer(number, reply); });
}

void FactStore::answer(int number, const std::expected<protocol::Answer, protocol::WireError> &answer)
{
    if (number != m_question || !m_asked)
        return;
    if (const auto *facts = answer ? std::get_if<protocol::FactsAnswer>(&*answer) : nullptr)
        return begin(*facts);
    m_asked = false;
    if (!answer && answer.error().code == protocol::ErrorCode::InvalidParams)
        clear(); // the platform has fewer than we: it knows others
    m_asking.start(kAgain);
}

/// Batches may have come before: this answer went the longer way.
void FactStore::begin(const protocol::FactsAnswer &answer)
{
    m_answered = true;
    m_upTo = answer.upTo;
    m_toCome = answer.toCome;
    m_remaining = m_last >= m_upTo ? 0 : std::max<qint64>(0, m_remaining + answer.toCome);
    makeRoom(static_cast<size_t>(std::min(m_remaining, kMostAtOnce)));
    adopt(answer.sources);
}

/// Room for an eighth more, where the standard library would take as much again.
void FactStore::makeRoom(size_t more)
{
    const size_t wanted = m_columns.size() + more;
    if (wanted <= m_sourceOf.capacity())
        return;
    m_columns.reserve(wanted + wanted / 8);
    m_sourceOf.reserve(wanted + wanted / 8);
}

void FactStore::take(const protocol::FactBatch &batch)
{
    if (!m_asked || batch.block <= m_last || batch.source > std::numeric_limits<quint16>::max())
        return;
    const auto first = static_cast<qsizetype>(m_columns.size());
    const auto count = static_cast<qsizetype>(batch.columns.size());
    makeRoom(batch.columns.size());
    m_columns.append(batch.columns);
    m_sourceOf.insert(m_sourceOf.end(), batch.columns.size(), static_cast<quint16>(batch.source));
    m_last = batch.block;
    const bool wasComplete = isComplete();
    m_remaining = !m_answered ? m_remaining - count : m_last >= m_upTo ? 0 : std::max<qint64>(0, m_remaining - count);
    Q_EMIT arrived(first, count);
    if (!wasComplete)
        Q_EMIT progressed();
}

void FactStore::takeSources(const std::vector<KnownSource> &sources)
{
    if (!m_asked)
        return;
    // What is not here yet of a source that went will not come.
    for (const KnownSource &known : m_sources) {
        const bool stays = std::ranges::contains(sources, known.number, &KnownSource::number);
        if (!stays && m_remaining > 0)
            m_remaining = std::max<qint64>(
                0, m_remaining - (known.facts - std::ranges::count(m_sourceOf, static_cast<quint16>(known.number))));
    }
    adopt(sources);
}

void FactStore::adopt(const std::vector<KnownSource> &sources)
{
    m_sources = sources;
    dropOthers();
    Q_EMIT sourcesChanged();
    Q_EMIT progressed();
}

void FactStore::dropOthers()
{
    std::vector<bool> stays(size_t { std::numeric_limits<quint16>::max() } + 1);
    for (const KnownSource &known : m_sources)
        stays[static_cast<quint16>(known.number)] = true;
    const auto isStaying = [&stays](quint16 source) { return stays[source]; };
    if (std::ranges::all_of(m_sourceOf, isStaying)) // as a rule, and each import tells of the list again
        return;
    std::vector<size_t> places;
    for (size_t place = 0; place < m_sourceOf.size(); ++place) {
        if (isStaying(m_sourceOf[place]))
            places.push_back(place);
    }
    m_columns = m_columns.taken(places);
    std::vector<quint16> sourceOf;
    sourceOf.reserve(places.size());
    std::ranges::transform(places, std::back_inserter(sourceOf), [this](size_t place) { return m_sourceOf[place]; });
    m_sourceOf = std::move(sourceOf);
    Q_EMIT reset();
}

void FactStore::clear()
{
    m_asked = false;
    m_answered = false;
    m_sources.clear();
    m_columns = {};
    m_sourceOf = {};
    m_last = 0;
    m_toCome = 0;
    m_remaining = 0;
    Q_EMIT reset();
    Q_EMIT sourcesChanged();
    onLink();
}

} // namespace cortege::client
