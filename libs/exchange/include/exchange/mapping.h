#pragma once

#include <exchange/csv.h>
#include <exchange/importrow.h>

#include <memory>

/// Somebody else's columns as fields of annexe 1. The mapping file is JSON; resources/mappings has two real ones;
/// docs/decisions/0007-import-mapping.md says what is refused.
namespace cortege::exchange
{

/// Where a place stands, by its exact name.
using Gazetteer = QHash<QString, GeoPoint>;
/// {"name": {"lat": 51.05, "lng": 13.74}, …}, degrees in WGS 84.
Result<Gazetteer> readGazetteer(const QByteArray &json);

class Mapping
{
public:
    /// InvalidInput with the key at fault: unknown keys are refused, so that a slip of the pen is not passed over.
    static Result<Mapping> fromJson(const QByteArray &json);
    Mapping(Mapping &&) noexcept;
    Mapping &operator=(Mapping &&) noexcept;
    ~Mapping();

    char delimiter() const;
    bool wantsGazetteer() const;

    struct Rules; ///< of the implementation
private:
    friend class RowMapper;
    explicit Mapping(std::unique_ptr<const Rules> rules);
    std::unique_ptr<const Rules> m_rules;
};

/// The rows of one file. Mapping and gazetteer must outlive it.
class RowMapper
{
public:
    /// InvalidInput when the file lacks a column that the mapping names, or has one twice.
    static Result<RowMapper> forHeader(const Mapping &mapping, const CsvRow &header, const Gazetteer &gazetteer);
    ImportedRow map(const CsvRow &row) const;

private:
    RowMapper(const Mapping &mapping, const QStringList &header, const Gazetteer &gazetteer);
    const Mapping::Rules *m_rules;
    const Gazetteer *m_gazetteer;
    QHash<QString, qsizetype> m_columns;
    qsizetype m_width;
};

/// All rows of a CSV file below its header, each mapped or refused.
Result<std::vector<ImportedRow>> readCsv(const QByteArray &text, const Mapping &mapping, const Gazetteer &gazetteer);

} // namespace cortege::exchange
