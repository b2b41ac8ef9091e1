#include "savedfilters.h"

#include <QtCore/QSettings>
#include <QtCore/QVariant>

#include <algorithm>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
constexpr auto kGroup = "filters"_L1;

void write(const QList<SavedFilter> &filters)
{
    QSettings settings;
    settings.remove(kGroup);
    settings.beginWriteArray(kGroup, static_cast<int>(filters.size()));
    for (qsizetype i = 0; i < filters.size(); ++i) {
        const SavedFilter &filter = filters[i];
        QVariantList kinds;
        for (const int kind : filter.kinds)
            kinds << kind;
        settings.setArrayIndex(static_cast<int>(i));
        settings.setValue("name"_L1, filter.name);
        settings.setValue("text"_L1, filter.text);
        settings.setValue("kinds"_L1, kinds);
        settings.setValue("period"_L1, filter.period);
        settings.setValue("cancelled"_L1, filter.cancelled);
    }
    settings.endArray();
}

} // namespace

QList<SavedFilter> savedFilters()
{
    QSettings settings;
    QList<SavedFilter> filters;
    const int count = settings.beginReadArray(kGroup);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        SavedFilter filter { settings.value("name"_L1).toString(), settings.value("text"_L1).toString(), {},
            settings.value("period"_L1).toInt(), settings.value("cancelled"_L1).toBool() };
        const auto kinds = settings.value("kinds"_L1).toList();
        for (const QVariant &kind : kinds)
            filter.kinds.insert(kind.toInt());
        filters << filter;
    }
    settings.endArray();
    return filters;
}

void saveFilter(const SavedFilter &filter)
{
    auto filters = savedFilters();
    const auto same = std::ranges::find(filters, filter.name, &SavedFilter::name);
    if (same != filters.end())
        *same = filter;
    else
        filters << filter;
    write(filters);
}

void forgetFilter(const QString &name)
{
    auto filters = savedFilters();
    filters.removeIf([&](const SavedFilter &filter) { return filter.name == name; });
    write(filters);
}

} // namespace cortege::widgets
