#pragma once

#include <exchange/mapping.h>

#include <QtCore/QRegularExpression>

#include <map>

namespace cortege::exchange
{

/// A text out of one or several columns: trimmed, joined, then rewritten.
struct TextRule {
    QStringList columns;
    QString join = QStringLiteral(" ");
    std::vector<std::pair<QRegularExpression, QString>> replace;
    bool overflow = false; ///< of the subject: what is too long for it goes to the description
};
/// The first expression that matches the whole cell reads it.
struct NumberPattern {
    QRegularExpression expression; ///< its first group is the number
    bool none = false; ///< the cell says that nobody knows
};
struct NumberRule {
    QString column;
    QString thousands; ///< separator that is left out, for example "."
    std::vector<NumberPattern> patterns;
};
struct TimePattern {
    QRegularExpression expression; ///< named groups d (days after the date), h, m
    int days = 0; ///< where there is no such group
    bool none = false; ///< the cell gives no such time
};
struct TimeRule {
    QString dateColumn;
    QString column;
    QString dateFormat = QStringLiteral("yyyy-MM-dd");
    std::vector<TimePattern> patterns;
    bool pastMidnight = false; ///< an end before its start is on the next day
};
struct ListRule {
    QString column;
    QHash<QString, QString> table; ///< cell -> label of annexe 1
};
struct RouteRule {
    TextRule text;
    QString separator;
};

struct Mapping::Rules {
    QUuid space;
    char delimiter = ',';
    bool gazetteer = false;
    QStringList key;
    EventKind kind {};
    std::vector<std::pair<QString, EventKind>> kindWhenFilled; ///< the first filled column decides
    QString statusColumn;
    QStringList active;
    QStringList withdrawn;
    std::map<Field, TextRule> texts;
    std::map<Field, NumberRule> numbers;
    std::map<Field, TimeRule> times;
    std::map<Field, ListRule> lists;
    std::optional<RouteRule> route; ///< departure, waypoints and arrival out of one text

    QStringList columns() const;
};

} // namespace cortege::exchange
