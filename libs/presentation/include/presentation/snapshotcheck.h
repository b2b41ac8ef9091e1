#pragma once

#include <client/platform.h>
#include <presentation/factcloud.h>
#include <presentation/snapshot.h>

#include <QtCore/QObject>

#include <map>

namespace cortege::presentation
{

/// Computes a snapshot again: brings the events back to where they stood, asking the platform for the history of those
/// that have changed since, and makes the picture anew.
class SnapshotCheck final : public QObject
{
    Q_OBJECT
public:
    SnapshotCheck(client::Platform &platform, FactCloudPtr facts, Snapshot snapshot, const GeoBox &territory,
        QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    void checked(const QStringList &differences); ///< empty: identical
    void failed(const QString &why); ///< it cannot be told; a sentence for the person

private:
    void askNext();
    void take(const EventId &event, const std::vector<EventVersion> &versions);
    void compute();
    void compare();

    client::Platform &m_platform;
    FactCloudPtr m_facts; ///< as they are now
    Snapshot m_snapshot;
    TensionOverlay m_tension;
    std::vector<EventId> m_changed; ///< since then, still to be asked for
    std::map<EventId, std::shared_ptr<const EventVersion>> m_events; ///< active ones, as they stood
};

} // namespace cortege::presentation
