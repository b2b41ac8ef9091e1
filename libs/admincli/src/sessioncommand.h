#pragma once

#include "card.h"
#include "command.h"
#include "session.h"

#include <utility>

namespace cortege::admincli
{
/// A command that speaks with the platform.
class SessionCommand : public Command
{
public:
    void start(const Arguments &arguments, const Context &context, Done done) final
    {
        m_arguments = arguments;
        m_terminal = &context.terminal;
        m_clock = &context.clock;
        m_done = std::move(done);
        if (const auto prepared = prepare(); !prepared)
            return end(prepared);
        auto session = profileFrom(arguments, context).and_then([&](const client::Profile &profile) {
            return Session::open(profile, context.clock);
        });
        if (!session)
            return end(failed(session.error()));
        m_session = std::move(*session);
        m_session->start([this](const Result<> &ready) { ready ? run() : end(failed(ready.error())); });
    }
    void interrupt() override { end(failed(Admin::tr("interrompu"))); }

protected:
    static Option profileOption()
    {
        return { QLatin1StringView("profile"), Admin::tr("DOSSIER"), Admin::tr("profil d’accès à la plateforme"),
            Option::Wanted::Once };
    }
    /// Before anybody is asked.
    virtual Outcome prepare() { return {}; }
    /// Online. Ends with `end`, now or later.
    virtual void run() = 0;

    void end(const Outcome &outcome)
    {
        if (const Done done = std::exchange(m_done, nullptr))
            done(outcome);
    }
    /// Asks once; an error ends the command.
    template <class Wanted>
    void ask(const protocol::Request &request, std::function<void(const Wanted &)> then)
    {
        m_session->platform().request(request, m_session.get(), [this, then = std::move(then)](const auto &answer) {
            const auto *wanted = answer ? std::get_if<Wanted>(&*answer) : nullptr;
            if (wanted)
                then(*wanted);
            else
                end(failed(answer ? Admin::tr("La plateforme a répondu autre chose.")
                                  : Admin::tr("La plateforme refuse : %1").arg(answer.error().message)));
        });
    }

    Arguments m_arguments;
    Terminal *m_terminal = nullptr;
    const Clock *m_clock = nullptr;
    std::unique_ptr<Session> m_session;

private:
    Done m_done;
};

} // namespace cortege::admincli
