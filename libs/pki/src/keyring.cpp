#include <pki/keyring.h>

#include <domain/json.h>
#include <pki/authority.h>
#include <pki/files.h>
#include <pki/sealing.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QtEndian>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cortege::pki
{
using namespace Qt::StringLiterals;
namespace
{

constexpr char kSealedVersion = 1;
constexpr char kInnerVersion = 1; ///< that pki::seal begins with
constexpr qsizetype kHeader = 1 + sizeof(quint32);
/// Between two tries to read changed keys that could not be read, so that a card is not asked with each record.
constexpr std::chrono::seconds kPause { 10 };
constexpr qint64 kKeyFileLimit = qint64 { 1024 } * 1024; // some thousand data keys

struct DataKey {
    quint32 id = 0; ///< random, so that the keys of another folder are not taken for ours
    UtcTime createdAt;
    SecretKey key;
};
/// The master key as a card's key opens it.
struct SealedMaster {
    TokenUri uri;
    QByteArray certificatePem; ///< of the card's key
    QByteArray wrapped;
};
struct Ring {
    int master = 1; ///< the number of the master key, and of its file
    std::optional<SealedMaster> card; ///< instead of the file
    std::vector<DataKey> keys; ///< in the order of their making, one at least
};

std::unexpected<Error> systemFailure(Failure kind, const QString &path)
{
    return fail(kind, u"%1: %2"_s.arg(path, QString::fromStdString(std::generic_category().message(errno))));
}

QString masterFile(const QString &folder, int number) { return QDir(folder).filePath(u"master-%1.key"_s.arg(number)); }
QString dataFile(const QString &folder) { return QDir(folder).filePath(u"data-keys.json"_s); }
QString shownId(quint32 id) { return u"%1"_s.arg(id, 8, 16, QChar(u'0')); }

/// A file that nobody else has read, or put there.
Result<QByteArray> readStrict(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0)
        return systemFailure(errno == ENOENT ? Failure::NotFound : Failure::Forbidden, path);
    QFile file;
    struct stat status {};
    if (!file.open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle) || ::fstat(descriptor, &status) != 0)
        return systemFailure(Failure::Unavailable, path);
    if (!S_ISREG(status.st_mode))
        return fail(Failure::Forbidden, u"%1: not a file"_s.arg(path));
    if (status.st_uid != ::geteuid())
        return fail(Failure::Forbidden, u"%1: belongs to another user"_s.arg(path));
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return fail(Failure::Forbidden, u"%1: others may use it too (chmod 600)"_s.arg(path));
    if (status.st_size > kKeyFileLimit)
        return fail(Failure::TooLarge, u"%1: larger than %2 bytes"_s.arg(path).arg(kKeyFileLimit));
    return file.readAll();
}

void wipe(QByteArray &bytes) { OPENSSL_cleanse(bytes.data(), static_cast<size_t>(bytes.size())); }
QByteArrayView viewOf(const SecretKey &key)
{
    return { reinterpret_cast<const char *>(key.bytes().data()), qsizetype { SecretKey::kSize } };
}
Result<SecretKey> takeKey(QByteArray bytes)
{
    auto key = SecretKey::fromBytes(bytes);
    wipe(bytes);
    return key;
}

Result<SecretKey> readMaster(const QString &folder, int number)
{
    const QString path = masterFile(folder, number);
    return readStrict(path).and_then(takeKey).transform_error([&](const Error &error) {
        return error.kind == Failure::InvalidInput ? Error { Failure::Corrupt, path + u": "_s + error.detail } : error;
    });
}
Result<SecretKey> makeMaster(const QString &folder, int number)
{
    auto master = SecretKey::make();
    if (!master)
        return master;
    QByteArray bytes = viewOf(*master).toByteArray();
    const auto written = writePrivateFile(masterFile(folder, number), bytes);
    wipe(bytes);
    if (!written)
        return std::unexpected(written.error());
    return master;
}

Result<SecretKey> sealMaster(Ring &ring, const CardKey &card, UtcTime now)
{
    auto master = SecretKey::make();
    if (!master)
        return master;
    const auto certificate = selfSignedCertificate(u"Cortege master key"_s, card.key, now);
    if (!certificate)
        return std::unexpected(certificate.error());
    const auto wrapped = wrapKey(*master, *certificate);
    if (!wrapped)
        return std::unexpected(wrapped.error());
    // Opened once before anything hangs on it: a card may sign and not derive.
    if (const auto opened = unwrapKey(*wrapped, *certificate, card.key); !opened)
        return std::unexpected(opened.error());
    ring.card = SealedMaster { card.uri, *certificate, *wrapped };
    return master;
}

/// The next one, where the ring is to have it.
Result<SecretKey> newMaster(const QString &folder, Ring &ring, const std::optional<CardKey> &card, UtcTime now)
{
    ring.card.reset();
    return card ? sealMaster(ring, *card, now) : makeMaster(folder, ring.master);
}

/// A card that was opened once, for as long as its keyring is.
class Opener
{
public:
    explicit Opener(const std::optional<Pin> &pin) : m_pin(pin) { }

    Result<SecretKey> master(const QString &folder, const Ring &ring)
    {
        if (!ring.card)
            return readMaster(folder, ring.master);
        return key(*ring.card).and_then([&](const PrivateKey &key) {
            return unwrapKey(ring.card->wrapped, ring.card->certificatePem, key);
        });
    }

private:
    Result<PrivateKey> key(const SealedMaster &sealed)
    {
        if (m_card && m_card->uri.text() == sealed.uri.text())
            return m_card->key;
        if (!m_pin) // given to one card only: another one has another PIN
            return fail(Failure::PinRefused, u"%1: its PIN was not given"_s.arg(sealed.uri.text()));
        const auto opened = PrivateKey::onToken(sealed.uri, *std::exchange(m_pin, std::nullopt));
        if (!opened)
            return std::unexpected(errorOf(opened.error(), sealed.uri.text()));
        m_card = CardKey { sealed.uri, *opened };
        return *opened;
    }
    std::optional<Pin> m_pin;
    std::optional<CardKey> m_card;
};

Result<DataKey> makeDataKey(UtcTime now)
{
    quint32 id = 0;
    if (RAND_bytes(reinterpret_cast<unsigned char *>(&id), sizeof id) != 1)
        return fail(Failure::Unavailable, u"no randomness"_s);
    return SecretKey::make().transform([&](SecretKey key) { return DataKey { id, now, std::move(key) }; });
}

/// What a wrapped data key is bound to.
QByteArray bindingOf(const QString &id, const QString &createdAt)
{
    return "cortege data key " + id.toLatin1() + ' ' + createdAt.toLatin1();
}

Result<QByteArray> wrappedText(const Ring &ring, const SecretKey &master)
{
    QJsonArray keys;
    for (const DataKey &one : ring.keys) {
        const QString id = shownId(one.id);
        const QString createdAt = toIso(one.createdAt);
        const auto wrapped = pki::seal(master, viewOf(one.key), bindingOf(id, createdAt));
        if (!wrapped)
            return wrapped;
        keys.append(QJsonObject { { u"id"_s, id }, { u"createdAt"_s, createdAt },
            { u"wrapped"_s, QString::fromLatin1(wrapped->toBase64()) } });
    }
    QJsonObject text { { u"master"_s, ring.master }, { u"keys"_s, keys } };
    if (ring.card)
        text.insert(u"card"_s,
            QJsonObject { { u"key"_s, ring.card->uri.text() },
                { u"certificate"_s, QString::fromLatin1(ring.card->certificatePem) },
                { u"wrapped"_s, QString::fromLatin1(ring.card->wrapped.toBase64()) } });
    return QJsonDocument(text).toJson();
}

Result<DataKey> unwrapped(JsonValue value, const SecretKey &master)
{
    const QString id = value["id"_L1].text();
    const QString createdAt = value["createdAt"_L1].text();
    bool good = false;
    const quint32 number = id.toUInt(&good, 16);
    const auto made = fromIso(createdAt);
    if (!good || id != shownId(number) || !made)
        return fail(Failure::Corrupt, u"not a data key"_s);
    return pki::open(master, QByteArray::fromBase64(value["wrapped"_L1].utf8().toByteArray()), bindingOf(id, createdAt))
        .and_then(takeKey)
        .transform([&](SecretKey key) { return DataKey { number, *made, std::move(key) }; });
}

Result<std::optional<SealedMaster>> sealedMaster(JsonValue value)
{
    if (value.isMissing())
        return std::nullopt;
    return TokenUri::parse(value["key"_L1].text()).transform([&](const TokenUri &uri) {
        return std::optional(SealedMaster { uri, value["certificate"_L1].utf8().toByteArray(),
            QByteArray::fromBase64(value["wrapped"_L1].utf8().toByteArray()) });
    });
}

/// The file as it is; its data keys are still wrapped.
struct Text {
    JsonDocument document;
    Ring ring; ///< without the data keys
};
Result<Text> readText(const QString &folder)
{
    const QString path = dataFile(folder);
    const auto bytes = readStrict(path);
    if (!bytes)
        return std::unexpected(bytes.error());
    auto document = JsonDocument::read(*bytes);
    const JsonValue root = document ? document->root() : JsonValue();
    const qint64 number = root["master"_L1].integer(0);
    auto card = sealedMaster(root["card"_L1]);
    if (number < 1 || number > std::numeric_limits<int>::max() || root["keys"_L1].elements().empty() || !card)
        return fail(Failure::Corrupt, u"%1: holds no keys"_s.arg(path));
    return Text { std::move(*document), { static_cast<int>(number), std::move(*card), {} } };
}

Result<Ring> load(const QString &folder, Opener &opener)
{
    auto text = readText(folder);
    if (!text)
        return std::unexpected(text.error());
    Ring &ring = text->ring;
    const auto master = opener.master(folder, ring);
    if (!master)
        return std::unexpected(master.error());
    for (const JsonValue value : text->document.root()["keys"_L1].elements()) {
        auto key = unwrapped(value, *master);
        if (!key)
            return fail(Failure::Corrupt,
                u"%1: a key is damaged, or was wrapped under another master key than %2"_s.arg(
                    dataFile(folder), ring.card ? ring.card->uri.text() : masterFile(folder, ring.master)));
        ring.keys.push_back(std::move(*key));
    }
    return std::move(ring);
}

/// The folder, for one program at a time that changes its keys; and its name table, to be brought to the disk.
class LockedFolder
{
public:
    explicit LockedFolder(const QString &path)
        : m_path(path), m_descriptor(::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)),
          m_locked(m_descriptor >= 0 && ::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0)
    {
    }
    ~LockedFolder()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Q_DISABLE_COPY_MOVE(LockedFolder)

    Result<> locked() const
    {
        if (m_descriptor < 0)
            return fail(Failure::NotFound, u"%1: the folder cannot be read"_s.arg(m_path));
        return m_locked ? Result<>() : fail(Failure::Conflict, u"%1: another program changes the keys"_s.arg(m_path));
    }
    Result<> sync() const
    {
        return ::fsync(m_descriptor) == 0 ? Result<>() : systemFailure(Failure::Unavailable, m_path);
    }

private:
    QString m_path;
    int m_descriptor;
    bool m_locked;
};

/// The one step that makes a change real; the master key it names must be there before.
Result<> save(const LockedFolder &locked, const QString &folder, const Ring &ring, const SecretKey &master)
{
    return locked.sync()
        .and_then([&] { return wrappedText(ring, master); })
        .and_then([&](const QByteArray &text) { return writePrivateFile(dataFile(folder), text); })
        .and_then([&] { return locked.sync(); });
}

/// Which file is there now: another one after each change, because changes replace it.
struct Stamp {
    ino_t inode = 0;
    qint64 seconds = 0;
    long nanoseconds = 0;
    friend bool operator==(const Stamp &, const Stamp &) = default;
};
Stamp stampOf(const QString &path)
{
    struct stat status {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return { status.st_ino, status.st_mtim.tv_sec, status.st_mtim.tv_nsec };
}

} // namespace

class Keyring::Private
{
public:
    Private(const QString &where, const std::optional<Pin> &pin) : folder(where), file(dataFile(where)), opener(pin) { }

    /// The keys of the folder as they are now. Where it cannot be read, those that were there go on.
    std::shared_ptr<const Ring> refreshed()
    {
        const std::lock_guard lock(mutex);
        const Stamp now = stampOf(file);
        if (now == stamp || std::chrono::steady_clock::now() < notBefore)
            return ring;
        if (auto loaded = load(folder, opener)) {
            ring = std::make_shared<const Ring>(std::move(*loaded));
            stamp = now;
        } else {
            notBefore = std::chrono::steady_clock::now() + kPause;
        }
        return ring;
    }
    std::shared_ptr<const Ring> known()
    {
        const std::lock_guard lock(mutex);
        return ring;
    }

    const QString folder;
    const QString file;
    std::mutex mutex; ///< guards what follows
    Opener opener;
    Stamp stamp;
    std::chrono::steady_clock::time_point notBefore;
    std::shared_ptr<const Ring> ring;
};

Keyring::Keyring(std::unique_ptr<Private> parts) : d(std::move(parts)) { }
Keyring::~Keyring() = default;

Result<> Keyring::create(const QString &folder, UtcTime now, const std::optional<CardKey> &card)
{
    constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (!QDir(folder).exists() && !QDir().mkdir(folder, kOwnerOnly))
        return fail(Failure::Unavailable, u"%1: the folder cannot be made"_s.arg(folder));
    const LockedFolder locked(folder);
    if (const auto good = locked.locked(); !good)
        return good;
    if (!filesIn(folder).isEmpty())
        return fail(Failure::Conflict, u"%1: there are keys already"_s.arg(folder));
    auto first = makeDataKey(now);
    if (!first)
        return std::unexpected(first.error());
    Ring ring;
    ring.keys.push_back(std::move(*first));
    return newMaster(folder, ring, card, now).and_then([&](const SecretKey &master) {
        return save(locked, folder, ring, master);
    });
}

Result<> Keyring::rotate(const QString &folder, UtcTime now, const std::optional<Pin> &pin)
{
    const LockedFolder locked(folder);
    if (const auto good = locked.locked(); !good)
        return good;
    Opener opener(pin);
    auto ring = load(folder, opener);
    if (!ring)
        return std::unexpected(ring.error());
    auto next = makeDataKey(now);
    if (!next)
        return std::unexpected(next.error());
    ring->keys.push_back(std::move(*next));
    return opener.master(folder, *ring).and_then([&](const SecretKey &master) {
        return save(locked, folder, *ring, master);
    });
}

Result<> Keyring::rewrap(
    const QString &folder, UtcTime now, const std::optional<Pin> &pin, const std::optional<CardKey> &card)
{
    const LockedFolder locked(folder);
    if (const auto good = locked.locked(); !good)
        return good;
    Opener opener(pin);
    auto ring = load(folder, opener);
    if (!ring)
        return std::unexpected(ring.error());
    const bool wasFile = !ring->card;
    const QString before = masterFile(folder, ring->master);
    ++ring->master;
    const auto done = newMaster(folder, *ring, card, now).and_then([&](const SecretKey &master) {
        return save(locked, folder, *ring, master);
    });
    if (done && wasFile)
        return destroyFile(before);
    return done;
}

QStringList Keyring::filesIn(const QString &folder)
{
    // Behind the names, what a killed writer has left; the masters first, without which the others say nothing.
    QStringList paths;
    for (const QString &pattern : { u"master-*.key*"_s, u"data-keys.json*"_s }) {
        const QStringList names = QDir(folder).entryList({ pattern }, QDir::Files | QDir::System | QDir::Hidden);
        for (const QString &name : names)
            paths << QDir(folder).absoluteFilePath(name);
    }
    return paths;
}

Result<> Keyring::destroy(const QString &folder)
{
    if (!QDir(folder).exists())
        return {};
    const LockedFolder locked(folder);
    if (const auto good = locked.locked(); !good)
        return good;
    const QStringList paths = filesIn(folder);
    for (const QString &path : paths) {
        if (auto done = destroyFile(path); !done)
            return done;
    }
    return {};
}

std::vector<Keyring::Print> Keyring::prints() const
{
    std::vector<Print> prints;
    const auto ring = d->known();
    for (const DataKey &one : ring->keys) {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData("cortege data key print");
        hash.addData(viewOf(one.key));
        prints.push_back({ shownId(one.id), one.createdAt, hash.result() });
    }
    return prints;
}

QByteArray Keyring::markOf(QStringView id)
{
    bool good = false;
    const quint32 number = id.toUInt(&good, 16);
    if (!good)
        return {};
    QByteArray mark(kHeader + 1, kSealedVersion);
    qToBigEndian(number, mark.data() + 1);
    mark[kHeader] = kInnerVersion;
    return mark;
}

Result<std::optional<TokenUri>> Keyring::cardOf(const QString &folder)
{
    return readText(folder).transform([](const Text &text) {
        return text.ring.card.transform([](const SealedMaster &sealed) { return sealed.uri; });
    });
}

Result<std::unique_ptr<Keyring>> Keyring::open(const QString &folder) { return unlock(folder, std::nullopt); }

Result<std::unique_ptr<Keyring>> Keyring::unlock(const QString &folder, const std::optional<Pin> &pin)
{
    auto made = std::make_unique<Private>(folder, pin);
    made->stamp = stampOf(made->file); // before it is read: what is changed meanwhile is read again
    auto ring = load(folder, made->opener);
    if (!ring)
        return std::unexpected(ring.error());
    made->ring = std::make_shared<const Ring>(std::move(*ring));
    return std::unique_ptr<Keyring>(new Keyring(std::move(made)));
}

Result<QByteArray> Keyring::seal(QByteArrayView plain, QByteArrayView associated) const
{
    const auto ring = d->refreshed();
    const DataKey &newest = ring->keys.back();
    return pki::seal(newest.key, plain, associated).transform([&](const QByteArray &sealed) {
        QByteArray header(kHeader, kSealedVersion);
        qToBigEndian(newest.id, header.data() + 1);
        return header + sealed;
    });
}

Result<QByteArray> Keyring::open(QByteArrayView sealed, QByteArrayView associated) const
{
    if (sealed.size() < kHeader || sealed[0] != kSealedVersion)
        return fail(Failure::Corrupt, u"not sealed"_s);
    const auto id = qFromBigEndian<quint32>(sealed.data() + 1);
    auto ring = d->known();
    auto found = std::ranges::find(ring->keys, id, &DataKey::id);
    if (found == ring->keys.end()) {
        ring = d->refreshed();
        found = std::ranges::find(ring->keys, id, &DataKey::id);
    }
    if (found == ring->keys.end())
        return fail(Failure::Forbidden, u"%1 has no key %2"_s.arg(d->folder, shownId(id)));
    return pki::open(found->key, sealed.sliced(kHeader), associated);
}

} // namespace cortege::pki
