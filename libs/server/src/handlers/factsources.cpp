#include "errors.h"
#include "handlers/handler.h"

namespace cortege::server
{

Outcome factSources(const protocol::FactSourcesRequest &, const Person &, Services &services)
{
    auto sources = services.facts.sources();
    if (!sources)
        return wireError(sources.error());
    return protocol::FactSourcesAnswer { std::move(*sources) };
}

} // namespace cortege::server
