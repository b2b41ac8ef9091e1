#pragma once

#include <domain/result.h>

#include <geodata/mapfeatures.h>

#include <QtCore/QByteArray>

#include <memory>
#include <optional>
#include <vector>

/// The streets of one territory as a graph on which people walk: direction-free, any class of street, nobody sent round
/// by a one-way sign. Lengths are great-circle metres, as `distanceMetres`; nearness and faces are reckoned in a plane,
/// equirectangular about the middle of the territory (within 0.3 % over 50 km).
namespace cortege::geodata
{

/// Makes a network from street lines. Lines are joined where they share a vertex, whatever their levels, and where they
/// cross on one level; an end that misses another line by less than a metre is brought onto it.
class StreetNetworkBuilder
{
public:
    StreetNetworkBuilder();
    StreetNetworkBuilder(StreetNetworkBuilder &&) noexcept;
    StreetNetworkBuilder &operator=(StreetNetworkBuilder &&) noexcept;
    ~StreetNetworkBuilder();

    /// Nameless streets are walked as well. Lines with less than two points, and streets that are not for walkers, are
    /// passed over.
    void add(const Street &street);
    /// The file's contents: versioned, little-endian, with a checksum. The same streets give the same bytes.
    QByteArray bytes() const;
    /// Replaces the file in one step. Unavailable when it cannot be written.
    Result<> write(const QString &path) const;

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

/// The point of the network nearest to a point.
struct Snap {
    GeoPoint position;
    double metres = 0; ///< from the point asked for
    QString street; ///< may be empty
};

struct FollowedStreet {
    QString name; ///< empty for a nameless way
    double fromMetres = 0; ///< along the path
    double toMetres = 0;

    friend bool operator==(const FollowedStreet &, const FollowedStreet &) = default;
};

struct CrossedStreet {
    QString name; ///< not followed at this place, but met; at both ends of the path as well
    GeoPoint position;
    double metres = 0; ///< along the path

    friend bool operator==(const CrossedStreet &, const CrossedStreet &) = default;
};

/// A way along streets. It begins and ends on the network, where the points asked for were snapped to.
struct Path {
    LineString line; ///< a single point twice for a path of no length
    double metres = 0;
    std::vector<FollowedStreet> followed; ///< in order, without gaps
    std::vector<CrossedStreet> crossed; ///< in order; a street is met several times when it is

    friend bool operator==(const Path &, const Path &) = default;
};

/// One path of several, each beginning where the one before ended.
Path joined(const std::vector<Path> &stretches);

/// A network in memory. Its methods may be called by several threads at once.
class StreetNetwork
{
public:
    /// NotFound: no readable file. InvalidInput: another kind of file, or one of a newer version. Corrupt: damaged.
    static Result<StreetNetwork> load(const QString &path);
    static Result<StreetNetwork> read(const QByteArray &bytes);
    StreetNetwork(StreetNetwork &&) noexcept;
    StreetNetwork &operator=(StreetNetwork &&) noexcept;
    ~StreetNetwork();

    /// Nothing when there is no street within that distance.
    std::optional<Snap> snap(GeoPoint point, double withinMetres = 300) const;
    /// The shortest way. Both ends are snapped within 300 m, to streets that are joined with each other where there are
    /// such: a yard's path that leads nowhere does not catch them. NotFound when there is no way or no street.
    Result<Path> route(GeoPoint from, GeoPoint to) const;
    /// What a drawn line follows (within 15 m, much in its direction) and crosses, whether it lies on the network or
    /// not.
    Path along(const LineString &drawn) const;
    /// The surface between streets that holds the point: a square, a block. Nothing outside all blocks.
    std::optional<Ring> face(GeoPoint point) const;

    qsizetype nodeCount() const;
    qsizetype edgeCount() const;
    std::optional<GeoBox> extent() const;

private:
    struct Data;
    explicit StreetNetwork(std::unique_ptr<const Data> data);
    std::unique_ptr<const Data> m_data;
};

} // namespace cortege::geodata
