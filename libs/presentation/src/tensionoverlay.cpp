#include <presentation/tensionoverlay.h>

#include <tension/density.h>

#include <algorithm>
#include <cmath>

namespace cortege::presentation
{
namespace
{

constexpr double kMarginBandwidths = 4; ///< around the outermost mass: e⁻⁸ of its peak is left there
constexpr int kMeshParts = 16;
constexpr double kSquareMetresPerHectare = 10'000;

/// Where the parts of the grid lie on the ground, from the north-west corner.
std::vector<GeoPoint> meshOf(const tension::Grid &grid, int parts, const tension::Projection &projection)
{
    std::vector<GeoPoint> mesh;
    for (int row = 0; row <= parts; ++row) {
        for (int column = 0; column <= parts; ++column)
            mesh.push_back(projection.toGeo({ grid.southWest.east + grid.cell * grid.columns * column / parts,
                grid.southWest.north + grid.cell * grid.rows * (parts - row) / parts }));
    }
    return mesh;
}

DensityFieldPtr fieldOf(const std::vector<double> &perSquareMetre, double highest, const tension::Grid &grid,
    const tension::Projection &projection)
{
    auto field = std::make_shared<DensityField>();
    field->columns = grid.columns;
    field->rows = grid.rows;
    field->maximum = static_cast<float>(paletteTop(highest));
    field->values.reserve(perSquareMetre.size());
    for (int row = grid.rows - 1; row >= 0; --row) { // the map wants the northern row first
        const auto begin = perSquareMetre.begin() + static_cast<std::ptrdiff_t>(row) * grid.columns;
        std::transform(begin, begin + grid.columns, std::back_inserter(field->values),
            [](double value) { return static_cast<float>(value * kSquareMetresPerHectare); });
    }
    field->meshColumns = kMeshParts;
    field->meshRows = kMeshParts;
    field->mesh = meshOf(grid, kMeshParts, projection);
    return field;
}

} // namespace

double TensionParameters::cell() const { return std::clamp(bandwidth / 6, 20.0, 50.0); }

double paletteTop(double highest)
{
    if (!(highest > 0))
        return 0;
    const double power = std::pow(10, std::floor(std::log10(highest)));
    for (const double step : { 1.0, 2.0, 5.0 }) {
        if (highest <= step * power)
            return step * power;
    }
    return 10 * power;
}

/// Keeps each event's shape between pictures: a moving slider changes how much an event weighs, not where.
class TensionOverlay::Worker
{
public:
    explicit Worker(const GeoBox &territory) : m_territory(territory) { }

    TensionPicture compute(const TensionEvents &events, const TensionParameters &parameters)
    {
        TensionPicture picture { parameters, nullptr, 0, 0, 0 };
        const auto masses = massesOf(events, parameters, picture);
        const auto grid = tension::gridAround(
            masses, parameters.cell(), kMarginBandwidths * parameters.bandwidth, metricTerritory());
        if (grid.columns == 0)
            return picture;
        const auto values = tension::density(masses, grid, parameters.bandwidth);
        picture.highest = *std::ranges::max_element(values) * kSquareMetresPerHectare;
        if (picture.highest > 0)
            picture.field = fieldOf(values, picture.highest, grid, projection());
        return picture;
    }

private:
    struct Shape {
        std::shared_ptr<const EventVersion> version;
        std::vector<tension::WeightedPoint> points;
    };

    std::vector<tension::WeightedPoint> massesOf(
        const TensionEvents &events, const TensionParameters &parameters, TensionPicture &picture)
    {
        if (parameters.bandwidth != m_shapesBandwidth)
            m_shapes.clear();
        m_shapesBandwidth = parameters.bandwidth;
        std::vector<tension::WeightedPoint> masses;
        for (const auto &version : events) {
            const double people = tension::peopleIn(*version, parameters.window);
            if (people <= 0)
                continue;
            const auto &shape = shapeOf(version, parameters.bandwidth / 2);
            if (shape.empty())
                continue;
            picture.people += people;
            ++picture.events;
            for (const tension::WeightedPoint &point : shape)
                masses.push_back({ point.at, point.weight * people });
        }
        return masses;
    }

    const std::vector<tension::WeightedPoint> &shapeOf(
        const std::shared_ptr<const EventVersion> &version, double spacing)
    {
        Shape &shape = m_shapes[version->id];
        if (shape.version != version)
            shape = { version, tension::shapeOf(version->record, spacing, projection()) };
        return shape.points;
    }

    tension::MetricBox metricTerritory()
    {
        const auto &[southWest, northEast] = m_territory;
        return { projection().toMetric(southWest), projection().toMetric(northEast) };
    }

    /// Made where it is first needed, not in the window's thread.
    const tension::Projection &projection()
    {
        if (!m_projection)
            m_projection.emplace();
        return *m_projection;
    }

    GeoBox m_territory;
    std::optional<tension::Projection> m_projection;
    QHash<EventId, Shape> m_shapes;
    double m_shapesBandwidth = 0;
};

TensionOverlay::TensionOverlay(const GeoBox &territory, QObject *parent)
    : QObject(parent), m_worker(std::make_unique<Worker>(territory))
{
}

TensionOverlay::~TensionOverlay() = default;

void TensionOverlay::setEvents(TensionEvents events)
{
    m_events = std::move(events);
    request();
}

void TensionOverlay::setParameters(const TensionParameters &parameters)
{
    auto wanted = parameters;
    wanted.bandwidth = std::clamp(wanted.bandwidth, kNarrowestBandwidth, kWidestBandwidth);
    if (wanted == m_parameters)
        return;
    m_parameters = wanted;
    request();
}

void TensionOverlay::setEnabled(bool enabled)
{
    if (m_enabled == enabled)
        return;
    m_enabled = enabled;
    if (m_stale)
        request();
}

void TensionOverlay::request()
{
    m_stale = true;
    if (m_computation.valid() || !m_enabled)
        return;
    m_stale = false;
    m_computation = std::async(std::launch::async, [this, events = m_events, parameters = m_parameters] {
        auto picture = m_worker->compute(events, parameters);
        QMetaObject::invokeMethod(this, &TensionOverlay::take, Qt::QueuedConnection);
        return picture;
    });
}

void TensionOverlay::take()
{
    m_picture = m_computation.get();
    if (m_stale)
        request();
    Q_EMIT pictureChanged();
}

} // namespace cortege::presentation
