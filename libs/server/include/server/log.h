#pragma once

#include <domain/time.h>

#include <QtCore/QJsonObject>

namespace cortege::server
{

/// One JSON object a line on stderr: "time", "level", "event", then the fields. Any thread may write. Fields are ids,
/// addresses, numbers and fixed words: never what a record holds, nor a text that a peer sent. Where stderr is
/// systemd's journal, "<N>" stands before the line, which the journal takes away and keeps as its priority
/// (sd-daemon(3)).
class Log
{
public:
    explicit Log(const Clock &clock);
    void info(QLatin1StringView event, const QJsonObject &fields = {}) const { write("info", event, fields); }
    void warning(QLatin1StringView event, const QJsonObject &fields = {}) const { write("warning", event, fields); }
    void error(QLatin1StringView event, const QJsonObject &fields = {}) const { write("error", event, fields); }

private:
    void write(const char *level, QLatin1StringView event, const QJsonObject &fields) const;
    const Clock &m_clock;
    const bool m_isInJournal;
};

} // namespace cortege::server
