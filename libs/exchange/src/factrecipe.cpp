#include <exchange/factrecipe.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QStringDecoder>
#include <QtCore/QTimeZone>

#include <algorithm>
#include <array>

namespace cortege::exchange
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qsizetype kRecipeLimit = qsizetype { 1024 } * 1024;
constexpr qsizetype kMostKeyColumns = 32;
constexpr int kWidest = 20; ///< of a number that is filled up with zeros
constexpr std::array kLasts { "instant"_L1, "hour"_L1, "day"_L1, "month"_L1, "year"_L1 }; // in the order of Lasts
constexpr QStringView kRecipeDelimiters = u",;\t|";

/// Reads the file; the first fault is kept, and reading goes on with harmless values.
class RecipeReader
{
public:
    Result<FactRecipe> read(JsonValue root);

private:
    void blame(const QString &key, QLatin1StringView what)
    {
        if (!m_fault)
            m_fault = u"%1: %2"_s.arg(key.left(200), what);
    }
    void known(const QString &where, JsonValue object, std::initializer_list<QLatin1StringView> keys);
    JsonValue child(JsonValue object, QLatin1StringView key);
    QString text(const QString &where, JsonValue object, QLatin1StringView key, const QString &otherwise = {});
    bool flag(const QString &where, JsonValue object, QLatin1StringView key);
    CellText cells(const QString &where, JsonValue object, QLatin1StringView key);
    FactRecipe::File file(JsonValue object);
    FactRecipe::Place place(JsonValue object);
    std::optional<int> epsg(JsonValue object);
    std::optional<GeoBox> area(JsonValue corners);
    FactRecipe::When when(JsonValue object);
    FactRecipe::Category category(JsonValue object);
    FactRecipe::Weight weight(JsonValue object);
    QStringList key(JsonValue list);

    std::optional<QString> m_fault;
};

void RecipeReader::known(const QString &where, JsonValue object, std::initializer_list<QLatin1StringView> keys)
{
    for (const JsonValue::Member &member : object.members()) {
        const auto isIt = [&member](QLatin1StringView one) { return member.name == one; };
        if (std::ranges::none_of(keys, isIt))
            blame(where + u'.' + QString::fromUtf8(member.name), "is not a key that a recipe has"_L1);
    }
}

JsonValue RecipeReader::child(JsonValue object, QLatin1StringView key)
{
    const JsonValue value = object[key];
    if (!value.isUndefined() && !value.isObject())
        blame(key, "must be an object"_L1);
    return value;
}

QString RecipeReader::text(const QString &where, JsonValue object, QLatin1StringView key, const QString &otherwise)
{
    const JsonValue value = object[key];
    if (value.isUndefined())
        return otherwise;
    if (!value.isString())
        blame(where + u'.' + key, "must be a text"_L1);
    return value.text();
}

bool RecipeReader::flag(const QString &where, JsonValue object, QLatin1StringView key)
{
    const JsonValue value = object[key];
    if (!value.isUndefined() && !value.isBool())
        blame(where + u'.' + key, "must be true or false"_L1);
    return value.isTrue();
}

CellText RecipeReader::cells(const QString &where, JsonValue object, QLatin1StringView key)
{
    const auto read = CellText::parse(text(where, object, key));
    if (!read)
        blame(where + u'.' + key, "names columns in braces, as in {date} {heure:4}"_L1);
    return read.value_or(CellText {});
}

FactRecipe::File RecipeReader::file(JsonValue object)
{
    known(u"file"_s, object, { "form"_L1, "delimiter"_L1, "encoding"_L1, "layer"_L1 });
    FactRecipe::File file;
    const QString form = text(u"file"_s, object, "form"_L1, u"table"_s);
    if (form == "layer"_L1)
        file.form = FactRecipe::Form::Layer;
    else if (form != "table"_L1)
        blame(u"file.form"_s, "must be table or layer"_L1);
    const QString delimiter = text(u"file"_s, object, "delimiter"_L1, u","_s);
    if (delimiter.size() == 1 && kRecipeDelimiters.contains(delimiter.front()))
        file.delimiter = delimiter.front().toLatin1();
    else
        blame(u"file.delimiter"_s, "must be a comma, a semicolon, a tab or a bar"_L1);
    file.encoding = text(u"file"_s, object, "encoding"_L1, file.encoding);
    file.layer = text(u"file"_s, object, "layer"_L1);
    return file;
}

std::optional<int> RecipeReader::epsg(JsonValue object)
{
    const QString crs = text(u"place"_s, object, "crs"_L1);
    if (crs.isEmpty())
        return std::nullopt;
    bool good = crs.startsWith("EPSG:"_L1);
    const int number = good ? QStringView(crs).sliced(5).toInt(&good) : 0;
    if (!good || number <= 0)
        blame(u"place.crs"_s, "must be EPSG: and a number"_L1);
    return number;
}

std::optional<GeoBox> RecipeReader::area(JsonValue corners)
{
    if (corners.isUndefined())
        return std::nullopt;
    const auto numbers = corners.elements();
    const bool good = numbers.size() == 4 && std::ranges::all_of(numbers, &JsonValue::isNumber);
    if (!good) {
        blame(u"place.area"_s, "must be west, south, east, north in degrees"_L1);
        return std::nullopt;
    }
    return GeoBox { { numbers[0].number(), numbers[1].number() }, { numbers[2].number(), numbers[3].number() } };
}

FactRecipe::Place RecipeReader::place(JsonValue object)
{
    known(u"place"_s, object, { "longitude"_L1, "latitude"_L1, "decimalComma"_L1, "crs"_L1, "centroid"_L1, "area"_L1 });
    FactRecipe::Place place;
    place.longitude = text(u"place"_s, object, "longitude"_L1);
    place.latitude = text(u"place"_s, object, "latitude"_L1);
    place.decimalComma = flag(u"place"_s, object, "decimalComma"_L1);
    place.epsg = epsg(object);
    place.centroid = flag(u"place"_s, object, "centroid"_L1);
    place.area = area(object["area"_L1]);
    return place;
}

FactRecipe::When RecipeReader::when(JsonValue object)
{
    known(u"when"_s, object, { "begin"_L1, "end"_L1, "format"_L1, "zone"_L1, "lasts"_L1, "mayMiss"_L1 });
    FactRecipe::When when;
    when.begin = cells(u"when"_s, object, "begin"_L1);
    when.end = cells(u"when"_s, object, "end"_L1);
    when.format = text(u"when"_s, object, "format"_L1, when.format);
    when.zone = text(u"when"_s, object, "zone"_L1, when.zone);
    const auto lasts = std::ranges::find(kLasts, text(u"when"_s, object, "lasts"_L1, u"instant"_s));
    if (lasts == kLasts.end())
        blame(u"when.lasts"_s, "must be instant, hour, day, month or year"_L1);
    else
        when.lasts = static_cast<FactRecipe::Lasts>(lasts - kLasts.begin());
    when.mayMiss = flag(u"when"_s, object, "mayMiss"_L1);
    return when;
}

FactRecipe::Category RecipeReader::category(JsonValue object)
{
    known(u"category"_s, object, { "column"_L1, "table"_L1, "otherwise"_L1 });
    FactRecipe::Category category { text(u"category"_s, object, "column"_L1), {},
        text(u"category"_s, object, "otherwise"_L1) };
    for (const JsonValue::Member &member : child(object, "table"_L1).members()) {
        if (!member.value.isString())
            blame(u"category.table"_s, "must be an object of texts"_L1);
        category.table.insert(QString::fromUtf8(member.name), member.value.text());
    }
    return category;
}

FactRecipe::Weight RecipeReader::weight(JsonValue object)
{
    known(u"weight"_s, object, { "column"_L1, "decimalComma"_L1 });
    return { text(u"weight"_s, object, "column"_L1), flag(u"weight"_s, object, "decimalComma"_L1) };
}

QStringList RecipeReader::key(JsonValue list)
{
    if (!list.isUndefined() && !list.isArray())
        blame(u"key"_s, "must be a list of columns"_L1);
    QStringList columns;
    for (const JsonValue column : list.elements()) {
        if (!column.isString())
            blame(u"key"_s, "must be a list of columns"_L1);
        columns.append(column.text());
    }
    return columns;
}

Result<FactRecipe> RecipeReader::read(JsonValue root)
{
    known(u"recipe"_s, root, { "source"_L1, "file"_L1, "place"_L1, "when"_L1, "category"_L1, "weight"_L1, "key"_L1 });
    known(u"source"_s, root["source"_L1], { "id"_L1, "name"_L1, "provenance"_L1, "licence"_L1, "categories"_L1 });
    auto source = sourceFromJson(root["source"_L1]);
    if (!source)
        return std::unexpected(source.error());
    FactRecipe recipe { .source = std::move(*source) };
    recipe.file = file(child(root, "file"_L1));
    recipe.place = place(child(root, "place"_L1));
    if (!root["when"_L1].isUndefined())
        recipe.when = when(child(root, "when"_L1));
    recipe.category = category(child(root, "category"_L1));
    recipe.weight = weight(child(root, "weight"_L1));
    recipe.key = key(root["key"_L1]);
    if (m_fault)
        return fail(Failure::InvalidInput, *m_fault);
    return checkRecipe(recipe).transform([&recipe] { return std::move(recipe); });
}

std::optional<QString> faultOfPlace(const FactRecipe::Place &place, FactRecipe::Form form)
{
    if (place.longitude.isEmpty() != place.latitude.isEmpty())
        return u"place: names one of longitude and latitude"_s;
    if (form == FactRecipe::Form::Table && place.longitude.isEmpty())
        return u"place: a table has no geometry, name longitude and latitude"_s;
    if (!place.area)
        return std::nullopt;
    const auto &[low, high] = *place.area;
    const bool good
        = isOnEarth(low) && isOnEarth(high) && low.longitude < high.longitude && low.latitude < high.latitude;
    return good ? std::nullopt : std::optional(u"place.area: must be west, south, east, north in degrees"_s);
}

std::optional<QString> faultOfCategory(const FactRecipe::Category &category, const FactSource &source)
{
    if (category.column.isEmpty() && category.otherwise.isEmpty())
        return u"category: names neither a column nor a code"_s;
    if (!category.otherwise.isEmpty() && !source.categoryOf(category.otherwise))
        return u"category.otherwise: is not a code of the source"_s;
    for (auto entry = category.table.begin(); entry != category.table.end(); ++entry) {
        if (!source.categoryOf(*entry))
            return u"category.table.%1: is not a code of the source"_s.arg(entry.key().left(100));
    }
    return std::nullopt;
}

std::optional<QString> faultOf(const FactRecipe &recipe)
{
    if (const auto issues = validate(recipe.source); !issues.empty())
        return u"source."_s + toString(issues.front());
    if (recipe.file.form == FactRecipe::Form::Table && !QStringDecoder(recipe.file.encoding).isValid())
        return u"file.encoding: is not one that can be read"_s;
    if (auto fault = faultOfPlace(recipe.place, recipe.file.form))
        return fault;
    if (recipe.when && recipe.when->begin.isEmpty())
        return u"when.begin: is missing"_s;
    if (recipe.when && !QTimeZone(recipe.when->zone.toLatin1()).isValid())
        return u"when.zone: is not a name of a time zone"_s;
    if (auto fault = faultOfCategory(recipe.category, recipe.source))
        return fault;
    if (recipe.key.size() > kMostKeyColumns || recipe.key.contains(QString()))
        return u"key: at most %1 columns"_s.arg(kMostKeyColumns);
    return std::nullopt;
}

} // namespace

std::optional<CellText> CellText::parse(QStringView text)
{
    CellText read;
    while (!text.isEmpty()) {
        if (text.front() != u'{') {
            const qsizetype end = text.indexOf(u'{');
            const QStringView literal = end < 0 ? text : text.first(end);
            if (literal.contains(u'}'))
                return std::nullopt;
            read.parts.push_back({ literal.toString(), {}, 0 });
            text = text.sliced(literal.size());
            continue;
        }
        const qsizetype end = text.indexOf(u'}');
        if (end < 2)
            return std::nullopt;
        QStringView column = text.sliced(1, end - 1);
        text = text.sliced(end + 1);
        bool hasWidth = false;
        const qsizetype colon = column.lastIndexOf(u':');
        const int width = colon < 1 ? 0 : column.sliced(colon + 1).toInt(&hasWidth);
        if (hasWidth && (width < 1 || width > kWidest))
            return std::nullopt;
        if (hasWidth)
            column = column.first(colon);
        read.parts.push_back({ {}, column.toString(), hasWidth ? width : 0 });
    }
    return read;
}

QString CellText::toString() const
{
    QString text;
    for (const Part &part : parts) {
        if (part.column.isEmpty())
            text += part.literal;
        else
            text += part.width > 0 ? u"{%1:%2}"_s.arg(part.column).arg(part.width) : u"{%1}"_s.arg(part.column);
    }
    return text;
}

QStringList CellText::columns() const
{
    QStringList all;
    for (const Part &part : parts) {
        if (!part.column.isEmpty())
            all.append(part.column);
    }
    return all;
}

QStringList FactRecipe::columns() const
{
    QStringList all { place.longitude, place.latitude, category.column, weight.column };
    if (when)
        all << when->begin.columns() << when->end.columns();
    all << key;
    all.removeAll(QString());
    all.removeDuplicates();
    return all;
}

Result<FactRecipe> readRecipe(const QByteArray &json)
{
    if (json.size() > kRecipeLimit)
        return fail(Failure::TooLarge, u"the recipe is larger than %1 bytes"_s.arg(kRecipeLimit));
    const auto document = JsonDocument::read(json);
    if (!document || !document->root().isObject())
        return fail(Failure::InvalidInput, u"the recipe is not a JSON object in UTF-8"_s);
    return RecipeReader().read(document->root());
}

Result<> checkRecipe(const FactRecipe &recipe)
{
    const auto fault = faultOf(recipe);
    return fault ? Result<>(fail(Failure::InvalidInput, *fault)) : Result<>();
}

QByteArray recipeText(const FactRecipe &recipe)
{
    const auto put = [](QJsonObject &object, const QString &key, const QString &text) {
        if (!text.isEmpty())
            object.insert(key, text);
    };
    const auto putFlag = [](QJsonObject &object, const QString &key, bool is) {
        if (is)
            object.insert(key, true);
    };
    const bool isTable = recipe.file.form == FactRecipe::Form::Table;
    QJsonObject file { { u"form"_s, isTable ? u"table"_s : u"layer"_s } };
    if (isTable) {
        file.insert(u"delimiter"_s, QString(QLatin1Char(recipe.file.delimiter)));
        file.insert(u"encoding"_s, recipe.file.encoding);
    }
    put(file, u"layer"_s, recipe.file.layer);
    QJsonObject place;
    put(place, u"longitude"_s, recipe.place.longitude);
    put(place, u"latitude"_s, recipe.place.latitude);
    putFlag(place, u"decimalComma"_s, recipe.place.decimalComma);
    putFlag(place, u"centroid"_s, recipe.place.centroid);
    if (recipe.place.epsg)
        place.insert(u"crs"_s, u"EPSG:%1"_s.arg(*recipe.place.epsg));
    if (const auto &area = recipe.place.area)
        place.insert(u"area"_s,
            QJsonArray { area->southWest.longitude, area->southWest.latitude, area->northEast.longitude,
                area->northEast.latitude });
    QJsonObject category;
    put(category, u"column"_s, recipe.category.column);
    put(category, u"otherwise"_s, recipe.category.otherwise);
    QJsonObject table;
    for (auto entry = recipe.category.table.begin(); entry != recipe.category.table.end(); ++entry)
        table.insert(entry.key(), *entry);
    if (!table.isEmpty())
        category.insert(u"table"_s, table);
    QJsonObject root { { u"source"_s, QJsonDocument::fromJson(sourceText(recipe.source)).object() },
        { u"file"_s, file }, { u"place"_s, place }, { u"category"_s, category } };
    if (const auto &when = recipe.when) {
        QJsonObject object { { u"begin"_s, when->begin.toString() }, { u"format"_s, when->format },
            { u"zone"_s, when->zone }, { u"lasts"_s, kLasts[static_cast<size_t>(when->lasts)] } };
        put(object, u"end"_s, when->end.toString());
        putFlag(object, u"mayMiss"_s, when->mayMiss);
        root.insert(u"when"_s, object);
    }
    QJsonObject weight;
    put(weight, u"column"_s, recipe.weight.column);
    putFlag(weight, u"decimalComma"_s, recipe.weight.decimalComma);
    if (!weight.isEmpty())
        root.insert(u"weight"_s, weight);
    if (!recipe.key.isEmpty())
        root.insert(u"key"_s, QJsonArray::fromStringList(recipe.key));
    return QJsonDocument(root).toJson();
}

} // namespace cortege::exchange
