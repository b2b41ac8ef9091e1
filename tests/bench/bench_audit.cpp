// Entries of the audit a second: hashed, hashed and written with their transaction, and checked; each beside the time
// that plain SHA-256 takes over the same bytes. A figure, not a verdict.
#include <domain/audit.h>
#include <pki/keyring.h>
#include <storage/sqliteaudit.h>
#include <storage/sqlitejournal.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QTemporaryDir>

#include <chrono>
#include <cstdio>

using namespace cortege;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kEntries = 200'000;
constexpr size_t kBatch = 512; // as the server's

double seconds(const auto &work)
{
    const auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}
void say(const char *what, double time, double floor)
{
    std::printf("%-34s %10.0f entries/s  %5.2f x SHA-256\n", what, kEntries / time, time / floor);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv); // Qt's databases want one
    const QTemporaryDir folder;
    const QString keys = folder.filePath(u"keys"_s);
    const QString path = folder.filePath(u"audit.sqlite"_s);
    const SystemClock clock;
    if (!pki::Keyring::create(keys, clock.now()))
        return 1;
    const auto cipher = pki::Keyring::open(keys);
    const auto writer
        = cipher.and_then([&](const auto &ring) { return storage::SqliteJournalWriter::open(path, *ring); });
    if (!writer)
        return 1;
    const std::vector<AuditNote> notes(kBatch,
        { .action = AuditAction::ReadHistory,
            .at = clock.now(),
            .person = Author { PersonId::make(), u"Claire Martin (DOPC)"_s },
            .event = EventId::make() });
    const double written = seconds([&] {
        for (int left = kEntries; left > 0; left -= kBatch)
            (void)(*writer)->apply({}, std::span(notes).first(std::min<size_t>(kBatch, static_cast<size_t>(left))));
    });
    const auto audit = storage::SqliteAuditReader::open(path);
    const auto entries = audit.and_then([](const auto &reader) { return reader->since(0, kEntries); });
    if (!entries || entries->size() != kEntries)
        return 1;

    const qsizetype bytes = entries->front().body.size() + 2 * kAuditHashBytes + 24;
    const QByteArray block(bytes, 'x');
    const double floor = seconds([&] {
        for (int i = 0; i < kEntries; ++i)
            (void)QCryptographicHash::hash(block, QCryptographicHash::Sha256);
    });
    const auto base = (*audit)->base();
    std::vector<AuditFault> faults;
    const double hashed = seconds([&] {
        AuditVerifier verifier(*base, {});
        for (const AuditEntry &entry : *entries)
            verifier.take(entry);
        faults = verifier.finish();
    });
    const double checked = seconds([&] {
        if (const auto verdict = (*audit)->verify({}))
            faults.insert(faults.end(), verdict->faults.begin(), verdict->faults.end());
    });
    std::printf("%d entries of %lld bytes, %zu in a transaction\n", kEntries, static_cast<long long>(bytes), kBatch);
    say("hashed in memory", hashed, floor);
    say("sealed, hashed and committed", written, floor);
    say("checked in the file", checked, floor);
    return faults.empty() ? 0 : 1;
}
