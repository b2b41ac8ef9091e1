#include "marks.h"

#include "symbols.h"

#include <presentation/factsigns.h>

#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>

namespace cortege::map
{
namespace
{

using presentation::MapMark;

constexpr qint64 kThousand = 1'000;
constexpr qint64 kMillion = 1'000'000;

/// One decimal below ten, rounded down: nothing is shown as more than it is.
QString scaled(qint64 count, qint64 unit, QChar sign)
{
    const qint64 whole = count / unit;
    if (whole >= 10)
        return QString::number(whole) + sign;
    return QString::number(whole) + QLocale().decimalPoint() + QString::number(count % unit * 10 / unit) + sign;
}

void addCount(Primitives &primitives, const MapMark &mark, const Tag &tag)
{
    const QString text = shortCount(mark.count);
    const int size = std::min(static_cast<int>(text.size()), kPlates) - 1;
    primitives.addSymbol(mark.at, static_cast<SymbolShape>(static_cast<int>(SymbolShape::FirstPlate) + size), tag);
    double wide = 0;
    for (const QChar letter : text)
        wide += glyphWidth(letter);
    double left = -wide / 2;
    for (const QChar letter : text) {
        const double width = glyphWidth(letter);
        const QPointF offset(std::round(left + width / 2), 0); // whole pixels: the figures stay sharp
        primitives.symbols.push_back({ primitives.local(mark.at), glyphOf(letter), {}, offset });
        left += width;
    }
}

} // namespace

QString shortCount(qint64 count)
{
    if (count < kThousand)
        return QString::number(count);
    return count < kMillion ? scaled(count, kThousand, u'k') : scaled(count, kMillion, u'M');
}

Primitives markPrimitives(const std::vector<MapMark> &marks)
{
    Primitives primitives;
    if (!marks.empty())
        primitives.origin = toMercator(marks.front().at);
    for (size_t i = 0; i < marks.size(); ++i) {
        Tag tag;
        tag.index = static_cast<float>(i);
        if (marks[i].count > 1)
            addCount(primitives, marks[i], tag);
        else
            primitives.addSymbol(
                marks[i].at, static_cast<SymbolShape>(static_cast<int>(SymbolShape::FirstFact) + marks[i].sign), tag);
    }
    return primitives;
}

} // namespace cortege::map
