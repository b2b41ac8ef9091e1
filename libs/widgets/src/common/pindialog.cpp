#include <widgets/pindialog.h>
#include <widgets/theme.h>

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace cortege::widgets
{
using namespace Qt::StringLiterals;

PinDialog::PinDialog(Unlock unlock, QWidget *parent)
    : QDialog(parent), m_unlock(std::move(unlock)), m_pin(new QLineEdit(this)), m_trouble(new QLabel(this)),
      m_open(new QPushButton(tr("&Ouvrir"), this))
{
    setObjectName(u"pinDialog"_s);
    setWindowTitle(tr("Code PIN de la carte"));
    build();
    connect(m_pin, &QLineEdit::textChanged, this, [this](const QString &text) { m_open->setEnabled(!text.isEmpty()); });
    connect(m_open, &QPushButton::clicked, this, &PinDialog::tryPin);
}

void PinDialog::build()
{
    auto *what = new QLabel(
        tr("Votre certificat est sur une carte. Insérez-la, puis tapez son code PIN : il n’est pas enregistré."), this);
    what->setWordWrap(true);
    m_pin->setObjectName(u"pin"_s);
    m_pin->setEchoMode(QLineEdit::Password);
    m_pin->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_pin->setMaxLength(static_cast<int>(pki::Pin::kLimit));
    m_trouble->setObjectName(u"pinTrouble"_s);
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    m_open->setObjectName(u"pinOpen"_s);
    m_open->setDefault(true);
    m_open->setEnabled(false);

    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_open, QDialogButtonBox::ActionRole); // accepted only once the card agrees
    auto *quit = buttons->addButton(tr("&Quitter"), QDialogButtonBox::RejectRole);
    quit->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *fields = new QFormLayout;
    fields->addRow(tr("&Code PIN"), m_pin);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kSpacing);
    layout->addWidget(what);
    layout->addLayout(fields);
    layout->addWidget(m_trouble);
    layout->addWidget(buttons);
    m_pin->setFocus();
}

void PinDialog::tryPin()
{
    QByteArray typed = m_pin->text().toUtf8();
    const auto pin = pki::Pin::from(typed);
    typed.fill('\0');
    m_pin->clear();
    m_pin->setFocus();
    if (!pin)
        return say(tr("Un code PIN a de 1 à %1 caractères.").arg(pki::Pin::kLimit));
    if (const auto opened = m_unlock(*pin); !opened)
        return say(pki::textOf(opened.error()));
    accept();
}

void PinDialog::say(const QString &trouble)
{
    m_trouble->setText(trouble);
    m_pin->setAccessibleDescription(trouble); // read out with the field, which has the focus
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, colourOf(Tone::Error, palette()));
    m_trouble->setPalette(colours);
    m_trouble->show();
}

bool unlockCard(pki::ClientTlsFiles &files)
{
    if (!files.wantsPin())
        return true;
    PinDialog dialog([&files](const pki::Pin &pin) { return files.unlock(pin); });
    // No loop turns yet that this one would be nested in; with the application's own, the end of the dialog would be
    // the end of the last window, and of the program.
    return dialog.exec() == QDialog::Accepted;
}

} // namespace cortege::widgets
