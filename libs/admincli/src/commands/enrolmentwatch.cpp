#include "../command.h"
#include "../enrolments.h"
#include "../files.h"

#include <QtCore/QTimer>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

constexpr std::chrono::seconds kLook { 2 };
constexpr int kMostMinutes = 480; // a working day: the authority's key is at hand all the while

/// Issues what is asked for while somebody is there: workstations are set up one after the other without a command
/// each.
class EnrolmentWatch final : public Command
{
    QString name() const override { return u"enrolment watch"_s; }
    QString description() const override
    {
        return Admin::tr("délivre d’elle-même les premiers certificats demandés, tant que l’on reste devant");
    }
    std::vector<Option> options() const override
    {
        return { { "authority"_L1, Admin::tr("DOSSIER"), Admin::tr("l’autorité"), Option::Wanted::Once },
            { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            { "minutes"_L1, Admin::tr("N"), Admin::tr("durée, 480 au plus"), Option::Wanted::Once },
            { "renewals"_L1, {}, Admin::tr("aussi les renouvellements") } };
    }
    void start(const Arguments &arguments, const Context &context, Done done) override
    {
        bool isNumber = false;
        const int minutes = arguments.value("minutes"_L1).toInt(&isNumber);
        if (!isNumber || minutes < 1 || minutes > kMostMinutes)
            return done(misused(Admin::tr("Durée refusée : --minutes %1").arg(arguments.value("minutes"_L1))));
        auto enrolments = Enrolments::open(arguments.value("database"_L1), storage::Access::ReadWrite);
        if (!enrolments)
            return done(failed(enrolments.error()));
        m_enrolments = std::move(*enrolments);
        m_authority = arguments.value("authority"_L1);
        m_renewals = arguments.has("renewals"_L1);
        m_done = std::move(done);
        m_timers = std::make_unique<QObject>();
        auto *const timer = new QTimer(m_timers.get());
        m_context.emplace(context);
        QObject::connect(timer, &QTimer::timeout, timer, [this] {
            if (const auto looked = look(*m_context); !looked)
                end(failed(looked.error()));
        });
        timer->start(kLook);
        QTimer::singleShot(std::chrono::minutes { minutes }, m_timers.get(), [this] { end({}); });
    }
    void interrupt() override { end({}); }

    Result<> look(const Context &context)
    {
        const auto requests = m_enrolments.requests->requests();
        if (!requests)
            return std::unexpected(requests.error());
        for (const CertificateRequest &request : *requests) {
            if (request.state != RequestState::Pending || (!request.code && !m_renewals))
                continue;
            const auto described = describe(m_enrolments, request);
            if (!described)
                return std::unexpected(described.error());
            context.terminal.say(*described);
            if (const auto issued = m_enrolments.issue(request, m_authority, context.clock.now()))
                context.terminal.say(Admin::tr("Empreinte SHA-256 : %1").arg(shown(issued->fingerprint)));
            else if (issued.error().kind == Failure::Forbidden) // revoked meanwhile: the others go on
                (void)m_enrolments.requests->refuse(request.id, context.clock.now());
            else if (issued.error().kind != Failure::Conflict) // another administrator was quicker
                return std::unexpected(issued.error());
        }
        return {};
    }
    void end(const Outcome &outcome)
    {
        if (m_timers)
            m_timers.release()->deleteLater(); // one of them may be calling
        if (const Done done = std::exchange(m_done, nullptr))
            done(outcome);
    }

    std::optional<Context> m_context;
    Enrolments m_enrolments;
    QString m_authority;
    bool m_renewals = false;
    std::unique_ptr<QObject> m_timers;
    Done m_done;
};

} // namespace

std::unique_ptr<Command> enrolmentWatch() { return std::make_unique<EnrolmentWatch>(); }

} // namespace cortege::admincli
