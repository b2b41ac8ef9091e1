#include "common/copydialog.h"

#include <exchange/publication.h>
#include <presentation/texts.h>
#include <widgets/theme.h>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
using namespace Qt::StringLiterals;

CopyDialog::CopyDialog(const Offer &offer, QWidget *parent)
    : QDialog(parent), m_offer(offer), m_form(new QComboBox(this)), m_day(new QDateEdit(offer.day, this)),
      m_dayLabel(new QLabel(tr("&Jour"), this)), m_purpose(new QComboBox(this)), m_path(new QLineEdit(this)),
      m_what(new QLabel(this)), m_make(new QPushButton(tr("&Exporter"), this))
{
    setObjectName(u"copyDialog"_s);
    setWindowTitle(tr("Exporter hors de la plateforme"));
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    connect(m_form, &QComboBox::currentIndexChanged, this, &CopyDialog::follow);
    connect(m_purpose, &QComboBox::currentIndexChanged, this, &CopyDialog::follow);
    connect(m_day, &QDateEdit::dateChanged, this, &CopyDialog::follow);
    connect(m_path, &QLineEdit::textEdited, this, [this] {
        m_named = true;
        follow();
    });
    follow();
}

void CopyDialog::build()
{
    m_form->setObjectName(u"copyForm"_s);
    for (const Choice &one : m_offer.choices)
        m_form->addItem(one.text, static_cast<int>(one.form));
    m_form->setCurrentIndex(m_offer.first);
    m_day->setObjectName(u"copyDay"_s);
    m_day->setCalendarPopup(true);
    m_day->setDisplayFormat(u"dd/MM/yyyy"_s);
    m_dayLabel->setBuddy(m_day);
    m_purpose->setObjectName(u"copyPurpose"_s);
    m_purpose->setPlaceholderText(tr("à choisir"));
    for (const Purpose purpose : kPurposes)
        m_purpose->addItem(presentation::purposeText(purpose), static_cast<int>(purpose));
    m_purpose->setCurrentIndex(-1);
    m_path->setObjectName(u"copyPath"_s);
    m_path->setMinimumWidth(380);
    m_what->setObjectName(u"copyWhat"_s);
    m_what->setWordWrap(true);
    auto *search = new QPushButton(tr("&Parcourir…"), this);
    connect(search, &QPushButton::clicked, this, &CopyDialog::browse);

    auto *file = new QHBoxLayout;
    file->addWidget(m_path, 1);
    file->addWidget(search);
    auto *fields = new QFormLayout;
    fields->addRow(tr("&Quoi"), m_form);
    fields->addRow(m_dayLabel, m_day);
    fields->addRow(tr("&Finalité"), m_purpose);
    fields->addRow(tr("F&ichier"), file);
    qobject_cast<QLabel *>(fields->labelForField(file))->setBuddy(m_path);
    m_path->setAccessibleName(tr("Fichier"));
    auto *buttons = new QDialogButtonBox(this);
    m_make->setObjectName(u"copyMake"_s);
    m_make->setDefault(true);
    buttons->addButton(m_make, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("&Renoncer"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(kSpacing);
    layout->addLayout(fields);
    layout->addWidget(m_what);
    layout->addWidget(buttons);
}

CopyForm CopyDialog::form() const { return static_cast<CopyForm>(m_form->currentData().toInt()); }
Purpose CopyDialog::purpose() const { return static_cast<Purpose>(m_purpose->currentData().toInt()); }
QDate CopyDialog::day() const { return m_day->date(); }
QString CopyDialog::path() const { return QDir::fromNativeSeparators(m_path->text().trimmed()); }

const CopyDialog::Choice &CopyDialog::choice() const
{
    return m_offer.choices[static_cast<size_t>(m_form->currentIndex())];
}

void CopyDialog::follow()
{
    const Choice &chosen = choice();
    m_day->setVisible(chosen.asksDay);
    m_dayLabel->setVisible(chosen.asksDay);
    if (!m_named)
        m_path->setText(QDir::toNativeSeparators(
            u"%1/%2-%3.%4"_s.arg(m_offer.folder, chosen.base, day().toString(Qt::ISODate), exchange::suffix(form()))));
    m_what->setText(
        chosen.what + u'\n' + tr("Le fichier porte votre nom, la date et la finalité ; la plateforme note l’export."));
    m_make->setEnabled(chosen.isPossible && m_purpose->currentIndex() >= 0 && !path().isEmpty());
}

void CopyDialog::browse()
{
    auto *dialog = new QFileDialog(this, windowTitle(), path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(exchange::suffix(form()));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        m_named = true;
        m_path->setText(QDir::toNativeSeparators(file));
        follow();
    });
    dialog->open();
}

std::vector<CopyDialog::Choice> closureChoices(bool isPossible)
{
    const QString what = CopyDialog::tr("Où et quand la circulation est fermée, et rien d’autre : les parcours et les "
                                        "emprises dont les deux heures sont connues, sans les événements annulés.");
    return { { CopyForm::DatexII, CopyDialog::tr("Fermetures de voies : DATEX II"), u"fermetures-datex2"_s, what,
                 isPossible },
        { CopyForm::Cifs, CopyDialog::tr("Fermetures de voies : Waze (CIFS)"), u"fermetures-cifs"_s, what,
            isPossible } };
}

} // namespace cortege::widgets
