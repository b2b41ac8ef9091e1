#include "historyview.h"

#include <presentation/texts.h>
#include <widgets/theme.h>

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
constexpr int kIdentifierShown = 13; ///< enough to search by

QTreeWidget *table(const QString &name, const QString &objectName, const QStringList &columns, QWidget *parent)
{
    auto *tree = new QTreeWidget(parent);
    tree->setObjectName(objectName);
    tree->setAccessibleName(name);
    tree->setHeaderLabels(columns);
    tree->setRootIsDecorated(false);
    tree->setAlternatingRowColors(true);
    tree->setWordWrap(true);
    tree->setTextElideMode(Qt::ElideNone);
    tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    for (int column = 0; column + 1 < columns.size(); ++column)
        tree->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    return tree;
}

} // namespace

HistoryView::HistoryView(const QString &subject, QWidget *parent)
    : QDialog(parent), m_pages(new QStackedWidget(this)), m_message(new QLabel(m_pages)),
      m_versions(table(tr("Versions"), u"versions"_s, { tr("Enregistrée le"), tr("Par"), tr("Changement") }, this)),
      m_fields(table(tr("Contenu de la version"), u"fields"_s, { tr("Champ"), tr("Valeur") }, this))
{
    setObjectName(u"historyView"_s);
    setWindowTitle(tr("Historique : %1").arg(subject));
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    connect(m_versions, &QTreeWidget::currentItemChanged, this,
        [this](QTreeWidgetItem *item) { showVersion(m_versions->indexOfTopLevelItem(item)); });
    resize(820, 560);
}

void HistoryView::build()
{
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setText(tr("Demande de l’historique à la plateforme…"));
    auto *splitter = new QSplitter(Qt::Vertical, m_pages);
    splitter->addWidget(m_versions);
    splitter->addWidget(m_fields);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);
    m_pages->addWidget(m_message);
    m_pages->addWidget(splitter);
    auto *buttons = new QDialogButtonBox(this);
    m_restore = buttons->addButton(tr("Restaurer cette version"), QDialogButtonBox::ActionRole);
    m_restore->setObjectName(u"restoreVersion"_s);
    m_restore->setAccessibleName(m_restore->text());
    m_restore->setToolTip(tr("Mettre son contenu dans le formulaire, sans enregistrer"));
    m_restore->hide();
    connect(m_restore, &QPushButton::clicked, this, [this] {
        const int row = m_versions->indexOfTopLevelItem(m_versions->currentItem());
        if (row >= 0)
            Q_EMIT restoreRequested(m_entries[static_cast<size_t>(row)].version.record);
    });
    auto *close = buttons->addButton(tr("Fermer"), QDialogButtonBox::RejectRole);
    close->setAccessibleName(close->text());
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_pages, 1);
    layout->addWidget(buttons);
}

void HistoryView::show(const std::vector<presentation::HistoryEntry> &entries)
{
    m_entries = entries;
    m_versions->clear();
    for (const auto &entry : entries) {
        auto *item = new QTreeWidgetItem(
            m_versions, { presentation::dateAndTime(entry.version.recordedAt), entry.version.author.name, entry.what });
        if (entry.version.state == EventState::Cancelled)
            item->setIcon(2, icon(u"cancel"_s));
    }
    m_versions->setCurrentItem(m_versions->topLevelItem(0));
    m_pages->setCurrentIndex(1);
    m_restore->setEnabled(m_mayRestore);
    m_versions->setFocus();
}

void HistoryView::showFailure(const QString &why)
{
    m_message->setText(why);
    m_pages->setCurrentIndex(0);
}

void HistoryView::offerRestoring(bool possible)
{
    m_mayRestore = possible;
    m_restore->show();
    m_restore->setEnabled(possible && !m_entries.empty());
}

void HistoryView::showVersion(int row)
{
    m_fields->clear();
    if (row < 0 || row >= std::ssize(m_entries))
        return;
    const auto &entry = m_entries[static_cast<size_t>(row)];
    const QString identifier = entry.version.id.toString();
    auto *first = new QTreeWidgetItem(m_fields, { tr("Identifiant"), identifier.left(kIdentifierShown) });
    first->setToolTip(1, identifier);
    new QTreeWidgetItem(m_fields, { tr("Nature"), label(entry.version.record.kind()) });
    new QTreeWidgetItem(m_fields, { tr("État"), presentation::label(entry.version.state) });
    for (const Field field : fieldsOf(entry.version.record.kind())) {
        auto *item
            = new QTreeWidgetItem(m_fields, { label(field), presentation::valueText(entry.version.record, field) });
        if (std::ranges::find(entry.changed, field) == entry.changed.end())
            continue;
        item->setText(0, tr("%1 (modifié)", "field").arg(label(field)));
        const auto &before = m_entries[static_cast<size_t>(row) + 1].version.record; // against which it has changed
        item->setText(1, item->text(1) + u'\n' + tr("auparavant : %1").arg(presentation::valueText(before, field)));
        QFont bold = m_fields->font();
        bold.setBold(true);
        item->setFont(0, bold);
        item->setFont(1, bold);
    }
    Q_EMIT versionShown(entry.version);
}

} // namespace cortege::widgets
