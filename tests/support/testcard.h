#pragma once

#include "testauthority.h"

#include <pki/privatekey.h>

#include <QtCore/QTemporaryDir>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

/// A card that is a folder: SoftHSM behind a reader of ours. Skips the test where SoftHSM or the provider is missing.
namespace cortege::test
{

class TestCard
{
public:
    static constexpr QByteArrayView kPin = "493817";

    /// Initialised, with no key on it. One at a time in a process: the modules read their place from the environment,
    /// which child processes have as well.
    TestCard();
    ~TestCard();
    Q_DISABLE_COPY_MOVE(TestCard)

    /// `type` as pkcs11-tool has it.
    void makeKey(const QString &label, const QString &type = QStringLiteral("EC:prime256v1"));
    /// By this card's own reader.
    QString uri(const QString &label) const;
    pki::TokenResult<pki::PrivateKey> open(const QString &label, QByteArrayView pin = kPin) const;
    /// A new key, opened.
    pki::PrivateKey key(const QString &label);
    static pki::Pin pin(QByteArrayView text = kPin);
    /// A file with it, 0600.
    QString pinFile(const QByteArray &text = kPin.toByteArray()) const;

    void takeOut() const;
    void putIn() const;
    qint64 attempts() const; ///< at the PIN, through this reader

private:
    QString inFolder(const QString &name) const { return m_folder.filePath(name); }
    QTemporaryDir m_folder;
};

/// What somebody else's library leaves behind meanwhile is not counted.
struct Leaky {
#ifdef __SANITIZE_ADDRESS__
    __lsan::ScopedDisabler disabler;
#endif
};

/// As TestAuthority::person, with a key that is on a card.
TestPerson cardHolder(TestAuthority &authority, const QString &name, Roles roles, TestCard &card);

} // namespace cortege::test
