#include <presentation/certificatenotice.h>

#include <presentation/enrolmentcontroller.h>
#include <presentation/texts.h>

namespace cortege::presentation
{
namespace
{

using RenewalStage = client::Renewal::Stage;

/// A timer does not go on while a workstation sleeps.
constexpr std::chrono::minutes kLookAgain { 10 };

} // namespace

CertificateNotice::Level CertificateNotice::levelAt(UtcTime ends, UtcTime now)
{
    const auto left = ends - now;
    if (left <= std::chrono::milliseconds { 0 })
        return Level::Ended;
    if (left <= std::chrono::days { 3 })
        return Level::Days;
    if (left <= std::chrono::days { 14 })
        return Level::Fortnight;
    return left <= std::chrono::days { 30 } ? Level::Month : Level::None;
}

CertificateNotice::CertificateNotice(client::Renewal &renewal, const Clock &clock) : m_renewal(renewal), m_clock(clock)
{
    connect(&renewal, &client::Renewal::changed, this, &CertificateNotice::changed);
    connect(&m_look, &QTimer::timeout, this, &CertificateNotice::changed);
    m_look.start(kLookAgain);
}

CertificateNotice::Level CertificateNotice::level() const
{
    const auto &ends = m_renewal.certificateEnds();
    return ends ? levelAt(*ends, m_clock.now()) : Level::None;
}

bool CertificateNotice::isPutOff() const { return m_putOff == std::pair(level(), m_renewal.stage()); }

QString CertificateNotice::text() const
{
    if (isPutOff())
        return {};
    const auto &ends = m_renewal.certificateEnds();
    const QString day = ends ? dateAndTime(*ends) : QString();
    switch (m_renewal.stage()) {
    case RenewalStage::Asking:
        return tr("La demande de renouvellement partira dès que la plateforme répondra.");
    case RenewalStage::Waiting:
        return m_renewal.trouble() && m_renewal.trouble()->kind != Failure::Unavailable
            ? tr("Le nouveau certificat ne peut pas être utilisé. Prévenez l’administrateur.")
            : tr("Renouvellement demandé, en attente de délivrance. Empreinte de la demande : %1")
                  .arg(shownFingerprint(m_renewal.fingerprint()));
    case RenewalStage::Refused:
        return tr("Le renouvellement a été refusé : le certificat de ce poste finit le %1. Adressez-vous à "
                  "l’administrateur.")
            .arg(day);
    case RenewalStage::Renewed:
        return tr("Le certificat de ce poste est renouvelé jusqu’au %1.").arg(day);
    case RenewalStage::None:
        break;
    }
    if (m_renewal.trouble())
        return tr("La demande de renouvellement ne peut pas être faite sur ce poste. Prévenez l’administrateur.");
    switch (level()) {
    case Level::None:
        break;
    case Level::Month:
        return tr("Le certificat de ce poste finit le %1.").arg(day);
    case Level::Fortnight:
        return tr("Le certificat de ce poste finit le %1 : demandez-en un autre.").arg(day);
    case Level::Days:
        return tr("Le certificat de ce poste finit le %1. Sans renouvellement, ce poste n’entrera plus.").arg(day);
    case Level::Ended:
        return tr("Le certificat de ce poste a pris fin le %1. Demandez une invitation à l’administrateur, puis fermez "
                  "et rouvrez ce programme.")
            .arg(day);
    }
    return {};
}

bool CertificateNotice::canAsk() const
{
    const Level now = level();
    return m_renewal.stage() != RenewalStage::Asking && m_renewal.stage() != RenewalStage::Waiting && now != Level::None
        && now != Level::Ended;
}

bool CertificateNotice::canPutOff() const
{
    const Level now = level();
    return now != Level::Days && now != Level::Ended;
}

void CertificateNotice::ask() { m_renewal.ask(); }

void CertificateNotice::putOff()
{
    m_putOff = std::pair(level(), m_renewal.stage());
    Q_EMIT changed();
}

} // namespace cortege::presentation
