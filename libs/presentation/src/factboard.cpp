#include <presentation/factboard.h>

#include <algorithm>

namespace cortege::presentation
{
namespace
{

constexpr std::chrono::milliseconds kSoon { 100 };
/// Whoever waits for facts sees some of them after that time; what is here sooner is made ready once, as a whole.
constexpr std::chrono::milliseconds kFirstSight { 500 };

/// Counts and persons aside, which change with every import.
bool sayTheSame(const std::vector<KnownSource> &one, const std::vector<KnownSource> &other)
{
    return std::ranges::equal(one, other,
        [](const KnownSource &a, const KnownSource &b) { return a.number == b.number && a.source == b.source; });
}

} // namespace

FactBoard::FactBoard(client::Platform &platform, QObject *parent)
    : QObject(parent), m_store(platform),
      // PROJ's database takes longer to open than the first facts take to come.
      m_lattice(std::async(std::launch::async, [] { return std::make_unique<const tension::Lattice>(); }))
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &FactBoard::makeSome);
    connect(&m_store, &client::FactStore::reset, this, &FactBoard::startAnew);
    connect(&m_store, &client::FactStore::sourcesChanged, this, &FactBoard::takeSources);
    connect(&m_store, &client::FactStore::arrived, this, [this] {
        if (!m_store.isComplete())
            follow();
        else if (!m_soon.isActive())
            m_soon.start(kSoon);
    });
    connect(&m_store, &client::FactStore::progressed, this, [this] {
        follow();
        Q_EMIT progressed();
    });
}

FactBoard::~FactBoard() = default;

bool FactBoard::isComplete() const
{
    return m_store.isComplete() && !m_anew && !m_making.valid() && m_cloud->stored() == m_store.size();
}

/// What has gone is not shown while the rest is made ready.
void FactBoard::startAnew()
{
    m_anew = true;
    m_cloud = std::make_shared<const FactCloud>();
    Q_EMIT cloudChanged();
    follow();
}

void FactBoard::takeSources()
{
    if (!sayTheSame(m_cloud->sources(), m_store.sources()) && m_cloud->stored() > 0)
        m_soon.start(kSoon);
    follow();
}

bool FactBoard::isOther() const { return m_anew || !sayTheSame(m_cloud->sources(), m_store.sources()); }

/// What is complete, or not true any more, at once; what is on its way, in a while.
void FactBoard::follow()
{
    const size_t there = m_store.size();
    const size_t stored = m_cloud->stored();
    if (m_making.valid() || there < stored || (there == stored && !isOther()))
        return;
    if (m_store.isComplete() || (stored > 0 && isOther()))
        make();
    else if (!m_soon.isActive())
        m_soon.start(kFirstSight);
}

/// Only when there are twice as many: each fact is then made ready twice at most.
void FactBoard::makeSome()
{
    const size_t there = m_store.size();
    const size_t stored = m_cloud->stored();
    if (m_making.valid() || there < stored)
        return;
    if (isOther() || (there > stored && (m_store.isComplete() || there >= 2 * stored)))
        make();
}

/// A batch may come before the list that names its source.
bool FactBoard::isKnown(size_t from) const
{
    const auto sourceOf = m_store.sourceOf();
    quint16 last = 0;
    for (size_t i = from; i < sourceOf.size(); ++i) {
        if (sourceOf[i] != last && !m_store.source(sourceOf[i]))
            return false;
        last = sourceOf[i];
    }
    return true;
}

void FactBoard::make()
{
    const size_t from = m_cloud->stored();
    if (!isKnown(from))
        return;
    FactCloud::News news;
    const FactColumns &columns = m_store.columns();
    const auto behind = [from](const auto &column) {
        return std::remove_cvref_t<decltype(column)>(column.begin() + static_cast<std::ptrdiff_t>(from), column.end());
    };
    news.columns = { behind(columns.longitude), behind(columns.latitude), behind(columns.begins),
        behind(columns.seconds), behind(columns.category), behind(columns.weight) };
    const auto sourceOf = m_store.sourceOf().subspan(from);
    news.sourceOf.assign(sourceOf.begin(), sourceOf.end());
    m_anew = false;
    m_making = std::async(std::launch::async,
        [this, before = m_cloud, news = std::move(news), sources = m_store.sources(), lattice = m_lattice] {
            auto cloud = FactCloud::grown(*before, news, sources, *lattice.get());
            QMetaObject::invokeMethod(this, &FactBoard::take, Qt::QueuedConnection);
            return cloud;
        });
}

void FactBoard::take()
{
    auto made = m_making.get();
    if (!m_anew) {
        m_cloud = std::move(made);
        Q_EMIT cloudChanged();
    }
    follow();
}

} // namespace cortege::presentation
