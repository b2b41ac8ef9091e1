#pragma once

#include <domain/audit.h>

#include <QtCore/QString>

namespace cortege::client
{

/// The platform's newest receipt, in clear beside the unsent work: there is nothing in it but a number, a hash and a
/// signature, and whoever checks the platform's audit takes it without the person's key. It stands for all before it,
/// so that an older one never takes its place: a platform that has lost entries gives older ones.
class ReceiptFile
{
public:
    explicit ReceiptFile(QString path);

    void heard(const AuditReceipt &receipt);
    /// On disk when it returns; nothing to do without a newer one.
    Result<> keep();

private:
    QString m_path;
    std::optional<AuditReceipt> m_newest;
    bool m_kept = true;
};

} // namespace cortege::client
