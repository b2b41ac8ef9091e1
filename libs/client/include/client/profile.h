#pragma once

#include <domain/result.h>
#include <domain/time.h>
#include <pki/tls.h>

#include <QtCore/QString>
#include <QtCore/QUrl>

namespace cortege::client
{

/// One person's access on one workstation: a folder with `profile.ini` and the files that it names.
///
///     [platform]
///     server=wss://platform.example:7443
///     certificate=person.pem            ; chain, the person's certificate first
///     key=person.key                    ; or "pkcs11:token=…;object=…", in quotes: see pki::TokenUri
///     authority=server-authority.pem
///
/// Relative paths are relative to the folder.
struct Profile {
    QString folder;
    QUrl server; ///< wss only
    pki::ClientTlsFiles tls;
    QUrl proxy {}; ///< an HTTP proxy that tunnels (CONNECT); empty: directly. Not in profile.ini: it is the
                   ///< workstation's

    /// NotFound without the file; InvalidInput names the key at fault.
    static Result<Profile> load(const QString &folder);
    /// The first instant at which the person's certificate is not good any more.
    Result<UtcTime> certificateEnds() const;
    /// Writes profile.ini, without the proxy, with paths relative to the folder where they lie in it.
    Result<> save() const;
};

/// "wss://HOST:PORT". InvalidInput for anything else.
Result<QUrl> platformAddress(const QString &text);
/// "http://HOST:PORT", without a name and password, which would stand in a file for everybody. InvalidInput for
/// anything else.
Result<QUrl> proxyAddress(const QString &text);

} // namespace cortege::client
