#pragma once

#include <domain/convention.h>
#include <domain/result.h>
#include <domain/time.h>

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <functional>
#include <optional>

namespace cortege::client
{

/// The end of the convention as the platform told it to this workstation, and the destruction of what is kept in one
/// folder (Art. 9): unsent changes, drafts, models, filters, their key. What it has to remember lies beside them in
/// clear, in `ended.json`: the term and what was done, nothing of a record. It is read without anybody's key, because
/// the day may come when nobody opens that any more. Why it goes in this order:
/// docs/decisions/0182-erasure-on-workstations.md.
class Erasure
{
public:
    /// Whoever is told of the end only after the destruction day, or shortly before it, has that long to see it.
    static constexpr std::chrono::hours kChanceToKnow { 24 };

    /// What touches the disk, so that a test can fail in the midst of it.
    struct Disk {
        std::function<Result<>(const QString &path, const QByteArray &content)> write; ///< whole, or not at all
        std::function<Result<>(const QString &path)> destroy; ///< overwritten, then unlinked
        static Disk real();
    };

    /// Reads what was told before; a file that cannot be understood is none, and is told again.
    explicit Erasure(QString folder, Disk disk = Disk::real());

    /// What an authenticated server says of the convention: an end is kept, anything else takes it back. What was
    /// begun is never taken back. `now` is the platform's time.
    Result<> hear(const ConventionStatus &said, UtcTime now);
    /// The convention's term, once the platform has said that it has ended.
    std::optional<ConventionTerm> told() const;
    /// The first instant at which it is erased without being asked: the end of the destruction day (`destructionDue`),
    /// or `kChanceToKnow` after it was first told. Once `told`.
    UtcTime due() const;
    QDate lastDay() const; ///< on which it is still there
    bool isDue(UtcTime now) const { return m_memory.state == State::Told && now >= due(); }

    bool hasBegun() const { return m_memory.state == State::Begun; } ///< it has to be finished, whatever is told
    std::optional<UtcTime> erasedAt() const;

    /// Writes down that it has begun; after an error it has not. What is due needs no such note: on a full disk, on
    /// which nothing can be written, it goes all the same, and is due again after an interruption.
    Result<> begin(UtcTime now);
    /// Erases, or goes on where it was interrupted. Nobody may have the folder open: Conflict, and nothing is done.
    /// After any other error the rest is done at the next call.
    Result<> carryOut(UtcTime now);

private:
    enum class State { Nothing, Told, Begun, Done };
    struct Memory {
        State state = State::Nothing;
        ConventionTerm term {};
        UtcTime at {}; ///< when it was told, begun or done
    };
    Result<> keep(const Memory &memory);
    Memory read() const;
    QStringList doomed() const;

    QString m_folder;
    Disk m_disk;
    Memory m_memory;
};

/// For a program that ends before it could ask the platform: finishes what was begun, and erases what is due by this
/// clock. What cannot be done is left to the next start.
void eraseOverdue(const QString &folder, const Clock &clock);

} // namespace cortege::client
