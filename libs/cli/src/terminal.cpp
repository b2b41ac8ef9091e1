#include <cli/terminal.h>

#include <QtCore/QFileDevice>
#include <QtCore/QLocale>

namespace cortege::cli
{
using namespace Qt::StringLiterals;
namespace
{
constexpr qsizetype kBarWidth = 40;
}

Terminal::Terminal(QIODevice &out, QIODevice &errors, bool interactive)
    : m_out(out), m_errors(errors), m_interactive(interactive)
{
}

void Terminal::flush(QIODevice &device)
{
    if (auto *file = qobject_cast<QFileDevice *>(&device))
        file->flush();
}

void Terminal::clearBar()
{
    if (m_bar.isEmpty())
        return;
    m_bar.clear();
    m_errors.write("\r\x1b[K");
    flush(m_errors);
}

void Terminal::say(const QString &line)
{
    clearBar();
    m_out.write(line.toUtf8() + '\n');
    flush(m_out);
}

void Terminal::complain(const QString &line)
{
    clearBar();
    m_errors.write(line.toUtf8() + '\n');
    flush(m_errors);
}

void Terminal::progress(qsizetype done, qsizetype total)
{
    if (!m_interactive || total <= 0)
        return;
    const qsizetype filled = kBarWidth * done / total;
    const QString bar = u"[%1%2] %3 / %4"_s.arg(
        QString(filled, u'#'), QString(kBarWidth - filled, u'.'), QLocale().toString(done), QLocale().toString(total));
    if (bar == m_bar)
        return;
    m_bar = bar;
    m_errors.write("\r" + bar.toUtf8() + "\x1b[K");
    flush(m_errors);
}

} // namespace cortege::cli
