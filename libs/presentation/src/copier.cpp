#include <presentation/copier.h>

#include <presentation/period.h>
#include <presentation/texts.h>

#include <QtCore/QDir>

#include <algorithm>

namespace cortege::presentation
{
using namespace Qt::StringLiterals;

Copier::Copier(client::Platform &platform, QObject *parent) : QObject(parent), m_platform(platform) { }

void Copier::make(const CopyOrder &order)
{
    // Erased, or not replayed yet, since the person was asked: the platform is not to note a sheet that nobody gets.
    if (order.form == CopyForm::EventSheet && order.events.empty())
        return Q_EMIT failed(tr("L’événement n’est plus dans la liste : sa fiche ne peut pas être exportée."));
    make(order.form, order.purpose, static_cast<int>(order.events.size()), order.path,
        [order](const exchange::Stamp &stamp) -> Result<> {
            switch (order.form) {
            case CopyForm::EventSheet:
                return writeEventSheet(order.path, { order.events.front(), order.passages, order.map }, stamp);
            case CopyForm::DaySheet:
                return writeDaySheet(order.path, { order.day, order.events, order.map }, stamp);
            default:
                return exchange::publish(order.path, order.form, order.events, stamp);
            }
        });
}

void Copier::make(CopyForm form, Purpose purpose, int events, const QString &path, Writer writer)
{
    const protocol::CopyRequest request { form, purpose, events };
    m_platform.request(request, this, [this, path, purpose, writer = std::move(writer)](const auto &answer) {
        if (answer) {
            const auto *copy = std::get_if<protocol::CopyAnswer>(&*answer);
            Q_ASSERT(copy);
            return write(path, writer, purpose, copy->notedAt);
        }
        if (answer.error().code == protocol::ErrorCode::Unavailable)
            Q_EMIT failed(tr("La plateforme note chaque export avant qu’il soit fait : attendez la connexion."));
        else
            Q_EMIT failed(describe(answer.error()));
    });
}

void Copier::write(const QString &path, const Writer &writer, Purpose purpose, UtcTime notedAt)
{
    const auto &greeting = m_platform.greeting();
    Q_ASSERT(greeting);
    const exchange::Stamp stamp { purpose, u"%1 (%2)"_s.arg(greeting->name, greeting->service), notedAt };
    if (const auto written = writer(stamp))
        Q_EMIT made(path);
    else
        Q_EMIT failed(tr("%1 ne peut pas être écrit : %2").arg(QDir::toNativeSeparators(path), written.error().detail));
}

std::vector<EventVersion> eventsOn(QDate day, const client::Replica &replica)
{
    const UtcInterval whole { midnight(day), midnight(day.addDays(1)) };
    std::vector<EventVersion> events;
    std::ranges::copy_if(replica.events(), std::back_inserter(events),
        [&](const EventVersion &event) { return takesPlaceIn(event.record, whole); });
    return events;
}

} // namespace cortege::presentation
