#include "entrydelegate.h"

#include "transferlook.h"

#include <presentation/eventlistmodel.h>

#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
using presentation::EventListModel;
using presentation::Transfer;

constexpr int kPadding = 7;
constexpr int kIcon = 20;
constexpr int kSmallIcon = 14;
constexpr int kGap = 6;

QString column(const QModelIndex &index, EventListModel::Column column)
{
    return index.siblingAtColumn(column).data().toString();
}

bool isCancelled(const QModelIndex &index)
{
    return index.data(EventListModel::StateRole).toInt() == static_cast<int>(EventState::Cancelled);
}

QString secondLine(const QModelIndex &index)
{
    const QString when = column(index, EventListModel::When);
    const QString people = column(index, EventListModel::People);
    QStringList parts { when.isEmpty() ? EntryDelegate::tr("dates à préciser") : when };
    if (!people.isEmpty())
        parts << EntryDelegate::tr("%1 pers.", "people, short").arg(people);
    return parts.join(u" · "_s);
}

QFont smaller(const QFont &font)
{
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.92);
    return small;
}

struct Colours {
    QColor text;
    QColor quiet;
};

Colours coloursOf(const QStyleOptionViewItem &option)
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QColor text = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    QColor quiet = text;
    quiet.setAlphaF(selected ? 0.85F : 0.68F);
    return { text, quiet };
}

/// Draws icon and word at the right end of `line`; returns what is left of the line.
QRect paintState(QPainter &painter, QRect line, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto transfer = static_cast<Transfer>(index.data(EventListModel::TransferRole).toInt());
    const auto look = isCancelled(index) && transfer == Transfer::Received ? TransferLook { u"cancel"_s, Tone::Quiet }
                                                                           : lookOf(transfer);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool calm = look.tone == Tone::Good || look.tone == Tone::Quiet;
    const Colours colours = coloursOf(option);
    const QColor iconColour = selected ? colours.text : colourOf(look.tone, option.palette);
    const QFont font = smaller(option.font);
    const QString word = column(index, EventListModel::Status);
    const int width = std::min(QFontMetrics(font).horizontalAdvance(word) + 4, line.width() / 2);
    const QRect wordRect(line.right() - width, line.top(), width + 1, line.height());
    const QRect iconRect(wordRect.left() - kSmallIcon - 4, line.center().y() - kSmallIcon / 2, kSmallIcon, kSmallIcon);
    painter.setFont(font);
    painter.setPen(selected || !calm ? iconColour : colours.quiet);
    painter.drawText(
        wordRect, Qt::AlignVCenter | Qt::AlignRight, QFontMetrics(font).elidedText(word, Qt::ElideRight, width));
    icon(look.icon, iconColour).paint(&painter, iconRect);
    line.setRight(iconRect.left() - kGap);
    return line;
}

bool isPlainlyReceived(const QModelIndex &index)
{
    return index.data(EventListModel::TransferRole).toInt() == static_cast<int>(Transfer::Received)
        && !isCancelled(index);
}

void paintTexts(
    QPainter &painter, QRect area, const QStyleOptionViewItem &option, const QModelIndex &index, bool receivedShown)
{
    const Colours colours = coloursOf(option);
    const int height = QFontMetrics(option.font).height();
    const QRect line(area.left(), area.top(), area.width(), height);
    const QRect first = receivedShown || !isPlainlyReceived(index) ? paintState(painter, line, option, index) : line;
    QFont font = option.font;
    font.setWeight(QFont::DemiBold);
    font.setStrikeOut(isCancelled(index));
    const QString subject = column(index, EventListModel::Subject);
    painter.setFont(font);
    painter.setPen(subject.trimmed().isEmpty() ? colours.quiet : colours.text);
    painter.drawText(first, Qt::AlignVCenter | Qt::AlignLeft,
        QFontMetrics(font).elidedText(
            subject.trimmed().isEmpty() ? EntryDelegate::tr("(sans objet)") : subject, Qt::ElideRight, first.width()));

    const QFont small = smaller(option.font);
    const QRect second(area.left(), area.bottom() - height + 1, area.width(), height);
    painter.setFont(small);
    painter.setPen(colours.quiet);
    painter.drawText(second, Qt::AlignVCenter | Qt::AlignLeft,
        QFontMetrics(small).elidedText(secondLine(index), Qt::ElideRight, second.width()));
}

} // namespace

void EntryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem frame = option;
    frame.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &frame, painter, option.widget);

    painter->save();
    const QRect area = option.rect.adjusted(kMargin, kPadding, -kMargin, -kPadding);
    const QRect iconRect(area.left(), area.center().y() - kIcon / 2, kIcon, kIcon);
    const auto kind = static_cast<EventKind>(index.data(EventListModel::KindRole).toInt());
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QColor colour = selected ? option.palette.color(QPalette::HighlightedText) : colourOf(kind);
    icon(nameOfIcon(kind), colour).paint(painter, iconRect);
    paintTexts(*painter, area.adjusted(kIcon + kMargin, 0, 0, 0), option, index, m_receivedShown);
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(option);
        focus.rect = option.rect.adjusted(1, 1, -1, -1);
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, option.widget);
    }
    painter->restore();
}

QSize EntryDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return { 200, 2 * QFontMetrics(option.font).height() + 3 + 2 * kPadding };
}

} // namespace cortege::widgets
