#include <exchange/factguess.h>

#include <domain/folding.h>
#include <domain/personaldata.h>
#include <exchange/csv.h>
#include <exchange/factfile.h>
#include <exchange/facttable.h>
#include <exchange/gzip.h>
#include <exchange/vectorformats.h>

#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

#include <algorithm>
#include <array>

namespace cortege::exchange
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qsizetype kGuarded = 1'000; ///< of a cell: whole articles stand in some

/// The delimiter that stands in the first line most often.
char delimiterOf(QByteArrayView text)
{
    const qsizetype end = text.indexOf('\n');
    const QByteArrayView line = end < 0 ? text : text.first(end);
    constexpr std::array kTried { ',', ';', '\t', '|' };
    return *std::ranges::max_element(kTried, {}, [line](char one) { return std::ranges::count(line, one); });
}

QDateTime isoTime(const QString &text)
{
    static const QRegularExpression kForm(uR"(^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$)"_s);
    return kForm.match(text).hasMatch() ? QDateTime::fromString(QString(text).replace(u' ', u'T'), Qt::ISODate)
                                        : QDateTime();
}

/// What its first rows tell of a column.
class ColumnLooker
{
public:
    explicit ColumnLooker(const QString &name) { m_column.name = name; }
    void look(const QString &cell)
    {
        ++m_rows;
        if (cell.isEmpty())
            return;
        ++m_filled;
        bool isNumber = false;
        QString(cell).replace(u',', u'.').toDouble(&isNumber);
        m_numbers += isNumber ? 1 : 0;
        m_times += isoTime(cell).isValid() ? 1 : 0;
        if (m_seen.contains(cell))
            return;
        m_seen.insert(cell);
        const bool harmless = isHarmless(cell);
        if (harmless && m_column.values.size() < kColumnValues && cell.size() <= limits::kCategoryCode)
            m_column.values.append(cell);
        else
            m_column.hasMore = true;
    }
    FileColumn take()
    {
        m_column.isUnique = m_rows > 0 && m_seen.size() == m_rows;
        m_column.isNumber = m_filled > 0 && m_numbers == m_filled;
        m_column.isTime = m_filled > 0 && m_times == m_filled;
        return std::move(m_column);
    }

private:
    bool isHarmless(const QString &cell)
    {
        const auto found = findPersonalData(cell.left(kGuarded));
        for (const PersonalFinding &finding : found) {
            if (!m_column.personal || m_column.personal->certainty < finding.certainty)
                m_column.personal = FileColumn::Personal { finding.kind, finding.certainty };
        }
        return found.empty();
    }

    FileColumn m_column;
    QSet<QString> m_seen;
    qint64 m_rows = 0;
    qint64 m_filled = 0;
    qint64 m_numbers = 0;
    qint64 m_times = 0;
};

std::vector<FileColumn> takeAll(std::vector<ColumnLooker> &lookers)
{
    std::vector<FileColumn> columns;
    columns.reserve(lookers.size());
    for (ColumnLooker &looker : lookers)
        columns.push_back(looker.take());
    return columns;
}

Result<FileLook> lookIntoText(const QString &path, QByteArrayView text, const FactRecipe::File &file)
{
    FileLook look { file, {}, {} };
    CsvReader reader(text, look.file.delimiter);
    const auto header = reader.next();
    if (!header || !*header)
        return fail(Failure::InvalidInput, u"%1: no header that can be read"_s.arg(path));
    std::vector<ColumnLooker> lookers;
    for (const QString &name : (*header)->cells)
        lookers.emplace_back(name.trimmed());
    for (int count = 0; count < kRowsLookedAt; ++count) {
        const auto row = reader.next();
        if (!row)
            break;
        if (!*row || (*row)->cells.size() != std::ssize(lookers))
            continue;
        for (size_t i = 0; i < lookers.size(); ++i)
            lookers[i].look((*row)->cells[static_cast<qsizetype>(i)].trimmed());
    }
    look.columns = takeAll(lookers);
    return look;
}

Result<FileLook> lookIntoTable(const QString &path)
{
    auto bytes = readUnpacked(path, kFactFileLimit);
    if (!bytes)
        return std::unexpected(bytes.error());
    FactRecipe::File file;
    if (!bytes->isValidUtf8()) {
        file.encoding = u"windows-1252"_s;
        auto text = readTable(path, file.encoding);
        if (!text)
            return std::unexpected(text.error());
        bytes = std::move(text);
    }
    file.delimiter = delimiterOf(*bytes);
    return lookIntoText(path, *bytes, file);
}

Result<FileLook> lookIntoLayer(const QString &path, const QString &name)
{
    const auto read = vectorFormats().and_then(
        [&](const VectorFormats *formats) { return formats->lookIntoLayer(path, name, kRowsLookedAt); });
    if (!read)
        return std::unexpected(read.error());
    FileLook look { { .form = FactRecipe::Form::Layer, .layer = read->layer }, read->layers, {} };
    std::vector<ColumnLooker> lookers(read->columns.begin(), read->columns.end());
    for (const QStringList &row : read->rows) {
        for (size_t i = 0; i < lookers.size(); ++i)
            lookers[i].look(row[static_cast<qsizetype>(i)]);
    }
    look.columns = takeAll(lookers);
    return look;
}

/// The first column whose name, folded, is one of these.
const FileColumn *columnNamed(const FileLook &look, std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names) {
        const auto found = std::ranges::find_if(
            look.columns, [name](const FileColumn &column) { return folded(column.name) == name; });
        if (found != look.columns.end())
            return &*found;
    }
    return nullptr;
}

void guessPlace(FactRecipe &recipe, const FileLook &look)
{
    const FileColumn *x = columnNamed(look, { "longitude"_L1, "lon"_L1, "long"_L1, "lng"_L1, "x"_L1 });
    const FileColumn *y = columnNamed(look, { "latitude"_L1, "lat"_L1, "y"_L1 });
    if (look.file.form == FactRecipe::Form::Layer || !x || !y)
        return;
    recipe.place.longitude = x->name;
    recipe.place.latitude = y->name;
    recipe.place.decimalComma
        = std::ranges::any_of(x->values, [](const QString &value) { return value.contains(u','); });
}

void guessCategories(FactRecipe &recipe, const FileLook &look)
{
    const FileColumn *column = columnNamed(
        look, { "categorie"_L1, "category"_L1, "nature"_L1, "type"_L1, "offense"_L1, "infraction"_L1, "libelle"_L1 });
    takeCategories(recipe, column && !column->hasMore && !column->values.isEmpty() ? column : nullptr);
}

} // namespace

FactRecipe::Form formOf(const QString &path)
{
    QStringView name = path;
    if (name.endsWith(".gz"_L1, Qt::CaseInsensitive))
        name.chop(3);
    const bool isTable = std::ranges::any_of(std::array { ".csv"_L1, ".tsv"_L1, ".txt"_L1 },
        [name](QLatin1StringView end) { return name.endsWith(end, Qt::CaseInsensitive); });
    return isTable ? FactRecipe::Form::Table : FactRecipe::Form::Layer;
}

Result<FileLook> lookInto(const QString &path, const QString &layer)
{
    return formOf(path) == FactRecipe::Form::Table ? lookIntoTable(path) : lookIntoLayer(path, layer);
}

Result<FileLook> lookAs(const QString &path, const FactRecipe::File &file)
{
    if (file.form == FactRecipe::Form::Layer)
        return lookIntoLayer(path, file.layer);
    return readTable(path, file.encoding).and_then([&](const QByteArray &text) {
        return lookIntoText(path, text, file);
    });
}

void takeCategories(FactRecipe &recipe, const FileColumn *column)
{
    recipe.category = {};
    recipe.source.categories.clear();
    if (!column) {
        recipe.source.categories.push_back({ u"fait"_s, u"Fait"_s, 1 });
        recipe.category.otherwise = u"fait"_s;
        return;
    }
    recipe.category.column = column->name;
    for (const QString &value : column->values)
        recipe.source.categories.push_back({ value, value, 1 });
    if (!column->hasMore)
        return;
    recipe.category.otherwise = u"autre"_s;
    if (!recipe.source.categoryOf(u"autre"))
        recipe.source.categories.push_back({ u"autre"_s, u"Autre"_s, 1 });
}

FactRecipe guessRecipe(const FileLook &look, const FactSourceId &source)
{
    FactRecipe recipe { .source = { source, {}, {}, {}, {} } };
    recipe.file = look.file;
    guessPlace(recipe, look);
    guessCategories(recipe, look);
    const auto time = std::ranges::find_if(look.columns, &FileColumn::isTime);
    if (time != look.columns.end()) {
        const bool isDay = std::ranges::all_of(time->values, [](const QString &value) { return value.size() == 10; });
        recipe.when = FactRecipe::When {};
        recipe.when->begin.parts.push_back({ {}, time->name, 0 });
        recipe.when->lasts = isDay ? FactRecipe::Lasts::Day : FactRecipe::Lasts::Instant;
    }
    const FileColumn *key
        = columnNamed(look, { "id"_L1, "identifiant"_L1, "uuid"_L1, "numero"_L1, "num acc"_L1, "fid"_L1 });
    if (key && key->isUnique)
        recipe.key = { key->name };
    return recipe;
}

} // namespace cortege::exchange
