#include "entrydelegate.h"

#include "transferlook.h"

#include <presentation/eventlistmodel.h>

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolTip>

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
constexpr int kStateGap = 4;

QString column(const QModelIndex &index, EventListModel::Column column)
{
    return index.siblingAtColumn(column).data().toString();
}

bool isCancelled(const QModelIndex &index)
{
    return index.data(EventListModel::StateRole).toInt() == static_cast<int>(EventState::Cancelled);
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

bool isPlainlyReceived(const QModelIndex &index)
{
    return index.data(EventListModel::TransferRole).toInt() == static_cast<int>(Transfer::Received)
        && !isCancelled(index);
}

QFont subjectFont(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    QFont font = option.font;
    font.setWeight(QFont::DemiBold);
    font.setStrikeOut(isCancelled(index));
    return font;
}

QString subjectOf(const QModelIndex &index)
{
    const QString subject = column(index, EventListModel::Subject);
    return subject.trimmed().isEmpty() ? EntryDelegate::tr("(sans objet)") : subject;
}

/// "1 200 pers."; empty where no number is known.
QString peopleOf(const QModelIndex &index)
{
    const QString people = column(index, EventListModel::People);
    return people.isEmpty() ? people : EntryDelegate::tr("%1 pers.", "people, short").arg(people);
}

/// Both lines as they fit. Where the second is short of room, the state's word goes first, then the number of people;
/// the state's icon stays.
struct Lines {
    QString subject;
    QString when;
    QString people;
    QString state; ///< empty when its icon stands alone
    bool hasState = false;
    bool isCut = false; ///< the subject or the time
    QRect first;
    QRect second;
};

QRect textArea(const QStyleOptionViewItem &option)
{
    return option.rect.adjusted(2 * kMargin + kIcon, kPadding, -kMargin, -kPadding);
}

Lines linesOf(const QStyleOptionViewItem &option, const QModelIndex &index, bool receivedShown)
{
    const QRect area = textArea(option);
    const int height = QFontMetrics(option.font).height();
    const QFontMetrics small(smaller(option.font));
    Lines lines;
    lines.first = { area.left(), area.top(), area.width(), height };
    lines.second = { area.left(), area.bottom() - height + 1, area.width(), height };
    const QString subject = subjectOf(index);
    lines.subject = QFontMetrics(subjectFont(option, index)).elidedText(subject, Qt::ElideRight, area.width());

    QString when = column(index, EventListModel::When);
    if (when.isEmpty())
        when = EntryDelegate::tr("dates à préciser");
    const QString people = peopleOf(index);
    if (!people.isEmpty())
        lines.people = u" · "_s + people;
    int room = area.width();
    const auto fits = [&](int width) { return small.horizontalAdvance(when + lines.people) + width <= room; };
    lines.hasState = receivedShown || !isPlainlyReceived(index);
    if (lines.hasState) {
        room -= kSmallIcon + kGap;
        const QString state = column(index, EventListModel::Status);
        const int width = small.horizontalAdvance(state) + kStateGap;
        // That all is well the icon says alone; what waits for somebody is said in words.
        if (!isPlainlyReceived(index) || fits(width)) {
            lines.state = state;
            room -= width;
        }
    }
    const bool crowded = !fits(0);
    if (crowded)
        lines.people.clear();
    lines.when = small.elidedText(when, Qt::ElideRight, std::max(0, room - small.horizontalAdvance(lines.people)));
    lines.isCut = lines.subject != subject || crowded;
    return lines;
}

/// Icon and word at the right end of the second line.
void paintState(QPainter &painter, const Lines &lines, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto transfer = static_cast<Transfer>(index.data(EventListModel::TransferRole).toInt());
    const auto look = isCancelled(index) && transfer == Transfer::Received ? TransferLook { u"cancel"_s, Tone::Quiet }
                                                                           : lookOf(transfer);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool calm = look.tone == Tone::Good || look.tone == Tone::Quiet;
    const Colours colours = coloursOf(option);
    const QColor iconColour = selected ? colours.text : colourOf(look.tone, option.palette);
    const int width = lines.state.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(lines.state) + kStateGap;
    painter.setPen(selected || !calm ? iconColour : colours.quiet);
    painter.drawText(lines.second, Qt::AlignVCenter | Qt::AlignRight, lines.state);
    icon(look.icon, iconColour)
        .paint(&painter, lines.second.right() + 1 - width - kSmallIcon, lines.second.center().y() - kSmallIcon / 2,
            kSmallIcon, kSmallIcon);
}

void paintTexts(QPainter &painter, const Lines &lines, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Colours colours = coloursOf(option);
    const bool unnamed = column(index, EventListModel::Subject).trimmed().isEmpty();
    painter.setFont(subjectFont(option, index));
    painter.setPen(unnamed ? colours.quiet : colours.text);
    painter.drawText(lines.first, Qt::AlignVCenter | Qt::AlignLeft, lines.subject);
    painter.setFont(smaller(option.font));
    painter.setPen(colours.quiet);
    painter.drawText(lines.second, Qt::AlignVCenter | Qt::AlignLeft, lines.when + lines.people);
    if (lines.hasState)
        paintState(painter, lines, option, index);
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
    paintTexts(*painter, linesOf(option, index, m_receivedShown), option, index);
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(option);
        focus.rect = option.rect.adjusted(1, 1, -1, -1);
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, option.widget);
    }
    painter->restore();
}

bool EntryDelegate::helpEvent(
    QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const bool cut = linesOf(option, index, m_receivedShown).isCut;
    const QString people = peopleOf(index);
    QString text = cut ? subjectOf(index) + u'\n' + column(index, EventListModel::When) : QString();
    if (cut && !people.isEmpty())
        text += u'\n' + people;
    QToolTip::showText(event->globalPos(), text, view->viewport(), option.rect);
    return true;
}

QSize EntryDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return { 200, 2 * QFontMetrics(option.font).height() + 3 + 2 * kPadding };
}

} // namespace cortege::widgets
