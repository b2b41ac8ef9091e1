#pragma once

#include "eventindex.h"
#include "httpanswer.h"

#include <domain/audit.h>
#include <domain/facts.h>
#include <domain/person.h>

#include <optional>

namespace cortege::server
{

/// Answers one request of a person who may read: pages in JSON, features as GeoJSON in CRS84. Knows no socket. The
/// readers outlive it; in their thread.
class FeaturesService
{
public:
    FeaturesService(JournalReader &journal, FactReader &facts) : m_journal(journal), m_facts(facts) { }

    struct Reply {
        HttpAnswer answer;
        /// What the audit has to say before the answer may leave; nothing where no event and no fact is in it.
        std::optional<AuditNote> note {};
    };
    /// `origin`: "https://HOST:PORT", for links.
    Reply answer(const FeaturesRequest &request, const Person &person, const QString &origin, UtcTime at);

    /// An answer may be a little longer than that; a page ends with the feature that passes it.
    static constexpr qsizetype kPageBytes = qsizetype { 4 } * 1024 * 1024;

private:
    class Answering;
    JournalReader &m_journal;
    FactReader &m_facts;
    EventIndex m_events;
};

/// RFC 9457, "application/problem+json".
HttpAnswer problem(int status, const QString &detail);

} // namespace cortege::server
