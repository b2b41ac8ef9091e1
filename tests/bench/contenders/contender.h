#pragma once

#include "figures.h"

#include <QtCore/QString>

#include <memory>

/// What the benches compare, as they see it: sockets that save, and sockets that hear of it.
namespace cortege::bench
{

/// What a connection has heard since it was asked last.
struct Heard {
    int events = 0; ///< to a console: saves of anybody
    int saved = 0; ///< to a writer: its save was taken
    int refused = 0; ///< to a writer: its save was not taken
};

class Connection
{
public:
    virtual ~Connection() = default;
    virtual int descriptor() const = 0;
    /// Takes all that has arrived, without waiting.
    virtual Heard receive() = 0;
};

class Writer : public Connection
{
public:
    /// Sends one more save; the one before has been answered.
    virtual void save() = 0;
};

/// A server in a process of its own.
class Contender
{
public:
    virtual ~Contender() = default;
    virtual std::unique_ptr<Connection> console() = 0;
    virtual std::unique_ptr<Writer> writer() = 0;
    /// From connect() until the server has said that one is in, and hangs up. Any thread.
    virtual void login() = 0;
    virtual qint64 pid() const = 0;
    double cpuSeconds() const { return cpuSecondsOf(pid()); } ///< that it has used so far
    double residentBytes() const { return residentBytesOf(pid()); } ///< that it and its children have now
};

} // namespace cortege::bench
