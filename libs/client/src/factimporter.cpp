#include <client/factimporter.h>

namespace cortege::client
{
using namespace Qt::StringLiterals;
using protocol::ErrorCode;
namespace
{

constexpr int kBlocksOnTheWay = 4; ///< some 750 KB of requests
constexpr std::chrono::milliseconds kBreath { 1'000 };

Failure failureOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Forbidden:
        return Failure::Forbidden;
    case ErrorCode::NotFound:
        return Failure::NotFound;
    case ErrorCode::Conflict:
        return Failure::Conflict;
    default:
        return Failure::InvalidInput;
    }
}

} // namespace

FactImporter::FactImporter(
    Platform &platform, SourceNumber source, std::vector<FactBlock> blocks, std::chrono::milliseconds patience)
    : m_platform(platform), m_source(source), m_blocks(std::move(blocks)), m_patience(patience)
{
    for (const FactBlock &block : m_blocks)
        m_total += std::ssize(block.keys);
    m_pause.setSingleShot(true);
    m_silence.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &FactImporter::pump);
    connect(&m_silence, &QTimer::timeout, this,
        [this] { giveUp(m_platform.trouble().value_or(Error { Failure::Unavailable, u"no answer"_s })); });
    connect(&m_platform, &Platform::linkChanged, this, [this] {
        if (m_platform.link() == Link::Denied)
            giveUp(m_platform.trouble().value_or(Error { Failure::Unauthenticated, {} }));
        else
            pump();
    });
}

void FactImporter::start()
{
    m_silence.start(m_patience);
    pump();
}

void FactImporter::stop()
{
    m_stopping = true;
    pump();
}

void FactImporter::giveUp(const Error &error)
{
    if (m_finished)
        return;
    m_stopping = true;
    m_finished = true;
    m_trouble = error;
    Q_EMIT finished();
}

void FactImporter::pump()
{
    while (!m_stopping && !m_pause.isActive() && m_inFlight < kBlocksOnTheWay && m_platform.link() == Link::Online) {
        if (!m_again.empty()) {
            const size_t block = m_again.front();
            m_again.pop_front();
            send(block);
        } else if (m_next < m_blocks.size()) {
            send(m_next++);
        } else {
            break;
        }
    }
    finishWhenDone();
}

void FactImporter::finishWhenDone()
{
    const bool nothingLeft = m_again.empty() && m_next == m_blocks.size();
    if (m_finished || m_inFlight > 0 || !(m_stopping || nothingLeft))
        return;
    m_finished = true;
    m_silence.stop();
    Q_EMIT finished();
}

void FactImporter::send(size_t block)
{
    ++m_inFlight;
    m_platform.request(
        protocol::AddFactsRequest { m_source, m_blocks[block] }, this, [this, block](const auto &answer) {
            --m_inFlight;
            if (m_finished)
                return;
            onAnswer(block, answer);
            pump();
        });
}

void FactImporter::onAnswer(size_t block, const std::expected<protocol::Answer, protocol::WireError> &answer)
{
    if (const auto *added = answer ? std::get_if<protocol::FactsAddedAnswer>(&*answer) : nullptr) {
        m_stored += added->stored;
        m_known += added->known;
        m_silence.start(m_patience);
        Q_EMIT advanced(static_cast<qsizetype>(m_stored + m_known), static_cast<qsizetype>(m_total));
        return;
    }
    const ErrorCode code = answer ? ErrorCode::InternalError : answer.error().code;
    if (code != ErrorCode::Unavailable && code != ErrorCode::RateLimited)
        return giveUp({ failureOf(code), answer ? u"another answer than expected"_s : answer.error().message });
    m_again.push_back(block);
    if (m_platform.link() == Link::Online)
        m_pause.start(kBreath);
}

} // namespace cortege::client
