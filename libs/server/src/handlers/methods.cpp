#include "errors.h"
#include "handlers/handler.h"

#include <array>

namespace cortege::server
{
using namespace Qt::StringLiterals;
namespace
{

constexpr Roles kReaders = Role::Entry | Role::Consultation | Role::Analyst | Role::Admin;
constexpr Roles kWriters = Role::Entry | Role::Admin;
constexpr Roles kFactReaders = Role::Consultation | Role::Analyst | Role::Admin; // who enters events needs none
constexpr Roles kFactWriters = Role::Admin;

template <class R, Outcome (*handler)(const R &, const Person &, Services &)>
Outcome with(const protocol::Request &request, const Person &person, Services &services)
{
    return handler(std::get<R>(request), person, services);
}

/// Fills in what was done, and to what.
struct Describer {
    AuditNote &note;
    void operator()(const protocol::HelloRequest &hello) const
    {
        note.action = AuditAction::LoggedIn;
        note.detail = hello.program;
    }
    void operator()(const protocol::HistoryRequest &history) const
    {
        note.action = AuditAction::ReadHistory;
        note.event = history.event;
    }
    void operator()(const protocol::SubscribeRequest &subscribe) const
    {
        note.action = AuditAction::Subscribed;
        note.detail = u"since %1"_s.arg(subscribe.since);
    }
    void operator()(const protocol::CopyRequest &copy) const
    {
        note.action = AuditAction::MadeCopy;
        note.detail = u"%1 for %2, events %3"_s.arg(jsonName(copy.form), jsonName(copy.purpose)).arg(copy.events);
    }
    void operator()(const protocol::RenewRequest &) const { note.action = AuditAction::AskedCertificate; }
    void operator()(const protocol::FactSourcesRequest &) const
    {
        note.action = AuditAction::ReadFacts;
        note.detail = u"sources"_s;
    }
    void operator()(const protocol::FactsQuery &query) const
    {
        note.action = AuditAction::ReadFacts;
        note.detail = u"since block %1"_s.arg(query.since);
        if (query.source)
            note.detail += u", source %1"_s.arg(*query.source);
    }
    // The journal's writer notes changes.
    void operator()(const protocol::SaveRequest &) const { Q_UNREACHABLE(); }
    void operator()(const protocol::CancelRequest &) const { Q_UNREACHABLE(); }
    void operator()(const protocol::RecordSourceRequest &) const { Q_UNREACHABLE(); }
    void operator()(const protocol::WithdrawSourceRequest &) const { Q_UNREACHABLE(); }
    void operator()(const protocol::AddFactsRequest &) const { Q_UNREACHABLE(); }
};

struct Method {
    Roles allowed; ///< one of these is needed; who has none may do nothing
    Outcome (*handle)(const protocol::Request &, const Person &, Services &) = nullptr;
};
/// In the order of protocol::Request.
constexpr std::array<Method, std::variant_size_v<protocol::Request>> kMethods { {
    { kReaders, with<protocol::HelloRequest, hello> },
    { kWriters, with<protocol::SaveRequest, save> },
    { kWriters, with<protocol::CancelRequest, cancel> },
    { kReaders, with<protocol::HistoryRequest, history> },
    { kReaders, with<protocol::SubscribeRequest, subscribe> },
    { kReaders, with<protocol::CopyRequest, copy> },
    { kReaders, with<protocol::RenewRequest, renew> },
    { kFactReaders, with<protocol::FactSourcesRequest, factSources> },
    { kFactReaders, with<protocol::FactsQuery, facts> },
    { kFactWriters, with<protocol::RecordSourceRequest, recordSource> },
    { kFactWriters, with<protocol::WithdrawSourceRequest, withdrawSource> },
    { kFactWriters, with<protocol::AddFactsRequest, addFacts> },
} };

} // namespace

AuditNote noteOf(const protocol::Request &request, const Person &person, UtcTime at)
{
    AuditNote note { .at = at, .person = person.author() };
    std::visit(Describer { note }, request);
    return note;
}

bool mayReadFacts(const Person &person) { return person.roles.testAnyFlags(kFactReaders); }
bool mayReadEvents(const Person &person) { return person.roles.testAnyFlags(kReaders); }

Outcome handle(const protocol::Request &request, const Person &person, Services &services)
{
    const Method &method = kMethods[request.index()];
    if (!(person.roles & method.allowed))
        return wireError(protocol::ErrorCode::Forbidden, u"the role does not allow it"_s);
    return method.handle(request, person, services);
}

} // namespace cortege::server
