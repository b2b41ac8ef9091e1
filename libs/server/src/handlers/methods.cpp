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
} };

} // namespace

Outcome handle(const protocol::Request &request, const Person &person, Services &services)
{
    const Method &method = kMethods[request.index()];
    if (!(person.roles & method.allowed))
        return wireError(protocol::ErrorCode::Forbidden, u"the role does not allow it"_s);
    return method.handle(request, person, services);
}

} // namespace cortege::server
