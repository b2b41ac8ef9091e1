#include "jsonmutation.h"
#include "platform.h"

#include <errors.h>
#include <handlers/handler.h>

#include <domain/geojson.h>
#include <protocol/codec.h>

#include <QtCore/QCoreApplication>

using namespace cortege;
using namespace cortege::server;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kWrites = 20'000; ///< then there is a new journal

/// Qt finds its SQLite among its plugins.
struct Platform : FuzzPlatform {
    std::unique_ptr<storage::SqliteJournalWriter> writer
        = storage::SqliteJournalWriter::open(database(), *cipher).value();
    std::unique_ptr<storage::SqliteJournalReader> reader
        = storage::SqliteJournalReader::open(database(), *cipher).value();
    std::unique_ptr<storage::SqliteFactReader> facts = storage::SqliteFactReader::open(database(), *cipher).value();
    std::unique_ptr<storage::SqliteEnrolments> enrolments
        = storage::SqliteEnrolments::open(database(), storage::SqliteEnrolments::Access::ReadWrite).value();
    Log log { clock };
    Services services { clock, *reader, *facts, log, convention, *enrolments };
    int writes = 0;
};

/// A workstation can read it.
void tell(const QByteArray &answer, protocol::MessageId id)
{
    const auto read = protocol::decodeFromServer(answer);
    const auto *incoming = read ? std::get_if<protocol::IncomingAnswer>(&*read) : nullptr;
    if (!incoming || incoming->id != id)
        __builtin_trap();
}

WriteResult applied(Platform &platform, const Write &write)
{
    auto results = platform.writer->apply(std::span(&write, 1));
    ++platform.writes;
    if (!results || results->size() != 1)
        __builtin_trap();
    return std::move(results->front());
}

/// What is acknowledged is in the journal as it was told, and a retry changes nothing.
void keep(Platform &platform, const Write &write, protocol::MessageId id)
{
    const WriteResult result = applied(platform, write);
    if (!result) {
        protocol::WireError error = wireError(result.error().error);
        error.current = result.error().current;
        return tell(protocol::encode(id, error), id);
    }
    tell(protocol::encodeSaved(
             id, write.recordText.isEmpty() ? featureText(*result) : featureText(*result, write.recordText)),
        id);
    const auto kept = platform.reader->since(result->sequence - 1, 1);
    if (!kept || *kept != std::vector { *result } || applied(platform, write).value() != *result)
        __builtin_trap();
}

/// A write fails as a whole by what the author sent, never by the database; facts that are sent twice are there once.
void keepFacts(Platform &platform, const FactWrite &write)
{
    const auto apply = [&] {
        auto results = platform.writer->facts().apply(std::span(&write, 1));
        ++platform.writes;
        if (!results || results->size() != 1)
            __builtin_trap();
        return std::move(results->front());
    };
    const auto first = apply();
    const auto *added = first ? std::get_if<FactsAdded>(&*first) : nullptr;
    if (added && std::get<FactsAdded>(*apply()).stored != 0)
        __builtin_trap();
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    new QCoreApplication(*argc, *argv);
    return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t maxSize, unsigned seed)
{
    return JsonMutation(seed)(data, size, maxSize);
}

// A request of a person of each role, from the bytes to the answer's, with a real journal between.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static auto &platform = *new std::unique_ptr<Platform>; // stays at the end: Qt's databases may be gone by then
    if (!platform || platform->writes > kWrites)
        platform = std::make_unique<Platform>();
    static const PersonId kPerson = PersonId::parse(u"6e1243bd-22c6-4d4b-9c58-3b1b7a6f2f11"_s).value();
    static constexpr std::array<Roles, 5> kRoles { Role::Entry, Role::Consultation, Role::Analyst, Role::Admin, {} };

    const auto incoming
        = protocol::decodeRequest(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    if (!incoming) {
        tell(protocol::encode(incoming.error().id, incoming.error().error), incoming.error().id);
        return 0;
    }
    const protocol::MessageId id = incoming->id;
    const Person person { kPerson, u"Claire Martin"_s, u"essai"_s, kRoles[static_cast<size_t>(id) % kRoles.size()],
        {} };
    const Outcome outcome = handle(incoming->request, person, platform->services);
    if (const auto *answer = std::get_if<protocol::Answer>(&outcome))
        tell(protocol::encode(id, *answer), id);
    else if (const auto *error = std::get_if<protocol::WireError>(&outcome))
        tell(protocol::encode(id, *error), id);
    else if (const auto *write = std::get_if<Write>(&outcome))
        keep(*platform, *write, id);
    else if (const auto *factWrite = std::get_if<FactWrite>(&outcome))
        keepFacts(*platform, *factWrite);
    else if (const auto *facts = std::get_if<FollowFacts>(&outcome))
        tell(protocol::encode(id, protocol::Answer(facts->answer)), id);
    else
        tell(protocol::encode(id, protocol::Answer(std::get<Follow>(outcome).answer)), id);
    return 0;
}
