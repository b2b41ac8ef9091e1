#include <presentation/coordinates.h>

#include <tension/density.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QRegularExpression>

#include <cmath>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

struct CoordinateTexts {
    Q_DECLARE_TR_FUNCTIONS(Coordinates)
};

// The area of use that EPSG states for 2154, in its own metres.
constexpr double kLeastEast = -378'306;
constexpr double kMostEast = 1'212'611;
constexpr double kLeastNorth = 6'093'283;
constexpr double kMostNorth = 7'186'902;

bool inLambert(tension::MetricPoint at)
{
    return at.east >= kLeastEast && at.east <= kMostEast && at.north >= kLeastNorth && at.north <= kMostNorth;
}

/// PROJ's objects belong to one thread.
const tension::Projection &lambert()
{
    thread_local const tension::Projection projection;
    return projection;
}

QString separator() { return QLocale().decimalPoint() == u"," ? u" ; "_s : u", "_s; }

QString degreesText(double degrees, QChar positive, QChar negative)
{
    // In thousandths of a second, so that no 60″ comes of rounding.
    const qint64 thousandths = std::llround(std::abs(degrees) * 3'600'000);
    const qint64 seconds = thousandths / 1000;
    return u"%1° %2′ %3″ %4"_s.arg(seconds / 3600)
        .arg(seconds / 60 % 60, 2, 10, QChar(u'0'))
        .arg(QLocale().toString(static_cast<double>(thousandths % 60'000) / 1000, 'f', 3).rightJustified(6, u'0'),
            QString(degrees < 0 ? negative : positive));
}

/// With a space between thousands, whatever the language: a comma would part the two numbers.
QString metresText(double metres)
{
    const QLocale locale;
    QString text = locale.toString(metres, 'f', 2);
    return locale.groupSeparator() == u"," ? text.replace(u',', u' ') : text;
}

std::unexpected<QString> unreadable()
{
    return std::unexpected(
        CoordinateTexts::tr("Écrivez latitude et longitude : 43,2965 ; 5,3698, ou 43° 17′ 47″ N, 5° 22′ 11″ E ; "
                            "ou des mètres Lambert-93 : 892 390 ; 6 247 035."));
}

/// One way of writing each sign.
QString plain(const QString &text)
{
    QString plain = text.trimmed().toUpper();
    static const std::array<std::pair<QLatin1StringView, QChar>, 3> kLetters { { { "OUEST"_L1, u'W' },
        { "NORD"_L1, u'N' }, { "SUD"_L1, u'S' } } };
    for (const auto &[word, letter] : kLetters)
        plain.replace(word, QString(letter));
    plain.replace("EST"_L1, "E"_L1);
    for (QChar &c : plain) {
        if (c == u'O')
            c = u'W';
        else if (c == u'′' || c == u'’' || c == u'‘' || c == u'ʹ' || c == u'´')
            c = u'\'';
        else if (c == u'″' || c == u'”' || c == u'“' || c == u'ʺ')
            c = u'"';
        else if (c == u'º' || c == u'˚')
            c = u'°';
        else if (c == u'−' || c == u'–')
            c = u'-';
        else if (c.isSpace() && c != u'\t' && c != u'\n')
            c = u' ';
    }
    plain.replace("''"_L1, QChar(u'"'));
    static const QRegularExpression spaces(u" +"_s);
    plain.replace(spaces, u" "_s);
    return plain;
}

struct Halves {
    QString first;
    QString second;
};

std::optional<Halves> splitAt(const QString &text, const QString &pattern)
{
    const QRegularExpression between(pattern);
    auto matches = between.globalMatch(text);
    if (!matches.hasNext())
        return std::nullopt;
    const auto match = matches.next();
    if (matches.hasNext())
        return std::nullopt;
    return Halves { text.first(match.capturedStart()), text.sliced(match.capturedEnd()) };
}

/// Metres with spaces between thousands have no other mark of where the first number ends: "892 390 6 247 035".
std::optional<Halves> splitNumbers(const QString &text)
{
    static const QRegularExpression numbers(
        u"^([-+]?(?:\\d{1,3}(?: \\d{3})+|\\d+)(?:[.,]\\d+)?) ([-+]?(?:\\d{1,3}(?: \\d{3})+|\\d+)(?:[.,]\\d+)?)$"_s);
    const auto match = numbers.match(text);
    return match.hasMatch() ? std::optional(Halves { match.captured(1), match.captured(2) }) : std::nullopt;
}

std::optional<Halves> split(const QString &text)
{
    if (text.contains(u';') || text.contains(u'\t') || text.contains(u'\n'))
        return splitAt(text, u"\\s*[;\\t\\n]\\s*"_s);
    if (auto halves = splitAt(text, u"\\s*,\\s+"_s))
        return halves;
    if (text.count(u',') == 1 && text.contains(u'.'))
        return splitAt(text, u","_s);
    static const QRegularExpression suffixed(u"^([^NSEW]*[NSEW])[ ,]*([^NSEW]+[NSEW])$"_s);
    static const QRegularExpression prefixed(u"^([NSEW][^NSEW]*[^NSEW ,])[ ,]*([NSEW][^NSEW]+)$"_s);
    static const QRegularExpression marked(u"^([^°]*°.*['\"°])\\s*,?\\s*([-+]?\\d+(?:[.,]\\d+)?\\s*°.*)$"_s);
    for (const auto *pattern : { &suffixed, &prefixed, &marked }) {
        if (const auto match = pattern->match(text); match.hasMatch())
            return Halves { match.captured(1), match.captured(2) };
    }
    return splitNumbers(text);
}

struct Value {
    double number = 0;
    QChar letter; ///< N, S, E, W, or none
    bool hasParts = false; ///< written with a sign for degrees
    bool outOfRange = false; ///< 60 minutes or more
};

std::optional<Value> read(QString half)
{
    half = half.trimmed().replace(u',', u'.');
    static const QRegularExpression degrees(
        u"^([NSEW])?\\s*([-+])?\\s*(\\d{1,3}(?:\\.\\d+)?)\\s*(°)?\\s*"
        "(?:(\\d{1,2}(?:\\.\\d+)?)\\s*(?:'|$|(?=[NSEW]))\\s*(?:(\\d{1,2}(?:\\.\\d+)?)\\s*\"?\\s*)?)?([NSEW])?$"_s);
    static const QRegularExpression metres(
        u"^([NEXY])?\\s*=?\\s*([-+]?)((?:\\d{1,3}(?: \\d{3})+|\\d+)(?:\\.\\d+)?)\\s*M?$"_s);
    if (const auto match = degrees.match(half); match.hasMatch()) {
        const bool hasMinutes = match.hasCaptured(5);
        const bool twoLetters = match.hasCaptured(1) && match.hasCaptured(7);
        if (twoLetters || (hasMinutes && !match.hasCaptured(4)))
            return std::nullopt;
        const double minutes = match.captured(5).toDouble();
        const double seconds = match.captured(6).toDouble();
        Value value { match.captured(3).toDouble() + minutes / 60 + seconds / 3600, {}, match.hasCaptured(4),
            minutes >= 60 || seconds >= 60 };
        const QString letter = match.hasCaptured(7) ? match.captured(7) : match.captured(1);
        value.letter = letter.isEmpty() ? QChar() : letter.front();
        if ((match.captured(2) == u"-") != (value.letter == u'S' || value.letter == u'W'))
            value.number = -value.number;
        return value;
    }
    if (const auto match = metres.match(half); match.hasMatch()) {
        const double number = match.captured(3).remove(u' ').toDouble();
        return Value { match.captured(2) == u"-" ? -number : number, {}, false, false };
    }
    return std::nullopt;
}

std::expected<GeoPoint, QString> pointOf(const Value &first, const Value &second)
{
    const auto isNorth = [](const Value &value) { return value.letter == u'N' || value.letter == u'S'; };
    const auto isEast = [](const Value &value) { return value.letter == u'E' || value.letter == u'W'; };
    if ((isNorth(first) && isNorth(second)) || (isEast(first) && isEast(second)))
        return unreadable();
    if (first.outOfRange || second.outOfRange)
        return std::unexpected(CoordinateTexts::tr("Minutes et secondes vont de 0 à moins de 60."));
    const bool eastFirst = isEast(first) || isNorth(second);
    const GeoPoint point
        = eastFirst ? GeoPoint { first.number, second.number } : GeoPoint { second.number, first.number };
    if (!isOnEarth(point))
        return std::unexpected(CoordinateTexts::tr("La latitude va de −90 à 90, la longitude de −180 à 180."));
    return point;
}

std::expected<GeoPoint, QString> metricPointOf(double first, double second)
{
    for (const tension::MetricPoint at : { tension::MetricPoint { first, second }, { second, first } }) {
        if (inLambert(at))
            return lambert().toGeo(at);
    }
    return std::unexpected(CoordinateTexts::tr("Ces mètres ne sont pas en France métropolitaine (Lambert-93)."));
}

} // namespace

QString label(CoordinateFormat format)
{
    switch (format) {
    case CoordinateFormat::Decimal:
        return CoordinateTexts::tr("Degrés décimaux");
    case CoordinateFormat::DegreesMinutesSeconds:
        return CoordinateTexts::tr("Degrés, minutes, secondes");
    case CoordinateFormat::Lambert93:
        return CoordinateTexts::tr("Lambert-93");
    }
    return {};
}

QString coordinateText(GeoPoint point, CoordinateFormat format)
{
    const auto decimals = [](double number) { return QLocale().toString(number, 'f', 6); };
    switch (format) {
    case CoordinateFormat::Decimal:
        return decimals(point.latitude) + separator() + decimals(point.longitude);
    case CoordinateFormat::DegreesMinutesSeconds:
        return degreesText(point.latitude, u'N', u'S') + u", "_s
            + degreesText(point.longitude, u'E', CoordinateTexts::tr("O", "the letter for west").front());
    case CoordinateFormat::Lambert93: {
        const auto at = lambert().toMetric(point);
        return inLambert(at) ? metresText(at.east) + separator() + metresText(at.north) : QString();
    }
    }
    return {};
}

std::expected<GeoPoint, QString> readCoordinates(const QString &text)
{
    const auto halves = split(plain(text));
    if (!halves)
        return unreadable();
    const auto first = read(halves->first);
    const auto second = read(halves->second);
    if (!first || !second)
        return unreadable();
    const bool marked = first->hasParts || second->hasParts || !first->letter.isNull() || !second->letter.isNull();
    constexpr double kMostDegrees = 999;
    if (!marked && (std::abs(first->number) > kMostDegrees || std::abs(second->number) > kMostDegrees))
        return metricPointOf(first->number, second->number);
    return pointOf(*first, *second);
}

} // namespace cortege::presentation
