#pragma once

#include "testauthority.h"

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtNetwork/QSslKey>

namespace cortege::test
{
using namespace Qt::StringLiterals;

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

/// Certificates that our own authority would never write, made by the openssl program.
class Forger
{
public:
    explicit Forger(test::TestAuthority &authority) : m_authority(authority) { }

    struct Wanted {
        QString signer = u"authority/clients"_s; ///< its .pem and .key; empty for self-signed
        QByteArray extensions
            = "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth\n";
        QStringList key { u"-algorithm"_s, u"EC"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s };
        QStringList dates { u"-days"_s, u"30"_s };
        QString digest = u"-sha256"_s;
        QString name = u"/CN=Claire Martin"_s;
    };

    /// Files NAME.pem and NAME.key in the authority's folder.
    void make(const QString &name, const Wanted &wanted)
    {
        const QString extensions = m_authority.write(name + u".ext"_s, wanted.extensions);
        openssl(QStringList { u"genpkey"_s, u"-out"_s, at(name, u"key"_s) } + wanted.key);
        openssl({ u"req"_s, u"-new"_s, u"-key"_s, at(name, u"key"_s), u"-subj"_s, wanted.name, u"-out"_s,
            at(name, u"csr"_s) });
        const QStringList signedBy = wanted.signer.isEmpty()
            ? QStringList { u"-signkey"_s, at(name, u"key"_s) }
            : QStringList { u"-CA"_s, at(wanted.signer, u"pem"_s), u"-CAkey"_s, at(wanted.signer, u"key"_s) };
        openssl(QStringList { u"x509"_s, u"-req"_s, u"-in"_s, at(name, u"csr"_s), u"-extfile"_s, extensions,
                    wanted.digest, u"-out"_s, at(name, u"pem"_s) }
            + wanted.dates + signedBy);
    }
    /// A client that sends NAME and the given certificates after it.
    QSslConfiguration client(const QString &name, const QStringList &chain = { u"authority/clients"_s }) const
    {
        QList<QSslCertificate> certificates { QSslCertificate(contentOf(at(name, u"pem"_s))) };
        for (const QString &above : chain)
            certificates += QSslCertificate(contentOf(at(above, u"pem"_s)));
        const QByteArray pem = contentOf(at(name, u"key"_s));
        const QSslKey curve(pem, QSsl::Ec);
        QSslConfiguration configuration;
        configuration.setCaCertificates({ QSslCertificate(m_authority.authority().root.certificatePem) });
        configuration.setLocalCertificateChain(certificates);
        configuration.setPrivateKey(curve.isNull() ? QSslKey(pem, QSsl::Rsa) : curve);
        return configuration;
    }
    QString at(const QString &name, const QString &suffix) const { return m_authority.path(name + u'.' + suffix); }

private:
    static void openssl(const QStringList &arguments)
    {
        QProcess program;
        program.start(u"openssl"_s, arguments);
        REQUIRE(program.waitForFinished());
        INFO(arguments.join(u' ').toStdString() << '\n' << program.readAllStandardError().toStdString());
        REQUIRE(program.exitCode() == 0);
    }
    test::TestAuthority &m_authority;
};

} // namespace cortege::test
