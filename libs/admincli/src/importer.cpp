#include <admincli/importer.h>

#include <domain/geojson.h>

#include <algorithm>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
using exchange::ImportTally;
using exchange::RowIssue;
using protocol::ErrorCode;
using protocol::WireError;
namespace
{

constexpr int kWindow = protocol::limits::kRequestsInFlight / 2;
constexpr std::chrono::milliseconds kPace { 50 };
constexpr std::chrono::milliseconds kPause { 1'000 }; // the server's bucket is full again after a second

protocol::Request requestFor(const RequestId &id, const exchange::ImportChange &change)
{
    if (const auto *record = std::get_if<EventRecord>(&change.change))
        return protocol::SaveRequest { id, change.event, change.baseRevision, *record };
    return protocol::CancelRequest { id, change.event, change.baseRevision };
}

/// Refusals of ours, whatever the row says: the next row would get the same answer.
std::optional<Failure> refusalOfAll(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Forbidden:
        return Failure::Forbidden;
    case ErrorCode::SchemaMismatch:
        return Failure::InvalidInput;
    default:
        return std::nullopt;
    }
}

QLatin1StringView reasonFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Forbidden:
        return "forbidden"_L1;
    case ErrorCode::NotFound:
        return "not-found"_L1;
    case ErrorCode::Conflict:
        return "conflict"_L1;
    case ErrorCode::TooLarge:
        return "too-large"_L1;
    case ErrorCode::SchemaMismatch:
        return "schema-mismatch"_L1;
    default:
        return "refused-by-platform"_L1;
    }
}

std::vector<RowIssue> issuesFrom(const exchange::ImportRow &row, const WireError &error)
{
    const QJsonObject properties = toFeature(row.record).value("properties"_L1).toObject();
    std::vector<RowIssue> issues;
    issues.reserve(error.issues.size());
    for (const FieldIssue &issue : error.issues)
        issues.push_back(exchange::rowIssue(row.line, issue, properties));
    if (issues.empty())
        issues.push_back(exchange::rowIssue(
            row.line, {}, reasonFor(error.code), u"%1: %2"_s.arg(static_cast<int>(error.code)).arg(error.message)));
    return issues;
}

} // namespace

Importer::Importer(client::Platform &platform, std::vector<exchange::ImportedRow> rows, const Options &options)
    : m_platform(platform), m_rows(std::move(rows)), m_options(options)
{
    m_pause.setSingleShot(true);
    m_silence.setSingleShot(true);
    connect(&m_pace, &QTimer::timeout, this, &Importer::onPaced);
    connect(&m_pause, &QTimer::timeout, this, &Importer::pump);
    connect(&m_silence, &QTimer::timeout, this,
        [this] { giveUp(m_platform.trouble().value_or(Error { Failure::Unavailable, u"no answer"_s })); });
    connect(&m_platform, &client::Platform::linkChanged, this, [this] {
        if (m_platform.link() == client::Link::Denied)
            giveUp(m_platform.trouble().value_or(Error { Failure::Unauthenticated, {} }));
        else
            pump();
    });
}

void Importer::start()
{
    Q_ASSERT(m_platform.greeting());
    if (!m_options.overwrite)
        m_state = exchange::ImportState(m_platform.greeting()->person);
    for (const EventVersion &version : m_platform.replica().events())
        m_state.know(version);
    findReached();
    m_silence.start(m_options.patience);
    m_pace.start(kPace);
    onPaced();
}

void Importer::findReached()
{
    for (size_t row = 0; row < m_rows.size(); ++row) {
        if (!m_rows[row])
            continue;
        if (const auto decision = m_state.decide(*m_rows[row]); decision && !*decision)
            m_reached.insert(m_rows[row]->event, row);
    }
}

void Importer::stop()
{
    m_stopping = true;
    pump();
}

void Importer::giveUp(const Error &error)
{
    if (m_finished)
        return;
    m_stopping = true;
    m_finished = true;
    m_trouble = error;
    Q_EMIT finished();
}

/// Nine tenths of the limit: the connection itself asks for something now and then.
void Importer::onPaced()
{
    const int perSecond = protocol::limits::requestsPerSecond(m_platform.greeting()->roles) * 9 / 10;
    m_maySend = std::max(1, perSecond * static_cast<int>(kPace.count()) / 1'000);
    pump();
}

void Importer::pump()
{
    const auto open = [this] {
        return !m_stopping && !m_pause.isActive() && m_inFlight < kWindow && m_maySend > 0
            && m_platform.link() == client::Link::Online;
    };
    while (open()) {
        if (!m_again.empty()) {
            const Sent sent = m_again.front();
            m_again.pop_front();
            send(sent);
        } else if (const auto row = nextRow()) {
            consider(*row);
        } else {
            break;
        }
    }
    finishWhenDone();
}

void Importer::finishWhenDone()
{
    const bool nothingLeft = m_again.empty() && m_busy.empty() && m_freed.empty() && m_next == m_rows.size();
    if (m_finished || m_inFlight > 0 || !(m_stopping || nothingLeft))
        return;
    m_finished = true;
    m_silence.stop();
    m_pace.stop();
    Q_EMIT finished();
}

/// The rows of one event keep the order of the file: a row waits while an earlier one is on its way.
std::optional<size_t> Importer::nextRow()
{
    while (!m_freed.empty() || m_next < m_rows.size()) {
        size_t row = m_next;
        if (m_freed.empty()) {
            ++m_next;
        } else {
            row = m_freed.front();
            m_freed.pop_front();
        }
        const auto busy = m_rows[row] ? m_busy.find(m_rows[row]->event) : m_busy.end();
        if (busy == m_busy.end())
            return row;
        busy->push_back(row);
    }
    return std::nullopt;
}

void Importer::consider(size_t row)
{
    if (!m_rows[row])
        return refuse(row, m_rows[row].error());
    if (const auto reached = m_reached.constFind(m_rows[row]->event); reached != m_reached.cend() && row <= *reached)
        return settle(row, &ImportTally::unchanged);
    const exchange::Decision decision = m_state.decide(*m_rows[row]);
    if (!decision)
        return refuse(row, { decision.error() });
    if (!*decision)
        return settle(row, &ImportTally::unchanged);
    if (m_options.rehearse) {
        m_state.assume(**decision);
        const bool cancels = std::holds_alternative<Cancellation>((*decision)->change);
        return settle(row, cancels ? &ImportTally::cancelled : &ImportTally::saved);
    }
    send({ row, RequestId::make(), **decision });
}

void Importer::send(const Sent &sent)
{
    m_busy[sent.change.event]; // from now on, if it was not before
    ++m_inFlight;
    --m_maySend;
    m_platform.request(requestFor(sent.request, sent.change), this, [this, sent](const Answer &answer) {
        --m_inFlight;
        if (m_finished)
            return;
        onAnswer(sent, answer);
        pump();
    });
}

void Importer::onAnswer(const Sent &sent, const Answer &answer)
{
    if (!answer)
        return onError(sent, answer.error());
    const auto *saved = std::get_if<protocol::SavedAnswer>(&*answer);
    if (!saved)
        return refuse(sent.row, { exchange::rowIssue(m_rows[sent.row]->line, {}, "refused-by-platform"_L1) });
    m_state.know(saved->version);
    settle(sent.row,
        std::holds_alternative<Cancellation>(sent.change.change) ? &ImportTally::cancelled : &ImportTally::saved);
}

void Importer::onError(const Sent &sent, const WireError &error)
{
    if (error.code == ErrorCode::Unavailable)
        return retryLater(sent);
    if (error.code == ErrorCode::RateLimited) {
        m_pause.start(kPause);
        return retryLater(sent);
    }
    if (error.code == ErrorCode::Conflict && error.current) {
        // Somebody saved it a moment ago; with that known, the row is decided anew.
        m_state.know(*error.current);
        if (!m_stopping)
            consider(sent.row);
        return;
    }
    refuse(sent.row, issuesFrom(*m_rows[sent.row], error));
    if (const auto failure = refusalOfAll(error.code)) {
        m_trouble = Error { *failure, error.message };
        m_stopping = true;
    }
}

void Importer::retryLater(const Sent &sent)
{
    m_again.push_back(sent);
    if (!m_pause.isActive() && m_platform.link() == client::Link::Online)
        m_pause.start(kPause);
}

void Importer::refuse(size_t row, const std::vector<RowIssue> &issues)
{
    Q_ASSERT(!issues.empty());
    m_issues.insert(m_issues.end(), issues.begin(), issues.end());
    settle(row, &ImportTally::refused);
}

void Importer::settle(size_t row, int ImportTally::*outcome)
{
    ++m_tally.read;
    ++(m_tally.*outcome);
    if (m_rows[row]) {
        const std::deque<size_t> waiting = m_busy.take(m_rows[row]->event);
        m_freed.insert(m_freed.end(), waiting.begin(), waiting.end());
    }
    m_silence.start(m_options.patience);
    Q_EMIT advanced(m_tally.read, static_cast<qsizetype>(m_rows.size()));
}

std::vector<RowIssue> Importer::issues() const
{
    std::vector<RowIssue> sorted = m_issues;
    std::ranges::stable_sort(sorted, {}, &RowIssue::line);
    return sorted;
}

qsizetype Importer::remaining() const { return static_cast<qsizetype>(m_rows.size()) - m_tally.read; }

} // namespace cortege::admincli
