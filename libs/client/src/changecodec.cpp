#include <client/changecodec.h>

#include <domain/geojson.h>
#include <protocol/codec.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <array>

namespace cortege::client
{
using namespace Qt::StringLiterals;
namespace
{

constexpr int kVersion = 1;
constexpr std::array kStates { "waiting"_L1, "sending"_L1, "conflict"_L1, "refused"_L1 }; // in the order of State
constexpr qint64 kLatestTime = 253'402'300'799'000; // the end of the year 9999; a clock may be wrong either way

std::optional<EventRecord> readRecord(const QJsonValue &value)
{
    auto record = keptRecordFromFeature(value.toObject()); // the platform says what it refuses, by today's rules
    return record ? std::optional(std::move(*record)) : std::nullopt;
}

std::optional<protocol::WireError> readError(const QJsonValue &value)
{
    auto message = protocol::decodeFromServer(value.toString().toUtf8());
    auto *answer = message ? std::get_if<protocol::IncomingAnswer>(&*message) : nullptr;
    return answer && !answer->answer ? std::optional(std::move(answer->answer.error())) : std::nullopt;
}

} // namespace

QByteArray encodeChange(const PendingChange &change)
{
    QJsonObject object { { u"v"_s, kVersion }, { u"request"_s, change.request.toString() },
        { u"event"_s, change.event.toString() }, { u"baseRevision"_s, change.baseRevision },
        { u"enteredAt"_s, static_cast<qint64>(change.enteredAt.time_since_epoch().count()) },
        { u"state"_s, kStates[static_cast<size_t>(change.state)] } };
    if (change.base)
        object.insert(u"base"_s, toFeature(*change.base));
    if (const auto *record = std::get_if<EventRecord>(&change.change))
        object.insert(u"record"_s, toFeature(*record));
    if (change.theirs)
        object.insert(u"theirs"_s, toFeature(*change.theirs));
    if (change.error)
        object.insert(u"error"_s, QString::fromUtf8(protocol::encode(1, *change.error)));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<PendingChange> decodeChange(const QByteArray &bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    const auto request = RequestId::parse(object.value("request"_L1).toString());
    const auto event = EventId::parse(object.value("event"_L1).toString());
    const int baseRevision = object.value("baseRevision"_L1).toInt(-1);
    const qint64 enteredAt = object.value("enteredAt"_L1).toInteger(kLatestTime + 1);
    const auto state = std::ranges::find(kStates, object.value("state"_L1).toString());
    if (object.value("v"_L1).toInt() != kVersion || !request || !event || baseRevision < 0 || enteredAt < -kLatestTime
        || enteredAt > kLatestTime || state == kStates.end())
        return fail(Failure::Corrupt, u"not a change that this program wrote"_s);

    PendingChange change { *request, *event, baseRevision, std::nullopt, Cancellation {},
        UtcTime { std::chrono::milliseconds { enteredAt } }, static_cast<PendingChange::State>(state - kStates.begin()),
        std::nullopt, std::nullopt };
    if (const QJsonValue value = object.value("record"_L1); !value.isUndefined()) {
        auto record = readRecord(value);
        if (!record)
            return fail(Failure::Corrupt, u"the record of a change cannot be read"_s);
        change.change = std::move(*record);
    }
    change.base = readRecord(object.value("base"_L1));
    if (const QJsonValue value = object.value("theirs"_L1); value.isObject()) {
        if (auto theirs = versionFromFeature(value.toObject()))
            change.theirs = std::move(*theirs);
    }
    change.error = readError(object.value("error"_L1));

    using State = PendingChange::State;
    const bool causeIsLost
        = (change.state == State::Conflict && !change.theirs) || (change.state == State::Refused && !change.error);
    if (causeIsLost)
        change.state = State::Waiting; // the platform says it again
    return change;
}

} // namespace cortege::client
