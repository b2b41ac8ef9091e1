#include <domain/person.h>

#include <QtCore/QStringList>

#include <algorithm>
#include <array>

namespace cortege
{
namespace
{
constexpr std::array kRoles { Role::Entry, Role::Consultation, Role::Analyst, Role::Admin };
}

QLatin1StringView name(Role role)
{
    switch (role) {
    case Role::Entry:
        return QLatin1StringView("entry");
    case Role::Consultation:
        return QLatin1StringView("consultation");
    case Role::Analyst:
        return QLatin1StringView("analyst");
    case Role::Admin:
        return QLatin1StringView("admin");
    }
    Q_UNREACHABLE_RETURN({});
}

std::optional<Role> roleFromName(QStringView text)
{
    const auto found = std::ranges::find_if(kRoles, [text](Role role) { return name(role) == text; });
    return found == kRoles.end() ? std::nullopt : std::optional(*found);
}

QString toString(Roles roles)
{
    QStringList names;
    for (const Role role : kRoles) {
        if (roles.testFlag(role))
            names << name(role);
    }
    return names.join(u',');
}

std::optional<Roles> rolesFromNames(const QString &names)
{
    Roles roles;
    for (const QString &word : names.split(u',', Qt::SkipEmptyParts)) {
        const auto role = roleFromName(word);
        if (!role)
            return std::nullopt;
        roles |= *role;
    }
    return roles;
}

Author Person::author() const
{
    return { id, service.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, service) };
}

} // namespace cortege
