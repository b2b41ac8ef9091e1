#include "console/timebar.h"

#include <presentation/texts.h>
#include <widgets/theme.h>

#include <QtCore/QLocale>
#include <QtCore/QTimeZone>
#include <QtGui/QAccessible>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr int kChartHeight = 40;
constexpr int kGrip = 7; ///< pixels on both sides of an edge

/// The midnights of Marseille from the one before the span to the one after it; days of 23 and 25 hours are drawn so.
std::vector<UtcTime> midnights(const UtcInterval &span)
{
    std::vector<UtcTime> all;
    const QTimeZone zone = toParis(span.begin).timeZone();
    for (QDate day = toParis(span.begin).date();; day = day.addDays(1)) {
        all.push_back(fromDateTime(day.startOfDay(zone)));
        if (all.back() >= span.end)
            return all;
    }
}

QString dayText(QDate day, int width, const QFontMetrics &metrics)
{
    for (const auto &format : { TimeBar::tr("dddd d MMMM", "date format of a wide day"),
             TimeBar::tr("ddd d MMM", "date format of a day"), TimeBar::tr("ddd d", "date format of a narrow day") }) {
        const auto text = QLocale().toString(day, format);
        if (metrics.horizontalAdvance(text) <= width)
            return text;
    }
    const auto number = QLocale().toString(day.day());
    return metrics.horizontalAdvance(number) <= width ? number : QString();
}

} // namespace

TimeBar::TimeBar(presentation::TimeWindow &time, QWidget *parent) : QWidget(parent), m_time(time)
{
    setObjectName(u"timeBar"_s);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Période"));
    setAccessibleDescription(
        tr("Flèches : déplacer ; Maj et flèches : allonger ou raccourcir ; Page : période suivante ou précédente ; "
           "Début : maintenant ; Espace : lecture"));
    connect(&time, &presentation::TimeWindow::windowChanged, this, &TimeBar::describeWindow);
    connect(&time, &presentation::TimeWindow::spanChanged, this, qOverload<>(&QWidget::update));
    connect(&time, &presentation::TimeWindow::modeChanged, this, qOverload<>(&QWidget::update));
    connect(&time, &presentation::TimeWindow::clockFilterChanged, this, qOverload<>(&QWidget::update));
    describeWindow();
}

void TimeBar::setHistogram(const presentation::TimeHistogram &histogram)
{
    if (histogram == m_histogram)
        return;
    m_histogram = histogram;
    update();
}

double TimeBar::xOf(UtcTime time) const
{
    const auto &span = m_time.span();
    return static_cast<double>((time - span.begin).count()) / static_cast<double>((span.end - span.begin).count())
        * width();
}

UtcTime TimeBar::timeAt(double x) const
{
    const auto &span = m_time.span();
    const double share = x / std::max(1, width());
    return span.begin
        + std::chrono::milliseconds { std::llround(share * static_cast<double>((span.end - span.begin).count())) };
}

QSize TimeBar::sizeHint() const { return { 800, 2 * fontMetrics().height() + kChartHeight + 8 }; }

QRectF TimeBar::chart() const
{
    const int top = fontMetrics().height() + 4;
    return { QPointF(0, top), QSizeF(width(), height() - top - fontMetrics().height() - 4) };
}

// --- what one sees --------------------------------------------------------------------------------------------------

void TimeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(chart(), palette().color(QPalette::Base));
    paintDays(painter);
    paintHours(painter);
    paintHistogram(painter);
    paintExcluded(painter);
    paintWindow(painter);
    paintNow(painter);
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(chart().adjusted(1, 0, -1, 0));
    }
}

void TimeBar::paintDays(QPainter &painter) const
{
    const auto days = midnights(m_time.span());
    auto line = palette().color(QPalette::WindowText);
    line.setAlphaF(0.35F);
    auto weekend = palette().color(QPalette::WindowText);
    weekend.setAlphaF(0.06F);
    const auto today = toParis(m_time.now()).date();
    for (size_t i = 0; i + 1 < days.size(); ++i) {
        const double left = std::max(0.0, xOf(days[i]));
        const double right = std::min<double>(width(), xOf(days[i + 1]));
        const auto day = toParis(days[i]).date();
        if (day.dayOfWeek() >= Qt::Saturday)
            painter.fillRect(QRectF(left, chart().top(), right - left, chart().height()), weekend);
        painter.setPen(line);
        painter.drawLine(QPointF(left, 0), QPointF(left, chart().bottom()));
        auto font = this->font();
        font.setBold(day == today);
        painter.setFont(font);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QRectF(left + 4, 0, right - left - 6, chart().top()), Qt::AlignVCenter | Qt::AlignLeft,
            dayText(day, static_cast<int>(right - left) - 6, QFontMetrics(font)));
    }
    painter.setFont(font());
}

void TimeBar::paintHours(QPainter &painter) const
{
    const double hour = xOf(m_time.span().begin + 1h) - xOf(m_time.span().begin);
    const int room = fontMetrics().horizontalAdvance(u"00 h"_s) + 10;
    const auto steps = { 1, 2, 3, 6, 12 };
    const auto *const fitting = std::ranges::find_if(steps, [&](int step) { return step * hour >= room; });
    if (fitting == steps.end())
        return;
    painter.setPen(colourOf(Tone::Quiet, palette()));
    for (const UtcTime midnight : midnights(m_time.span())) {
        const auto day = toParis(midnight).date();
        for (int clock = *fitting; clock < 24; clock += *fitting) {
            const auto reading = readParis(day, QTime(clock, 0)); // by the clock on the wall, also when it changes
            const auto *time = std::get_if<UtcTime>(&reading);
            if (!time)
                continue;
            const double x = xOf(*time);
            painter.drawLine(QPointF(x, chart().bottom()), QPointF(x, chart().bottom() + 3));
            painter.drawText(QRectF(x - room, chart().bottom() + 2, 2 * room, fontMetrics().height()), Qt::AlignCenter,
                tr("%1 h", "hour of the day").arg(clock));
        }
    }
}

void TimeBar::paintHistogram(QPainter &painter) const
{
    if (m_histogram.counts.empty())
        return;
    const int most = std::max(1, *std::ranges::max_element(m_histogram.counts));
    auto colour = colourOf(Tone::Busy, palette());
    colour.setAlphaF(0.75F);
    for (size_t i = 0; i < m_histogram.counts.size(); ++i) {
        if (m_histogram.counts[i] == 0)
            continue;
        const UtcTime begin = m_histogram.begin + m_histogram.bin * static_cast<int>(i);
        const double left = xOf(begin);
        const double right = xOf(begin + m_histogram.bin);
        const double high = (chart().height() - 4) * m_histogram.counts[i] / most;
        painter.fillRect(QRectF(left + 0.5, chart().bottom() - high, std::max(1.0, right - left - 1), high), colour);
    }
}

/// The hours that the filter leaves out, hatched.
void TimeBar::paintExcluded(QPainter &painter) const
{
    if (m_time.clockFilter().isOff())
        return;
    const auto kept = presentation::partsOf(m_time.span(), m_time.clockFilter());
    auto colour = palette().color(QPalette::WindowText);
    colour.setAlphaF(0.45F);
    UtcTime from = m_time.span().begin;
    const auto hatch = [&](UtcTime to) {
        painter.fillRect(QRectF(QPointF(xOf(from), chart().top()), QPointF(xOf(to), chart().bottom())),
            QBrush(colour, Qt::BDiagPattern));
    };
    for (const UtcInterval &part : kept) {
        hatch(part.begin);
        from = part.end;
    }
    hatch(m_time.span().end);
}

void TimeBar::paintWindow(QPainter &painter) const
{
    const QRectF window(
        QPointF(xOf(m_time.window().begin), chart().top()), QPointF(xOf(m_time.window().end), chart().bottom()));
    const auto colour = palette().color(QPalette::Highlight);
    auto fill = colour;
    fill.setAlphaF(0.22F);
    painter.fillRect(window, fill);
    painter.setPen(QPen(colour, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(window.adjusted(0, 1, 0, -1));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    for (const double x : { window.left(), window.right() })
        painter.drawRoundedRect(QRectF(x - 3, window.center().y() - 8, 6, 16), 2, 2);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void TimeBar::paintNow(QPainter &painter) const
{
    const double x = xOf(m_time.now());
    if (x < 0 || x > width())
        return;
    const auto colour = colourOf(Tone::Error, palette());
    painter.setPen(QPen(colour, 2));
    painter.drawLine(QPointF(x, chart().top()), QPointF(x, chart().bottom()));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const double top = chart().top();
    painter.drawPolygon(QPolygonF { { x - 5, top }, { x + 5, top }, { x, top + 6 } });
    painter.setRenderHint(QPainter::Antialiasing, false);
}

// --- what one does --------------------------------------------------------------------------------------------------

TimeBar::Part TimeBar::partAt(double x) const
{
    const double begin = xOf(m_time.window().begin);
    const double end = xOf(m_time.window().end);
    // A narrow window keeps a middle to take it by.
    const double grip = std::min<double>(kGrip, std::max(2.0, (end - begin) / 4));
    if (x > begin + grip && x < end - grip)
        return Part::Middle;
    if (std::abs(x - begin) <= kGrip)
        return Part::Begin;
    return std::abs(x - end) <= kGrip ? Part::End : Part::None;
}

void TimeBar::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const double x = event->position().x();
    m_time.holdSpan(true); // were it to scroll meanwhile, the window would run away from the pointer
    m_dragged = partAt(x);
    if (m_dragged == Part::None) { // beside the window: it comes here and can be dragged on
        m_dragged = Part::Middle;
        m_grip = (m_time.window().end - m_time.window().begin) / 2;
        return drag(x);
    }
    m_grip = timeAt(x) - m_time.window().begin;
}

void TimeBar::mouseMoveEvent(QMouseEvent *event)
{
    const double x = event->position().x();
    if (m_dragged != Part::None)
        return drag(std::clamp(x, 0.0, static_cast<double>(width())));
    const auto part = partAt(x);
    const bool edge = part == Part::Begin || part == Part::End;
    setCursor(edge ? Qt::SizeHorCursor : part == Part::Middle ? Qt::OpenHandCursor : Qt::ArrowCursor);
}

void TimeBar::mouseReleaseEvent(QMouseEvent *)
{
    m_dragged = Part::None;
    m_time.holdSpan(false);
}

void TimeBar::drag(double x)
{
    m_time.setPlaying(false);
    const auto window = m_time.window();
    const auto &span = m_time.span();
    const UtcTime time = timeAt(x);
    switch (m_dragged) {
    case Part::Middle: {
        const auto length = window.end - window.begin;
        const auto begin = std::clamp(rounded(time - m_grip), span.begin, span.end - length);
        return m_time.setWindow({ begin, begin + length });
    }
    case Part::Begin:
        return m_time.setWindow(
            { std::min(rounded(time), window.end - presentation::TimeWindow::kShortest), window.end });
    case Part::End:
        return m_time.setWindow(
            { window.begin, std::max(rounded(time), window.begin + presentation::TimeWindow::kShortest) });
    case Part::None:
        return;
    }
}

void TimeBar::wheelEvent(QWheelEvent *event)
{
    const int delta = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    if (delta == 0)
        return event->ignore();
    m_time.moveBy(delta > 0 ? -step() : step());
    event->accept();
}

void TimeBar::keyPressEvent(QKeyEvent *event)
{
    const auto &window = m_time.window();
    const auto length = window.end - window.begin;
    const bool resizing = event->modifiers().testFlag(Qt::ShiftModifier);
    switch (event->key()) {
    case Qt::Key_Left:
        return resizing ? m_time.setWindow({ window.begin, window.end - step() }) : m_time.moveBy(-step());
    case Qt::Key_Right:
        return resizing ? m_time.setWindow({ window.begin, window.end + step() }) : m_time.moveBy(step());
    case Qt::Key_PageUp:
        return m_time.moveBy(-length);
    case Qt::Key_PageDown:
        return m_time.moveBy(length);
    case Qt::Key_Home:
        return m_time.followNow();
    case Qt::Key_Space:
        return m_time.setPlaying(!m_time.isPlaying());
    default:
        QWidget::keyPressEvent(event);
    }
}

std::chrono::minutes TimeBar::step() const
{
    const auto length = m_time.window().end - m_time.window().begin;
    if (length <= 6h)
        return 15min;
    return length <= 24h ? 1h : 6h;
}

UtcTime TimeBar::rounded(UtcTime time) const
{
    const auto unit = std::chrono::milliseconds { step() } / 3; // 5 min for the shorter windows
    return UtcTime { std::chrono::milliseconds { (time.time_since_epoch() + unit / 2) / unit * unit.count() } };
}

void TimeBar::describeWindow()
{
    const auto text = presentation::interval(m_time.window().begin, m_time.window().end);
    setToolTip(text);
    setAccessibleName(tr("Période : %1").arg(text));
    update();
}

} // namespace cortege::widgets
