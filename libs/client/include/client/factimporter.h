#pragma once

#include <client/platform.h>
#include <domain/facts.h>

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <deque>
#include <optional>
#include <vector>

namespace cortege::client
{

/// Blocks of facts into a running server, a few on the way at a time. A lost connection is waited for, and what had no
/// answer is sent again: facts whose keys are there already are known, not doubled.
class FactImporter final : public QObject
{
    Q_OBJECT
public:
    /// `platform` must be online when `start` is called, and outlive it. `patience` is for no answer at all.
    FactImporter(Platform &platform, SourceNumber source, std::vector<FactBlock> blocks,
        std::chrono::milliseconds patience = std::chrono::seconds { 60 });

    void start();
    /// Begins nothing new; `finished` comes after the answers that are on their way.
    void stop();

    qint64 stored() const { return m_stored; }
    qint64 known() const { return m_known; }
    /// Facts that were not dealt with because it ended early.
    qint64 remaining() const { return m_total - m_stored - m_known; }
    /// Why it gave up; nothing when it came to the end or was told to stop.
    const std::optional<Error> &trouble() const { return m_trouble; }

Q_SIGNALS:
    void advanced(qsizetype done, qsizetype total);
    void finished();

private:
    void pump();
    void send(size_t block);
    void onAnswer(size_t block, const std::expected<protocol::Answer, protocol::WireError> &answer);
    void giveUp(const Error &error);
    void finishWhenDone();

    Platform &m_platform;
    const SourceNumber m_source;
    const std::vector<FactBlock> m_blocks;
    const std::chrono::milliseconds m_patience;
    size_t m_next = 0; ///< the first that was never sent
    std::deque<size_t> m_again;
    int m_inFlight = 0;
    qint64 m_total = 0;
    qint64 m_stored = 0;
    qint64 m_known = 0;
    QTimer m_pause;
    QTimer m_silence;
    bool m_stopping = false;
    bool m_finished = false;
    std::optional<Error> m_trouble;
};

} // namespace cortege::client
