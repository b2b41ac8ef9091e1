#pragma once

#include <client/platform.h>
#include <domain/copy.h>
#include <domain/result.h>
#include <exchange/publication.h>
#include <presentation/sheets.h>

#include <QtCore/QObject>

#include <functional>

namespace cortege::presentation
{

/// One copy to be made: a file for another program, or a sheet of paper.
struct CopyOrder {
    CopyForm form {};
    Purpose purpose {};
    QString path;
    std::vector<EventVersion> events; ///< one for an event sheet; without it there is no copy
    QDate day; ///< day sheet
    std::optional<PassageTimes> passages; ///< event sheet of a march
    QImage map; ///< sheets
};

/// Makes copies, each after the platform has noted it: without a connection there is none.
class Copier final : public QObject
{
    Q_OBJECT
public:
    explicit Copier(client::Platform &platform, QObject *parent = nullptr);
    void make(const CopyOrder &order);
    /// What the caller writes, once the platform has noted it; `events` is how many are in it. The error's detail is
    /// what the person reads.
    using Writer = std::function<Result<>(const exchange::Stamp &stamp)>;
    void make(CopyForm form, Purpose purpose, int events, const QString &path, Writer writer);

Q_SIGNALS:
    void made(const QString &path);
    void failed(const QString &why); ///< one sentence for the person; nothing was written

private:
    void write(const QString &path, const Writer &writer, Purpose purpose, UtcTime notedAt);
    client::Platform &m_platform;
};

/// What happens on a day in Europe/Paris, from midnight to midnight; events without a time do not.
std::vector<EventVersion> eventsOn(QDate day, const client::Replica &replica);

} // namespace cortege::presentation
