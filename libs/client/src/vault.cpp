#include "vault.h"

#include <pki/files.h>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace cortege::client
{
using namespace Qt::StringLiterals;
using storage::UnsentStore;
namespace
{

/// Binds a row to where it lies: sealed bytes moved to another place, or given out as another kind, do not open.
QByteArray bindingOf(qint64 place, UnsentStore::Kind kind)
{
    return "cortege unsent 1|" + QByteArray::number(static_cast<int>(kind)) + '|' + QByteArray::number(place);
}

struct Owner {
    QByteArray certificatePem;
    pki::PrivateKey key;
};
Result<Owner> readOwner(const pki::ClientTlsFiles &files)
{
    auto certificate = pki::readPemFile(files.certificateChain);
    if (!certificate)
        return std::unexpected(certificate.error());
    auto key = pki::privateKeyOf(files);
    if (!key)
        return std::unexpected(key.error());
    return Owner { std::move(*certificate), std::move(*key) };
}

Result<pki::SecretKey> openKey(const QString &path, const Owner &owner)
{
    const auto wrapped = pki::readPemFile(path);
    if (!wrapped)
        return std::unexpected(wrapped.error());
    auto key = pki::unwrapKey(*wrapped, owner.certificatePem, owner.key);
    if (!key)
        return fail(key.error().kind,
            u"%1: this person's certificate does not open it (%2); the unsent work stays as it is"_s.arg(
                path, key.error().detail));
    return key;
}

/// The new key is read back before anything is sealed under it: a key that does not open must be noticed while there is
/// nothing to lose.
Result<pki::SecretKey> makeKey(const QString &path, const Owner &owner)
{
    const auto key = pki::SecretKey::make();
    if (!key)
        return std::unexpected(key.error());
    const auto wrapped = pki::wrapKey(*key, owner.certificatePem);
    if (!wrapped)
        return std::unexpected(wrapped.error());
    auto again = pki::unwrapKey(*wrapped, owner.certificatePem, owner.key);
    if (!again)
        return again;
    if (const auto written = pki::writePrivateFile(path, *wrapped); !written)
        return std::unexpected(written.error());
    return openKey(path, owner);
}

} // namespace

Result<std::unique_ptr<QLockFile>> lockFolder(const QString &folder)
{
    if (!QFileInfo::exists(folder)
        && (!QDir().mkpath(folder)
            || !QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)))
        return fail(Failure::Unavailable, u"%1: the folder cannot be made"_s.arg(folder));
    auto lock = std::make_unique<QLockFile>(QDir(folder).filePath(u"unsent.lock"_s));
    lock->setStaleLockTime(std::chrono::milliseconds { 0 }); // stale only once its process is gone
    if (lock->tryLock())
        return lock;
    if (lock->error() == QLockFile::LockFailedError)
        return fail(Failure::Conflict, u"%1: another program has the unsent work open"_s.arg(folder));
    return fail(Failure::Unavailable, u"%1: cannot be locked"_s.arg(folder));
}

Vault::Vault(std::unique_ptr<QLockFile> lock, std::unique_ptr<UnsentStore> store, pki::SecretKey key)
    : m_lock(std::move(lock)), m_store(std::move(store)), m_key(std::move(key))
{
}

Result<std::unique_ptr<Vault>> Vault::open(const QString &folder, const pki::ClientTlsFiles &owner)
{
    auto lock = lockFolder(folder);
    if (!lock)
        return std::unexpected(lock.error());
    const auto person = readOwner(owner);
    if (!person)
        return std::unexpected(person.error());
    const QString keyPath = QDir(folder).filePath(u"unsent.key"_s);
    const QString storePath = QDir(folder).filePath(u"unsent.sqlite"_s);
    const bool keyIsThere = QFileInfo::exists(keyPath);
    if (!keyIsThere && QFileInfo::exists(storePath))
        return fail(
            Failure::Corrupt, u"%1: missing; the unsent work cannot be opened and stays as it is"_s.arg(keyPath));
    auto key = keyIsThere ? openKey(keyPath, *person) : makeKey(keyPath, *person);
    if (!key)
        return std::unexpected(key.error());
    auto store = UnsentStore::open(storePath);
    if (!store)
        return fail(
            store.error().kind, u"%1: %2; the unsent work stays as it is"_s.arg(storePath, store.error().detail));
    return std::unique_ptr<Vault>(new Vault(std::move(*lock), std::move(*store), std::move(*key)));
}

Result<std::vector<Vault::Item>> Vault::items(std::optional<Kind> only)
{
    const auto contents = m_store->contents();
    if (!contents)
        return std::unexpected(contents.error());
    std::vector<Item> items;
    for (const UnsentStore::Row &row : contents->rows) {
        if (!only || row.kind == *only)
            items.push_back({ row.place, row.kind, pki::open(m_key, row.sealed, bindingOf(row.place, row.kind)) });
    }
    if (!only && !contents->isWhole) // at least one, whatever it was
        items.push_back({ 0, Kind::Change, fail(Failure::Corrupt) });
    return items;
}

Result<UnsentStore::Row> Vault::seal(qint64 place, Kind kind, QByteArrayView content) const
{
    return pki::seal(m_key, content, bindingOf(place, kind)).transform([&](QByteArray sealed) {
        return UnsentStore::Row { place, kind, std::move(sealed) };
    });
}

} // namespace cortege::client
