#include <client/secretstore.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLoggingCategory>

#include <qt6keychain/keychain.h>

namespace cortege::client
{
using namespace Qt::StringLiterals;
namespace
{

struct Store {
    Q_DECLARE_TR_FUNCTIONS(Store)
};

constexpr auto kService = "cortege"_L1;

QString accountOf(const pki::SealedKey &key) { return QString::fromLatin1(key.fingerprint().toHex()); }

std::unexpected<StoreTrouble> troubleOf(const QKeychain::Job &job)
{
    qInfo().noquote() << "secret store:" << job.errorString();
    switch (job.error()) {
    case QKeychain::EntryNotFound:
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return std::unexpected(StoreTrouble::NoSecret);
    default:
        return std::unexpected(StoreTrouble::NoStore);
    }
}

/// The job ends itself, whether anybody still waits for it or not.
template <class Then>
void start(QKeychain::Job *job, const pki::SealedKey &key, QObject *context, Then then)
{
    job->setKey(accountOf(key));
    QObject::connect(job, &QKeychain::Job::finished, context, std::move(then));
    job->start();
}

template <class Then>
void answerLater(QObject *context, Then then)
{
    QMetaObject::invokeMethod(context, std::move(then), Qt::QueuedConnection);
}

StoreResult<> unsealWith(pki::ClientTlsFiles &files, const QKeychain::ReadPasswordJob &job)
{
    if (job.error() != QKeychain::NoError)
        return troubleOf(job);
    QByteArray bytes = job.binaryData();
    const auto secret = pki::SecretKey::fromBytes(bytes);
    bytes.fill('\0');
    if (!secret || !files.unseal(*secret))
        return std::unexpected(StoreTrouble::Damaged);
    return {};
}

} // namespace

QString textOf(StoreTrouble trouble)
{
    switch (trouble) {
    case StoreTrouble::NoStore:
        return Store::tr("Le coffre de secrets de la session (trousseau de clés, portefeuille) ne répond pas. S’il "
                         "vient de redémarrer, fermez ce programme et rouvrez-le.");
    case StoreTrouble::NoSecret:
        return Store::tr(
            "Le coffre de secrets de la session est verrouillé, refuse l’accès ou n’a pas le secret de cette "
            "clé. Déverrouillez-le, puis réessayez.");
    case StoreTrouble::Damaged:
        return Store::tr("Le fichier de la clé a été modifié, ou son secret n’est pas celui du coffre. Prévenez "
                         "l’administrateur.");
    }
    Q_UNREACHABLE_RETURN({});
}

void sealKey(const QByteArray &keyPem, QObject *context, KeySealed then)
{
    const auto secret = pki::SecretKey::make();
    const auto sealed = secret ? pki::SealedKey::seal(keyPem, *secret) : std::unexpected(secret.error());
    if (!sealed) {
        answerLater(context, [then = std::move(then)] { then(std::unexpected(StoreTrouble::NoStore)); });
        return;
    }
    auto *job = new QKeychain::WritePasswordJob(kService);
    job->setBinaryData(QByteArrayView(secret->bytes().data(), pki::SecretKey::kSize).toByteArray());
    start(job, *sealed, context, [key = *sealed, then = std::move(then)](const QKeychain::Job *done) {
        then(done->error() == QKeychain::NoError ? StoreResult<pki::SealedKey>(key) : troubleOf(*done));
    });
}

void unsealKey(pki::ClientTlsFiles &files, QObject *context, KeyUnsealed then)
{
    const auto sealed = files.sealedKey();
    if (!sealed || !*sealed) {
        answerLater(context, [then = std::move(then)] { then(std::unexpected(StoreTrouble::Damaged)); });
        return;
    }
    auto *job = new QKeychain::ReadPasswordJob(kService);
    start(job, **sealed, context, [&files, job, then = std::move(then)] { then(unsealWith(files, *job)); });
}

} // namespace cortege::client
