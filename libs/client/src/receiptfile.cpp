#include "receiptfile.h"

#include <pki/files.h>
#include <protocol/codec.h>

namespace cortege::client
{

ReceiptFile::ReceiptFile(QString path) : m_path(std::move(path))
{
    if (const auto text = pki::readPemFile(m_path)) // small, as those are
        m_newest = protocol::decodeReceipt(*text);
}

void ReceiptFile::heard(const AuditReceipt &receipt)
{
    if (m_newest && m_newest->head.entry >= receipt.head.entry)
        return;
    m_newest = receipt;
    m_kept = false;
}

Result<> ReceiptFile::keep()
{
    if (m_kept)
        return {};
    auto written = pki::writePrivateFile(m_path, protocol::encodeReceipt(*m_newest));
    m_kept = written.has_value();
    return written;
}

} // namespace cortege::client
