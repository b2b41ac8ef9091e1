#pragma once

#include <presentation/factcloud.h>

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <future>

namespace cortege::presentation
{

/// The facts of the platform, made ready for map and analysis beside the window's thread while they arrive. Its cloud
/// grows in steps, the first of them after half a second: what arrives sooner is made ready once, and what is made
/// ready again and again costs less than what arrives.
class FactBoard final : public QObject
{
    Q_OBJECT
public:
    /// `platform` outlives it.
    explicit FactBoard(client::Platform &platform, QObject *parent = nullptr);
    ~FactBoard() override; ///< waits for what is being made

    const client::FactStore &store() const { return m_store; }
    /// Never nullptr.
    const FactCloudPtr &cloud() const { return m_cloud; }
    /// Everything that has arrived is in the cloud, and nothing is on its way.
    bool isComplete() const;

Q_SIGNALS:
    void cloudChanged();
    void progressed(); ///< `store().toCome`, `remaining`

private:
    void startAnew();
    void takeSources();
    void follow();
    void makeSome();
    bool isOther() const;
    bool isKnown(size_t from) const;
    void make();
    void take();

    client::FactStore m_store;
    FactCloudPtr m_cloud = std::make_shared<const FactCloud>();
    bool m_anew = false; ///< what is in the cloud, or being made, is of no use
    QTimer m_soon; ///< a moment after the latest of what arrives by itself, or while much is on its way
    std::shared_future<std::unique_ptr<const tension::Lattice>> m_lattice;
    std::future<FactCloudPtr> m_making; ///< valid while one is made; last, because its end is waited for
};

} // namespace cortege::presentation
