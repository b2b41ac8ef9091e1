#pragma once

#include <domain/id.h>
#include <domain/person.h>
#include <domain/result.h>
#include <domain/time.h>

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>
#include <QtCore/QUrl>

#include <expected>
#include <optional>
#include <vector>

/// How a workstation comes to its certificate (Art. 6, 7): a code that was given to a person, a request made with it on
/// the workstation, and what the administrator, who alone has the authority's key, made of the request.
namespace cortege
{

/// 100 random bits in Crockford's base 32, and a check character that finds any one wrong character: a slip is seen
/// before anything is sent. Shown in three groups of seven; read without regard to case, spaces and hyphens, with O for
/// 0 and I or L for 1.
class EnrolmentCode
{
public:
    static constexpr qsizetype kRandomBytes = 20; ///< five bits of each

    /// InvalidInput unless there are so many, which must come from the system's generator of secrets.
    static Result<EnrolmentCode> fromRandom(QByteArrayView random);
    static std::optional<EnrolmentCode> parse(QStringView text);

    QString toString() const; ///< "XXXXXXX-XXXXXXX-XXXXXXX"
    /// What the server keeps in the code's place: SHA-256 of it. With 100 random bits, no list of guesses is of use.
    QByteArray hash() const;

    friend bool operator==(const EnrolmentCode &, const EnrolmentCode &) = default;

private:
    explicit EnrolmentCode(QByteArray characters) : m_characters(std::move(characters)) { }
    QByteArray m_characters; ///< 21, upper case, the check character last
};

/// What a person is given, as one text or in a .cortege file: whom to ask, with which code, and how the right server is
/// known before there is anything else to know it by.
///
///     cortege-enrol:wss://plateforme.exemple:7443?enrol=7444#CODE.PIN
struct Invitation {
    QUrl platform; ///< wss://host:port, for the time after
    quint16 enrolmentPort = 0; ///< on the same host
    EnrolmentCode code;
    QByteArray pin; ///< the first 20 bytes of the SHA-256 of the certificate of the server's authority

    static constexpr qsizetype kPinBytes = 20;
    /// Longer is no invitation.
    static constexpr qsizetype kTextLimit = 1'000;

    enum class Fault { None, Form, Address, Code, Pin };
    /// Line breaks and spaces, as mail programs add them, are overlooked.
    static std::expected<Invitation, Fault> parse(const QString &text);
    QString toString() const;
    QString pinText() const; ///< in eight groups of four, for comparing by eye

    friend bool operator==(const Invitation &, const Invitation &) = default;
};

using EnrolmentCodeId = Id<struct EnrolmentCodeTag>;
using CertificateRequestId = Id<struct CertificateRequestTag>;

/// A code as it is kept, without the code.
struct IssuedCode {
    EnrolmentCodeId id;
    PersonId person;
    UtcTime createdAt {};
    UtcTime ends {}; ///< the first instant at which it is not taken any more
    int uses = 1; ///< requests that may be made with it
    int used = 0;
    std::optional<UtcTime> withdrawnAt {};

    friend bool operator==(const IssuedCode &, const IssuedCode &) = default;
};
inline constexpr int kCodeUses = 20; ///< at most
inline constexpr std::chrono::days kCodeValidity { 30 }; ///< at most

enum class RequestState { Pending, Issued, Refused };
QLatin1StringView name(RequestState state); ///< "pending", "issued", "refused"
std::optional<RequestState> requestStateFromName(QStringView name);

/// What a workstation asked for. The request's fingerprint, SHA-256 of its DER, is what both sides can compare.
struct CertificateRequest {
    CertificateRequestId id;
    PersonId person;
    std::optional<EnrolmentCodeId> code {}; ///< none: a renewal, asked for in a session
    QByteArray der {}; ///< PKCS #10; was checked when it came
    Fingerprint fingerprint {};
    QString address {}; ///< where it came from; empty for a renewal
    UtcTime askedAt {};
    RequestState state = RequestState::Pending;
    std::optional<UtcTime> decidedAt {};

    friend bool operator==(const CertificateRequest &, const CertificateRequest &) = default;
};

/// What was issued.
struct IssuedChain {
    QByteArray certificatePem; ///< the person's certificate, then the authority
    QByteArray serverAuthorityPem; ///< whom the workstation is to trust from now on

    friend bool operator==(const IssuedChain &, const IssuedChain &) = default;
};

/// What a workstation hears.
struct EnrolmentAnswer {
    enum class State {
        Pending,
        Issued, ///< `issued` is there
        Refused,
        UnknownCode,
        ExpiredCode,
        UsedUpCode,
        WithdrawnCode,
        BadRequest, ///< not signed with its own key, or another curve than P-256
        Later, ///< too many tries or requests
    };
    State state = State::Pending;
    std::optional<IssuedChain> issued {};

    friend bool operator==(const EnrolmentAnswer &, const EnrolmentAnswer &) = default;
};
QLatin1StringView name(EnrolmentAnswer::State state); ///< "pending", "unknownCode" …
std::optional<EnrolmentAnswer::State> enrolmentStateFromName(QStringView name);

/// Where requests wait. The same request again changes nothing and is told how it stands, so that asking again is all
/// that a workstation has to do.
class CertificateRequests
{
public:
    /// A person may have so many renewals waiting.
    static constexpr int kRenewalsWaiting = 3;

    virtual ~CertificateRequests() = default;
    virtual Result<EnrolmentAnswer> enrol(
        const EnrolmentCode &code, const QByteArray &der, const QString &address, UtcTime now)
        = 0;
    /// By the person of a session.
    virtual Result<EnrolmentAnswer> renew(const PersonId &person, const QByteArray &der, UtcTime now) = 0;
};

} // namespace cortege
