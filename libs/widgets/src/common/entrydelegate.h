#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace cortege::widgets
{

/// An event in two lines: kind and subject; when, how many people and transfer state. A tool tip has what was cut.
class EntryDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// False: nothing is said of events that are on the platform and active, where all of them are.
    void setReceivedShown(bool shown) { m_receivedShown = shown; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    bool m_receivedShown = true;
};

} // namespace cortege::widgets
