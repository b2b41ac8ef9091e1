#pragma once

#include <QtCore/QHashFunctions>
#include <QtCore/QString>
#include <QtCore/QUuid>

#include <compare>
#include <optional>

namespace cortege
{

/// A UUID that cannot be mistaken for another kind of id, and is never null.
template <class Tag>
class Id
{
public:
    static Id make() { return Id(QUuid::createUuid()); }
    /// The same id for the same name, for records that come from another register (RFC 9562, version 5).
    static Id fromName(const QUuid &space, const QString &name) { return Id(QUuid::createUuidV5(space, name)); }
    /// Accepts the 36-character form without braces only; nothing else names an id on the wire.
    static std::optional<Id> parse(QStringView text)
    {
        if (text.size() != 36)
            return std::nullopt;
        const auto uuid = QUuid::fromString(text);
        return uuid.isNull() ? std::nullopt : std::optional(Id(uuid));
    }

    QString toString() const { return m_uuid.toString(QUuid::WithoutBraces); }

    friend bool operator==(const Id &, const Id &) = default;
    friend bool operator<(const Id &a, const Id &b) { return a.m_uuid < b.m_uuid; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return qHash(id.m_uuid, seed); }

private:
    explicit Id(const QUuid &uuid) : m_uuid(uuid) { }
    QUuid m_uuid;
};

using EventId = Id<struct EventTag>;
using PersonId = Id<struct PersonTag>;
/// Made by the client, once per change; the server applies a change once, however often it is sent.
using RequestId = Id<struct RequestTag>;

} // namespace cortege

template <class Tag>
struct std::hash<cortege::Id<Tag>> {
    size_t operator()(const cortege::Id<Tag> &id) const noexcept { return qHash(id); }
};
