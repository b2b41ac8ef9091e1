#include "occurrencesdialog.h"

#include <widgets/theme.h>

#include <QtCore/QLocale>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{

using namespace Qt::StringLiterals;

OccurrencesDialog::OccurrencesDialog(presentation::FormContent usual, QDate today, QWidget *parent)
    : QDialog(parent), m_usual(std::move(usual)), m_today(today), m_rhythm(new QComboBox(this)),
      m_until(new QDateEdit(this)), m_lines(new QPlainTextEdit(this)), m_what(new QLabel(this)),
      m_make(new QPushButton(this))
{
    setObjectName(u"occurrencesDialog"_s);
    setWindowTitle(tr("Autres créneaux"));
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    connect(m_rhythm, &QComboBox::activated, this, &OccurrencesDialog::propose);
    connect(m_until, &QDateEdit::dateChanged, this, &OccurrencesDialog::propose);
    connect(m_lines, &QPlainTextEdit::textChanged, this, &OccurrencesDialog::follow);
    follow();
}

void OccurrencesDialog::build()
{
    const QDate first = presentation::dateFromText(m_usual.begins.date, m_today).value_or(m_today);
    m_rhythm->setObjectName(u"occurrenceRhythm"_s);
    m_rhythm->addItem(tr("chaque jour"), 1);
    m_rhythm->addItem(tr("chaque semaine"), 7);
    m_rhythm->setPlaceholderText(tr("au cas par cas"));
    m_rhythm->setCurrentIndex(-1);
    m_until->setObjectName(u"occurrenceUntil"_s);
    m_until->setCalendarPopup(true);
    m_until->setDisplayFormat(u"dd/MM/yyyy"_s);
    m_until->setDate(first.addDays(7));
    m_lines->setObjectName(u"occurrenceLines"_s);
    m_lines->setTabChangesFocus(true);
    m_lines->setPlaceholderText(tr("5/12 14h-18h\n6/12"));
    m_lines->setMinimumSize(380, m_lines->fontMetrics().lineSpacing() * 7);
    m_what->setObjectName(u"occurrenceWhat"_s);
    m_what->setWordWrap(true);

    auto *rhythm = new QHBoxLayout;
    auto *every = new QLabel(tr("&Rythme"), this);
    auto *until = new QLabel(tr("&jusqu’au"), this);
    auto *lines = new QLabel(tr("&Créneaux, un par ligne"), this);
    every->setBuddy(m_rhythm);
    until->setBuddy(m_until);
    lines->setBuddy(m_lines);
    rhythm->addWidget(every);
    rhythm->addWidget(m_rhythm);
    rhythm->addWidget(until);
    rhythm->addWidget(m_until);
    rhythm->addStretch(1);
    auto *buttons = new QDialogButtonBox(this);
    m_make->setObjectName(u"occurrenceMake"_s);
    m_make->setDefault(true);
    buttons->addButton(m_make, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("R&enoncer"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(kSpacing);
    layout->addLayout(rhythm);
    layout->addWidget(lines);
    layout->addWidget(m_lines, 1);
    layout->addWidget(m_what);
    layout->addWidget(buttons);
    m_lines->setFocus();
}

QString OccurrencesDialog::typedAfter(int occurrences) const
{
    const QStringList lines = m_lines->toPlainText().split(u'\n');
    auto rest = lines.begin();
    for (; rest != lines.end() && occurrences > 0; ++rest)
        occurrences -= rest->trimmed().isEmpty() ? 0 : 1;
    return QStringList(rest, lines.end()).join(u'\n');
}
void OccurrencesDialog::goOnWith(const QString &typed) { m_lines->setPlainText(typed); }

void OccurrencesDialog::propose()
{
    const int days = m_rhythm->currentData().toInt(); // 0: nothing chosen
    if (days > 0)
        m_lines->setPlainText(presentation::occurrencesEvery(days, m_until->date(), m_usual, m_today).join(u'\n'));
}

void OccurrencesDialog::follow()
{
    auto read = presentation::readOccurrences(m_lines->toPlainText(), m_usual, m_today);
    m_occurrences = read.value_or(std::vector<presentation::Occurrence> {});
    const auto count = std::ssize(m_occurrences);
    QPalette colours = QApplication::palette();
    if (!read) {
        colours.setColor(QPalette::WindowText, colourOf(Tone::Warning, colours));
        m_what->setText(tr("Ligne %1 : %2").arg(QLocale().toString(read.error().line), read.error().text));
    } else {
        m_what->setText(tr("Chaque créneau devient un événement à part, avec le même contenu et le même tracé. "
                           "L’événement ouvert reste comme il est."));
    }
    m_what->setPalette(colours);
    m_make->setText(count > 1 ? tr("&Enregistrer %1 événements").arg(QLocale().toString(qint64 { count }))
            : count == 1      ? tr("&Enregistrer 1 événement")
                              : tr("&Enregistrer"));
    m_make->setEnabled(count > 0);
}

} // namespace cortege::widgets
