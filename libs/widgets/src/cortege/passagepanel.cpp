#include "passagepanel.h"

#include <widgets/theme.h>

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace cortege::widgets
{
using namespace Qt::StringLiterals;
namespace
{
constexpr int kMostPassages = 9; ///< seen at once; more are scrolled
} // namespace

PassagePanel::PassagePanel(Times times, QWidget *parent)
    : QWidget(parent), m_times(std::move(times)), m_fold(new QToolButton(this)), m_stated(new QLabel(this)),
      m_table(new QTreeWidget(this))
{
    m_fold->setObjectName(u"showPassages"_s);
    m_fold->setText(tr("Heures de passage"));
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setArrowType(Qt::RightArrow);
    m_fold->setCheckable(true);
    m_fold->setAutoRaise(true);
    m_fold->setFocusPolicy(Qt::TabFocus);
    m_stated->setObjectName(u"passagesRestOn"_s);
    m_stated->setWordWrap(true);
    m_table->setObjectName(u"passages"_s);
    m_table->setAccessibleName(m_fold->text());
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setHeaderLabels({ tr("Rue"), tr("Tête"), tr("Queue") });
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (const int column : { 1, 2 })
        m_table->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpacing - 4);
    layout->addWidget(m_fold, 0, Qt::AlignLeft);
    layout->addWidget(m_stated);
    layout->addWidget(m_table);
    connect(m_fold, &QToolButton::toggled, this, [this](bool open) {
        refresh();
        if (open)
            Q_EMIT unfolded();
    });
    connect(m_table, &QTreeWidget::itemSelectionChanged, this, [this] {
        const int row = m_table->currentIndex().row();
        if (m_shown && row >= 0 && row < std::ssize(m_shown->rows) && m_table->currentItem()->isSelected())
            Q_EMIT placeChosen(m_shown->rows[static_cast<size_t>(row)].position);
    });
    refresh();
}

void PassagePanel::refresh()
{
    const bool open = m_fold->isChecked();
    m_fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    auto times = open ? m_times() : std::nullopt;
    m_stated->setVisible(times.has_value());
    m_table->setVisible(times && !times->rows.empty());
    if (!times || times == m_shown)
        return;
    m_shown = std::move(times);
    m_stated->setText(m_shown->stated);
    m_table->clear();
    for (const auto &row : m_shown->rows)
        m_table->addTopLevelItem(new QTreeWidgetItem({ row.street, row.head, row.tail }));
    const int rows = std::clamp(static_cast<int>(m_shown->rows.size()), 1, kMostPassages);
    const int height = std::max(m_table->sizeHintForRow(0), m_table->fontMetrics().height());
    m_table->setFixedHeight(m_table->header()->sizeHint().height() + rows * height + 2 * m_table->frameWidth());
}

} // namespace cortege::widgets
