#pragma once

#include <pki/sealing.h>
#include <pki/tls.h>
#include <storage/unsentstore.h>

#include <QtCore/QLockFile>

#include <optional>

namespace cortege::client
{

/// Holds the folder, which is made if need be, against other programs as long as it lives. Conflict when one has it.
Result<std::unique_ptr<QLockFile>> lockFolder(const QString &folder);

/// A folder with one person's sealed rows: `unsent.sqlite`, the key wrapped to the person's certificate in
/// `unsent.key`, and `unsent.lock`, held as long as the vault is open.
class Vault
{
public:
    using Kind = storage::UnsentStore::Kind;
    struct Item {
        qint64 place = 0;
        Kind kind = Kind::Change;
        Result<QByteArray> content; ///< Corrupt when the row is not what was written there
    };

    /// Makes what is missing; Conflict when another program has the folder open. A key that these certificate files do
    /// not open is an error, and nothing is changed.
    static Result<std::unique_ptr<Vault>> open(const QString &folder, const pki::ClientTlsFiles &owner);

    /// Of one kind, or all of them. The others are not opened: a week of unsent changes costs nobody who asks for
    /// drafts.
    Result<std::vector<Item>> items(std::optional<Kind> only = std::nullopt);
    qint64 nextPlace() { return m_store->nextPlace(); }
    Result<storage::UnsentStore::Row> seal(qint64 place, Kind kind, QByteArrayView content) const;
    Result<> apply(const storage::UnsentStore::Step &step) { return m_store->apply(step); }

private:
    Vault(std::unique_ptr<QLockFile> lock, std::unique_ptr<storage::UnsentStore> store, pki::SecretKey key);
    std::unique_ptr<QLockFile> m_lock; // released last
    std::unique_ptr<storage::UnsentStore> m_store;
    pki::SecretKey m_key;
};

} // namespace cortege::client
