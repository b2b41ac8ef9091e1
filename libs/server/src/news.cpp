#include "news.h"

#include "frame.h"
#include "serverlimits.h"

#include <protocol/codec.h>

#include <algorithm>
#include <utility>

namespace cortege::server
{

void NewsBuilder::add(Sequence sequence, QByteArray feature, EventState state)
{
    Q_ASSERT(m_features.empty() || sequence == m_last + 1);
    if (std::ssize(m_features) == protocol::limits::kReplayBatch
        || (!m_features.empty() && m_bytes + feature.size() > limits::kNewsFrame))
        close();
    m_bytes += feature.size();
    m_features.push_back(std::move(feature));
    m_last = sequence;
    m_erases |= state == EventState::Erased;
}

void NewsBuilder::close()
{
    m_frames.push_back({ m_last - std::ssize(m_features) + 1, m_last,
        textFrame(protocol::encodeEventChanged(m_features)), std::exchange(m_erases, false) });
    m_features.clear();
    m_bytes = 0;
}

std::vector<NewsFrame> NewsBuilder::take()
{
    if (!m_features.empty())
        close();
    return std::move(m_frames);
}

void RecentNews::add(const std::vector<NewsFrame> &frames)
{
    for (const NewsFrame &frame : frames) {
        Q_ASSERT(frame.first <= m_last + 1);
        if (frame.last <= m_last)
            continue; // was in the journal when this began
        m_last = frame.last;
        if (frame.erases) { // whoever is behind reads the journal, as it is now
            m_frames.clear();
            m_bytes = 0;
        }
        m_bytes += frame.bytes.size();
        m_frames.push_back(frame);
    }
    while (m_bytes > limits::kRecentNews && m_frames.size() > 1) {
        m_bytes -= m_frames.front().bytes.size();
        m_frames.pop_front();
    }
}

std::deque<NewsFrame>::const_iterator RecentNews::firstEndingAfter(Sequence sequence) const
{
    return std::ranges::upper_bound(m_frames, sequence, {}, &NewsFrame::last);
}

const NewsFrame *RecentNews::after(Sequence sequence) const
{
    const auto found = firstEndingAfter(sequence);
    return found != m_frames.end() && found->first == sequence + 1 ? &*found : nullptr;
}

Sequence RecentNews::gapAfter(Sequence sequence) const
{
    const auto found = firstEndingAfter(sequence);
    if (found == m_frames.end())
        return m_last;
    return found->first > sequence + 1 ? found->first - 1 : found->last;
}

} // namespace cortege::server
