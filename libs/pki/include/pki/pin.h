#pragma once

#include <domain/result.h>

#include <QtCore/QByteArray>

#include <array>

namespace cortege::pki
{

/// The PIN of a card or token, wiped when it is no longer needed. Nobody writes it anywhere.
class Pin
{
public:
    static constexpr size_t kLimit = 32; ///< what the PKCS#11 provider takes

    /// InvalidInput when it is empty, longer, or has control characters. The caller's copy is the caller's to wipe.
    static Result<Pin> from(QByteArrayView text);
    /// The first line of a file that is this user's alone, or that systemd has laid down as a credential: root's, and
    /// closed to others. NotFound, Forbidden, InvalidInput. Errors name the file.
    static Result<Pin> fromFile(const QString &path);

    Pin(const Pin &) = default;
    Pin &operator=(const Pin &) = default;
    ~Pin();

    QByteArrayView text() const { return { m_text.data(), static_cast<qsizetype>(m_size) }; }

private:
    Pin() = default;
    std::array<char, kLimit> m_text {};
    size_t m_size = 0;
};

} // namespace cortege::pki
