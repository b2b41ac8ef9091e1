#include "../card.h"
#include "../command.h"
#include "../session.h"

#include <domain/copy.h>
#include <domain/geojson.h>
#include <exchange/publication.h>
#include <pki/files.h>

#include <QtCore/QLocale>

#include <algorithm>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

std::vector<EventVersion> versionsAfter(Sequence since, const client::Replica &replica)
{
    std::vector<EventVersion> versions;
    std::ranges::copy_if(replica.events(), std::back_inserter(versions),
        [since](const EventVersion &version) { return version.sequence > since; });
    std::ranges::sort(versions, {}, &EventVersion::sequence);
    return versions;
}

class EventsExport final : public Command
{
    QString name() const override { return u"events export"_s; }
    QString description() const override
    {
        return Admin::tr(
            "écrit l’état actuel des événements, annulés compris, en GeoJSON, ou les voies qu’ils ferment");
    }
    std::vector<Option> options() const override
    {
        return { { "profile"_L1, Admin::tr("DOSSIER"), Admin::tr("profil d’accès à la plateforme"),
                     Option::Wanted::Once },
            pinFileOption(),
            { "out"_L1, Admin::tr("FICHIER"), Admin::tr("fichier à écrire, lisible de vous seul"),
                Option::Wanted::Once },
            { "since"_L1, Admin::tr("N"), Admin::tr("seulement ce qui a changé après la séquence N") },
            { "format"_L1, u"geojson|datex2|cifs"_s,
                Admin::tr("geojson sans cela ; datex2 et cifs (Waze) : où et quand la circulation est fermée") } };
    }
    void start(const Arguments &arguments, const Context &context, Done done) override
    {
        bool isNumber = true;
        const Sequence since = arguments.has("since"_L1) ? arguments.value("since"_L1).toLongLong(&isNumber) : 0;
        if (!isNumber || since < 0)
            return done(misused(Admin::tr("Séquence refusée : --since %1").arg(arguments.value("since"_L1))));
        const QString format = arguments.has("format"_L1) ? arguments.value("format"_L1) : u"geojson"_s;
        const auto form = copyFormFromJsonName(format);
        if (form != CopyForm::GeoJson && form != CopyForm::DatexII && form != CopyForm::Cifs)
            return done(misused(Admin::tr("Format inconnu : --format %1").arg(format)));
        auto session = profileFrom(arguments, context).and_then([&](const client::Profile &profile) {
            return Session::open(profile, context.clock);
        });
        if (!session)
            return done(failed(session.error()));
        m_session = std::move(*session);
        m_done = std::move(done);
        m_session->start([this, since, form = *form, out = arguments.value("out"_L1), &terminal = context.terminal](
                             const Result<> &ready) {
            if (!ready)
                end(failed(ready.error()));
            else if (form == CopyForm::GeoJson)
                end(write(since, out, terminal));
            else
                writeClosures(form, since, out, terminal);
        });
    }
    void interrupt() override
    {
        m_session.reset();
        end(failed(Admin::tr("interrompu")));
    }

    Outcome write(Sequence since, const QString &out, Terminal &terminal)
    {
        const client::Replica &replica = m_session->platform().replica();
        const auto versions = versionsAfter(since, replica);
        if (const auto written = pki::writePrivateFile(out, toFeatureCollection(versions)); !written)
            return failed(written.error());
        terminal.say(Admin::tr("Événements écrits dans %1 : %2 (jusqu’à la séquence %3)")
                .arg(
                    out, QLocale().toString(static_cast<qlonglong>(versions.size())), QString::number(replica.upTo())));
        return {};
    }
    /// They may leave the platform: it notes that first, as for the programs with windows.
    void writeClosures(CopyForm form, Sequence since, const QString &out, Terminal &terminal)
    {
        const auto versions = versionsAfter(since, m_session->platform().replica());
        const protocol::CopyRequest request { form, Purpose::Conduct, static_cast<int>(versions.size()) };
        m_session->platform().request(
            request, m_session.get(), [this, form, versions, out, &terminal](const auto &answer) {
                if (!answer)
                    return end(failed(answer.error().message));
                const auto &greeting = m_session->platform().greeting();
                const exchange::Stamp stamp { Purpose::Conduct, u"%1 (%2)"_s.arg(greeting->name, greeting->service),
                    std::get<protocol::CopyAnswer>(*answer).notedAt };
                if (const auto written = exchange::publish(out, form, versions, stamp); !written)
                    return end(failed(written.error()));
                terminal.say(Admin::tr("Fermetures écrites dans %1").arg(out));
                end({});
            });
    }
    void end(const Outcome &outcome)
    {
        if (const Done done = std::exchange(m_done, nullptr))
            done(outcome);
    }

    std::unique_ptr<Session> m_session;
    Done m_done;
};

} // namespace

std::unique_ptr<Command> eventsExport() { return std::make_unique<EventsExport>(); }

} // namespace cortege::admincli
