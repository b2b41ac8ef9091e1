#pragma once

#include <QtCore/QString>
#include <QtCore/QTimer>

#include <chrono>

namespace cortege::presentation
{

/// Tells screen readers what changes away from the focus. What changes at every key or movement of the hand is told
/// once it has settled, in its last state.
class Announcer final : public QObject
{
    Q_OBJECT
public:
    /// For so long nothing may change: longer than from one key to the next, shorter than anybody waits for an answer.
    static constexpr std::chrono::milliseconds kSettled { 600 };

    /// `about` is a widget, and owns the announcer.
    explicit Announcer(QObject *about);
    /// Instead of what has not been told yet; an empty text is not told.
    void tell(const QString &text);

private:
    QTimer m_settled;
    QString m_text;
};

} // namespace cortege::presentation
