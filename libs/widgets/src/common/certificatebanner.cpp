#include "certificatebanner.h"

#include <widgets/theme.h>

#include <QtCore/QEvent>
#include <QtGui/QAccessible>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace cortege::widgets
{
using namespace Qt::StringLiterals;

CertificateBanner::CertificateBanner(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_text(new QLabel(this)),
      m_renew(new QPushButton(tr("Renouveler le certificat"), this)), m_later(new QPushButton(tr("Plus tard"), this))
{
    setObjectName(u"certificateBanner"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_text->setObjectName(u"certificateText"_s);
    m_text->setWordWrap(true);
    m_renew->setObjectName(u"renewCertificate"_s);
    m_later->setObjectName(u"putOffCertificate"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kMargin, kSpacing - 2, kMargin, kSpacing - 2);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_renew);
    layout->addWidget(m_later);
    refreshIcon();
    hide();
}

void CertificateBanner::setNotice(presentation::CertificateNotice &notice)
{
    Q_ASSERT(!m_notice);
    m_notice = &notice;
    connect(m_renew, &QPushButton::clicked, &notice, &presentation::CertificateNotice::ask);
    connect(m_later, &QPushButton::clicked, &notice, &presentation::CertificateNotice::putOff);
    connect(&notice, &presentation::CertificateNotice::changed, this, &CertificateBanner::refresh);
    refresh();
}

void CertificateBanner::refresh()
{
    const QString text = m_notice->text();
    m_renew->setVisible(m_notice->canAsk());
    m_later->setVisible(m_notice->canPutOff());
    if (text == m_text->text())
        return;
    m_text->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    if (text.isEmpty())
        return;
    QAccessibleEvent alert(this, QAccessible::Alert); // read out without taking the focus
    QAccessible::updateAccessibility(&alert);
}

void CertificateBanner::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refreshIcon();
    QFrame::changeEvent(event);
}

void CertificateBanner::refreshIcon()
{
    m_icon->setPixmap(icon(u"info"_s, colourOf(Tone::Warning, palette())).pixmap(QSize(18, 18), devicePixelRatio()));
}

} // namespace cortege::widgets
