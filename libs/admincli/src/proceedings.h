#pragma once

#include "residue.h"

#include <domain/audit.h>
#include <domain/destruction.h>
#include <domain/person.h>

/// The *procès-verbal de destruction* (Art. 9): who, when, what, and what a search found afterwards.
namespace cortege::admincli
{

struct Proceedings {
    const Destruction &destruction; ///< all steps but the last
    const std::vector<Person> &persons; ///< of the register
    AuditHead audit;
    Search search;
    UtcTime at;
};
/// For programs; what the signature is over. The deeds are in it, so that it can be verified by itself.
QByteArray jsonOf(const Proceedings &proceedings);
/// For people: the same text as a document, with the JSON's SHA-256. Corrupt for what `jsonOf` did not write.
Result<QByteArray> pdfOf(const QByteArray &json);

} // namespace cortege::admincli
