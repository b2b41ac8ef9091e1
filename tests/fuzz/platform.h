#pragma once

#include <domain/convention.h>
#include <pki/keyring.h>
#include <storage/sqliteenrolments.h>
#include <storage/sqlitefacts.h>
#include <storage/sqlitejournal.h>

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>

/// What stands behind a session, for fuzzers: a journal in a folder in memory, its keys, a convention in force, and a
/// clock that stands still, so that an input does the same again.
class FuzzPlatform
{
public:
    class Clock final : public cortege::Clock
    {
    public:
        cortege::UtcTime now() const override
        {
            return cortege::UtcTime { std::chrono::sys_days { std::chrono::year { 2026 } / 5 / 1 } };
        }
    };

    FuzzPlatform()
    {
        using namespace cortege;
        if (!m_folder.isValid() || !pki::Keyring::create(keys(), clock.now()))
            __builtin_trap();
        cipher = pki::Keyring::open(keys()).value();
        const DpoNotice told { QDate(2026, 4, 1), QStringLiteral("essai") };
        std::vector<ConventionAct> acts;
        for (const ConventionAct::Content &content :
            std::initializer_list<ConventionAct::Content> { ConventionNotified { told.day },
                AnnexeVersion { kAnnexeVersion, told, told, QStringLiteral("essai") } })
            acts.push_back({ static_cast<int>(acts.size()) + 1, content, {}, QStringLiteral("essai"), clock.now() });
        convention = Convention(std::move(acts));
    }
    QString keys() const { return m_folder.filePath(QStringLiteral("keys")); }
    QString database() const { return m_folder.filePath(QStringLiteral("journal.sqlite")); }
    QString anchor() const { return m_folder.filePath(QStringLiteral("anchor")); }

    Clock clock;
    std::unique_ptr<cortege::pki::Keyring> cipher;
    cortege::Convention convention;

private:
    static QString memory()
    {
        const QString shared = QStringLiteral("/dev/shm");
        return QDir(shared).exists() ? shared : QDir::tempPath();
    }
    QTemporaryDir m_folder { memory() + QStringLiteral("/cortege-fuzz-XXXXXX") };
};
