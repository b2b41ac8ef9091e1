#pragma once

#include <domain/payloadcipher.h>
#include <domain/time.h>
#include <pki/privatekey.h>

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace cortege::pki
{

/// The keys of data at rest, in a folder outside the database. 32 random bytes, the master key, open the data keys in
/// `data-keys.json`; those seal the data. The master key lies in `master-N.key`, or sealed to a card's key in
/// `data-keys.json`: then the folder alone opens nothing. The files are the owner's alone (0600), and refused
/// otherwise. A data key is never taken away: what it sealed may still be there.
///
/// Where a card keeps the master key, its PIN is wanted: PinRefused without it, else what the card says.
class Keyring final : public PayloadCipher
{
public:
    /// A master key, in a file unless a card is given, and a first data key. The folder is made (0700), its parent must
    /// be there. Conflict when it holds keys already, which are never overwritten.
    static Result<> create(const QString &folder, UtcTime now, const std::optional<CardKey> &card = std::nullopt);
    /// A new data key: whatever is sealed from now on is under it, also by a running server.
    static Result<> rotate(const QString &folder, UtcTime now, const std::optional<Pin> &pin = std::nullopt);
    /// A new master key over the same data keys, in a file unless a card is given; the old one is wiped once it is not
    /// needed. A running server goes on, and knows another card only after its next start.
    static Result<> rewrap(const QString &folder, UtcTime now, const std::optional<Pin> &pin = std::nullopt,
        const std::optional<CardKey> &card = std::nullopt);
    /// All keys of a folder, the master keys first, overwritten and removed: whatever was sealed under them cannot be
    /// opened any more, wherever it lies. Again as often as need be; what else is in the folder stays.
    static Result<> destroy(const QString &folder);
    /// The files that hold keys, with absolute paths, in the order in which `destroy` takes them.
    static QStringList filesIn(const QString &folder);

    /// Where the master key is on a card: the URI of the card's key. As `open`.
    static Result<std::optional<TokenUri>> cardOf(const QString &folder);

    /// NotFound, Forbidden (owner or mode), Corrupt. Errors name the file.
    static Result<std::unique_ptr<Keyring>> open(const QString &folder);
    static Result<std::unique_ptr<Keyring>> unlock(const QString &folder, const std::optional<Pin> &pin);
    ~Keyring() override;
    Q_DISABLE_COPY_MOVE(Keyring)

    /// version (1 byte) | id of the data key (4) | what pki::seal gives. Under the newest key of the folder.
    Result<QByteArray> seal(QByteArrayView plain, QByteArrayView associated) const override;
    Result<QByteArray> open(QByteArrayView sealed, QByteArrayView associated) const override;

    /// A data key, by what does not give it away.
    struct Print {
        QString id; ///< 8 hexadecimal digits
        UtcTime createdAt;
        QByteArray sha256; ///< over a label and the key
    };
    std::vector<Print> prints() const;
    /// What everything begins with that was sealed under the data key of that id; empty for what is no id.
    static QByteArray markOf(QStringView id);
    /// So many bytes of something sealed stand for it: the mark and a random nonce.
    static constexpr qsizetype kHeadBytes = 18;

private:
    class Private;
    explicit Keyring(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace cortege::pki
