#include "certificateacts.h"

#include "database.h"
#include "times.h"

#include <domain/person.h>

#include <QtCore/QVariant>

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

Result<AuditNote> certificateNoteFrom(const Rows &row)
{
    const auto action = auditActionFromName(row.value(0).toString());
    const auto person = PersonId::parse(row.value(1).toString());
    if (!action || !person)
        return fail(Failure::Corrupt, u"an act about a certificate cannot be read"_s);
    const Person owner { *person, row.value(2).toString(), row.value(3).toString(), {}, {} };
    return AuditNote {
        .action = *action, .at = timeFrom(row.value(4)), .person = owner.author(), .detail = row.value(5).toString()
    };
}

} // namespace

Result<> addCertificateAct(
    Database &database, AuditAction action, const PersonId &person, UtcTime at, const QString &detail)
{
    return database
        .run(u"INSERT INTO certificate_act (action, person, at, detail) VALUES (?, ?, ?, ?)"_s,
            { QString(name(action)), person.toString(), milliseconds(at), detail })
        .transform([](const Rows &) { });
}

Result<bool> certificateActsWait(Database &database)
{
    auto rows = database.run(u"SELECT count(*) FROM certificate_act"_s);
    if (!rows)
        return std::unexpected(rows.error());
    if (!rows->next())
        return fail(Failure::Unavailable, u"acts about certificates cannot be counted"_s);
    return rows->value(0).toLongLong() > 0;
}

Result<std::vector<AuditNote>> takeCertificateActs(Database &database)
{
    std::vector<AuditNote> notes;
    {
        auto rows = database.run(u"SELECT a.action, a.person, p.name, p.service, a.at, a.detail FROM certificate_act a "
                                 "JOIN person p ON p.person = a.person ORDER BY a.number"_s);
        if (!rows)
            return std::unexpected(rows.error());
        const auto read = rows->forEach([&notes](const Rows &row) {
            return certificateNoteFrom(row).transform([&notes](AuditNote &&note) { notes.push_back(std::move(note)); });
        });
        if (!read)
            return std::unexpected(read.error());
    }
    return database.run(u"DELETE FROM certificate_act"_s).transform([&notes](const Rows &) {
        return std::move(notes);
    });
}

} // namespace cortege::storage
