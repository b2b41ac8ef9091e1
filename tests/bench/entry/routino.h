#pragma once

#include <streetgraph.h>

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

/// The peer of the routes: libroutino on the very same graph, in a process of its own.
namespace cortege::bench
{

class Routino
{
public:
    Routino() = default;
    ~Routino();
    Q_DISABLE_COPY_MOVE(Routino)

    /// Writes the graph as OpenStreetMap XML and lets planetsplitter make its database of it. False, with a line on
    /// stdout, when it is not on this machine.
    bool start(const geodata::StreetGraph &graph);
    /// Milliseconds of planetsplitter, from the finished XML to the finished database.
    double preparation() const { return m_preparation; }

    struct Answer {
        double milliseconds = 0; ///< both snaps and the route, measured over there
        double metres = 0;
    };
    std::optional<Answer> route(GeoPoint from, GeoPoint to);

private:
    double m_preparation = 0;
    QTemporaryDir m_folder;
    QProcess m_program;
};

} // namespace cortege::bench
