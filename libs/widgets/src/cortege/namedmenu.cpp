#include "namedmenu.h"

#include <QtWidgets/QInputDialog>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;

/// Whatever a person called it, no letter of it is a mnemonic.
QString entry(QString name) { return name.replace(u'&', u"&&"_s); }

} // namespace

NamedMenu::NamedMenu(Texts texts, Shelf shelf, QWidget *parent)
    : QMenu(parent), m_texts(std::move(texts)), m_shelf(std::move(shelf))
{
    connect(this, &QMenu::aboutToShow, this, &NamedMenu::fill);
    fill(); // an empty menu is not opened
}

void NamedMenu::fill()
{
    clear();
    qDeleteAll(findChildren<QMenu *>(Qt::FindDirectChildrenOnly));
    const QStringList names = m_shelf.names();
    for (const QString &name : names)
        addAction(entry(name), this, [this, name] { m_shelf.take(name); });
    addSeparator();
    auto *keep = addAction(m_texts.keep, this, &NamedMenu::askName);
    keep->setEnabled(m_shelf.hasSomething());
    if (names.isEmpty())
        return;
    auto *forget = addMenu(m_texts.forget);
    for (const QString &name : names)
        forget->addAction(entry(name), this, [this, name] { m_shelf.forget(name); });
}

void NamedMenu::askName()
{
    auto *dialog = new QInputDialog(parentWidget());
    dialog->setObjectName(u"nameToKeep"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(m_texts.dialogTitle);
    dialog->setLabelText(m_texts.dialogLabel);
    dialog->setTextValue(m_shelf.proposal());
    dialog->setOkButtonText(tr("Enregistrer"));
    dialog->setCancelButtonText(tr("Ne rien changer"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &typed) {
        const QString name = typed.simplified();
        if (!name.isEmpty())
            m_shelf.keep(name);
    });
    dialog->open();
}

} // namespace cortege::widgets
