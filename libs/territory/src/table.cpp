#include "readers.h"

#include <domain/folding.h>
#include <exchange/csv.h>

#include <QtCore/QRegularExpression>

#include <array>
#include <utility>

namespace cortege::territory
{
using namespace Qt::StringLiterals;
using exchange::CsvFault;
using exchange::CsvProblem;
using exchange::CsvReader;
using exchange::CsvRow;
using geodata::HouseNumber;
using geodata::NamedPlace;
namespace
{

char delimiterOf(QByteArrayView text)
{
    const QByteArrayView header = text.first(std::max(text.indexOf('\n'), qsizetype(0)));
    return std::ranges::max(std::array { ',', ';', '\t' }, {}, [&](char delimiter) { return header.count(delimiter); });
}

class Columns
{
public:
    explicit Columns(const QStringList &header)
    {
        for (const QString &name : header)
            m_names << folded(name);
    }
    /// The place of the first of `names`, folded, that there is; -1 without any.
    qsizetype find(std::initializer_list<QLatin1StringView> names) const
    {
        for (const QLatin1StringView name : names) {
            if (const qsizetype at = m_names.indexOf(name); at >= 0)
                return at;
        }
        return -1;
    }
    qsizetype size() const { return m_names.size(); }

private:
    QStringList m_names;
};

// NA is what R writes for nothing.
QString cell(const CsvRow &row, qsizetype column)
{
    const QString text = row.cells.value(column).simplified();
    return text == "NA"_L1 ? QString() : text;
}

std::optional<double> number(const QString &text)
{
    bool ok = false;
    const double value = text.toDouble(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

std::expected<GeoPoint, Fault> positionOf(const CsvRow &row, qsizetype longitude, qsizetype latitude)
{
    const auto x = number(cell(row, longitude));
    const auto y = number(cell(row, latitude));
    if (!x || !y)
        return std::unexpected(Fault::NoPosition);
    const GeoPoint point { *x, *y };
    return isOnEarth(point) ? std::expected<GeoPoint, Fault>(point) : std::unexpected(Fault::OffEarth);
}

class AddressTable
{
public:
    explicit AddressTable(const Columns &columns)
        : m_number(columns.find({ "numero"_L1 })), m_suffix(columns.find({ "rep"_L1 })),
          m_street(columns.find({ "nom voie"_L1 })), m_postcode(columns.find({ "code postal"_L1 })),
          m_commune(columns.find({ "nom commune"_L1 })), m_longitude(columns.find({ "lon"_L1 })),
          m_latitude(columns.find({ "lat"_L1 }))
    {
    }
    bool fits() const { return m_number >= 0 && m_street >= 0 && m_longitude >= 0 && m_latitude >= 0; }

    std::optional<Fault> add(const CsvRow &row, Features &to) const
    {
        const QString street = cell(row, m_street);
        if (street.isEmpty())
            return Fault::NoStreet;
        const auto position = positionOf(row, m_longitude, m_latitude);
        if (!position)
            return position.error();
        const QString number = cell(row, m_number);
        // 99999 stands for a hamlet, which has no numbers.
        if (number == "99999"_L1) {
            to.places.push_back({ street, geodata::PlaceCategory::Other, *position, cell(row, m_commune) });
            return std::nullopt;
        }
        if (number.isEmpty())
            return Fault::NoName;
        const QString suffix = cell(row, m_suffix).toLower();
        to.numbers.push_back(HouseNumber { suffix.isEmpty() ? number : number + u' ' + suffix, street,
            cell(row, m_postcode), cell(row, m_commune), *position });
        return std::nullopt;
    }

private:
    qsizetype m_number, m_suffix, m_street, m_postcode, m_commune, m_longitude, m_latitude;
};

class PlaceTable
{
public:
    PlaceTable(const Columns &columns, QString fileName)
        : m_name(columns.find(
              { "nom du site"_L1, "nom de la creche"_L1, "denomination"_L1, "name"_L1, "nom"_L1, "libelle"_L1 })),
          m_category(columns.find({ "categorie"_L1, "category"_L1, "type accueil"_L1 })),
          m_longitude(columns.find({ "longitude"_L1, "lon"_L1, "long"_L1 })),
          m_latitude(columns.find({ "latitude"_L1, "lat"_L1 })), m_fileName(std::move(fileName))
    {
    }
    bool fits() const { return m_name >= 0 && m_longitude >= 0 && m_latitude >= 0; }

    std::optional<Fault> add(const CsvRow &row, Features &to) const
    {
        const QString name = cell(row, m_name);
        if (name.isEmpty())
            return Fault::NoName;
        const auto position = positionOf(row, m_longitude, m_latitude);
        if (!position)
            return position.error();
        auto category = categoryOf(cell(row, m_category));
        for (const QStringView words : { QStringView(m_fileName), QStringView(name) }) {
            if (category == geodata::PlaceCategory::Other)
                category = categoryOf(words);
        }
        to.places.push_back(NamedPlace { name, category, *position, {} });
        return std::nullopt;
    }

private:
    qsizetype m_name, m_category, m_longitude, m_latitude;
    QString m_fileName;
};

Fault faultOf(const CsvFault &fault)
{
    return fault.problem == CsvProblem::NotUtf8 ? Fault::NotUtf8 : Fault::WrongCells;
}

void readRows(CsvReader &reader, qsizetype columns, const auto &table, Source &source)
{
    while (const auto row = reader.next()) {
        std::optional<Fault> fault;
        if (!*row)
            fault = faultOf(row->error());
        else if ((*row)->cells.size() < columns)
            fault = Fault::WrongCells;
        else
            fault = table.add(**row, source.features);
        if (fault)
            source.refusals.push_back({ QString::number(*row ? (*row)->line : row->error().line), *fault, {} });
    }
}

} // namespace

Result<Source> readTable(QByteArrayView text, const QString &fileName)
{
    CsvReader reader(text, delimiterOf(text));
    const auto header = reader.next();
    if (!header || !*header)
        return fail(Failure::Corrupt, u"the first line is no header"_s);
    const Columns columns((*header)->cells);
    Source source;
    if (const AddressTable addresses(columns); addresses.fits()) {
        source.format = SourceFormat::AddressBase;
        source.attribution = u"Base Adresse Nationale (Licence Ouverte 2.0)"_s;
        readRows(reader, columns.size(), addresses, source);
        return source;
    }
    const PlaceTable places(columns, fileName);
    if (!places.fits())
        return fail(Failure::InvalidInput, u"no columns for name, longitude and latitude"_s);
    source.format = SourceFormat::PlaceTable;
    readRows(reader, columns.size(), places, source);
    return source;
}

} // namespace cortege::territory
