#include <server/log.h>

#include <QtCore/QJsonDocument>

#include <cstdio>
#include <string_view>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

namespace cortege::server
{
namespace
{

/// As systemd.exec(5) says it: the variable alone may have come from whoever started us, with another stderr.
bool isStderrInJournal()
{
    struct stat file {};
    if (::fstat(STDERR_FILENO, &file) != 0)
        return false;
    return qgetenv("JOURNAL_STREAM")
        == QByteArray::number(quint64 { file.st_dev }) + ':' + QByteArray::number(quint64 { file.st_ino });
}

char priorityOf(std::string_view level)
{
    return static_cast<char>('0' + (level == "error" ? LOG_ERR : level == "warning" ? LOG_WARNING : LOG_INFO));
}

} // namespace

Log::Log(const Clock &clock) : m_clock(clock), m_isInJournal(isStderrInJournal()) { }

void Log::write(const char *level, QLatin1StringView event, const QJsonObject &fields) const
{
    // Written by hand, because QJsonObject sorts and a line is easier to read when it begins with its time.
    QByteArray line = R"({"time":")" + toIso(m_clock.now()).toLatin1() + R"(","level":")" + level + R"(","event":")"
        + QByteArray(event.data(), event.size()) + '"';
    const QByteArray rest = QJsonDocument(fields).toJson(QJsonDocument::Compact);
    if (!fields.isEmpty())
        line += ',' + rest.sliced(1, rest.size() - 2);
    line += "}\n";
    if (m_isInJournal)
        line.prepend(QByteArray("<") + priorityOf(level) + '>');
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr); // unbuffered and locked: whole lines
}

} // namespace cortege::server
