#include "auditanchor.h"

#include <storage/sqliteaudit.h>

#include <QtCore/QFileInfo>

#include <unistd.h>

namespace cortege::server
{
using namespace Qt::StringLiterals;

Result<std::unique_ptr<AuditAnchor>> AuditAnchor::open(const QString &path, storage::SqliteAuditReader &audit)
{
    const auto named = [&path](const QString &what) { return u"%1: %2"_s.arg(path, what); };
    const bool isNew = QFileInfo(path).size() == 0; // not there, or its disk had no room for a first line
    std::unique_ptr<AuditAnchor> anchor(new AuditAnchor(path, isNew));
    QFile &file = anchor->m_file;
    if (!file.open(QIODevice::ReadWrite | QIODevice::Unbuffered, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return fail(Failure::Unavailable, named(file.errorString()));
    anchor->m_descriptor = file.handle();
    const auto head = audit.head();
    if (!head)
        return std::unexpected(head.error());
    if (!isNew) {
        const auto anchored = headFromAnchor(file.read(1024));
        if (!anchored)
            return fail(anchored.error().kind, named(anchored.error().detail));
        if (anchored->entry > head->entry)
            return fail(Failure::Corrupt,
                named(u"entry %1 of the audit is anchored here, and the database ends at %2"_s.arg(anchored->entry)
                        .arg(head->entry)));
        const auto base = audit.base();
        if (!base)
            return std::unexpected(base.error());
        if (anchored->entry < base->entry) // by a node that went on while this one was off
            return fail(Failure::Conflict,
                named(u"entry %1 of the audit is anchored here, and the database was pruned up to %2: verify the file "
                      "that the pruning wrote, then move the anchor away"_s.arg(anchored->entry)
                          .arg(base->entry)));
        const auto there = audit.headAt(anchored->entry);
        if (!there || there->hash != anchored->hash)
            return fail(Failure::Corrupt,
                named(u"entry %1 of the audit is anchored here, and the database has another one"_s.arg(
                    anchored->entry)));
    }
    return anchor->write(*head).and_then([&] { return anchor->sync(); }).transform([&] { return std::move(anchor); });
}

Result<> AuditAnchor::write(const AuditHead &head)
{
    // In one go, into one block of the disk: there is no moment at which half of it is there.
    const QByteArray line = anchorLine(head);
    if (::pwrite(m_descriptor, line.constData(), static_cast<size_t>(line.size()), 0) != line.size())
        return fail(Failure::Unavailable, u"%1: cannot be written"_s.arg(m_file.fileName()));
    return {};
}

Result<> AuditAnchor::sync()
{
    if (::fdatasync(m_descriptor) != 0)
        return fail(Failure::Unavailable, u"%1: cannot be brought to the disk"_s.arg(m_file.fileName()));
    return {};
}

} // namespace cortege::server
