#pragma once

#include "credentials.h"

#include <domain/event.h>

#include <QtCore/QTemporaryDir>

namespace cortege::bench
{

/// A demonstration of usual size: a route of forty points and a few lines of text.
EventRecord usualRecord();
/// As a request to save it, and as the feature that consoles are sent.
QByteArray requestFor(const EventRecord &record);
QByteArray featureFor(const EventRecord &record);

/// The folder of one run, on a disk, with a subfolder for the keys and each contender. Other users may go through it.
class RunFolder
{
public:
    RunFolder();
    QString of(QLatin1StringView part) const; ///< made
    QString path() const { return m_folder.path(); }
    const char *fileSystem() const;

private:
    QTemporaryDir m_folder;
};

/// Many sockets; SIGINT and SIGTERM make calls return, the load ends with a fault, and everything is cleaned up.
void prepareProcess();

} // namespace cortege::bench
