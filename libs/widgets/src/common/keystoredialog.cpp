#include <widgets/keystoredialog.h>
#include <widgets/theme.h>

#include <QtCore/QEventLoop>
#include <QtCore/QTimer>
#include <QtGui/QAccessible>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace cortege::widgets
{
using namespace Qt::StringLiterals;
namespace
{

constexpr std::chrono::milliseconds kSilence { 500 }; // an open store answers sooner, and no window flashes up

} // namespace

KeyStoreDialog::KeyStoreDialog(Unseal unseal, QWidget *parent)
    : QDialog(parent), m_unseal(std::move(unseal)), m_text(new QLabel(this)),
      m_retry(new QPushButton(tr("&Réessayer"), this))
{
    setObjectName(u"keyStoreDialog"_s);
    setWindowTitle(tr("Coffre de secrets"));
    build();
    connect(m_retry, &QPushButton::clicked, this, &KeyStoreDialog::ask);
    ask();
}

void KeyStoreDialog::build()
{
    m_text->setObjectName(u"keyStoreText"_s);
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(kMargin * 30);
    m_retry->setObjectName(u"keyStoreRetry"_s);
    m_retry->setDefault(true);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_retry, QDialogButtonBox::ActionRole);
    auto *quit = buttons->addButton(tr("&Quitter"), QDialogButtonBox::RejectRole);
    quit->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kSpacing);
    layout->addWidget(m_text);
    layout->addWidget(buttons);
}

void KeyStoreDialog::ask()
{
    m_retry->setEnabled(false);
    say(tr("La clé de ce poste est demandée au coffre de secrets de la session. S’il demande à être déverrouillé, "
           "répondez-lui."),
        false);
    m_unseal(this, [this](const client::StoreResult<> &unsealed) { take(unsealed); });
}

void KeyStoreDialog::take(const client::StoreResult<> &unsealed)
{
    if (unsealed)
        return accept();
    m_retry->setEnabled(true);
    m_retry->setFocus();
    say(client::textOf(unsealed.error()), true);
    show();
}

void KeyStoreDialog::say(const QString &text, bool isTrouble)
{
    m_text->setText(text);
    QPalette colours = palette();
    if (isTrouble)
        colours.setColor(QPalette::WindowText, colourOf(Tone::Error, palette()));
    m_text->setPalette(colours);
    adjustSize(); // the sentences are of different lengths
    QAccessibleEvent alert(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

bool unsealKey(pki::ClientTlsFiles &files)
{
    if (const auto sealed = files.sealedKey(); sealed && !*sealed)
        return true;
    KeyStoreDialog dialog(
        [&files](QObject *context, client::KeyUnsealed then) { client::unsealKey(files, context, std::move(then)); });
    QTimer::singleShot(kSilence, &dialog, &QWidget::show);
    // Not exec(), which shows it at once; and no loop turns yet that this one would be nested in.
    QEventLoop waiting;
    QObject::connect(&dialog, &QDialog::finished, &waiting, &QEventLoop::quit);
    waiting.exec();
    return dialog.result() == QDialog::Accepted;
}

} // namespace cortege::widgets
