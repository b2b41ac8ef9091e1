#include "furniture.h"

#include <presentation/texts.h>

#include <QtCore/QLocale>
#include <QtGui/QPainter>
#include <QtWidgets/QToolButton>

#include <algorithm>
#include <cmath>

namespace cortege::map
{
namespace
{

constexpr int kGap = 10;
constexpr int kButton = 34;
constexpr int kScaleWidth = 130;

void paintPatch(QWidget &widget)
{
    QPainter painter(&widget);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = widget.palette().color(QPalette::Base);
    ground.setAlphaF(0.86F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(widget.rect(), 4, 4);
}

/// Round lengths need no decimal.
QString scaleText(double metres)
{
    return metres < 1000 ? presentation::lengthText(metres)
                         : QStringLiteral("%1\u00a0km").arg(QLocale().toString(std::lround(metres / 1000)));
}

} // namespace

ScaleBar::ScaleBar(const Camera &camera, QWidget *parent) : QWidget(parent), m_camera(camera)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("Échelle"));
    connect(&camera, &Camera::changed, this, qOverload<>(&QWidget::update));
}

QSize ScaleBar::sizeHint() const { return { kScaleWidth, fontMetrics().height() + 14 }; }

double ScaleBar::roundLength(double metresPerPixel, double pixels)
{
    const double most = metresPerPixel * pixels;
    const double power = std::pow(10, std::floor(std::log10(most)));
    for (const double factor : { 5., 2. })
        if (factor * power <= most)
            return factor * power;
    return power;
}

void ScaleBar::paintEvent(QPaintEvent *)
{
    paintPatch(*this);
    const double perPixel = m_camera.view().metresPerPixel();
    const double length = roundLength(perPixel, width() - 16);
    const double pixels = length / perPixel;
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(rect().adjusted(8, 2, -8, -8), Qt::AlignLeft | Qt::AlignTop, scaleText(length));
    painter.setPen(QPen(palette().color(QPalette::Text), 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    const double base = height() - 5;
    painter.drawPolyline(
        QPolygonF { QPointF(8, base - 4), QPointF(8, base), QPointF(8 + pixels, base), QPointF(8 + pixels, base - 4) });
}

Note::Note(QWidget *parent) : QLabel(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setTextFormat(Qt::PlainText);
    setContentsMargins(8, 3, 8, 3);
    hide();
}

void Note::say(const QString &text)
{
    setText(text);
    setVisible(!text.isEmpty());
    adjustSize();
}

void Note::fit(int room)
{
    const bool wraps = fontMetrics().horizontalAdvance(text()) + 20 > room;
    setWordWrap(wraps);
    resize(wraps ? QSize(room, heightForWidth(room)) : sizeHint());
}

void Note::paintEvent(QPaintEvent *event)
{
    paintPatch(*this);
    QLabel::paintEvent(event);
}

Furniture::Furniture(QWidget &surface, const Camera &camera, const QString &attribution)
    : QObject(&surface), m_surface(surface), m_nearer(zoomButton(QStringLiteral("+"), tr("Agrandir (touche +)"), 1)),
      m_farther(zoomButton(QStringLiteral("−"), tr("Réduire (touche −)"), -1)), m_attribution(new Note(&surface)),
      m_hint(new Note(&surface)), m_measure(new Note(&surface)), m_scale(new ScaleBar(camera, &surface)),
      m_announcer(new presentation::Announcer(&surface))
{
    QFont small = m_attribution->font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    m_attribution->setFont(small);
    m_attribution->say(attribution);
    QFont bold = m_measure->font();
    bold.setBold(true);
    m_measure->setFont(bold);
}

QToolButton *Furniture::zoomButton(const QString &text, const QString &name, int levels)
{
    auto *button = new QToolButton(&m_surface);
    button->setText(text);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFixedSize(kButton, kButton);
    button->setFocusPolicy(Qt::NoFocus); // the keys + and − do the same; Tab goes on to the next field
    button->setAutoFillBackground(true);
    button->setCursor(Qt::ArrowCursor);
    QFont font = button->font();
    font.setPixelSize(20);
    font.setBold(true);
    button->setFont(font);
    connect(button, &QToolButton::clicked, this, [this, levels] { Q_EMIT zoomRequested(levels); });
    return button;
}

void Furniture::setButtonsVisible(bool visible)
{
    m_nearer->setVisible(visible);
    m_farther->setVisible(visible);
}

void Furniture::setHint(const QString &text)
{
    if (m_hint->text() == text)
        return;
    m_hint->say(text);
    m_announcer->tell(text);
    arrange();
}

void Furniture::setMeasure(const QString &text, std::optional<QPointF> pointer)
{
    m_measure->say(pointer ? text : QString());
    if (!pointer)
        return;
    QPoint corner = pointer->toPoint() + QPoint(18, 18);
    corner.setX(std::clamp(corner.x(), 0, std::max(0, m_surface.width() - m_measure->width())));
    if (corner.y() + m_measure->height() > m_surface.height())
        corner.setY(pointer->toPoint().y() - 18 - m_measure->height());
    m_measure->move(corner);
}

void Furniture::arrange()
{
    const int width = m_surface.width();
    const int height = m_surface.height();
    m_nearer->move(width - kGap - kButton, kGap);
    m_farther->move(width - kGap - kButton, kGap + kButton + 2);
    m_attribution->fit(width - 8);
    m_attribution->move(width - m_attribution->width() - 4, height - m_attribution->height() - 4);
    m_scale->resize(m_scale->sizeHint());
    const bool side = kGap + m_scale->width() < m_attribution->x();
    m_scale->move(kGap, (side ? height : m_attribution->y()) - m_scale->height() - kGap);
    m_hint->fit(std::max(100, width - 2 * (kButton + 2 * kGap)));
    m_hint->move((width - m_hint->width()) / 2, kGap);
}

} // namespace cortege::map
