#pragma once

#include <domain/event.h>
#include <domain/geometry.h>
#include <domain/time.h>
#include <presentation/mapport.h>

#include <QtCore/QObject>

#include <future>
#include <memory>
#include <optional>
#include <vector>

namespace cortege::presentation
{

/// Shared and never changed: the computing thread reads what the window has. In the order of their ids, so that the sum
/// is the same in every process.
using TensionEvents = std::vector<std::shared_ptr<const EventVersion>>;

/// What a picture of the density was computed from; every picture names it.
struct TensionParameters {
    UtcInterval window;
    double bandwidth = 150; ///< metres
    double cell() const; ///< metres: a sixth of the bandwidth, between 20 and 50

    friend bool operator==(const TensionParameters &, const TensionParameters &) = default;
};
inline constexpr double kNarrowestBandwidth = 75;
inline constexpr double kWidestBandwidth = 500;

struct TensionPicture {
    TensionParameters parameters;
    DensityFieldPtr field; ///< in people per hectare; nullptr where nobody is expected
    double highest = 0; ///< people per hectare, the highest value of the field
    double people = 0; ///< expected, averaged over the window, inside the territory or not
    int events = 0; ///< that weigh in it
};

/// The palette's top for a highest value: the next of 1, 2 or 5 times a power of ten.
double paletteTop(double highest);

/// Keeps the picture of the density in step with events, window and bandwidth. Computes beside the window's thread,
/// one picture at a time: while one is made, only the newest wish is kept.
class TensionOverlay final : public QObject
{
    Q_OBJECT
public:
    /// Nothing outside the territory is shown.
    explicit TensionOverlay(const GeoBox &territory, QObject *parent = nullptr);
    ~TensionOverlay() override; ///< waits for the computation

    void setEvents(TensionEvents events);
    void setParameters(const TensionParameters &parameters); ///< the bandwidth is brought into its limits
    const TensionParameters &parameters() const { return m_parameters; }
    /// Without it, nothing is computed and the picture is kept as it is.
    void setEnabled(bool enabled);
    bool isEnabled() const { return m_enabled; }
    const std::optional<TensionPicture> &picture() const { return m_picture; }
    /// The picture is that of the newest wish.
    bool isUpToDate() const { return !m_computation.valid() && !m_stale; }

Q_SIGNALS:
    void pictureChanged();

private:
    class Worker;
    void request();
    void take();

    std::unique_ptr<Worker> m_worker; ///< used by the computation
    TensionEvents m_events;
    TensionParameters m_parameters;
    std::optional<TensionPicture> m_picture;
    bool m_enabled = true;
    bool m_stale = false;
    std::future<TensionPicture> m_computation; ///< valid while one is made; last, because its end is waited for
};

} // namespace cortege::presentation
