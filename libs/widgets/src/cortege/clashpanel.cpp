#include "clashpanel.h"

#include <presentation/texts.h>
#include <widgets/theme.h>

#include <QtCore/QEvent>
#include <QtCore/QLocale>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>

#include <algorithm>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
constexpr qsizetype kMostRows = 2; ///< seen at once; more are scrolled

} // namespace

ClashPanel::ClashPanel(const ClashRule &rule, QWidget *parent)
    : QFrame(parent), m_rule(tr("à moins de %1, à moins de %2 min")
                              .arg(presentation::lengthText(rule.metres))
                              .arg(qint64 { rule.margin.count() })),
      m_icon(new QLabel(this)), m_text(new QLabel(this)), m_list(new QListWidget(this)),
      m_announcer(new presentation::Announcer(this))
{
    setObjectName(u"clashPanel"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_text->setObjectName(u"clashText"_s);
    m_text->setWordWrap(true);
    m_list->setObjectName(u"clashes"_s);
    m_list->setAccessibleName(tr("Événements proches"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(kMargin, kSpacing - 2, kMargin, 0);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addWidget(m_text, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, kSpacing - 4);
    layout->setSpacing(kSpacing - 4);
    layout->addLayout(head);
    layout->addWidget(m_list);
    connect(m_list, &QListWidget::itemSelectionChanged, this, [this] {
        if (const auto selected = m_list->selectedItems(); !selected.isEmpty())
            Q_EMIT looked(eventOf(selected.first()));
    });
    connect(m_list, &QListWidget::itemActivated, this,
        [this](const QListWidgetItem *item) { Q_EMIT opened(eventOf(item)); });
    refreshIcon();
    hide();
}

EventId ClashPanel::eventOf(const QListWidgetItem *item) const
{
    return m_nearby[static_cast<size_t>(m_list->row(item))].event;
}

void ClashPanel::show(const std::vector<presentation::NearbyEvent> &nearby)
{
    const auto *current = m_list->currentItem();
    const auto chosen = current ? std::optional(eventOf(current)) : std::nullopt;
    const QSignalBlocker quiet(m_list); // what was chosen stays so, and is not shown once more
    m_nearby = nearby;
    m_list->clear();
    for (const auto &each : nearby) {
        const QString subject = each.subject.isEmpty() ? tr("(sans objet)") : each.subject;
        auto *item = new QListWidgetItem(
            iconOf(each.kind), tr("%1\n%2 · %3", "subject, when, how near").arg(subject, each.when, each.how), m_list);
        item->setToolTip(item->text());
        item->setData(Qt::AccessibleTextRole, item->text().replace(u'\n', u", "_s));
        if (each.event == chosen)
            m_list->setCurrentItem(item);
    }
    const auto count = static_cast<qsizetype>(nearby.size());
    m_text->setText(count == 1 ? tr("Un événement proche (%1)").arg(m_rule)
                               : tr("%1 événements proches (%2)").arg(QLocale().toString(count), m_rule));
    m_list->setFixedHeight(static_cast<int>(std::clamp<qsizetype>(count, 1, kMostRows)) * m_list->sizeHintForRow(0)
        + 2 * m_list->frameWidth());
    setVisible(count > 0);
    m_announcer->tell(count > 0 ? m_text->text() : QString());
}

void ClashPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refreshIcon();
    QFrame::changeEvent(event);
}

void ClashPanel::refreshIcon()
{
    m_icon->setPixmap(icon(u"info"_s, colourOf(Tone::Warning, palette())).pixmap(QSize(18, 18), devicePixelRatio()));
}

} // namespace cortege::widgets
