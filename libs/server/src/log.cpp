#include <server/log.h>

#include <QtCore/QJsonDocument>

#include <cstdio>

namespace cortege::server
{

void Log::write(const char *level, QLatin1StringView event, const QJsonObject &fields) const
{
    // Written by hand, because QJsonObject sorts and a line is easier to read when it begins with its time.
    QByteArray line = R"({"time":")" + toIso(m_clock.now()).toLatin1() + R"(","level":")" + level + R"(","event":")"
        + QByteArray(event.data(), event.size()) + '"';
    const QByteArray rest = QJsonDocument(fields).toJson(QJsonDocument::Compact);
    if (!fields.isEmpty())
        line += ',' + rest.sliced(1, rest.size() - 2);
    line += "}\n";
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr); // unbuffered and locked: whole lines
}

} // namespace cortege::server
