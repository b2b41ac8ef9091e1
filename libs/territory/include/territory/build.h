#pragma once

#include <domain/result.h>
#include <geodata/territory.h>
#include <territory/source.h>
#include <territory/tiles.h>

#include <QtCore/QStringList>

#include <optional>

namespace cortege::territory
{

struct BuildOptions {
    QString name;
    QString folder; ///< made beside it under another name, and put in its place when complete
    std::vector<SourceRequest> sources;
    QStringList attributions; ///< beside those that the formats oblige to
    std::optional<GeoBox> bounds; ///< without: what the sources cover
    int minimumZoom = 10;
    int maximumZoom = 16;
    int pixels = 256;
    UtcTime now {};
};

enum class Stage { Gazetteer, Network, Tiles };

/// Hears how a build goes on; in the thread that builds, and for tiles in those that draw, one at a time.
class BuildListener
{
public:
    virtual ~BuildListener() = default;
    virtual void sourceRead(const SourceRequest &request, const Source &source) = 0;
    /// The whole file, not a record of it.
    virtual void sourceFailed(const SourceRequest &request, const Error &error) = 0;
    virtual void stageBegun(Stage stage) = 0;
    virtual void tilesDrawn(qsizetype done, qsizetype total) = 0;
};

/// Reads all sources first: with one that cannot be read nothing is built. A build that was broken off is gone on with
/// when sources, style and options are the same; so is a finished one whose zooms are to be others.
Result<geodata::Territory> build(
    const BuildOptions &options, BuildListener &listener, const std::stop_token &stop = {});

/// Opens each part and compares it with its checksum; what is wrong, by part. Empty for a sound territory.
std::vector<std::pair<QString, Error>> check(const geodata::Territory &territory);

} // namespace cortege::territory
