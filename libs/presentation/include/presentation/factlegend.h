#pragma once

#include <presentation/factlens.h>

#include <QtGui/QStandardItemModel>

namespace cortege::presentation
{

/// The sources and below each its categories, with a box for what the map shows and how many there are in the window.
class FactLegend final : public QStandardItemModel
{
    Q_OBJECT
public:
    enum Column { Name, Count, ColumnCount };
    enum Roles {
        CategoryRole = Qt::UserRole + 1, ///< int, its number; nothing for a source
        SignRole, ///< int, `factSign`; nothing for a source
    };

    /// Both outlive it.
    FactLegend(const FactBoard &board, FactLens &lens, QObject *parent = nullptr);

Q_SIGNALS:
    void rebuilt(); ///< other lines

private:
    void takeCloud();
    void rebuild();
    void showCounts();
    void takeBox(QStandardItem *item);
    void showBoxes();

    const FactBoard &m_board;
    FactLens &m_lens;
    std::vector<KnownSource> m_sources; ///< that stand in it
    bool m_isShowing = false; ///< boxes are brought after, not ticked by a person
};

} // namespace cortege::presentation
