#include <client/enrolment.h>

#include "enrolmenttalk.h"

#include <pki/authority.h>
#include <pki/files.h>
#include <pki/firstcontact.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QSysInfo>

#include <utility>

namespace cortege::client
{
using namespace Qt::StringLiterals;
namespace
{

constexpr auto kBegun = "enrolment.json"_L1;
constexpr auto kInvitation = "invitation"_L1;
constexpr auto kRequest = "request"_L1;
constexpr qsizetype kHintLimit = 60; // of the request's name, which the authority does not believe

QString nameHint()
{
    const QString host = QSysInfo::machineHostName().left(kHintLimit);
    return host.isEmpty() ? u"poste"_s : host;
}

Result<> makeProfileFolder(const QString &folder)
{
    if (QDir(folder).exists())
        return {};
    constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (!QDir().mkpath(folder) || !QFile::setPermissions(folder, kOwnerOnly))
        return fail(Failure::Unavailable, u"%1: the folder cannot be made"_s.arg(folder));
    return {};
}

/// Answers after which the same question is of no use.
bool isFinal(EnrolmentAnswer::State state)
{
    using enum EnrolmentAnswer::State;
    return state != Pending && state != Issued && state != Later;
}

} // namespace

Enrolment::Enrolment(QString profileFolder, const Clock &clock, const EnrolmentPace &pace, KeyPlace newKey)
    : m_folder(std::move(profileFolder)), m_clock(clock), m_pace(pace), m_newKey(newKey)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &Enrolment::ask);
}

Enrolment::~Enrolment() = default;

QString Enrolment::path(const QString &file) const { return QDir(m_folder).filePath(file); }

/// Where its files are: as the folder's profile says, if there is one.
Profile Enrolment::profile() const
{
    if (auto there = Profile::load(m_folder))
        return std::move(*there);
    return { m_folder, {}, { path(u"person.pem"_s), path(u"person.key"_s), path(u"server-authority.pem"_s) } };
}

Result<> Enrolment::resume()
{
    Q_ASSERT(m_stage == Stage::Idle);
    const auto begun = pki::readPemFile(path(kBegun)); // small, as those are
    if (!begun)
        return std::unexpected(begun.error());
    const QJsonObject object = QJsonDocument::fromJson(*begun).object();
    auto invitation = Invitation::parse(object.value(kInvitation).toString());
    const QByteArray request = QByteArray::fromBase64(object.value(kRequest).toString().toLatin1());
    if (!invitation || !pki::checkedRequest(request))
        return fail(Failure::Corrupt, u"%1: cannot be read"_s.arg(path(kBegun)));
    m_invitation = std::move(*invitation);
    m_request = request;
    m_fingerprint = QCryptographicHash::hash(m_request, QCryptographicHash::Sha256);
    const auto sealed = profile().tls.sealedKey();
    m_isKeySealed = sealed && *sealed;
    m_stage = Stage::Asking;
    ask();
    return {};
}

Result<> Enrolment::begin(const Invitation &invitation)
{
    Q_ASSERT(m_stage == Stage::Idle);
    m_refusal.reset();
    m_trouble.reset();
    m_storeTrouble.reset();
    if (auto made = makeProfileFolder(m_folder); !made)
        return made;
    m_invitation = invitation;
    m_opening = profile().tls;
    if (const auto sealed = m_opening.sealedKey(); sealed && *sealed) {
        openKey();
        return {};
    }
    const auto there = pki::privateKeyOf(m_opening);
    auto begun = there                            ? askWith(*there)
        : there.error().kind == Failure::NotFound ? makeKey()
                                                  : std::unexpected(there.error());
    if (!begun)
        m_invitation.reset();
    return begun;
}

void Enrolment::openKey()
{
    awaitStore();
    unsealKey(m_opening, m_store.get(), [this](const StoreResult<> &opened) {
        endStore();
        if (!opened) {
            giveUp();
            m_storeTrouble = opened.error();
            Q_EMIT changed();
        } else if (const auto asked = askWith(*std::exchange(m_opening.openedKey, std::nullopt)); !asked) {
            fallBack(asked.error());
        }
    });
}

Result<> Enrolment::makeKey()
{
    const auto made = pki::makeRequest(nameHint());
    if (!made)
        return std::unexpected(made.error());
    if (m_newKey == KeyPlace::File)
        return keep(made->keyPem, made->requestPem);
    awaitStore();
    sealKey(made->keyPem, m_store.get(), [this, made = *made](const StoreResult<pki::SealedKey> &sealed) {
        endStore();
        if (QFile::exists(profile().tls.key)) { // the other program was quicker
            const Invitation same = *m_invitation;
            if (const auto begun = begin(same); !begun)
                fallBack(begun.error());
            return;
        }
        if (!sealed)
            m_storeTrouble = sealed.error();
        if (const auto kept = keep(sealed ? sealed->content() : made.keyPem, made.requestPem); !kept)
            fallBack(kept.error());
    });
    return {};
}

void Enrolment::awaitStore()
{
    m_store = std::make_unique<QObject>();
    m_stage = Stage::Keeping;
    Q_EMIT changed();
}

void Enrolment::endStore()
{
    m_store.release()->deleteLater(); // it is calling
    m_stage = Stage::Idle;
}

void Enrolment::fallBack(const Error &trouble)
{
    giveUp();
    m_trouble = trouble;
    Q_EMIT changed();
}

Result<> Enrolment::keep(const QByteArray &keyFile, const QByteArray &requestPem)
{
    return pki::writePrivateFile(profile().tls.key, keyFile).and_then([&] { return send(requestPem); });
}

Result<> Enrolment::askWith(const pki::PrivateKey &key)
{
    return pki::makeRequest(nameHint(), key).and_then([this](const QByteArray &pem) { return send(pem); });
}

Result<> Enrolment::send(const QByteArray &requestPem)
{
    const auto der = pki::derOfRequest(requestPem);
    if (!der)
        return std::unexpected(der.error());
    const QJsonObject begun { { kInvitation, m_invitation->toString() },
        { kRequest, QString::fromLatin1(der->toBase64()) } };
    return pki::writePrivateFile(path(kBegun), QJsonDocument(begun).toJson()).and_then([this] { return resume(); });
}

void Enrolment::giveUp()
{
    m_next.stop();
    m_talk.reset();
    m_store.reset();
    QFile::remove(path(kBegun));
    m_invitation.reset();
    m_fingerprint.clear();
    m_trouble.reset();
    m_storeTrouble.reset();
    m_stage = Stage::Idle;
    Q_EMIT changed();
}

void Enrolment::ask()
{
    m_talk = std::make_unique<EnrolmentTalk>(*m_invitation, m_request, m_proxy, m_clock, m_pace.answer);
    connect(m_talk.get(), &EnrolmentTalk::ended, this, &Enrolment::take);
    Q_EMIT changed();
}

void Enrolment::take(const Result<EnrolmentAnswer> &answer)
{
    m_talk.release()->deleteLater(); // it is calling
    m_trouble = answer ? std::nullopt : std::optional(answer.error());
    if (answer && isFinal(answer->state)) {
        end(answer->state);
        return;
    }
    if (answer && answer->state == EnrolmentAnswer::State::Issued) {
        if (const auto installed = install(*answer->issued); !installed)
            m_trouble = installed.error();
        else
            m_stage = Stage::Done;
    } else if (answer && answer->state == EnrolmentAnswer::State::Pending) {
        m_stage = Stage::Waiting;
    }
    if (m_stage != Stage::Done)
        m_next.start(answer ? m_pace.waiting : m_pace.retry);
    Q_EMIT changed();
}

void Enrolment::end(EnrolmentAnswer::State refusal)
{
    m_refusal = refusal;
    giveUp();
}

/// The profile last: whoever finds it finds all that it names.
Result<> Enrolment::install(const IssuedChain &issued) const
{
    Profile made = profile();
    made.server = m_invitation->platform;
    return pki::checkOwnKey(made.tls, issued.certificatePem)
        .and_then([&] { return pki::checkServerAuthority(issued.serverAuthorityPem, m_invitation->pin); })
        .and_then([&] { return pki::writePublicFile(made.tls.serverAuthority, issued.serverAuthorityPem); })
        .and_then([&] { return pki::writePublicFile(made.tls.certificateChain, issued.certificatePem); })
        .and_then([&] { return pki::checkClientFiles(made.tls); })
        .and_then([&] { return made.save(); })
        .transform([this] { QFile::remove(path(kBegun)); });
}

} // namespace cortege::client
