#include "inputfile.h"

#include <pki/files.h>
#include <pki/keyring.h>

#include <QtCore/QTemporaryDir>

using namespace cortege;
using namespace Qt::StringLiterals;

// Nobody has wrapped a key in what comes in: it is refused.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const QTemporaryDir folder;
    static const bool made = pki::writePrivateFile(folder.filePath(u"master-1.key"_s), QByteArray(32, 'k')).has_value();
    const QString path = folder.filePath(u"data-keys.json"_s);
    if (!made)
        __builtin_trap();
    writeInput(path, QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (pki::Keyring::open(folder.path()))
        __builtin_trap();
    return 0;
}
