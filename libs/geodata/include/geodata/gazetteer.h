#pragma once

#include <domain/result.h>

#include <geodata/mapfeatures.h>

#include <QtCore/QStringView>

#include <memory>
#include <optional>
#include <vector>

/// Where something is that is said in words, and what is said of a point: addresses, streets, crossings, places and
/// quarters of one territory, in one SQLite file.
namespace cortege::geodata
{

enum class FoundKind { Address, Street, Crossing, Place, Quarter };

/// An answer. Label and context are French and ready to be kept in an event: they are data, as the addresses are.
struct Found {
    FoundKind kind = FoundKind::Street;
    QString label; ///< "12 bis Rue de Rome", "Angle Rue de Rome / Rue Dragon", "Place Castellane"
    QString context; ///< district, postcode and commune, as far as known
    GeoPoint position;
    std::optional<GeoBox> extent; ///< of a street or a quarter
    qint64 id = 0; ///< the street's, the place's or the quarter's in this gazetteer, for the questions below; else 0

    friend bool operator==(const Found &, const Found &) = default;
};

/// Writes a gazetteer. All is gathered in memory (about 200 bytes a house number) and written by `finish`.
class GazetteerWriter
{
public:
    GazetteerWriter();
    GazetteerWriter(GazetteerWriter &&) noexcept;
    GazetteerWriter &operator=(GazetteerWriter &&) noexcept;
    ~GazetteerWriter();

    /// Stretches of one name that lie together become one street. Nameless ones are passed over.
    void add(const Street &street);
    void add(const HouseNumber &number);
    void add(const NamedPlace &place);
    /// Quarters, also the district of what lies in them and names none; squares and parks with a name are places. Other
    /// areas are passed over.
    void add(const Area &area);

    /// Computes the crossings and writes the file anew; until that has succeeded, a file already there stays as it is.
    /// Unavailable when it cannot be written.
    Result<> finish(const QString &path);

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

/// Reads a gazetteer; never writes. Used by one thread at a time: a thread that completes opens its own.
class Gazetteer
{
public:
    /// NotFound: no readable file. InvalidInput: another kind of file, or one of a newer version. Corrupt: damaged.
    static Result<Gazetteer> open(const QString &path);
    Gazetteer(Gazetteer &&) noexcept;
    Gazetteer &operator=(Gazetteer &&) noexcept;
    ~Gazetteer();

    /// The best first: text that begins as typed, then by kind, importance and nearness. The last word may be
    /// unfinished; accents, case, apostrophes, hyphens and usual abbreviations do not matter; a number may come first
    /// or last; "angle A / B", "A x B" and "A et B" ask for a crossing. With too few answers, typing errors are
    /// forgiven.
    std::vector<Found> complete(QStringView typed, int limit = 10, std::optional<GeoPoint> near = {}) const;
    /// How one would name this point: the crossing, the address, the street near a number, the quarter. Nothing where
    /// the territory knows nothing within some 300 m.
    std::optional<Found> nearest(GeoPoint point) const;

    /// Every quarter, by name; one of several parts is several areas with the same name.
    std::vector<Area> quarters() const;

    /// Where two streets that were found cross; empty when they do not.
    std::vector<GeoPoint> crossings(const Found &one, const Found &two) const;
    /// Points of a street that was found, no more than 80 m apart along it, in no order.
    std::vector<GeoPoint> pointsAlong(const Found &street) const;

private:
    struct Data;
    explicit Gazetteer(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

} // namespace cortege::geodata
