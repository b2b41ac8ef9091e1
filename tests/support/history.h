#pragma once

#include <domain/event.h>

#include <QtCore/QStringList>

#include <vector>

/// What several clients did and saw, and whether one journal explains it.
namespace cortege::test
{

/// One save. Its record says in words which one it is and which version it corrects, so that the journal by itself
/// shows who wrote over what.
struct Deed {
    enum class End { Open, Acknowledged, Refused };
    QString name;
    EventId event;
    int seenRevision = 0; ///< what its author had before the eyes
    QString seenName {};
    End end = End::Open;

    EventRecord record() const;
};
/// The deed that made this version.
QString deedOf(const EventVersion &version);

struct Told {
    std::vector<Deed> deeds;
    std::vector<EventVersion> seen; ///< as they arrived
};

/// Empty when all is well: each acknowledged deed is in the journal once, a refused one never, nobody wrote over a
/// version without having seen it, and everybody saw all of the journal, once and in its order.
QStringList faultsOf(const std::vector<EventVersion> &journal, const std::vector<Told> &clients);

} // namespace cortege::test
