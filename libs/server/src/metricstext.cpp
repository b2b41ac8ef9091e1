#include "metricstext.h"

#include <QtCore/QFile>
#include <QtCore/QLocale>

#include <filesystem>
#include <initializer_list>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

namespace cortege::server
{
namespace
{

QByteArray shown(double number) { return QByteArray::number(number, 'f', QLocale::FloatingPointShortest); }

class MetricsPage
{
public:
    void counter(const char *name, const char *help, quint64 value)
    {
        head(name, help, "counter");
        line(name, QByteArray::number(value));
    }
    void gauge(const char *name, const char *help, qint64 value)
    {
        head(name, help, "gauge");
        line(name, QByteArray::number(value));
    }
    void seconds(const char *name, const char *help, const char *type, double value)
    {
        head(name, help, type);
        line(name, shown(value));
    }
    template <class Counters, class Key>
    void counters(const char *name, const char *help, const QByteArray &label, const Counters &counters,
        std::initializer_list<std::pair<Key, const char *>> keys)
    {
        head(name, help, "counter");
        for (const auto &[key, value] : keys)
            line(name + labelled(label, value), QByteArray::number(counters.of(key)));
    }
    void histogram(const QByteArray &name, const char *help, const Histogram &histogram)
    {
        head(name, help, "histogram");
        const Histogram::Seen seen = histogram.seen();
        for (size_t i = 0; i < seen.upTo.size(); ++i)
            line(name + "_bucket" + labelled("le", shown(Histogram::kBounds[i])), QByteArray::number(seen.upTo[i]));
        line(name + "_bucket" + labelled("le", "+Inf"), QByteArray::number(seen.count));
        line(name + "_sum", shown(seen.sum));
        line(name + "_count", QByteArray::number(seen.count));
    }
    void info(const QByteArray &name, const char *help, const QByteArray &label, const QByteArray &value)
    {
        head(name, help, "gauge");
        line(name + labelled(label, value), "1");
    }
    QByteArray take() { return std::move(m_text); }

private:
    static QByteArray labelled(const QByteArray &label, const QByteArray &value)
    {
        return '{' + label + "=\"" + value + "\"}";
    }
    void head(const QByteArray &name, const char *help, const char *type)
    {
        m_text += "# HELP " + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n';
    }
    void line(const QByteArray &name, const QByteArray &value) { m_text += name + ' ' + value + '\n'; }
    QByteArray m_text;
};

qint64 openDescriptors()
{
    std::error_code ignored;
    qint64 count = 0;
    for (auto entry = std::filesystem::directory_iterator("/proc/self/fd", ignored);
        entry != std::filesystem::directory_iterator(); entry.increment(ignored))
        ++count;
    return count - 1; // the one that looks
}

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

double processorSeconds()
{
    rusage used {};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// The names that every exporter uses.
void addProcess(MetricsPage &page)
{
    rlimit descriptors {};
    ::getrlimit(RLIMIT_NOFILE, &descriptors);
    page.gauge("process_open_fds", "Descriptors that are open.", openDescriptors());
    page.gauge("process_max_fds", "Descriptors that may be open.", static_cast<qint64>(descriptors.rlim_cur));
    page.gauge("process_resident_memory_bytes", "Memory in use.", residentBytes());
    page.seconds("process_cpu_seconds_total", "Processor time used.", "counter", processorSeconds());
}

void addEnrolment(MetricsPage &page, const Metrics::Enrolment &enrolment)
{
    using State = EnrolmentAnswer::State;
    page.counters("cortege_enrolment_requests_total", "Requests for a first certificate by their answer.", "answer",
        enrolment.answers,
        { std::pair { State::Pending, "pending" }, { State::Issued, "issued" }, { State::Refused, "refused" },
            { State::UnknownCode, "unknown-code" }, { State::ExpiredCode, "expired-code" },
            { State::UsedUpCode, "used-up-code" }, { State::WithdrawnCode, "withdrawn-code" },
            { State::BadRequest, "bad-request" }, { State::Later, "later" } });
    page.counter("cortege_enrolment_refused_connections_total",
        "Connections to the enrolment listener that came to no request.", enrolment.refused);
    page.gauge("cortege_enrolment_connections", "Connections to the enrolment listener now.", enrolment.connections);
    page.seconds("cortege_enrolment_oldest_connection_seconds", "How long the oldest of them has been there.", "gauge",
        static_cast<double>(enrolment.oldestConnection) / 1e3);
    page.gauge(
        "cortege_enrolment_requests_waiting", "Requests that the administrator has not decided.", enrolment.waiting);
    page.gauge("cortege_enrolment_oldest_request_seconds",
        "When the oldest of them came, in seconds since 1970; 0 where none waits.", enrolment.oldestAskedAt);
}

} // namespace

QByteArray metricsText(const Metrics &metrics, bool isHealthy)
{
    MetricsPage page;
    page.info("cortege_build_info", "The version of the server.", "version", CORTEGE_VERSION);
    page.gauge("cortege_healthy", "1 when /health says so.", isHealthy ? 1 : 0);
    page.gauge("cortege_sessions", "Sessions now.", metrics.sessions);
    page.gauge("cortege_sessions_limit", "Sessions that may be open.", metrics.mostSessions);
    page.counter("cortege_logins_total", "Sessions so far.", metrics.logins);
    page.counters("cortege_refused_connections_total", "Connections that did not become sessions.", "reason",
        metrics.refused,
        { std::pair { Refused::Handshake, "handshake" }, { Refused::Timeout, "timeout" },
            { Refused::Crowded, "crowded" }, { Refused::SubProtocol, "sub-protocol" }, { Refused::Person, "person" },
            { Refused::Convention, "convention" }, { Refused::Sessions, "sessions" }, { Refused::Full, "full" } });
    page.gauge("cortege_send_queue_bytes", "Bytes that peers have not taken yet.", metrics.sendQueue);
    page.counters("cortege_changes_total", "Saves and cancellations by what became of them.", "result", metrics.changed,
        { std::pair { Changed::Saved, "saved" }, { Changed::Repeated, "repeated" }, { Changed::Conflict, "conflict" },
            { Changed::Refused, "refused" }, { Changed::Failed, "failed" } });
    page.histogram("cortege_commit_seconds", "Transactions of the journal, fsync included.", metrics.commits);
    page.gauge("cortege_journal_queue_changes", "Changes and entries of the audit that wait for the disk.",
        metrics.journalQueue);
    page.gauge(
        "cortege_journal_queue_bytes", "Bytes of the changes that wait for the disk.", metrics.journalQueueBytes);
    page.gauge("cortege_last_sequence", "The last row of the journal.", metrics.lastSequence);
    page.gauge(
        "cortege_wal_pages_left", "Pages of the write-ahead log that the last checkpoint left.", metrics.logPagesLeft);
    page.gauge("cortege_disk_takes_writes", "1 when the last commit or probe went to the disk.",
        metrics.diskTakesWrites ? 1 : 0);
    page.gauge("cortege_certificate_not_after_seconds", "When the server's certificate ends, in seconds since 1970.",
        metrics.certificateEnd);
    page.gauge("cortege_handovers_overdue", "Handovers whose provider owes the statement of destruction.",
        metrics.overdueHandovers);
    page.gauge("cortege_handovers_due_soon", "Handovers that are due within 30 days.", metrics.handoversDueSoon);
    page.gauge("cortege_destruction_due_seconds",
        "When it is too late to destroy the data, in seconds since 1970; 0 before the convention's end.",
        metrics.destructionDue);
    addEnrolment(page, metrics.enrolment);
    addProcess(page);
    return page.take();
}

} // namespace cortege::server
