#include "history.h"

#include "records.h"

#include <QtCore/QHash>

#include <algorithm>

namespace cortege::test
{
using namespace Qt::StringLiterals;

EventRecord Deed::record() const
{
    EventRecord made = visit(name);
    made.description = u"%1 %2"_s.arg(seenRevision).arg(seenName);
    return made;
}

QString deedOf(const EventVersion &version) { return version.record.subject; }

QStringList faultsOf(const std::vector<EventVersion> &journal, const std::vector<Told> &clients)
{
    QStringList faults;
    QHash<QString, int> times;
    QHash<EventId, EventVersion> standing;
    Sequence sequence = 0;
    for (const EventVersion &version : journal) {
        const auto before = standing.constFind(version.id);
        const bool isFirst = before == standing.constEnd();
        const int revision = isFirst ? 0 : before->revision;
        if (version.sequence != ++sequence || version.revision != revision + 1)
            faults += u"gap: sequence %1"_s.arg(version.sequence);
        if (version.record.description != u"%1 %2"_s.arg(revision).arg(isFirst ? QString() : deedOf(*before)))
            faults += u"lost update: %1 did not see what it replaced"_s.arg(deedOf(version));
        standing.insert(version.id, version);
        ++times[deedOf(version)];
    }
    for (const Told &client : clients) {
        for (const Deed &deed : client.deeds) {
            const int found = times.take(deed.name);
            if (deed.end == Deed::End::Open)
                faults += u"never answered: "_s + deed.name;
            else if (deed.end == Deed::End::Refused && found != 0)
                faults += u"refused and kept: "_s + deed.name;
            else if (deed.end == Deed::End::Acknowledged && found == 0)
                faults += u"lost: "_s + deed.name;
            else if (found > 1)
                faults += u"doubled: "_s + deed.name;
        }
        Sequence last = 0;
        for (const EventVersion &version : client.seen) {
            if (version.sequence != last + 1)
                faults += u"replay: %1 after %2"_s.arg(version.sequence).arg(last);
            last = version.sequence;
        }
        if (client.seen != journal)
            faults += u"a client saw something else than the journal"_s;
    }
    for (const auto &[name, count] : times.asKeyValueRange())
        faults += u"nobody's: "_s + name;
    return faults;
}

} // namespace cortege::test
