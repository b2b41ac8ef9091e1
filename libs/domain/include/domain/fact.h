#pragma once

#include <domain/column.h>
#include <domain/event.h>
#include <domain/json.h>
#include <domain/result.h>
#include <domain/validation.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <limits>
#include <optional>
#include <span>
#include <vector>

/// Facts of other sources (Art. 5): where, when, of which category, how much it weighs. A fact has no text: what says
/// something in words is its source and the source's list of categories, which a person writes and the guard reads.
namespace cortege
{

namespace limits
{
inline constexpr int kSourceId = 64;
inline constexpr int kSourceText = 300; ///< name, provenance, licence
inline constexpr int kCategories = 256;
inline constexpr int kSourcesBytes = 512 * 1024; ///< of the texts of all sources together: they go in one message
inline constexpr int kCategoryCode = 64;
inline constexpr int kCategoryLabel = 100;
inline constexpr float kFactWeight = 1'000'000;
inline constexpr int kFactDays = 366 * 100; ///< how long a fact may last
inline constexpr int kFactsInBlock = 4'096;
} // namespace limits

/// What people call a source: "accidents-2018". Lower-case ASCII letters, digits and hyphens.
class FactSourceId
{
public:
    static std::optional<FactSourceId> parse(QStringView text);
    const QString &toString() const { return m_text; }

    friend bool operator==(const FactSourceId &, const FactSourceId &) = default;

private:
    explicit FactSourceId(QString text) : m_text(std::move(text)) { }
    QString m_text;
};

struct FactCategory {
    QString code; ///< as the source writes it, or as a recipe translates it
    QString label; ///< in French, for legends and lists
    float weight = 1; ///< of a fact that has none of its own

    friend bool operator==(const FactCategory &, const FactCategory &) = default;
};

struct FactSource {
    FactSourceId id;
    QString name; ///< "Accidents corporels de la circulation, 2018"
    QString provenance; ///< who publishes it, and where
    QString licence;
    std::vector<FactCategory> categories; ///< facts name theirs by its place

    /// Its place; nothing when there is none of that code.
    std::optional<quint16> categoryOf(QStringView code) const;
    friend bool operator==(const FactSource &, const FactSource &) = default;
};

/// When it happened: an instant is an interval of length zero. Facts without one are always there (a school, a park).
struct Fact {
    GeoPoint place;
    std::optional<UtcInterval> when;
    quint16 category = 0; ///< place in the source's list
    float weight = 1;

    friend bool operator==(const Fact &, const Fact &) = default;
};

enum class FactField {
    Place,
    When,
    Category,
    Weight,
    Key,
    SourceId,
    SourceName,
    Provenance,
    Licence,
    Categories,
};
/// For reports: "lieu", "date", "categorie", "poids", "cle", "source", "nom", "provenance", "licence", "categories".
QLatin1StringView name(FactField field);

/// One thing that is wrong, at one field.
struct FactIssue {
    FactField field {};
    Rule rule {};
    int index = -1; ///< which category, from 0
    int limit = 0;

    friend bool operator==(const FactIssue &, const FactIssue &) = default;
};
/// "categories[3]: personal-data", for logs.
QString toString(const FactIssue &issue);

/// At most one issue a field (and category); empty when the source may be recorded. The guard's certain findings in any
/// of its texts are issues (Art. 3).
std::vector<FactIssue> validate(const FactSource &source);
/// At most one issue a field. `categories` is how many the source has.
std::vector<FactIssue> validate(const Fact &fact, size_t categories);

/// A source may be corrected as long as facts that are there keep their meaning: same id, and the codes of its
/// categories as they were, in their places, perhaps with others behind them.
bool maySucceed(const FactSource &corrected, const FactSource &before);

/// An object with id, name, provenance, licence and categories [{code, label, weight}], compact, in UTF-8: in messages,
/// in recipes and sealed in the database.
QByteArray sourceText(const FactSource &source);
/// InvalidInput with what is missing or wrong. The rules are not looked at.
Result<FactSource> sourceFromJson(JsonValue source);

/// Facts column by column. Coordinates are WGS 84 in 1e-7 degrees (1.1 cm), times milliseconds since 1970 in UTC,
/// lengths whole seconds.
struct FactColumns {
    static constexpr qint64 kAlways = std::numeric_limits<qint64>::min(); ///< the time of a fact without one
    static constexpr double kPerDegree = 1e7;

    Column<qint32> longitude;
    Column<qint32> latitude;
    Column<qint64> begins;
    Column<quint32> seconds; ///< from beginning to end
    Column<quint16> category;
    Column<float> weight;

    size_t size() const { return longitude.size(); }
    bool isEmpty() const { return longitude.empty(); }
    void reserve(size_t count);
    void append(const Fact &fact);
    void append(const FactColumns &others);
    Fact at(size_t place) const;
    /// Those at the given places alone, in that order.
    FactColumns taken(std::span<const size_t> places) const;
    /// Earliest begin and latest end; nothing when none has a time.
    std::optional<UtcInterval> span() const;

    friend bool operator==(const FactColumns &, const FactColumns &) = default;
};

/// A map of CBOR whose columns are typed arrays (RFC 8746), little-endian; docs/protocol.md. As it is sent, and sealed
/// in the database.
QByteArray columnBytes(const FactColumns &columns);
/// InvalidInput unless it is such a map with columns of one length, at most `limits::kFactsInBlock`, and every fact
/// keeps the rules; whether its category is one of the source's is for whoever knows the source. Takes any bytes.
Result<FactColumns> columnsFromBytes(QByteArrayView bytes);

/// Stands for the source's own key of a row: the first eight bytes of its SHA-256. The key itself is not kept.
using FactKey = quint64;
FactKey factKey(QStringView key);
/// Little-endian, one after the other.
QByteArray keyBytes(std::span<const FactKey> keys);
std::optional<std::vector<FactKey>> keysFromBytes(QByteArrayView bytes);

/// Some rows of one source as they are imported. Keys and facts stand in the same order; no key stands twice.
struct FactBlock {
    FactColumns columns;
    std::vector<FactKey> keys;

    friend bool operator==(const FactBlock &, const FactBlock &) = default;
};

} // namespace cortege
