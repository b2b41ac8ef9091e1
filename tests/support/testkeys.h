#pragma once

#include "wanted.h"

#include <pki/keyring.h>

#include <QtCore/QTemporaryDir>

namespace cortege::test
{

/// A folder of keys for a test, and the keyring on it.
class TestKeys
{
public:
    TestKeys()
    {
        wanted(pki::Keyring::create(folder(), SystemClock().now()));
        m_ring = wanted(pki::Keyring::open(folder()));
    }
    QString folder() const { return m_dir.filePath(QStringLiteral("keys")); }
    const PayloadCipher &cipher() const { return *m_ring; }

private:
    QTemporaryDir m_dir;
    std::unique_ptr<pki::Keyring> m_ring;
};

/// For tests to which one pair of keys is as good as another.
inline const PayloadCipher &anyCipher()
{
    static const TestKeys kKeys;
    return kKeys.cipher();
}

} // namespace cortege::test
