#include "aboutdialog.h"

#include <widgets/theme.h>

#include <QtCore/QFile>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;

QLabel *paragraph(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

/// Name, version and licence, by the file that CMake filled in (resources/about/libraries.tsv.in).
QTreeWidget *libraries(QWidget *parent)
{
    auto *list = new QTreeWidget(parent);
    list->setObjectName(u"aboutLibraries"_s);
    list->setAccessibleName(AboutDialog::tr("Bibliothèques"));
    list->setHeaderLabels({ AboutDialog::tr("Bibliothèque"), AboutDialog::tr("Version"), AboutDialog::tr("Licence") });
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    QFile file(u":/about/libraries.tsv"_s);
    [[maybe_unused]] const bool opened = file.open(QFile::ReadOnly);
    Q_ASSERT(opened);
    while (!file.atEnd())
        new QTreeWidgetItem(list, QString::fromUtf8(file.readLine()).trimmed().split(u'\t').first(3));
    list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    list->setCurrentItem(list->topLevelItem(0));
    return list;
}

} // namespace

AboutDialog::AboutDialog(QWidget *parent) : QDialog(parent)
{
    setObjectName(u"aboutDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("À propos de %1").arg(QApplication::applicationDisplayName()));
    auto *name = paragraph(
        tr("%1, version %2").arg(QApplication::applicationDisplayName(), QApplication::applicationVersion()), this);
    name->setObjectName(u"aboutVersion"_s);
    QFont bold = name->font();
    bold.setBold(true);
    name->setFont(bold);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    rows->setSpacing(kSpacing);
    rows->addWidget(name);
    rows->addWidget(paragraph(
        tr("Convention de mise à disposition de données entre la Ville de Marseille et la Préfecture de Police des "
           "Bouches-du-Rhône. Usage strictement interne (article 8)."),
        this));
    rows->addWidget(paragraph(tr("Logiciel libre, sous licence EUPL-1.2. Il utilise :"), this));
    rows->addWidget(libraries(this), 1);
    rows->addWidget(buttons);
    resize(480, 480);
}

} // namespace cortege::widgets
