#pragma once

#include "testauthority.h"

#include <QtNetwork/QSslConfiguration>

#include <memory>
#include <optional>
#include <random>

/// Persons' certificates with defects of any kind, several at once, from all the keys that an authority has: what a
/// mistake in the authority, a theft of another key or a forger could bring about. Needs OpenSSL.
namespace cortege::test
{

class OddCertificates
{
public:
    explicit OddCertificates(const TestAuthority &authority);
    ~OddCertificates();
    OddCertificates(const OddCertificates &) = delete;
    OddCertificates &operator=(const OddCertificates &) = delete;

    struct Made {
        QStringList defects; ///< none: a certificate as the authority makes it
        QSslCertificate leaf;
        /// A client that sends it and whatever leads from it to the root.
        QSslConfiguration client;
        bool isForCheck = false; ///< `pki::checkClientCertificate` by itself must refuse it
    };
    /// With one to three defects of different kinds, or none.
    Made make(std::mt19937 &random, bool withDefects);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cortege::test
