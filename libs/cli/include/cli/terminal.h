#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

class QIODevice;

namespace cortege::cli
{

/// Where a command writes, in UTF-8: results on `out`, so that they can be piped; troubles and progress on `errors`.
class Terminal
{
public:
    /// `interactive`: somebody watches `errors`, so that a line may be drawn over again. Both must outlive it.
    Terminal(QIODevice &out, QIODevice &errors, bool interactive);

    void say(const QString &line);
    void complain(const QString &line);
    /// What the person types after the question, unseen, up to the end of the line; nothing where nobody sits at the
    /// terminal. The caller wipes it.
    std::optional<QByteArray> askUnseen(const QString &question);
    /// A bar on an interactive terminal, nothing elsewhere.
    void progress(qsizetype done, qsizetype total);

private:
    void clearBar();
    void flush(QIODevice &device);

    QIODevice &m_out;
    QIODevice &m_errors;
    bool m_interactive;
    QString m_bar; ///< what stands on the last line; empty without one
};

} // namespace cortege::cli
