#pragma once

#include <QtCore/QList>
#include <QtCore/QSet>
#include <QtCore/QString>

namespace cortege::widgets
{

/// What a list of events was reduced to, under a name.
struct SavedFilter {
    QString name;
    QString text;
    QSet<int> kinds; ///< of EventKind; empty: all
    int period = 0; ///< number in the choice of periods; "aujourd’hui" is meant, not its date
    bool cancelled = false;

    friend bool operator==(const SavedFilter &, const SavedFilter &) = default;
};

/// The person's own settings, in the order in which they were saved.
QList<SavedFilter> savedFilters();
/// In place of the one of that name where there is one.
void saveFilter(const SavedFilter &filter);
void forgetFilter(const QString &name);

} // namespace cortege::widgets
