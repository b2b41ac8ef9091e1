#include "inputfile.h"

#include <client/profile.h>

#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>

using namespace cortege::client;
using namespace Qt::StringLiterals;

// What is accepted names a server, and files that are there or a key on a card, and is the same once it was saved
// again.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    // A folder for each: QSettings keeps in mind what it read from a path, and looks at size and time only.
    const QTemporaryDir folder;
    const QString ini = folder.filePath(u"profile.ini"_s);
    for (const QString &name : { u"person.pem"_s, u"person.key"_s, u"server-authority.pem"_s })
        writeInput(folder.filePath(name), "-");
    writeInput(ini, QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    const auto read = Profile::load(folder.path());
    if (!read)
        return 0;
    if (read->server.scheme() != u"wss"_s || read->server.host().isEmpty() || !read->server.userInfo().isEmpty())
        __builtin_trap();
    for (const QString &path : { read->tls.certificateChain, read->tls.key, read->tls.serverAuthority }) {
        const bool isCardKey = path == read->tls.key && cortege::pki::TokenUri::parse(path);
        if (!isCardKey && (!QFileInfo(path).isAbsolute() || !QFileInfo(path).isFile()))
            __builtin_trap();
    }

    if (!QFile::remove(ini) || !read->save())
        __builtin_trap();
    QFile saved(ini);
    if (!saved.open(QIODevice::Append) || saved.write("\n") != 1) // another size: it is read from the disk
        __builtin_trap();
    saved.close();
    const auto again = Profile::load(folder.path());
    if (!again || again->server != read->server || again->tls.certificateChain != read->tls.certificateChain
        || again->tls.key != read->tls.key || again->tls.serverAuthority != read->tls.serverAuthority)
        __builtin_trap();
    return 0;
}
