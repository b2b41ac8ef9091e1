#include "shapeimport.h"

#include <widgets/theme.h>

#include <QtCore/QFileInfo>
#include <QtWidgets/QDialog>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{

using namespace Qt::StringLiterals;
using presentation::ImportOffer;
using presentation::ShapeModel;

ShapeImport::ShapeImport(Questions &questions, QWidget *window)
    : QObject(window), m_questions(questions), m_window(window)
{
}

void ShapeImport::start(ShapeModel::Kind kind)
{
    giveUp();
    m_questions.chooseFile(m_window, tr("Importer un dessin"),
        tr("Dessins (*.gpx *.kml *.geojson *.json *.shp *.zip *.gpkg);;Tous les fichiers (*)"),
        [this, kind, request = m_request](const QString &path) {
            if (request == m_request && !path.isEmpty())
                take(path, kind);
        });
}

void ShapeImport::giveUp()
{
    ++m_request;
    if (m_list)
        m_list->close();
}

void ShapeImport::take(const QString &path, ShapeModel::Kind kind)
{
    ImportOffer offer = presentation::offerOf(path, kind);
    if (!offer.trouble.isEmpty())
        m_questions.tell(m_window, tr("Importer un dessin"), offer.trouble);
    else if (offer.choices.size() == 1 && offer.leftOut.isEmpty())
        Q_EMIT chosen(offer.choices.front().points);
    else
        showList(QFileInfo(path).fileName(), std::move(offer));
}

void ShapeImport::showList(const QString &file, ImportOffer offer)
{
    auto &choices = offer.choices;
    m_list = new QDialog(m_window);
    m_list->setAttribute(Qt::WA_DeleteOnClose);
    m_list->setObjectName(u"importChoices"_s);
    m_list->setWindowTitle(tr("Importer un dessin"));
    auto *list = new QListWidget(m_list);
    for (const ImportOffer::Choice &choice : choices)
        list->addItem(choice.label);
    list->setCurrentRow(0);
    list->setAccessibleName(tr("Dessins du fichier"));
    // What is left out may be what one wants: then the only drawing there is has to be agreed to.
    auto *text = new QLabel(m_list);
    text->setText(choices.size() == 1 ? offer.leftOut
                                      : tr("« %1 » contient plusieurs dessins. Lequel prendre ?").arg(file)
                + (offer.leftOut.isEmpty() ? QString() : u"\n\n"_s + offer.leftOut));
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    auto *buttons = new QDialogButtonBox(m_list);
    auto *accept = buttons->addButton(tr("&Importer"), QDialogButtonBox::AcceptRole);
    accept->setDefault(true);
    buttons->addButton(tr("&Ne rien prendre"), QDialogButtonBox::RejectRole);
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->addWidget(text);
    column->addWidget(list, 1);
    column->addWidget(buttons);
    m_list->resize(460, 320);
    connect(buttons, &QDialogButtonBox::accepted, m_list, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, m_list, &QDialog::reject);
    connect(list, &QListWidget::itemDoubleClicked, m_list, &QDialog::accept);
    connect(m_list, &QDialog::accepted, this, [this, list, choices = std::move(choices)] {
        Q_EMIT chosen(choices[static_cast<size_t>(list->currentRow())].points);
    });
    m_list->show(); // not modal: one may look at the map before one decides
    list->setFocus();
}

} // namespace cortege::widgets
