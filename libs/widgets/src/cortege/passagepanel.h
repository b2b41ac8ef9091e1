#pragma once

#include <presentation/passagetimes.h>

#include <QtWidgets/QWidget>

#include <functional>

class QLabel;
class QToolButton;
class QTreeWidget;

namespace cortege::widgets
{

/// The times at which a march passes the streets it meets, under a button that unfolds them.
class PassagePanel final : public QWidget
{
    Q_OBJECT
public:
    using Times = std::function<std::optional<presentation::PassageTimes>()>;
    /// `times` is asked only while the panel is unfolded: it looks at every street near the route.
    explicit PassagePanel(Times times, QWidget *parent = nullptr);

    /// Something that the times rest on has changed.
    void refresh();

Q_SIGNALS:
    void unfolded();
    void placeChosen(cortege::GeoPoint place); ///< a row of the table

private:
    const Times m_times;
    QToolButton *m_fold;
    QLabel *m_stated;
    QTreeWidget *m_table;
    std::optional<presentation::PassageTimes> m_shown;
};

} // namespace cortege::widgets
