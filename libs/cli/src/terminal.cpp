#include <cli/terminal.h>

#include <QtCore/QFileDevice>
#include <QtCore/QLocale>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace cortege::cli
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qsizetype kBarWidth = 40;
constexpr size_t kAnswerLimit = 256;

/// The terminal without echo, and without the keys that would end the program and leave it so.
class UnseenLine
{
public:
    UnseenLine() : m_descriptor(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY))
    {
        m_isReady = m_descriptor >= 0 && ::tcgetattr(m_descriptor, &m_before) == 0;
        if (!m_isReady)
            return;
        termios unseen = m_before;
        unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
        m_isReady = ::tcsetattr(m_descriptor, TCSAFLUSH, &unseen) == 0;
    }
    ~UnseenLine()
    {
        if (m_isReady)
            ::tcsetattr(m_descriptor, TCSAFLUSH, &m_before);
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Q_DISABLE_COPY_MOVE(UnseenLine)

    std::optional<QByteArray> read() const
    {
        if (!m_isReady)
            return std::nullopt;
        QByteArray line(kAnswerLimit, Qt::Uninitialized); // the terminal gives a line at a time
        const ssize_t size = ::read(m_descriptor, line.data(), kAnswerLimit);
        line.truncate(size < 0 ? 0 : static_cast<qsizetype>(size));
        if (line.endsWith('\n'))
            line.chop(1);
        return line;
    }

private:
    int m_descriptor;
    bool m_isReady = false;
    termios m_before {};
};

} // namespace

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

std::optional<QByteArray> Terminal::askUnseen(const QString &question)
{
    if (!m_interactive)
        return std::nullopt;
    const UnseenLine unseen;
    clearBar();
    m_errors.write(question.toUtf8() + ' ');
    flush(m_errors);
    const auto answer = unseen.read();
    m_errors.write("\n");
    flush(m_errors);
    return answer;
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
