#include <presentation/enrolmentcontroller.h>

#include <presentation/texts.h>

#include <QtCore/QFile>

namespace cortege::presentation
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qsizetype kShownBytes = 8;

QString describeFault(Invitation::Fault fault)
{
    switch (fault) {
    case Invitation::Fault::None:
        return {};
    case Invitation::Fault::Form:
        return EnrolmentController::tr(
            "Ce n’est pas une invitation, ou elle n’est pas entière : elle commence par « cortege-enrol: ».");
    case Invitation::Fault::Address:
        return EnrolmentController::tr("L’adresse du serveur ne peut pas être lue : copiez l’invitation en entier.");
    case Invitation::Fault::Code:
        return EnrolmentController::tr("Un caractère du code est faux ou manque.");
    case Invitation::Fault::Pin:
        return EnrolmentController::tr("La fin de l’invitation manque ou n’est pas la bonne.");
    }
    Q_UNREACHABLE_RETURN({});
}

QString describeRefusal(EnrolmentAnswer::State state)
{
    using enum EnrolmentAnswer::State;
    switch (state) {
    case UnknownCode:
        return EnrolmentController::tr("Le serveur ne connaît pas ce code.");
    case ExpiredCode:
        return EnrolmentController::tr("Ce code a expiré : demandez une autre invitation.");
    case UsedUpCode:
        return EnrolmentController::tr("Ce code a déjà servi : demandez une autre invitation.");
    case WithdrawnCode:
        return EnrolmentController::tr("Ce code a été retiré : demandez une autre invitation.");
    case Refused:
        return EnrolmentController::tr("L’administrateur a refusé la demande.");
    case BadRequest:
        return EnrolmentController::tr("Le serveur n’accepte pas la clé de ce poste. Prévenez l’administrateur.");
    case Pending:
    case Issued:
    case Later:
        break;
    }
    return {};
}

QString describeServerTrouble(const Error &trouble)
{
    if (trouble.kind == Failure::Unauthenticated)
        return EnrolmentController::tr("Ce serveur n’est pas celui de l’invitation : le code ne lui a pas été dit. "
                                       "Prévenez l’administrateur.");
    if (trouble.kind == Failure::Unavailable)
        return EnrolmentController::tr("Le serveur ne répond pas. Nouvel essai dans quelques secondes.");
    return EnrolmentController::tr("La réponse du serveur ne peut pas être utilisée. Prévenez l’administrateur.");
}

/// Why nothing was begun.
QString describeOwnTrouble(const client::Enrolment &enrolment)
{
    if (const auto &trouble = enrolment.storeTrouble())
        return client::textOf(*trouble);
    return enrolment.trouble() ? describeKeeping(enrolment.trouble()->kind) : QString();
}

} // namespace

QString shownFingerprint(const Fingerprint &fingerprint)
{
    return QString::fromLatin1(fingerprint.first(std::min(fingerprint.size(), kShownBytes)).toHex(':'));
}

EnrolmentController::EnrolmentController(client::Enrolment &enrolment) : m_enrolment(enrolment)
{
    m_read = enrolment.invitation(); // what was begun before the program was closed
    if (m_read)
        m_text = m_read->toString();
    connect(&enrolment, &client::Enrolment::changed, this, &EnrolmentController::onEnrolment);
}

void EnrolmentController::fixServer(const QUrl &server, const QString &reason)
{
    m_server = server;
    m_serverReason = reason;
    Q_EMIT changed();
}

bool EnrolmentController::leadsElsewhere() const
{
    const Invitation *read = invitation();
    return read && !m_server.isEmpty()
        && (read->platform.host() != m_server.host() || read->platform.port() != m_server.port());
}

void EnrolmentController::onEnrolment()
{
    Q_EMIT changed();
    if (m_enrolment.stage() == client::Enrolment::Stage::Done)
        Q_EMIT done();
}

void EnrolmentController::setText(const QString &text)
{
    if (isBegun() || text == m_text)
        return;
    m_text = text;
    m_isUnreadable = false;
    m_trouble.reset();
    auto read = Invitation::parse(text);
    m_fault = read ? Invitation::Fault::None : read.error();
    m_read = read ? std::optional(std::move(*read)) : std::nullopt;
    Q_EMIT changed();
}

bool EnrolmentController::openFile(const QString &path)
{
    QFile file(path);
    const bool isRead = file.open(QIODevice::ReadOnly);
    const QByteArray content = isRead ? file.read(Invitation::kTextLimit + 1) : QByteArray();
    if (isRead && content.size() <= Invitation::kTextLimit)
        setText(QString::fromUtf8(content).trimmed());
    m_isUnreadable = !isRead || content.size() > Invitation::kTextLimit;
    if (m_isUnreadable)
        Q_EMIT changed();
    return !m_isUnreadable;
}

const Invitation *EnrolmentController::invitation() const
{
    if (const auto &begun = m_enrolment.invitation())
        return &*begun;
    return m_read ? &*m_read : nullptr;
}

QString EnrolmentController::issue() const
{
    if (m_isUnreadable)
        return tr("Ce fichier ne peut pas être lu ou n’est pas une invitation.");
    if (m_text.trimmed().isEmpty())
        return {};
    if (m_fault != Invitation::Fault::None)
        return describeFault(m_fault);
    if (leadsElsewhere())
        return tr("Cette invitation mène à un autre serveur que celui de ce poste, %1. %2")
            .arg(m_server.authority(), m_serverReason);
    // Of the invitation that stands there, until another one does.
    const auto &refusal = m_enrolment.refusal();
    return refusal && !isBegun() && m_read ? describeRefusal(*refusal) : QString();
}

QString EnrolmentController::server() const
{
    const Invitation *read = invitation();
    return read ? read->platform.authority() : QString();
}

QString EnrolmentController::pin() const
{
    const Invitation *read = invitation();
    return read ? read->pinText() : QString();
}

bool EnrolmentController::isTrouble() const
{
    return m_trouble || m_enrolment.trouble() || (!isBegun() && m_enrolment.storeTrouble());
}

QString EnrolmentController::status() const
{
    using Stage = client::Enrolment::Stage;
    if (m_trouble)
        return describeKeeping(m_trouble->kind);
    if (m_enrolment.stage() == Stage::Idle)
        return describeOwnTrouble(m_enrolment);
    if (const auto &trouble = m_enrolment.trouble())
        return describeServerTrouble(*trouble);
    switch (m_enrolment.stage()) {
    case Stage::Idle:
        break;
    case Stage::Keeping:
        return tr("Demande au coffre de secrets de la session…");
    case Stage::Asking:
        return tr("Demande au serveur…");
    case Stage::Waiting:
        return tr("En attente de délivrance par l’administrateur. Empreinte de la demande : %1\n"
                  "Vous pouvez fermer ce programme : il reprendra ici.")
            .arg(shownFingerprint(m_enrolment.fingerprint()));
    case Stage::Done:
        return tr("Le certificat est sur ce poste.");
    }
    return {};
}

QString EnrolmentController::keyPlace() const
{
    using Stage = client::Enrolment::Stage;
    if (m_enrolment.stage() == Stage::Idle || m_enrolment.stage() == Stage::Keeping)
        return {};
    if (m_enrolment.isKeySealed())
        return tr("La clé de ce poste est chiffrée ; le coffre de secrets de votre session l’ouvre.");
    if (m_enrolment.storeTrouble())
        return tr(
            "Le coffre de secrets de la session n’est pas disponible : la clé est gardée sans chiffrement, dans un "
            "fichier lisible de votre compte seul.");
    return tr("La clé est gardée sans chiffrement, dans un fichier lisible de votre compte seul.");
}

bool EnrolmentController::isBegun() const { return m_enrolment.stage() != client::Enrolment::Stage::Idle; }
bool EnrolmentController::canStart() const { return m_read && !isBegun() && !leadsElsewhere(); }

void EnrolmentController::start()
{
    if (!canStart())
        return;
    const auto begun = m_enrolment.begin(*m_read);
    m_trouble = begun ? std::nullopt : std::optional(begun.error());
    if (!begun)
        Q_EMIT changed();
}

void EnrolmentController::giveUp()
{
    if (isBegun())
        m_enrolment.giveUp();
}

} // namespace cortege::presentation
