#include "../command.h"
#include "../files.h"

#include <exchange/bundle.h>
#include <pki/files.h>
#include <pki/parcel.h>

#include <QtCore/QDir>
#include <QtNetwork/QSslCertificate>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class HandoverOpen final : public ImmediateCommand
{
    QString name() const override { return u"handover open"_s; }
    QString description() const override
    {
        return Admin::tr("ouvre un paquet avec la clé du prestataire, après avoir vérifié qui l’a signé");
    }
    std::vector<Option> options() const override
    {
        return { { "package"_L1, Admin::tr("FICHIER"), Admin::tr("le paquet reçu"), Option::Wanted::Once },
            { "certificate"_L1, Admin::tr("PEM"), Admin::tr("certificat du prestataire"), Option::Wanted::Once },
            { "key"_L1, Admin::tr("PEM"), Admin::tr("sa clé"), Option::Wanted::Once },
            { "authority"_L1, Admin::tr("PEM"), Admin::tr("racine de la plateforme (root.pem)"), Option::Wanted::Once },
            { "to"_L1, Admin::tr("DOSSIER"), Admin::tr("où mettre les fichiers, lisibles de vous seul"),
                Option::Wanted::Once } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto parcel = readParcel(arguments, context.clock.now());
        if (!parcel)
            return failed(parcel.error());
        const auto files = exchange::unbundle(parcel->content);
        if (!files)
            return failed(files.error());
        const QString folder = arguments.value("to"_L1);
        if (const auto written = write(*files, folder); !written)
            return failed(written.error());
        const QSslCertificate signer(parcel->signerPem);
        context.terminal.say(Admin::tr("Signé par %1. Fichiers écrits dans %2 : %3")
                .arg(signer.subjectInfo(QSslCertificate::CommonName).join(u", "_s), folder)
                .arg(files->size()));
        return {};
    }
    static Result<pki::Parcel> readParcel(const Arguments &arguments, UtcTime now)
    {
        const auto package = readInput(arguments.value("package"_L1));
        if (!package)
            return std::unexpected(package.error());
        std::vector<QByteArray> pems;
        for (const auto option : { "certificate"_L1, "key"_L1, "authority"_L1 }) {
            auto pem = pki::readPemFile(arguments.value(option));
            if (!pem)
                return std::unexpected(pem.error());
            pems.push_back(std::move(*pem));
        }
        return pki::openParcel(*package, pems[0], pems[1], pems[2], now);
    }
    static Result<> write(const std::vector<exchange::BundledFile> &files, const QString &folder)
    {
        if (auto made = makeFolder(folder); !made)
            return made;
        QStringList paths;
        for (const exchange::BundledFile &file : files)
            paths << QDir(folder).filePath(file.name);
        if (auto free = expectFree(paths); !free)
            return free;
        for (const exchange::BundledFile &file : files) {
            if (auto written = pki::writePrivateFile(QDir(folder).filePath(file.name), file.content); !written)
                return written;
        }
        return {};
    }
};

} // namespace

std::unique_ptr<Command> handoverOpen() { return std::make_unique<HandoverOpen>(); }

} // namespace cortege::admincli
