#pragma once

#include <presentation/certificatenotice.h>

#include <QtWidgets/QFrame>

class QLabel;
class QPushButton;

namespace cortege::widgets
{

/// The end of the certificate, and what can be done about it. Without anything to say it is not there.
class CertificateBanner final : public QFrame
{
    Q_OBJECT
public:
    explicit CertificateBanner(QWidget *parent = nullptr);

    /// Must outlive the banner; once.
    void setNotice(presentation::CertificateNotice &notice);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void refreshIcon();

    presentation::CertificateNotice *m_notice = nullptr;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_renew;
    QPushButton *m_later;
};

} // namespace cortege::widgets
