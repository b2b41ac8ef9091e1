#pragma once

#include <domain/time.h>

#include <presentation/clockfilter.h>

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QTimer>

#include <array>
#include <optional>

namespace cortege::presentation
{

enum class WindowLength { OneHour, ThreeHours, SixHours, Day, Week };
inline constexpr std::array kWindowLengths { WindowLength::OneHour, WindowLength::ThreeHours, WindowLength::SixHours,
    WindowLength::Day, WindowLength::Week };
QString label(WindowLength length); ///< "1 h", "3 h", "6 h", "1 jour", "1 semaine"
std::chrono::hours durationOf(WindowLength length);

/// How much of the events' time passes in one second of playing.
inline constexpr std::array kPlaySpeeds { std::chrono::minutes { 10 }, std::chrono::minutes { 30 },
    std::chrono::minutes { 60 }, std::chrono::minutes { 180 } };
QString playSpeedLabel(std::chrono::minutes perSecond); ///< "30 min par seconde"

/// The interval that the console looks at, and the longer span of time around it that the time bar shows.
///
/// The window follows the clock (« Maintenant »), is moved by the person, or plays. It begins at the current minute
/// while it follows.
class TimeWindow final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::minutes kShortest { 15 };
    static constexpr std::chrono::days kLongest { 31 };

    /// Starts following the clock, three hours long.
    explicit TimeWindow(const Clock &clock, QObject *parent = nullptr);

    const UtcInterval &window() const { return m_window; }
    /// Always holds the window.
    const UtcInterval &span() const { return m_span; }
    UtcTime now() const { return m_clock.now(); }
    bool isFollowing() const { return m_following; }
    bool isPlaying() const { return m_playing; }
    /// Of the window, only these hours and days count.
    const ClockFilter &clockFilter() const { return m_clockFilter; }
    void setClockFilter(const ClockFilter &filter);
    std::chrono::minutes playSpeed() const { return m_playSpeed; }
    /// Nothing after the edges were moved to something else.
    std::optional<WindowLength> length() const;

    /// Any interval; its length is brought between kShortest and kLongest. No longer follows the clock.
    void setWindow(UtcInterval window);
    void moveBy(std::chrono::milliseconds time);
    void setLength(WindowLength length); ///< keeps the beginning, and following
    void followNow(); ///< ends playing
    /// Moves the window so that it meets the interval, when it does not.
    void reveal(const UtcInterval &interval);
    /// Keeps the span as it is while the window lies in it, whatever its length.
    void holdSpan(bool hold);
    /// Stops by itself at `playEnd`.
    void setPlaying(bool playing);
    void setPlaySpeed(std::chrono::minutes perSecond);
    /// Nothing is known to happen after it.
    void setPlayEnd(std::optional<UtcTime> end) { m_playEnd = end; }

    /// What the own timer calls; tests that move the clock call it themselves.
    void advance();

Q_SIGNALS:
    void windowChanged();
    void spanChanged();
    void modeChanged(); ///< following, playing, speed or length
    void clockFilterChanged();

private:
    void place(UtcInterval window);
    void fitSpan();
    void updateTimer();

    const Clock &m_clock;
    UtcInterval m_window;
    UtcInterval m_span;
    ClockFilter m_clockFilter;
    bool m_following = true;
    bool m_playing = false;
    bool m_spanHeld = false;
    std::chrono::minutes m_playSpeed = kPlaySpeeds[1];
    std::optional<UtcTime> m_playEnd;
    UtcTime m_lastAdvance {};
    QTimer m_timer;
};

} // namespace cortege::presentation
