#include "admission.h"

#include <storage/sqliteconvention.h>
#include <storage/sqlitehabilitations.h>
#include <storage/sqliteregister.h>

namespace cortege::server
{
using namespace Qt::StringLiterals;

Admission::Admission(const Clock &clock) : m_clock(clock) { }
Admission::~Admission() = default;

Result<std::unique_ptr<Admission>> Admission::open(const QString &database, const Clock &clock)
{
    std::unique_ptr<Admission> admission(new Admission(clock));
    auto persons = storage::SqlitePersonRegister::open(database, storage::SqlitePersonRegister::Access::ReadOnly);
    if (!persons)
        return std::unexpected(persons.error());
    admission->m_persons = std::move(*persons);
    auto convention = storage::SqliteConvention::open(database, storage::SqliteConvention::Access::ReadOnly);
    if (!convention)
        return std::unexpected(convention.error());
    admission->m_conventionActs = std::move(*convention);
    auto acts = storage::SqliteHabilitations::open(database, storage::SqliteHabilitations::Access::ReadOnly);
    if (!acts)
        return std::unexpected(acts.error());
    admission->m_acts = std::move(*acts);
    return admission->update().transform([&admission] { return std::move(admission); });
}

Result<> Admission::update()
{
    return m_conventionActs->read()
        .transform([this](Convention convention) { m_convention = std::move(convention); })
        .and_then([this] { return m_habilitations.update(*m_acts); });
}

Result<qint64> Admission::changeCount() { return m_persons->changeCount(); }

Result<Person> Admission::personOf(const Fingerprint &fingerprint)
{
    auto person = m_persons->byFingerprint(fingerprint);
    if (!person && person.error().kind == Failure::NotFound)
        return fail(Failure::Forbidden, u"unknown certificate"_s);
    if (person && person->revokedAt)
        return fail(Failure::Forbidden, u"revoked"_s);
    return person;
}

Result<Person> Admission::withRoles(Person person, UtcTime certificateEnds) const
{
    const UtcTime at = m_clock.now();
    if (at >= certificateEnds)
        return fail(Failure::Forbidden, u"expired certificate"_s);
    person.roles = m_habilitations.rolesOf(person.id, at);
    if (!person.roles)
        return fail(Failure::Forbidden, u"no active habilitation"_s);
    return person;
}

std::optional<Author> Admission::knownAs(const Fingerprint &fingerprint)
{
    const auto known = m_persons->byFingerprint(fingerprint);
    return known ? std::optional(known->author()) : std::nullopt;
}

} // namespace cortege::server
