#pragma once

#include <domain/result.h>

#include <QtCore/QByteArray>

#include <chrono>
#include <optional>

namespace cortege::server
{

/// Tells systemd how the service is doing, in datagrams to $NOTIFY_SOCKET (sd_notify(3), an interface that stays as it
/// is). Where nobody asked for them nothing is said. An error is for the log; the service goes on.
class ServiceManager
{
public:
    /// Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID, once.
    ServiceManager();

    Result<> ready() const { return tell("READY=1"); }
    Result<> reloading() const; ///< `ready` follows
    Result<> stopping() const { return tell("STOPPING=1"); }
    Result<> alive() const { return tell("WATCHDOG=1"); }
    /// How often `alive` has to be said: half of what systemd waits. Nothing: it does not watch.
    std::optional<std::chrono::milliseconds> watchdogInterval() const { return m_watchdogInterval; }

private:
    Result<> tell(const QByteArray &state) const;
    QByteArray m_socket;
    std::optional<std::chrono::milliseconds> m_watchdogInterval;
};

} // namespace cortege::server
