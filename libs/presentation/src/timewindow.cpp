#include <presentation/timewindow.h>

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace cortege::presentation
{
namespace
{

using namespace std::chrono_literals;

constexpr auto kFollowPause = 1s;
constexpr auto kPlayPause = 50ms;
constexpr std::chrono::milliseconds kShortestSpan = std::chrono::days { 2 };

struct WindowTexts {
    Q_DECLARE_TR_FUNCTIONS(WindowTexts)
};

UtcInterval currentMinute(UtcTime now, std::chrono::milliseconds length)
{
    const UtcTime begin = std::chrono::floor<std::chrono::minutes>(now);
    return { begin, begin + length };
}

/// Enough around the window to see what comes before and after, in whole days.
std::chrono::milliseconds spanLengthFor(std::chrono::milliseconds window)
{
    const auto wanted = std::chrono::ceil<std::chrono::days>(window * (window <= 24h ? 14 : 8));
    return std::max<std::chrono::milliseconds>(kShortestSpan, wanted);
}

} // namespace

QString label(WindowLength length)
{
    switch (length) {
    case WindowLength::OneHour:
        return WindowTexts::tr("1 h");
    case WindowLength::ThreeHours:
        return WindowTexts::tr("3 h");
    case WindowLength::SixHours:
        return WindowTexts::tr("6 h");
    case WindowLength::Day:
        return WindowTexts::tr("1 jour");
    case WindowLength::Week:
        return WindowTexts::tr("1 semaine");
    }
    return {};
}

std::chrono::hours durationOf(WindowLength length)
{
    switch (length) {
    case WindowLength::OneHour:
        return 1h;
    case WindowLength::ThreeHours:
        return 3h;
    case WindowLength::SixHours:
        return 6h;
    case WindowLength::Day:
        return 24h;
    case WindowLength::Week:
        return 7 * 24h;
    }
    return {};
}

QString playSpeedLabel(std::chrono::minutes perSecond)
{
    const bool hours = perSecond % 60min == 0min;
    return hours ? WindowTexts::tr("%1 h par seconde").arg(perSecond / 60min)
                 : WindowTexts::tr("%1 min par seconde").arg(perSecond.count());
}

TimeWindow::TimeWindow(const Clock &clock, QObject *parent)
    : QObject(parent), m_clock(clock), m_window(currentMinute(clock.now(), durationOf(WindowLength::ThreeHours)))
{
    connect(&m_timer, &QTimer::timeout, this, &TimeWindow::advance);
    fitSpan();
    updateTimer();
}

std::optional<WindowLength> TimeWindow::length() const
{
    const auto found = std::ranges::find_if(
        kWindowLengths, [this](WindowLength length) { return m_window.end - m_window.begin == durationOf(length); });
    return found == kWindowLengths.end() ? std::nullopt : std::optional(*found);
}

void TimeWindow::setClockFilter(const ClockFilter &filter)
{
    if (filter == m_clockFilter)
        return;
    m_clockFilter = filter;
    Q_EMIT clockFilterChanged();
}

void TimeWindow::setWindow(UtcInterval window)
{
    const auto wanted = window.end - window.begin;
    window.end = window.begin + std::clamp<std::chrono::milliseconds>(wanted, kShortest, kLongest);
    m_following = false;
    place(window);
    updateTimer();
    Q_EMIT modeChanged();
}

void TimeWindow::moveBy(std::chrono::milliseconds time) { setWindow({ m_window.begin + time, m_window.end + time }); }

void TimeWindow::setLength(WindowLength length)
{
    place({ m_window.begin, m_window.begin + durationOf(length) });
    Q_EMIT modeChanged();
}

void TimeWindow::followNow()
{
    m_playing = false;
    m_following = true;
    place(currentMinute(m_clock.now(), m_window.end - m_window.begin));
    updateTimer();
    Q_EMIT modeChanged();
}

void TimeWindow::reveal(const UtcInterval &interval)
{
    if (m_window.overlaps(interval) || m_window.contains(interval.begin))
        return;
    setWindow({ interval.begin, interval.begin + (m_window.end - m_window.begin) });
}

void TimeWindow::holdSpan(bool hold)
{
    m_spanHeld = hold;
    fitSpan();
}

void TimeWindow::setPlaying(bool playing)
{
    if (m_playing == playing)
        return;
    m_playing = playing;
    m_following = false;
    m_lastAdvance = m_clock.now();
    updateTimer();
    Q_EMIT modeChanged();
}

void TimeWindow::setPlaySpeed(std::chrono::minutes perSecond)
{
    m_playSpeed = perSecond;
    Q_EMIT modeChanged();
}

void TimeWindow::advance()
{
    const UtcTime now = m_clock.now();
    if (m_following)
        return place(currentMinute(now, m_window.end - m_window.begin));
    if (!m_playing)
        return;
    // A workstation that slept must not jump over a day.
    const auto passed = std::clamp<std::chrono::milliseconds>(now - m_lastAdvance, 0ms, 500ms);
    m_lastAdvance = now;
    const auto step = passed * (m_playSpeed / 1s);
    if (m_playEnd && m_window.begin + step >= *m_playEnd)
        return setPlaying(false);
    place({ m_window.begin + step, m_window.end + step });
}

void TimeWindow::place(UtcInterval window)
{
    if (window == m_window)
        return;
    m_window = window;
    fitSpan();
    Q_EMIT windowChanged();
}

/// Keeps the span while the window lies in it: what stands still is easier to read.
void TimeWindow::fitSpan()
{
    const auto length = spanLengthFor(m_window.end - m_window.begin);
    const bool inside = m_span.begin <= m_window.begin && m_window.end <= m_span.end;
    if (inside && (m_spanHeld || m_span.end - m_span.begin == length))
        return;
    const auto before = std::chrono::duration_cast<std::chrono::milliseconds>(length / 4);
    const UtcTime begin = std::chrono::floor<std::chrono::hours>(m_window.begin - before);
    m_span = { begin, begin + length };
    Q_EMIT spanChanged();
}

void TimeWindow::updateTimer()
{
    if (!m_playing && !m_following)
        return m_timer.stop();
    m_timer.start(m_playing ? kPlayPause : std::chrono::milliseconds { kFollowPause });
}

} // namespace cortege::presentation
