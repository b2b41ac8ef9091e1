#include "vault.h"

#include <client/erasure.h>

#include <domain/destruction.h>
#include <domain/json.h>
#include <pki/files.h>

#include <QtCore/QDir>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QLoggingCategory>

#include <algorithm>
#include <array>

namespace cortege::client
{
using namespace Qt::StringLiterals;
namespace
{

Q_LOGGING_CATEGORY(erasureLog, "cortege.erasure")

constexpr std::array kErasureStates { ""_L1, "told"_L1, "begun"_L1, "done"_L1 }; // in the order of State
constexpr auto kEndedFile = "ended.json"_L1;

} // namespace

Erasure::Disk Erasure::Disk::real() { return { &pki::writePrivateFile, &pki::destroyFile }; }

Erasure::Erasure(QString folder, Disk disk) : m_folder(std::move(folder)), m_disk(std::move(disk)), m_memory(read()) { }

Erasure::Memory Erasure::read() const
{
    const auto text = pki::readPemFile(QDir(m_folder).filePath(kEndedFile)); // small, as those are
    const auto document = text ? JsonDocument::read(*text) : std::nullopt;
    if (!document)
        return {};
    const JsonValue root = document->root();
    const auto state = std::ranges::find(kErasureStates, root["state"_L1].text());
    const auto begins = fromIso(root["begins"_L1].text());
    const auto ends = fromIso(root["ends"_L1].text());
    const auto cause = endCauseFromName(root["cause"_L1].text());
    const auto at = fromIso(root["at"_L1].text());
    if (state == kErasureStates.begin() || state == kErasureStates.end() || !begins || !ends || !cause || !at)
        return {};
    return { static_cast<State>(state - kErasureStates.begin()), { *begins, *ends, *cause }, *at };
}

Result<> Erasure::keep(const Memory &memory)
{
    const QJsonObject object { { u"state"_s, kErasureStates.at(static_cast<size_t>(memory.state)) },
        { u"begins"_s, toIso(memory.term.begins) }, { u"ends"_s, toIso(memory.term.ends) },
        { u"cause"_s, name(memory.term.cause) }, { u"at"_s, toIso(memory.at) } };
    return m_disk.write(QDir(m_folder).filePath(kEndedFile), QJsonDocument(object).toJson(QJsonDocument::Compact))
        .transform([&] { m_memory = memory; });
}

Result<> Erasure::hear(const ConventionStatus &said, UtcTime now)
{
    if (hasBegun())
        return {};
    if (said.state != ConventionState::Ended || !said.term) {
        if (m_memory.state == State::Nothing)
            return {};
        return m_disk.destroy(QDir(m_folder).filePath(kEndedFile)).transform([&] { m_memory = {}; });
    }
    // A time to come is of a clock that was wrong: nobody would ever be told for so long.
    const bool isKnown = told() == said.term && m_memory.at <= now;
    return isKnown || erasedAt() ? Result<>() : keep({ State::Told, *said.term, now });
}

std::optional<ConventionTerm> Erasure::told() const
{
    return m_memory.state == State::Nothing ? std::nullopt : std::optional(m_memory.term);
}

UtcTime Erasure::due() const
{
    Q_ASSERT(m_memory.state == State::Told);
    return std::max<UtcTime>(destructionDue(m_memory.term), m_memory.at + kChanceToKnow);
}

QDate Erasure::lastDay() const { return toParis(due() - std::chrono::milliseconds { 1 }).date(); }

std::optional<UtcTime> Erasure::erasedAt() const
{
    return m_memory.state == State::Done ? std::optional(m_memory.at) : std::nullopt;
}

/// The key first: from then on nothing can be read, whatever becomes of the rest. What writing files whole or SQLite
/// may have left beside them has their names with an ending. The lock is not theirs.
QStringList Erasure::doomed() const
{
    const QDir folder(m_folder);
    QStringList paths;
    for (const QString &pattern : { u"unsent.key*"_s, u"unsent.sqlite*"_s }) {
        for (const QString &name : folder.entryList({ pattern }, QDir::Files | QDir::Hidden | QDir::System))
            paths << folder.filePath(name);
    }
    return paths;
}

Result<> Erasure::begin(UtcTime now)
{
    Q_ASSERT(told());
    if (hasBegun())
        return {};
    auto begun = keep({ State::Begun, m_memory.term, now });
    return begun || !isDue(now) ? begun : Result<>();
}

Result<> Erasure::carryOut(UtcTime now)
{
    const auto lock = lockFolder(m_folder);
    if (!lock)
        return std::unexpected(lock.error());
    if (auto begun = begin(now); !begun)
        return begun;
    for (const QString &path : doomed()) {
        if (auto done = m_disk.destroy(path); !done)
            return done;
    }
    return keep({ State::Done, m_memory.term, now });
}

void eraseOverdue(const QString &folder, const Clock &clock)
{
    Erasure erasure(folder);
    if (!erasure.hasBegun() && !erasure.isDue(clock.now()))
        return;
    if (const auto done = erasure.carryOut(clock.now()); !done)
        qCWarning(erasureLog).noquote() << "not erased:" << done.error().detail;
}

} // namespace cortege::client
