#include <storage/sqliteenrolments.h>

#include "certificateacts.h"
#include "database.h"
#include "times.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QVariant>

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

using AnswerState = EnrolmentAnswer::State;

constexpr auto kCodeColumns = "code, person, created_at, ends_at, uses, used, withdrawn_at"_L1;
constexpr auto kRequestColumns = "request, person, code, der, fingerprint, address, asked_at, state, decided_at"_L1;

Result<IssuedCode> issuedCodeFrom(const Rows &row)
{
    const auto id = EnrolmentCodeId::parse(row.value(0).toString());
    const auto person = PersonId::parse(row.value(1).toString());
    if (!id || !person)
        return fail(Failure::Corrupt, u"enrolment code %1 cannot be read"_s.arg(row.value(0).toString()));
    return IssuedCode { *id, *person, timeFrom(row.value(2)), timeFrom(row.value(3)), row.value(4).toInt(),
        row.value(5).toInt(), maybeTimeFrom(row.value(6)) };
}

Result<CertificateRequest> certificateRequestFrom(const Rows &row)
{
    const auto id = CertificateRequestId::parse(row.value(0).toString());
    const auto person = PersonId::parse(row.value(1).toString());
    const auto code = EnrolmentCodeId::parse(row.value(2).toString());
    const auto state = requestStateFromName(row.value(7).toString());
    if (!id || !person || !state || code.has_value() == row.value(2).isNull())
        return fail(Failure::Corrupt, u"certificate request %1 cannot be read"_s.arg(row.value(0).toString()));
    return CertificateRequest { *id, *person, code, row.value(3).toByteArray(), row.value(4).toByteArray(),
        row.value(5).toString(), timeFrom(row.value(6)), *state, maybeTimeFrom(row.value(8)) };
}

template <class T>
Result<std::vector<T>> listOf(Result<Rows> rows, Result<T> (*read)(const Rows &))
{
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<T> found;
    const auto done = rows->forEach(
        [&](const Rows &row) { return read(row).transform([&found](T &&one) { found.push_back(std::move(one)); }); });
    return done.transform([&found] { return std::move(found); });
}

QString detailOf(const CertificateRequestId &request) { return u"request %1"_s.arg(request.toString()); }

Result<> decided(const Result<int> &changed)
{
    if (!changed)
        return std::unexpected(changed.error());
    return *changed == 1 ? Result<>() : fail(Failure::Conflict, u"no such request waits"_s);
}

} // namespace

struct SqliteEnrolments::CodeRow {
    IssuedCode code;
    bool isRevoked = false; ///< the person
};
/// An answer, or the code with which a request may be made.
struct SqliteEnrolments::Verdict {
    std::optional<EnrolmentAnswer> answer;
    std::optional<IssuedCode> code;
};

SqliteEnrolments::SqliteEnrolments(std::unique_ptr<Database> database) : m_database(std::move(database)) { }
SqliteEnrolments::~SqliteEnrolments() = default;

Result<std::unique_ptr<SqliteEnrolments>> SqliteEnrolments::open(const QString &path, Access access)
{
    return Database::openNewest(path, access).transform([](std::unique_ptr<Database> database) {
        return std::unique_ptr<SqliteEnrolments>(new SqliteEnrolments(std::move(database)));
    });
}

// --- the server ------------------------------------------------------------------------------------------------------

Result<std::optional<SqliteEnrolments::CodeRow>> SqliteEnrolments::codeRow(const EnrolmentCode &code)
{
    static const QString kSql = u"SELECT c.code, c.person, c.created_at, c.ends_at, c.uses, c.used, c.withdrawn_at, "
                                "p.revoked_at FROM enrolment_code c JOIN person p ON p.person = c.person "
                                "WHERE c.hash = ?"_s;
    auto rows = m_database->run(kSql, { code.hash() });
    if (!rows)
        return std::unexpected(rows.error());
    if (!rows->next())
        return rows->ended().transform([] { return std::optional<CodeRow>(); });
    return issuedCodeFrom(*rows).transform(
        [&rows](const IssuedCode &issued) { return std::optional(CodeRow { issued, !rows->value(7).isNull() }); });
}

/// How it stands with a request that came before.
Result<std::optional<EnrolmentAnswer>> SqliteEnrolments::known(
    const Fingerprint &fingerprint, const PersonId &person, const std::optional<EnrolmentCodeId> &code)
{
    auto rows = m_database->run(
        u"SELECT person, code, state, certificate, authority FROM certificate_request WHERE fingerprint = ?"_s,
        { fingerprint });
    if (!rows)
        return std::unexpected(rows.error());
    if (!rows->next())
        return rows->ended().transform([] { return std::optional<EnrolmentAnswer>(); });
    const auto state = requestStateFromName(rows->value(2).toString());
    if (!state)
        return fail(Failure::Corrupt, u"a certificate request has no state"_s);
    const QString ownCode = code ? code->toString() : QString();
    if (rows->value(0).toString() != person.toString() || rows->value(1).toString() != ownCode)
        return EnrolmentAnswer { AnswerState::Refused, {} }; // it is somebody else's
    switch (*state) {
    case RequestState::Pending:
        return EnrolmentAnswer { AnswerState::Pending, {} };
    case RequestState::Refused:
        return EnrolmentAnswer { AnswerState::Refused, {} };
    case RequestState::Issued:
        return EnrolmentAnswer { AnswerState::Issued,
            IssuedChain { rows->value(3).toString().toUtf8(), rows->value(4).toString().toUtf8() } };
    }
    Q_UNREACHABLE_RETURN(std::nullopt);
}

/// What was asked for before is answered however it stands with the code by now.
Result<SqliteEnrolments::Verdict> SqliteEnrolments::judge(
    const EnrolmentCode &code, const Fingerprint &fingerprint, UtcTime now)
{
    const auto answer = [](AnswerState state) { return Verdict { EnrolmentAnswer { state, {} }, {} }; };
    const auto found = codeRow(code);
    if (!found)
        return std::unexpected(found.error());
    if (!*found)
        return answer(AnswerState::UnknownCode);
    const IssuedCode &issued = (*found)->code;
    auto before = known(fingerprint, issued.person, issued.id);
    if (!before)
        return std::unexpected(before.error());
    if (*before)
        return Verdict { std::move(*before), {} };
    if ((*found)->isRevoked)
        return answer(AnswerState::Refused);
    if (issued.withdrawnAt)
        return answer(AnswerState::WithdrawnCode);
    if (now >= issued.ends)
        return answer(AnswerState::ExpiredCode);
    if (issued.used >= issued.uses)
        return answer(AnswerState::UsedUpCode);
    return Verdict { {}, issued };
}

/// Without the writers' lock first: whoever guesses, and whoever asks again, writes nothing.
Result<EnrolmentAnswer> SqliteEnrolments::enrol(
    const EnrolmentCode &code, const QByteArray &der, const QString &address, UtcTime now)
{
    const Fingerprint fingerprint = QCryptographicHash::hash(der, QCryptographicHash::Sha256);
    auto verdict = judge(code, fingerprint, now);
    if (!verdict)
        return std::unexpected(verdict.error());
    if (verdict->answer)
        return std::move(*verdict->answer);
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    verdict = judge(code, fingerprint, now); // another may have used it up meanwhile
    if (!verdict)
        return std::unexpected(verdict.error());
    if (verdict->answer)
        return std::move(*verdict->answer);
    const IssuedCode &issued = *verdict->code;
    const auto counted
        = m_database->run(u"UPDATE enrolment_code SET used = used + 1 WHERE code = ?"_s, { issued.id.toString() })
              .transform([](const Rows &) { });
    if (!counted)
        return std::unexpected(counted.error());
    const CertificateRequest request { CertificateRequestId::make(), issued.person, issued.id, der, fingerprint,
        address, now };
    auto answer = insert(request);
    if (!answer)
        return answer;
    if (const auto noted
        = addCertificateAct(*m_database, AuditAction::AskedCertificate, request.person, now, detailOf(request.id));
        !noted)
        return std::unexpected(noted.error());
    return (*transaction)->commit().transform([&answer] { return std::move(*answer); });
}

Result<std::optional<EnrolmentAnswer>> SqliteEnrolments::judgeRenewal(
    const PersonId &person, const Fingerprint &fingerprint)
{
    auto before = known(fingerprint, person, std::nullopt);
    if (!before || *before)
        return before;
    auto waiting = m_database->run(
        u"SELECT count(*) FROM certificate_request WHERE person = ? AND code IS NULL AND state = 'pending'"_s,
        { person.toString() });
    if (!waiting)
        return std::unexpected(waiting.error());
    if (!waiting->next())
        return fail(Failure::Unavailable, u"requests cannot be counted"_s);
    return waiting->value(0).toInt() < kRenewalsWaiting ? std::nullopt
                                                        : std::optional(EnrolmentAnswer { AnswerState::Later, {} });
}

Result<EnrolmentAnswer> SqliteEnrolments::renew(const PersonId &person, const QByteArray &der, UtcTime now)
{
    const Fingerprint fingerprint = QCryptographicHash::hash(der, QCryptographicHash::Sha256);
    auto verdict = judgeRenewal(person, fingerprint);
    if (!verdict)
        return std::unexpected(verdict.error());
    if (*verdict)
        return std::move(**verdict);
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    verdict = judgeRenewal(person, fingerprint);
    if (!verdict)
        return std::unexpected(verdict.error());
    if (*verdict)
        return std::move(**verdict);
    auto answer = insert({ CertificateRequestId::make(), person, {}, der, fingerprint, {}, now });
    if (!answer)
        return answer;
    return (*transaction)->commit().transform([&answer] { return std::move(*answer); });
}

Result<EnrolmentAnswer> SqliteEnrolments::insert(const CertificateRequest &request)
{
    const QVariant code = request.code ? QVariant(request.code->toString()) : QVariant();
    return m_database
        ->run(u"INSERT INTO certificate_request (request, person, code, der, fingerprint, address, asked_at, state) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, 'pending')"_s,
            { request.id.toString(), request.person.toString(), code, request.der, request.fingerprint, request.address,
                milliseconds(request.askedAt) })
        .transform([](const Rows &) { return EnrolmentAnswer { AnswerState::Pending, {} }; });
}

Result<SqliteEnrolments::Waiting> SqliteEnrolments::waiting()
{
    auto rows = m_database->run(u"SELECT count(*), min(asked_at) FROM certificate_request WHERE state = 'pending'"_s);
    if (!rows)
        return std::unexpected(rows.error());
    if (!rows->next())
        return fail(Failure::Unavailable, u"requests cannot be counted"_s);
    return Waiting { rows->value(0).toLongLong(), maybeTimeFrom(rows->value(1)) };
}

// --- the administrator -----------------------------------------------------------------------------------------------

Result<> SqliteEnrolments::add(const EnrolmentCode &code, const IssuedCode &issued)
{
    if (issued.uses < 1 || issued.uses > kCodeUses)
        return fail(Failure::InvalidInput, u"a code is for 1 to %1 uses"_s.arg(kCodeUses));
    if (issued.ends <= issued.createdAt || issued.ends > issued.createdAt + kCodeValidity)
        return fail(Failure::InvalidInput, u"a code is good for %1 days at most"_s.arg(kCodeValidity.count()));
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    {
        auto who = m_database->run(u"SELECT revoked_at FROM person WHERE person = ?"_s, { issued.person.toString() });
        if (!who)
            return std::unexpected(who.error());
        if (!who->next())
            return fail(Failure::NotFound, u"no person %1"_s.arg(issued.person.toString()));
        if (!who->value(0).isNull())
            return fail(Failure::Forbidden, u"person %1 is revoked"_s.arg(issued.person.toString()));
    }
    const auto added = m_database
                           ->run(u"INSERT INTO enrolment_code (code, hash, person, created_at, ends_at, uses, used) "
                                 "VALUES (?, ?, ?, ?, ?, ?, 0)"_s,
                               { issued.id.toString(), code.hash(), issued.person.toString(),
                                   milliseconds(issued.createdAt), milliseconds(issued.ends), issued.uses })
                           .transform([](const Rows &) { });
    if (!added)
        return added;
    return (*transaction)->commit();
}

Result<std::vector<IssuedCode>> SqliteEnrolments::codes()
{
    return listOf(
        m_database->run(u"SELECT "_s + kCodeColumns + u" FROM enrolment_code ORDER BY created_at DESC, code"_s),
        issuedCodeFrom);
}

Result<> SqliteEnrolments::withdraw(const EnrolmentCodeId &code, UtcTime at)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto withdrawn = m_database
                               ->run(u"UPDATE enrolment_code SET withdrawn_at = coalesce(withdrawn_at, ?) "
                                     "WHERE code = ?"_s,
                                   { milliseconds(at), code.toString() })
                               .transform([](const Rows &rows) { return rows.changed(); });
    if (!withdrawn)
        return std::unexpected(withdrawn.error());
    if (*withdrawn == 0)
        return fail(Failure::NotFound, u"no enrolment code %1"_s.arg(code.toString()));
    const auto all = requests();
    if (!all)
        return std::unexpected(all.error());
    for (const CertificateRequest &one : *all) {
        if (one.code != code || one.state != RequestState::Pending)
            continue;
        if (auto refused = setRefused(one.id, at); !refused)
            return refused;
    }
    return (*transaction)->commit();
}

Result<std::vector<CertificateRequest>> SqliteEnrolments::requests()
{
    return listOf(m_database->run(
                      u"SELECT "_s + kRequestColumns + u" FROM certificate_request ORDER BY asked_at DESC, request"_s),
        certificateRequestFrom);
}

Result<CertificateRequest> SqliteEnrolments::request(const CertificateRequestId &id)
{
    auto rows = m_database->run(
        u"SELECT "_s + kRequestColumns + u" FROM certificate_request WHERE request = ?"_s, { id.toString() });
    if (!rows)
        return std::unexpected(rows.error());
    if (!rows->next())
        return fail(Failure::NotFound, u"no request %1"_s.arg(id.toString()));
    return certificateRequestFrom(*rows);
}

Result<> SqliteEnrolments::setIssued(const CertificateRequestId &id, const IssuedChain &chain, UtcTime at)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    return decided(
        m_database
            ->run(u"UPDATE certificate_request SET state = 'issued', decided_at = ?, certificate = ?, authority = ? "
                  "WHERE request = ? AND state = 'pending'"_s,
                { milliseconds(at), QString::fromUtf8(chain.certificatePem),
                    QString::fromUtf8(chain.serverAuthorityPem), id.toString() })
            .transform([](const Rows &rows) { return rows.changed(); }))
        .and_then([&] { return note(AuditAction::IssuedCertificate, id, at); })
        .and_then([&] { return (*transaction)->commit(); });
}

Result<> SqliteEnrolments::refuse(const CertificateRequestId &id, UtcTime at)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    return setRefused(id, at).and_then([&] { return (*transaction)->commit(); });
}

Result<> SqliteEnrolments::setRefused(const CertificateRequestId &id, UtcTime at)
{
    return decided(m_database
                       ->run(u"UPDATE certificate_request SET state = 'refused', decided_at = ? "
                             "WHERE request = ? AND state = 'pending'"_s,
                           { milliseconds(at), id.toString() })
                       .transform([](const Rows &rows) { return rows.changed(); }))
        .and_then([&] { return note(AuditAction::RefusedCertificate, id, at); });
}

Result<> SqliteEnrolments::note(AuditAction action, const CertificateRequestId &id, UtcTime at)
{
    return request(id).and_then([&](const CertificateRequest &decided) {
        return addCertificateAct(*m_database, action, decided.person, at, detailOf(id));
    });
}

} // namespace cortege::storage
