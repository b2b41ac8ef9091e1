#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace cortege::widgets
{

/// An event in two lines: kind, subject and transfer state; when and how many people.
class EntryDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace cortege::widgets
