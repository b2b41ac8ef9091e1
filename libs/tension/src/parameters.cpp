#include <tension/parameters.h>

#include <domain/json.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QLocale>
#include <QtCore/QStringList>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace cortege::tension
{
namespace
{

using namespace Qt::StringLiterals;

constexpr int kVersion = 1;
constexpr double kNarrowest = 75;
constexpr double kWidest = 500;
constexpr double kWidestCell = 50;
constexpr qsizetype kLongestName = 200;
constexpr size_t kMostCategories = 10'000;

struct TensionTexts {
    Q_DECLARE_TR_FUNCTIONS(TensionTexts)
};

/// Seven texts of 24 signs, Monday first; 1 counts.
QJsonArray hoursJson(const HoursOfWeek &hours)
{
    QJsonArray days;
    for (size_t day = 0; day < 7; ++day) {
        QString text;
        for (size_t hour = 0; hour < 24; ++hour)
            text += hours[day * 24 + hour] ? u'1' : u'0';
        days.append(text);
    }
    return days;
}

/// Reads the members of an object one by one. The first that is wrong is kept, and everything after it is not looked
/// at.
class Members
{
public:
    Members(JsonValue object, QLatin1StringView path) : m_object(object), m_path(path)
    {
        if (!object.isObject())
            m_wrong = m_path + u" is no object"_s;
    }

    void number(QLatin1StringView name, double &to, double least, double most)
    {
        take(name, [&](JsonValue value) {
            const double number = value.number(std::numeric_limits<double>::quiet_NaN());
            if (!(number >= least && number <= most))
                return false;
            to = number;
            return true;
        });
    }
    template <class Whole>
    void whole(QLatin1StringView name, Whole &to, qint64 least, qint64 most)
    {
        take(name, [&](JsonValue value) {
            const qint64 number = value.integer(least - 1);
            if (number < least || number > most)
                return false;
            to = static_cast<Whole>(number);
            return true;
        });
    }
    template <class Read>
    void take(QLatin1StringView name, const Read &read)
    {
        m_known.push_back(name);
        const JsonValue value = m_object[name];
        if (m_wrong.isEmpty() && !value.isUndefined() && !read(value))
            m_wrong = m_path + name;
    }
    /// Nothing when every member was known and right.
    std::optional<QString> wrong() const
    {
        if (!m_wrong.isEmpty())
            return m_wrong;
        std::vector<QByteArrayView> seen;
        for (const auto &member : m_object.members()) {
            const bool known = std::ranges::any_of(m_known,
                [&](QLatin1StringView name) { return QByteArrayView(name.data(), name.size()) == member.name; });
            if (!known || std::ranges::contains(seen, member.name))
                return m_path + QString::fromUtf8(member.name);
            seen.push_back(member.name);
        }
        return std::nullopt;
    }

private:
    JsonValue m_object;
    QString m_path;
    QString m_wrong;
    std::vector<QLatin1StringView> m_known;
};

bool readHours(JsonValue value, HoursOfWeek &hours)
{
    const auto days = value.elements();
    if (days.size() != 7)
        return false;
    for (size_t day = 0; day < 7; ++day) {
        const QString text = days[day].text();
        if (text.size() != 24)
            return false;
        for (qsizetype hour = 0; hour < 24; ++hour) {
            if (text[hour] != u'0' && text[hour] != u'1')
                return false;
            hours[day * 24 + static_cast<size_t>(hour)] = text[hour] == u'1';
        }
    }
    return true;
}

constexpr double kMostWeight = 1e6;

bool readCategories(JsonValue value, std::vector<ParameterSet::Category> &categories)
{
    const auto elements = value.elements();
    if (!value.isArray() || elements.size() > kMostCategories)
        return false;
    categories.clear();
    for (const JsonValue &element : elements) {
        ParameterSet::Category category;
        Members members(element, ""_L1);
        members.take("name"_L1, [&](JsonValue name) {
            category.name = name.text();
            return name.isString() && !category.name.isEmpty() && category.name.size() <= kLongestName;
        });
        members.number("weight"_L1, category.weight, 0, kMostWeight);
        if (members.wrong() || category.name.isEmpty())
            return false;
        categories.push_back(category);
    }
    std::ranges::sort(categories, {}, &ParameterSet::Category::name);
    return std::ranges::adjacent_find(categories, {}, &ParameterSet::Category::name) == categories.end();
}

} // namespace

double ParameterSet::cell() const { return std::min(bandwidth / 6, kWidestCell); }

Weighting ParameterSet::weighting(std::span<const QString> names) const
{
    Weighting result { {}, halfLife, hours };
    for (const QString &category : names) {
        const auto found = std::ranges::find(categories, category, &Category::name);
        result.categories.push_back(found == categories.end() ? 1.0 : found->weight);
    }
    return result;
}

QByteArray toJson(const ParameterSet &set)
{
    QJsonArray categories;
    for (const auto &category : set.categories)
        categories.append(QJsonObject { { u"name"_s, category.name }, { u"weight"_s, category.weight } });
    const QJsonObject scan { { u"cell"_s, set.scan.cell }, { u"largestRadius"_s, set.scan.largestRadius },
        { u"stepSeconds"_s, qint64 { set.scan.step.count() } }, { u"longestSteps"_s, set.scan.longestSteps },
        { u"permutations"_s, set.scan.permutations }, { u"seed"_s, QString::number(set.scan.seed) },
        { u"mostClusters"_s, set.scan.mostClusters } };
    const QJsonObject crossing { { u"metres"_s, set.crossing.metres },
        { u"marginMinutes"_s, qint64 { set.crossing.margin.count() } } };
    const QJsonObject march { { u"kilometresPerHour"_s, set.march.kilometresPerHour },
        { u"widthMetres"_s, set.march.widthMetres }, { u"peoplePerSquareMetre"_s, set.march.peoplePerSquareMetre } };
    QJsonObject object { { u"version"_s, kVersion }, { u"name"_s, set.name }, { u"bandwidth"_s, set.bandwidth },
        { u"categories"_s, categories }, { u"hours"_s, hoursJson(set.hours) },
        { u"weightOfPerson"_s, set.weightOfPerson }, { u"heldByZones"_s, set.heldByZones },
        { u"hotSpotCell"_s, set.hotSpotCell }, { u"falseDiscoveries"_s, set.falseDiscoveries }, { u"scan"_s, scan },
        { u"crossing"_s, crossing }, { u"march"_s, march } };
    if (set.halfLife)
        object[u"halfLifeSeconds"_s] = qint64 { set.halfLife->count() };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<ParameterSet> parametersFromJson(QByteArrayView json)
{
    const auto document = JsonDocument::read(json);
    if (!document)
        return fail(Failure::InvalidInput, u"no JSON"_s);
    ParameterSet set;
    std::optional<QString> inside;
    const auto nested = [&](JsonValue value, QLatin1StringView path, const auto &read) {
        Members members(value, path);
        read(members);
        inside = members.wrong();
        return !inside;
    };
    Members members(document->root(), ""_L1);
    int version = 0;
    members.whole("version"_L1, version, kVersion, kVersion);
    members.take("name"_L1, [&](JsonValue value) {
        set.name = value.text();
        return value.isString() && set.name.size() <= kLongestName;
    });
    members.number("bandwidth"_L1, set.bandwidth, kNarrowest, kWidest);
    members.take("categories"_L1, [&](JsonValue value) { return readCategories(value, set.categories); });
    members.take("halfLifeSeconds"_L1, [&](JsonValue value) {
        const qint64 seconds = value.integer(0);
        set.halfLife = std::chrono::seconds { seconds };
        return seconds > 0 && seconds <= qint64 { 100 } * 366 * 86'400;
    });
    members.take("hours"_L1, [&](JsonValue value) { return readHours(value, set.hours); });
    members.number("weightOfPerson"_L1, set.weightOfPerson, 0, kMostWeight);
    members.number("heldByZones"_L1, set.heldByZones, 0, 1);
    members.number("hotSpotCell"_L1, set.hotSpotCell, 10, 10'000);
    members.number("falseDiscoveries"_L1, set.falseDiscoveries, 0, 1);
    members.take("scan"_L1, [&](JsonValue value) {
        return nested(value, "scan."_L1, [&](Members &scan) {
            scan.number("cell"_L1, set.scan.cell, 10, 100'000);
            scan.number("largestRadius"_L1, set.scan.largestRadius, 0, 100'000);
            auto seconds = qint64 { set.scan.step.count() };
            scan.whole("stepSeconds"_L1, seconds, 60, 366 * qint64 { 86'400 });
            set.scan.step = std::chrono::seconds { seconds };
            scan.whole("longestSteps"_L1, set.scan.longestSteps, 1, 1'000);
            scan.whole("permutations"_L1, set.scan.permutations, 1, 99'999);
            scan.take("seed"_L1, [&](JsonValue seed) { // a text: JSON's numbers do not hold 64 bits
                bool ok = false;
                set.scan.seed = seed.text().toULongLong(&ok);
                return ok;
            });
            scan.whole("mostClusters"_L1, set.scan.mostClusters, 1, 1'000);
        });
    });
    members.take("crossing"_L1, [&](JsonValue value) {
        return nested(value, "crossing."_L1, [&](Members &crossing) {
            crossing.number("metres"_L1, set.crossing.metres, 0, 10'000);
            auto minutes = qint64 { set.crossing.margin.count() };
            crossing.whole("marginMinutes"_L1, minutes, 0, qint64 { 7 } * 24 * 60);
            set.crossing.margin = std::chrono::minutes { minutes };
        });
    });
    members.take("march"_L1, [&](JsonValue value) {
        return nested(value, "march."_L1, [&](Members &march) {
            march.number("kilometresPerHour"_L1, set.march.kilometresPerHour, 0.1, 20);
            march.number("widthMetres"_L1, set.march.widthMetres, 0.5, 200);
            march.number("peoplePerSquareMetre"_L1, set.march.peoplePerSquareMetre, 0.01, 10);
        });
    });
    if (inside)
        return fail(Failure::InvalidInput, *inside);
    if (const auto wrong = members.wrong())
        return fail(Failure::InvalidInput, *wrong);
    if (version != kVersion)
        return fail(Failure::InvalidInput, u"version"_s);
    return set;
}

namespace
{

/// As many digits as the value has: what is printed is what was used.
QString figure(double value) { return QLocale().toString(value, 'g', QLocale::FloatingPointShortest); }

QString durationText(std::chrono::seconds time)
{
    const qint64 seconds = time.count();
    if (seconds % 86'400 == 0)
        return TensionTexts::tr("%1 j").arg(QLocale().toString(seconds / 86'400));
    if (seconds % 3'600 == 0)
        return TensionTexts::tr("%1 h").arg(QLocale().toString(seconds / 3'600));
    return TensionTexts::tr("%1 s").arg(QLocale().toString(seconds));
}

/// "17–20 h, 22–24 h"
QString hoursOfDay(const HoursOfWeek &hours, size_t day)
{
    QStringList runs;
    for (size_t hour = 0; hour < 24; ++hour) {
        const size_t first = hour;
        while (hour < 24 && hours[day * 24 + hour])
            ++hour;
        if (hour > first)
            runs += TensionTexts::tr("%1–%2 h").arg(first).arg(hour);
    }
    return runs.join(u", "_s);
}

/// "lun.–ven. 17–20 h; dim. 0–24 h"
QString hoursText(const HoursOfWeek &hours)
{
    QStringList parts;
    for (size_t day = 0; day < 7; ++day) {
        const size_t first = day;
        const QString text = hoursOfDay(hours, first);
        while (day + 1 < 7 && hoursOfDay(hours, day + 1) == text)
            ++day;
        const auto name
            = [](size_t number) { return QLocale().dayName(static_cast<int>(number) + 1, QLocale::ShortFormat); };
        if (!text.isEmpty())
            parts += (first == day ? name(day) : TensionTexts::tr("%1–%2").arg(name(first), name(day))) + u' ' + text;
    }
    return parts.isEmpty() ? TensionTexts::tr("aucune heure") : parts.join(u"\u00A0; "_s);
}

} // namespace

QString printed(const ParameterSet &set)
{
    QStringList parts { TensionTexts::tr("« %1 »").arg(set.name),
        TensionTexts::tr("noyau gaussien %1 m, maille %2 m").arg(figure(set.bandwidth), figure(set.cell())) };
    QStringList weights;
    for (const auto &category : set.categories)
        weights += TensionTexts::tr("%1 × %2").arg(category.name, figure(category.weight));
    parts += weights.isEmpty() ? TensionTexts::tr("catégories × 1")
                               : TensionTexts::tr("catégories : %1, autres × 1").arg(weights.join(u", "_s));
    parts += set.halfLife ? TensionTexts::tr("demi-vie %1").arg(durationText(*set.halfLife))
                          : TensionTexts::tr("sans atténuation");
    if (!set.hours.all())
        parts += hoursText(set.hours);
    parts += TensionTexts::tr("une personne × %1").arg(figure(set.weightOfPerson));
    parts += TensionTexts::tr("zones : %1 % du poids").arg(figure(100 * set.heldByZones));
    parts += TensionTexts::tr("points chauds : maille %1 m, q ≤ %2")
                 .arg(figure(set.hotSpotCell), figure(set.falseDiscoveries));
    parts += TensionTexts::tr("balayage : maille %1 m, rayon %2 m, pas %3, durée %4 pas, %5 permutations, graine %6")
                 .arg(figure(set.scan.cell), figure(set.scan.largestRadius), durationText(set.scan.step),
                     QString::number(set.scan.longestSteps), QString::number(set.scan.permutations),
                     QString::number(set.scan.seed));
    parts += TensionTexts::tr("croisements : %1 m, %2 min")
                 .arg(figure(set.crossing.metres), QString::number(set.crossing.margin.count()));
    parts += TensionTexts::tr("cortège : %1 km/h, largeur %2 m, %3 pers./m²")
                 .arg(figure(set.march.kilometresPerHour), figure(set.march.widthMetres),
                     figure(set.march.peoplePerSquareMetre));
    return parts.join(u" · "_s);
}

} // namespace cortege::tension
