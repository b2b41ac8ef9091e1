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
    void operator()(const protocol::SaveRequest &) const { Q_UNREACHABLE(); } // the journal's writer notes changes
    void operator()(const protocol::CancelRequest &) const { Q_UNREACHABLE(); }
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
} };

} // namespace

AuditNote noteOf(const protocol::Request &request, const Person &person, UtcTime at)
{
    AuditNote note { .at = at, .person = person.author() };
    std::visit(Describer { note }, request);
    return note;
}

Outcome handle(const protocol::Request &request, const Person &person, Services &services)
{
    const Method &method = kMethods[request.index()];
    if (!(person.roles & method.allowed))
        return wireError(protocol::ErrorCode::Forbidden, u"the role does not allow it"_s);
    return method.handle(request, person, services);
}

} // namespace cortege::server
