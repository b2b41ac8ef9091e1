#pragma once

#include <domain/audit.h>
#include <domain/enrolment.h>
#include <storage/access.h>

#include <memory>
#include <vector>

namespace cortege::storage
{

class Database;

/// Codes and requests for certificates in the server's database. Use it in the thread that opened it.
class SqliteEnrolments final : public CertificateRequests
{
public:
    using Access = storage::Access;
    static Result<std::unique_ptr<SqliteEnrolments>> open(const QString &path, Access access);
    ~SqliteEnrolments() override;

    // --- the server ---
    Result<EnrolmentAnswer> enrol(
        const EnrolmentCode &code, const QByteArray &der, const QString &address, UtcTime now) override;
    Result<EnrolmentAnswer> renew(const PersonId &person, const QByteArray &der, UtcTime now) override;
    struct Waiting {
        qint64 count = 0; ///< requests that nobody has decided, renewals among them
        std::optional<UtcTime> oldest {}; ///< when it was asked for
    };
    Result<Waiting> waiting();

    // --- the administrator ---
    /// Forbidden for a revoked person, NotFound without one; InvalidInput over `kCodeUses` or `kCodeValidity`.
    Result<> add(const EnrolmentCode &code, const IssuedCode &issued);
    Result<std::vector<IssuedCode>> codes(); ///< newest first
    /// Its requests that wait are refused. NotFound without such a code; a second time changes nothing.
    Result<> withdraw(const EnrolmentCodeId &code, UtcTime at);

    Result<std::vector<CertificateRequest>> requests(); ///< newest first
    Result<CertificateRequest> request(const CertificateRequestId &id); ///< NotFound
    /// Conflict unless it waits.
    Result<> setIssued(const CertificateRequestId &id, const IssuedChain &chain, UtcTime at);
    Result<> refuse(const CertificateRequestId &id, UtcTime at);

private:
    struct CodeRow;
    struct Verdict;
    explicit SqliteEnrolments(std::unique_ptr<Database> database);
    Result<std::optional<CodeRow>> codeRow(const EnrolmentCode &code);
    Result<std::optional<EnrolmentAnswer>> known(
        const Fingerprint &fingerprint, const PersonId &person, const std::optional<EnrolmentCodeId> &code);
    Result<Verdict> judge(const EnrolmentCode &code, const Fingerprint &fingerprint, UtcTime now);
    Result<std::optional<EnrolmentAnswer>> judgeRenewal(const PersonId &person, const Fingerprint &fingerprint);
    Result<EnrolmentAnswer> insert(const CertificateRequest &request);
    // Inside a transaction:
    Result<> setRefused(const CertificateRequestId &id, UtcTime at);
    Result<> note(AuditAction action, const CertificateRequestId &id, UtcTime at);
    std::unique_ptr<Database> m_database;
};

} // namespace cortege::storage
