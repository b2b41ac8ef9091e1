#pragma once

#include <QtCore/QString>

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
