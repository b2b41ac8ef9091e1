#pragma once

#include <domain/journal.h>
#include <domain/validation.h>

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

#include <expected>
#include <optional>
#include <vector>

/// What becomes of each row of an import: rows read = saved + unchanged + cancelled + refused, always.
namespace cortege::exchange
{

/// Why a row is refused, for the report. A row may have several.
struct RowIssue {
    int line = 0; ///< physical line in a CSV file, number of the feature in GeoJSON; from 1
    QString field; ///< property name of annexe 1, or the column; empty when the whole row is meant
    QString reason; ///< stable word: a `name(Rule)`, or "unreadable-time", "unclosed-quote" …
    QString value; ///< the text at fault, shortened

    friend bool operator==(const RowIssue &, const RowIssue &) = default;
};
RowIssue rowIssue(int line, const QString &field, QLatin1StringView reason, const QString &value = {});
RowIssue rowIssue(int line, const FieldIssue &issue);
/// With the value at fault out of the properties of a Feature; for a list with too many entries, how many it has.
RowIssue rowIssue(int line, const FieldIssue &issue, const QJsonObject &properties);

/// The report of refused rows, a CSV file for spreadsheets: ligne, champ, raison, valeur.
QByteArray reportHeader();
QByteArray reportLine(const RowIssue &issue);

struct ImportRow {
    int line = 0;
    EventId event;
    bool withdrawn = false;
    EventRecord record;
};
using ImportedRow = std::expected<ImportRow, std::vector<RowIssue>>;

/// A FeatureCollection of events, as `toFeatureCollection` writes it or without journal properties. A feature without
/// an id gets one made from its content, so that a second import finds it again; a corrected one is then another event.
/// InvalidInput when the file is no FeatureCollection.
Result<std::vector<ImportedRow>> readFeatureCollection(const QByteArray &json);

/// A change that must be saved, with the revision that it starts from.
struct ImportChange {
    EventId event;
    int baseRevision = 0;
    Change change;
};
/// Nothing: the platform has exactly this already.
using Decision = std::expected<std::optional<ImportChange>, RowIssue>;

/// Compares rows with what the platform has. A row of an event is decided once the change that an earlier row made has
/// been answered (`know`) or is taken for granted (`assume`).
class ImportState
{
public:
    /// With `importer`, the work of others is left alone: a row that would change an event which somebody else changed
    /// last is refused ("changed-by-other").
    explicit ImportState(std::optional<PersonId> importer = std::nullopt) : m_importer(importer) { }

    void know(const EventVersion &version);
    /// Takes the change for made, for rehearsals.
    void assume(const ImportChange &change);
    /// Refuses the withdrawal of an event that was never announced ("withdrawn-unknown").
    Decision decide(const ImportRow &row) const;

private:
    struct Known {
        int revision = 0;
        EventState state = EventState::Active;
        std::optional<Author> author; ///< nothing: the importer
        EventRecord record;
    };
    Decision changeOf(const ImportRow &row, const Known &known, Change change) const;

    std::optional<PersonId> m_importer;
    QHash<EventId, Known> m_known;
};

struct ImportTally {
    int read = 0;
    int saved = 0;
    int unchanged = 0;
    int cancelled = 0;
    int refused = 0;

    bool addsUp() const { return read == saved + unchanged + cancelled + refused; }
    friend bool operator==(const ImportTally &, const ImportTally &) = default;
};

} // namespace cortege::exchange
