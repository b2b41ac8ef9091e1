#pragma once

#include <client/platform.h>
#include <domain/facts.h>

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <span>
#include <vector>

namespace cortege::client
{

/// The facts of all sources as a console has them: in memory only, column by column, some 30 bytes a fact. It asks for
/// them whenever the platform is reached, from where it stands, and follows what is added and withdrawn. Without the
/// right to read facts it stays empty.
class FactStore final : public QObject
{
    Q_OBJECT
public:
    /// `platform` outlives it.
    explicit FactStore(Platform &platform);

    /// As the platform listed them last.
    const std::vector<KnownSource> &sources() const { return m_sources; }
    const KnownSource *source(SourceNumber number) const;
    size_t size() const { return m_columns.size(); }
    /// Places stay as they are until `reset`; spans are good until the next signal.
    const FactColumns &columns() const { return m_columns; }
    /// Whose fact it is: `KnownSource::number`, beside the columns.
    std::span<const quint16> sourceOf() const { return m_sourceOf; }

    /// How many facts were on their way when the platform answered, and how many of those are not here yet.
    qint64 toCome() const { return m_toCome; }
    qint64 remaining() const { return m_remaining; }
    bool isComplete() const { return m_answered && m_remaining == 0; }

Q_SIGNALS:
    void progressed(); ///< toCome, remaining
    void arrived(qsizetype first, qsizetype count); ///< behind those that were here
    void reset(); ///< facts went: all places are other ones
    void sourcesChanged();

private:
    void onLink();
    void ask();
    void answer(int number, const std::expected<protocol::Answer, protocol::WireError> &answer);
    void begin(const protocol::FactsAnswer &answer);
    void take(const protocol::FactBatch &batch);
    void takeSources(const std::vector<KnownSource> &sources);
    void adopt(const std::vector<KnownSource> &sources);
    void dropOthers();
    void makeRoom(size_t more);
    void clear();

    Platform &m_platform;
    std::vector<KnownSource> m_sources;
    FactColumns m_columns;
    std::vector<quint16> m_sourceOf;
    BlockNumber m_last = 0; ///< everything up to this block is here
    int m_question = 0; ///< the one that was asked last; answers to others are of no use
    bool m_asked = false;
    bool m_answered = false;
    BlockNumber m_upTo = 0;
    qint64 m_toCome = 0;
    qint64 m_remaining = 0;
    QTimer m_asking;
};

} // namespace cortege::client
