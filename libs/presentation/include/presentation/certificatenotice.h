#pragma once

#include <client/renewal.h>
#include <domain/time.h>

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QTimer>

namespace cortege::presentation
{

/// What a person is told of the certificate's end, and can do about it: from 30 days before, more firmly from 14, and
/// so that it cannot be put off from 3.
class CertificateNotice final : public QObject
{
    Q_OBJECT
public:
    enum class Level { None, Month, Fortnight, Days, Ended };
    static Level levelAt(UtcTime ends, UtcTime now);

    /// Renewal and clock must outlive it.
    CertificateNotice(client::Renewal &renewal, const Clock &clock);

    QString text() const; ///< empty: nothing to say
    bool canAsk() const;
    bool canPutOff() const;
    void ask();
    void putOff(); ///< until there is something new to say

Q_SIGNALS:
    void changed();

private:
    Level level() const;
    bool isPutOff() const;

    client::Renewal &m_renewal;
    const Clock &m_clock;
    std::optional<std::pair<Level, client::Renewal::Stage>> m_putOff;
    QTimer m_look;
};

} // namespace cortege::presentation
