#include "lookstyle.h"

#include <QtGui/QPainter>
#include <QtWidgets/QAbstractScrollArea>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QToolButton>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;

void outline(QPainter &painter, const QRect &around, const QColor &colour, qreal width)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(around).adjusted(width / 2, width / 2, -width / 2, -width / 2));
    painter.restore();
}

bool isFocused(const QStyleOption &option) { return option.state.testFlag(QStyle::State_HasFocus); }

/// Without a frame of its own around the text: the button as a whole.
bool isWholeButton(const QWidget *widget)
{
    return qobject_cast<const QPushButton *>(widget) || qobject_cast<const QToolButton *>(widget);
}

} // namespace

LookStyle::LookStyle(Look look) : QProxyStyle(u"Fusion"_s), m_strong(look == Look::Contrast) { }

void LookStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (element == PE_FrameFocusRect) { // Fusion's would be a shade of what is chosen, on what is chosen
        if (option->state.testFlag(State_KeyboardFocusChange))
            ring(*option, *painter, isWholeButton(widget) ? widget->rect() : option->rect);
        return;
    }
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (element == PE_PanelButtonCommand && button && button->features.testFlag(QStyleOptionButton::DefaultButton))
        return drawDefault(*button, painter, widget);
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (element == PE_IndicatorRadioButton)
        circle(*option, *painter);
    const bool pressed = element == PE_PanelButtonCommand || element == PE_PanelButtonTool;
    const bool framed = pressed || element == PE_FrameLineEdit || element == PE_IndicatorCheckBox;
    const bool byKeyboard = pressed && option->state.testFlag(State_KeyboardFocusChange);
    if (isFocused(*option) && (element == PE_FrameLineEdit || byKeyboard || (m_strong && framed)))
        ring(*option, *painter, option->rect);
    else if (element == PE_IndicatorCheckBox || (m_strong && (framed || element == PE_FrameMenu)))
        edge(*option, *painter, option->rect);
}

/// Fusion fills it with a shade of what is chosen, on which its text is not to be read in the dark.
void LookStyle::drawDefault(QStyleOptionButton option, QPainter *painter, const QWidget *widget) const
{
    option.features.setFlag(QStyleOptionButton::DefaultButton, false);
    drawPrimitive(PE_PanelButtonCommand, &option, painter, widget);
    // Not a ring, and not where the ring is: that is the focus.
    const int width = ringWidth();
    if (!m_strong && option.state.testFlag(State_Enabled))
        painter->fillRect(option.rect.adjusted(width, option.rect.height() - 2 * width, -width, -width),
            option.palette.color(QPalette::Active, QPalette::Link));
}

void LookStyle::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawControl(element, option, painter, widget);
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    if (element != CE_ShapedFrame || !frame || frame->frameShape != QFrame::StyledPanel)
        return;
    if (isFocused(*option))
        ring(*option, *painter, option->rect);
    else if (m_strong)
        edge(*option, *painter, option->rect);
}

void LookStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    const bool field = control == CC_ComboBox || control == CC_SpinBox;
    if (field && isFocused(*option))
        ring(*option, *painter, option->rect);
    else if (m_strong && field)
        edge(*option, *painter, option->rect);
    else if (m_strong && control == CC_Slider)
        edge(*option, *painter, subControlRect(control, option, SC_SliderHandle, widget));
    else if (m_strong && control == CC_ScrollBar)
        edge(*option, *painter, subControlRect(control, option, SC_ScrollBarSlider, widget));
}

/// The ring of a list or a field of several lines lies in its frame; the rest is covered by what it shows.
int LookStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    if (metric == PM_DefaultFrameWidth && qobject_cast<const QAbstractScrollArea *>(widget))
        return ringWidth();
    return QProxyStyle::pixelMetric(metric, option, widget);
}

int LookStyle::ringWidth() const { return m_strong ? 3 : 2; }

/// A link's colour is made to be read on every ground of its look; on what is chosen only the text's own stands out.
void LookStyle::ring(const QStyleOption &option, QPainter &painter, const QRect &around) const
{
    const bool chosen = option.type == QStyleOption::SO_FocusRect && option.state.testFlag(State_Selected);
    const auto role = chosen ? QPalette::HighlightedText : m_strong ? QPalette::Highlight : QPalette::Link;
    outline(painter, around, option.palette.color(QPalette::Active, role), ringWidth());
}

void LookStyle::edge(const QStyleOption &option, QPainter &painter, const QRect &around) const
{
    outline(painter, around, edgeColour(option), 1);
}

/// What is not chosen yet is nothing but its edge, and Fusion's is darker than any dark ground.
void LookStyle::circle(const QStyleOption &option, QPainter &painter) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(edgeColour(option), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5));
    painter.restore();
}

QColor LookStyle::edgeColour(const QStyleOption &option) const
{
    const auto group = option.state.testFlag(State_Enabled) ? QPalette::Active : QPalette::Disabled;
    return option.palette.color(group, m_strong ? QPalette::WindowText : QPalette::PlaceholderText);
}

} // namespace cortege::widgets
