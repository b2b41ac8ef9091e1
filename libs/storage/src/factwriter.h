#pragma once

#include <domain/audit.h>
#include <domain/facts.h>
#include <domain/payloadcipher.h>

#include <memory>

/// The tables of facts as the journal's writer has them.
namespace cortege::storage
{

class Database;

/// What a sealed value of these tables is bound to.
QByteArray bindingOfSource(SourceNumber source);
QByteArray bindingOfKeys(BlockNumber block);
QByteArray bindingOfBlock(BlockNumber block);

/// Both sealed values open, and there is a key for each fact.
bool isReadableBlock(const PayloadCipher &cipher, BlockNumber number, const QByteArray &keys, const QByteArray &body);

/// `head` is of the audit, and moved on after each commit. All of them outlive it.
std::unique_ptr<FactWriter> factWriter(Database &database, const PayloadCipher &cipher, AuditHead &head);

} // namespace cortege::storage
