#pragma once

#include <client/platform.h>

#include <QtCore/QTimer>

#include <functional>
#include <memory>

namespace cortege::admincli
{

/// The connection of one command.
class Session final : public QObject
{
    Q_OBJECT
public:
    /// The profile is unlocked where its key is on a card. InvalidInput and the like name the file that is wrong.
    static Result<std::unique_ptr<Session>> open(const client::Profile &profile, const Clock &clock);

    client::Platform &platform() { return *m_platform; }
    /// Calls `ready` once: when the replica is complete, or with the reason when the platform refuses us or cannot be
    /// reached within `kPatience`.
    void start(std::function<void(const Result<> &)> ready);

    static constexpr std::chrono::seconds kPatience { 30 };

private:
    explicit Session(std::unique_ptr<client::Platform> platform);
    void onLink();
    void answer(const Result<> &result);

    std::unique_ptr<client::Platform> m_platform;
    std::function<void(const Result<> &)> m_ready;
    QTimer m_patience;
};

/// Why the platform is out of reach, as it says itself.
Error troubleOf(const client::Platform &platform);

} // namespace cortege::admincli
