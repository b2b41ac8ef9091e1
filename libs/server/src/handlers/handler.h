#pragma once

#include "news.h"

#include <domain/audit.h>
#include <domain/convention.h>
#include <domain/enrolment.h>
#include <domain/facts.h>
#include <domain/journal.h>
#include <domain/person.h>
#include <domain/time.h>
#include <protocol/messages.h>
#include <server/log.h>

#include <variant>

/// One message, one file: check, ask the journal, say what is to happen. Handlers know no socket and no session; they
/// take values and give values. Which role may send what stands in methods.cpp.
namespace cortege::server
{

/// What handlers may use, in the thread of the worker that calls them.
struct Services {
    const Clock &clock;
    JournalReader &reader;
    FactReader &facts;
    const Log &log;
    const Convention &convention; ///< as it was last read
    CertificateRequests &certificates;

    ConventionStatus conventionNow() const { return convention.status(clock.now()); }
};

/// Answer now, then send everything after `since`.
struct Follow {
    Sequence since = 0;
    protocol::SubscribeAnswer answer;
};
/// The same of facts.
struct FollowFacts {
    FactPlace place;
    protocol::FactsAnswer answer;
};
/// `Write`, `FactWrite`: bring it to the disk; the answer follows the commit.
using Outcome = std::variant<protocol::Answer, protocol::WireError, Write, Follow, FactWrite, FollowFacts>;

Outcome hello(const protocol::HelloRequest &request, const Person &person, Services &services);
Outcome save(const protocol::SaveRequest &request, const Person &person, Services &services);
Outcome cancel(const protocol::CancelRequest &request, const Person &person, Services &services);
Outcome history(const protocol::HistoryRequest &request, const Person &person, Services &services);
Outcome copy(const protocol::CopyRequest &request, const Person &person, Services &services);
Outcome subscribe(const protocol::SubscribeRequest &request, const Person &person, Services &services);
Outcome renew(const protocol::RenewRequest &request, const Person &person, Services &services);
Outcome factSources(const protocol::FactSourcesRequest &request, const Person &person, Services &services);
Outcome facts(const protocol::FactsQuery &request, const Person &person, Services &services);
Outcome recordSource(const protocol::RecordSourceRequest &request, const Person &person, Services &services);
Outcome withdrawSource(const protocol::WithdrawSourceRequest &request, const Person &person, Services &services);
Outcome addFacts(const protocol::AddFactsRequest &request, const Person &person, Services &services);

/// What the audit says of a request that is answered, other than a change.
AuditNote noteOf(const protocol::Request &request, const Person &person, UtcTime at);

/// Who follows facts may lose that right in the middle of it.
bool mayReadFacts(const Person &person);
bool mayReadEvents(const Person &person);

/// Looks the request up in the table of methods and calls its handler; Forbidden without a role for it.
Outcome handle(const protocol::Request &request, const Person &person, Services &services);

} // namespace cortege::server
