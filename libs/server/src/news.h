#pragma once

#include <domain/event.h>
#include <domain/facts.h>
#include <domain/geojson.h>

#include <QtCore/QByteArray>

#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace cortege::server
{

/// Consecutive versions as one event.changed, ready to be sent to any number of sessions.
struct NewsFrame {
    Sequence first;
    Sequence last;
    QByteArray bytes; ///< a WebSocket frame
    bool erases = false; ///< an event is gone: earlier frames may still say what it was
};

/// Puts versions into frames of a bounded size, in order.
class NewsBuilder
{
public:
    void add(const EventVersion &version) { add(version.sequence, featureText(version), version.state); }
    /// The same by somebody who has the text already.
    void add(Sequence sequence, QByteArray feature, EventState state);
    std::vector<NewsFrame> take();

private:
    void close();
    std::vector<NewsFrame> m_frames;
    std::vector<QByteArray> m_features;
    qsizetype m_bytes = 0;
    Sequence m_last = 0;
    bool m_erases = false;
};

/// The latest frames and how far the journal has been announced. Nothing later than `last` may be shown to anybody.
class RecentNews
{
public:
    explicit RecentNews(Sequence last) : m_last(last) { }

    Sequence last() const { return m_last; }
    /// In order. The first of them may begin with what was there before.
    void add(const std::vector<NewsFrame> &frames);
    /// The frame that begins right after `sequence`; null when it is not there.
    const NewsFrame *after(Sequence sequence) const;
    /// The last sequence of the gap between `sequence` and the next frame that is there.
    Sequence gapAfter(Sequence sequence) const;

private:
    std::deque<NewsFrame>::const_iterator firstEndingAfter(Sequence sequence) const;
    std::deque<NewsFrame> m_frames;
    qsizetype m_bytes = 0;
    Sequence m_last;
};

/// Up to where somebody has the facts of a source, or of all.
struct FactPlace {
    BlockNumber since = 0;
    std::optional<SourceNumber> source {};
    qint64 changes = 0; ///< of the list of sources, up to the one that was told
};

/// What has been announced of the facts; they themselves stay in the database.
struct FactNews {
    FactState state;
    QByteArray sources; ///< facts.changed, a WebSocket frame
};

} // namespace cortege::server
