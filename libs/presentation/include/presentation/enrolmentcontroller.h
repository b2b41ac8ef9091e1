#pragma once

#include <client/enrolment.h>

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QUrl>

#include <optional>

namespace cortege::presentation
{

/// The page of a workstation that has no certificate yet: the invitation that a person pastes or opens, what is wrong
/// with it, whom it leads to, and how far it is.
class EnrolmentController final : public QObject
{
    Q_OBJECT
public:
    /// The enrolment must outlive it.
    explicit EnrolmentController(client::Enrolment &enrolment);

    /// This workstation belongs to that platform alone, and why: an invitation to another one is no good here. Before
    /// anything else.
    void fixServer(const QUrl &server, const QString &reason);
    /// What stands in the field. While an invitation is on its way, nothing changes.
    void setText(const QString &text);
    /// Of a .cortege file. False, and an issue, when it cannot be read.
    bool openFile(const QString &path);
    const QString &text() const { return m_text; }

    QString issue() const; ///< what is wrong with it; empty for nothing, and while the field is empty
    QString server() const; ///< "plateforme.exemple:7443"; empty without a good invitation
    QString pin() const; ///< of the server's authority, in groups
    QString status() const; ///< what is going on; empty while nothing is
    QString keyPlace() const; ///< where the key of this workstation is; empty before something is begun
    bool isTrouble() const; ///< `status` says that something is wrong
    bool canStart() const;
    bool isBegun() const; ///< the field stands still
    void start();
    void giveUp();

Q_SIGNALS:
    void changed();
    void done(); ///< the profile is there

private:
    const Invitation *invitation() const;
    void onEnrolment();
    bool leadsElsewhere() const;

    client::Enrolment &m_enrolment;
    QUrl m_server; ///< empty: any
    QString m_serverReason;
    QString m_text;
    std::optional<Invitation> m_read;
    Invitation::Fault m_fault = Invitation::Fault::None;
    bool m_isUnreadable = false; ///< the file
    std::optional<Error> m_trouble; ///< of this workstation, before anything was sent
};

/// The first bytes of a request's fingerprint, as `cortege-admin enrolment list` shows them.
QString shownFingerprint(const Fingerprint &fingerprint);

} // namespace cortege::presentation
