#pragma once

#include <domain/result.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace cortege::pki
{

/// A key on a card or token, as RFC 7512 writes it: `pkcs11:token=carte;object=agent?module-path=/usr/lib/….so`.
/// Without `module-path` the modules that p11-kit knows are asked.
class TokenUri
{
public:
    static constexpr qsizetype kLimit = 1024;

    /// Whether it means to be one; a file's name never begins like this.
    static bool isMeant(QStringView text) { return text.startsWith(u"pkcs11:"); }
    /// InvalidInput unless it names one token (`token` or `serial`) and one key on it (`object` or `id`): a PIN must
    /// not be tried on whatever is plugged in. `pin-value` and `pin-source` are refused: a PIN is written nowhere.
    static Result<TokenUri> parse(const QString &text);

    const QString &text() const { return m_text; } ///< as it was written
    const QByteArray &modulePath() const { return m_modulePath; } ///< empty: what p11-kit knows
    enum class Type { Public, Private, Certificate };
    /// For the provider: which object of that name.
    QByteArray forType(Type type) const;

private:
    TokenUri() = default;
    QString m_text;
    QByteArray m_attributes;
    QByteArray m_modulePath;
};

} // namespace cortege::pki
