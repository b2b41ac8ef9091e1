#include "setting.h"

#include "figures.h"

#include <domain/geojson.h>
#include <protocol/codec.h>

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <cmath>
#include <csignal>
#include <numbers>

#include <sys/resource.h>
#include <sys/statfs.h>

namespace cortege::bench
{
using namespace Qt::StringLiterals;

EventRecord usualRecord()
{
    EventRecord record = emptyRecord(EventKind::MovingDemonstration);
    record.subject = u"Défilé intersyndical – défense des services publics"_s;
    record.description = u"Parcours annoncé par l’organisateur. Service d’ordre assuré par ses adhérents ; deux "
                         "véhicules sonorisés. Dispersion prévue avant la tombée de la nuit."_s;
    record.begins = UtcTime { std::chrono::seconds { 1'800'000'000 } };
    record.ends = *record.begins + std::chrono::hours { 3 };
    auto &march = std::get<MovingDemonstration>(record.particulars);
    march.departure = { u"Porte d’Aix, 13001 Marseille"_s, GeoPoint { 5.3735, 43.3032 } };
    march.waypoints = { { u"Cours Belsunce"_s, GeoPoint { 5.3757, 43.2989 } }, { u"Rue de Rome"_s, {} } };
    march.arrival = { u"Place Castellane, 13006 Marseille"_s, GeoPoint { 5.3835, 43.2860 } };
    march.people = { 4'500, 6'000 };
    march.organiser = OrganiserStatus::Union;
    for (int i = 0; i < 40; ++i) {
        const double part = i / 39.0;
        march.route.push_back({ std::round((5.3735 + 0.01 * part) * 1e6) / 1e6,
            std::round((43.3032 - 0.0172 * part + 0.0004 * std::sin(part * std::numbers::pi * 3)) * 1e6) / 1e6 });
    }
    return record;
}

QByteArray requestFor(const EventRecord &record)
{
    return protocol::encode(
        protocol::MessageId { 1 }, protocol::SaveRequest { RequestId::make(), EventId::make(), 0, record });
}

QByteArray featureFor(const EventRecord &record)
{
    return featureText({ EventId::make(), 1, 1, EventState::Active, { PersonId::make(), u"writer (bench)"_s },
        SystemClock().now(), record });
}

// Not /tmp, which is in memory on many machines.
RunFolder::RunFolder() : m_folder(u"/var/tmp/cortege-bench-XXXXXX"_s)
{
    demand(m_folder.isValid(), m_folder.errorString());
    QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeOther);
}

QString RunFolder::of(QLatin1StringView part) const
{
    QDir(path()).mkdir(part);
    QFile::setPermissions(
        m_folder.filePath(part), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeOther);
    return m_folder.filePath(part);
}

/// By its number in statfs(2): inside a chroot no list of mounts knows the path.
const char *RunFolder::fileSystem() const
{
    struct statfs system {};
    statfs(QFile::encodeName(path()).constData(), &system);
    switch (system.f_type) {
    case 0xef53:
        return "ext4";
    case 0x58465342:
        return "xfs";
    case 0x9123683e:
        return "btrfs";
    case 0x794c7630:
        return "overlay";
    case 0x01021994:
        return "tmpfs, where fsync costs nothing: the figures are of no use";
    default:
        return "an unknown file system";
    }
}

void prepareProcess()
{
    rlimit limit {};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    struct sigaction action {};
    action.sa_handler = [](int) { };
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

} // namespace cortege::bench
