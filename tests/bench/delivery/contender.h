#pragma once

#include <QtCore/QString>

#include <memory>

/// What the bench compares, as it sees them: sockets that save, and sockets that hear of it.
namespace cortege::bench
{

/// What a connection has heard since it was asked last.
struct Heard {
    int events = 0; ///< to a console: saves of anybody
    int saved = 0; ///< to a writer: its save is on disk
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

class Contender
{
public:
    virtual ~Contender() = default;
    virtual std::unique_ptr<Connection> console() = 0;
    virtual std::unique_ptr<Writer> writer() = 0;
    virtual double cpuSeconds() const = 0; ///< that it has used so far
};

} // namespace cortege::bench
