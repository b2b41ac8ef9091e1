#include <widgets/firstrun.h>

#include <client/profile.h>
#include <widgets/theme.h>

#include <QtCore/QEvent>
#include <QtGui/QAccessible>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
using presentation::EnrolmentController;

constexpr int kPageWidth = 640;
constexpr int kTextLines = 5;

QLabel *wrappedLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

/// Read out without taking the focus.
void say(QLabel *label, const QString &text)
{
    label->setVisible(!text.isEmpty());
    if (label->text() == text)
        return;
    label->setText(text);
    QAccessibleEvent alert(label, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

enum class Access { None, Ended, Good };

Access accessOf(const QString &folder, UtcTime now)
{
    const auto profile = client::Profile::load(folder);
    if (!profile) // what is wrong with a profile that is there is the program's to say
        return profile.error().kind == Failure::NotFound ? Access::None : Access::Good;
    const auto ends = profile->certificateEnds();
    return ends && *ends <= now ? Access::Ended : Access::Good;
}

} // namespace

FirstRunPage::FirstRunPage(EnrolmentController &controller, Questions &questions, Otherwise otherwise)
    : m_controller(controller), m_questions(questions), m_text(new QPlainTextEdit(this)),
      m_issue(wrappedLabel(u"enrolmentIssue"_s, this)), m_server(wrappedLabel(u"enrolmentServer"_s, this)),
      m_pin(wrappedLabel(u"enrolmentPin"_s, this)), m_key(wrappedLabel(u"enrolmentKey"_s, this)),
      m_status(wrappedLabel(u"enrolmentStatus"_s, this)), m_open(new QPushButton(tr("&Ouvrir un fichier…"), this)),
      m_start(new QPushButton(tr("&Demander le certificat"), this)), m_giveUp(new QPushButton(tr("&Abandonner"), this))
{
    setObjectName(u"firstRun"_s);
    setWindowTitle(QApplication::applicationDisplayName());
    auto *explanation
        = new QLabel(tr("Ce poste n’a pas de certificat valable. Collez l’invitation que l’administrateur "
                        "vous a remise, ou ouvrez le fichier .cortege. La clé est faite sur ce poste et ne "
                        "le quitte pas."),
            this);
    if (otherwise == Otherwise::Offline)
        explanation->setText(
            explanation->text() + u' ' + tr("Fermez cette page pour travailler sans la plateforme en attendant."));
    explanation->setWordWrap(true);
    auto *label = new QLabel(tr("&Invitation"), this);
    label->setBuddy(m_text);
    m_text->setObjectName(u"invitation"_s);
    m_text->setAccessibleName(tr("Invitation"));
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(kTextLines * fontMetrics().lineSpacing());
    m_text->setPlainText(controller.text());
    m_open->setObjectName(u"openInvitation"_s);
    m_start->setObjectName(u"startEnrolment"_s);
    m_giveUp->setObjectName(u"giveUpEnrolment"_s);
    m_server->setAccessibleName(tr("Serveur"));
    m_pin->setAccessibleName(tr("Empreinte de l’autorité du serveur"));

    auto *facts = new QFormLayout;
    facts->addRow(tr("Serveur :"), m_server);
    facts->addRow(tr("Empreinte de son autorité :"), m_pin);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_open);
    buttons->addStretch(1);
    buttons->addWidget(m_giveUp);
    buttons->addWidget(m_start);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(2 * kMargin, 2 * kMargin, 2 * kMargin, 2 * kMargin);
    rows->setSpacing(kSpacing);
    rows->addWidget(explanation);
    rows->addWidget(label);
    rows->addWidget(m_text, 1);
    rows->addWidget(m_issue);
    rows->addLayout(facts);
    rows->addWidget(m_key);
    rows->addWidget(m_status);
    rows->addLayout(buttons);
    setMinimumWidth(kPageWidth);

    connect(m_text, &QPlainTextEdit::textChanged, this, [this] { m_controller.setText(m_text->toPlainText()); });
    connect(m_open, &QPushButton::clicked, this, &FirstRunPage::openFile);
    connect(m_start, &QPushButton::clicked, &controller, &EnrolmentController::start);
    connect(m_giveUp, &QPushButton::clicked, &controller, &EnrolmentController::giveUp);
    connect(&controller, &EnrolmentController::changed, this, &FirstRunPage::refresh);
    connect(&controller, &EnrolmentController::done, this, &QWidget::close, Qt::QueuedConnection);
    refresh();
    refreshColours();
}

void FirstRunPage::openFile()
{
    m_questions.chooseFile(this, tr("Ouvrir une invitation"), tr("Invitations (*.cortege);;Tous les fichiers (*)"),
        [this](const QString &path) {
            if (!path.isEmpty() && m_controller.openFile(path))
                m_text->setPlainText(m_controller.text());
        });
}

void FirstRunPage::refresh()
{
    const bool isBegun = m_controller.isBegun();
    m_text->setReadOnly(isBegun);
    m_open->setEnabled(!isBegun);
    m_start->setEnabled(m_controller.canStart());
    m_giveUp->setEnabled(isBegun);
    say(m_issue, m_controller.issue());
    m_text->setAccessibleDescription(m_controller.issue());
    m_server->setText(m_controller.server());
    m_pin->setText(m_controller.pin());
    say(m_key, m_controller.keyPlace());
    say(m_status, m_controller.status());
    refreshColours();
}

void FirstRunPage::refreshColours()
{
    const auto colour = [this](QLabel *label, const QColor &text) {
        QPalette own = palette();
        own.setColor(QPalette::WindowText, text);
        label->setPalette(own);
    };
    colour(m_issue, colourOf(Tone::Error, palette()));
    colour(
        m_status, m_controller.isTrouble() ? colourOf(Tone::Error, palette()) : palette().color(QPalette::WindowText));
}

void FirstRunPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refreshColours();
    QWidget::changeEvent(event);
}

std::optional<int> enrolFirst(QApplication &application, const StartOptions &options, const Clock &clock)
{
    const Access access = accessOf(options.profile, clock.now());
    if (access == Access::Good)
        return std::nullopt;
    client::Enrolment enrolment(options.profile, clock, {}, client::Enrolment::KeyPlace::SecretStore);
    enrolment.setProxy(options.proxy);
    (void)enrolment.resume(); // what cannot be read any more is asked for again
    EnrolmentController controller(enrolment);
    if (!options.server.isEmpty() && options.configuration.isLocked("server"_L1))
        controller.fixServer(options.server, options.configuration.lockReason());
    MessageBoxes questions;
    using Otherwise = FirstRunPage::Otherwise;
    FirstRunPage page(controller, questions, access == Access::Ended ? Otherwise::Offline : Otherwise::End);
    page.show();
    application.exec();
    const bool goesOn = access == Access::Ended || enrolment.stage() == client::Enrolment::Stage::Done;
    return goesOn ? std::nullopt : std::optional(0);
}

} // namespace cortege::widgets
