#include "errors.h"
#include "handlers/handler.h"

namespace cortege::server
{
using namespace Qt::StringLiterals;

Outcome facts(const protocol::FactsQuery &request, const Person &, Services &services)
{
    // The state first: what is committed between these questions is then told once more, not left out.
    const auto state = services.facts.state();
    if (!state)
        return wireError(state.error());
    // Then the client knows other facts: ours were restored from a backup, say. It must begin again at 0.
    if (request.since > state->lastBlock)
        return wireError(protocol::ErrorCode::InvalidParams, u"the facts end with block %1"_s.arg(state->lastBlock));
    const auto toCome = services.facts.countAfter(request.since, request.source);
    if (!toCome)
        return wireError(toCome.error());
    auto sources = services.facts.sources();
    if (!sources)
        return wireError(sources.error());
    return FollowFacts { { request.since, request.source, state->changes },
        { state->lastBlock, *toCome, std::move(*sources) } };
}

} // namespace cortege::server
