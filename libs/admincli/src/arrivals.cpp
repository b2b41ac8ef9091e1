#include <admincli/arrivals.h>

#include <QtCore/QDateTime>
#include <QtCore/QDir>

#include <algorithm>
#include <array>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

bool isUnfinished(const QString &name)
{
    return name.startsWith(u'.')
        || std::ranges::any_of(std::array { ".part"_L1, ".tmp"_L1, "~"_L1 },
            [&name](QLatin1StringView end) { return name.endsWith(end, Qt::CaseInsensitive); });
}

} // namespace

Arrivals::Arrivals(QString folder, std::chrono::milliseconds settled, std::chrono::milliseconds seldom)
    : m_folder(std::move(folder)), m_settled(settled), m_seldom(seldom)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Arrivals::look);
    // Not at once: a file that was only just made is looked at twice in any case.
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] {
        if (m_timer.remainingTimeAsDuration() > m_settled)
            m_timer.start(m_settled);
    });
}

void Arrivals::start()
{
    m_watcher.addPath(m_folder);
    look();
}

void Arrivals::look()
{
    QHash<QString, Look> growing;
    QHash<QString, Look> told;
    QStringList whole;
    const QFileInfoList files = QDir(m_folder).entryInfoList(QDir::Files, QDir::Time | QDir::Reversed);
    for (const QFileInfo &file : files) {
        if (isUnfinished(file.fileName()))
            continue;
        const QString path = file.absoluteFilePath();
        const Look now { file.size(), file.lastModified().toMSecsSinceEpoch() };
        if (const auto before = m_told.constFind(path); before != m_told.cend() && *before == now)
            told.insert(path, now);
        else if (const auto seen = m_growing.constFind(path); seen != m_growing.cend() && *seen == now)
            whole.append(path);
        else
            growing.insert(path, now);
        if (!whole.isEmpty() && whole.last() == path)
            told.insert(path, now);
    }
    m_growing = std::move(growing);
    m_told = std::move(told);
    m_timer.start(m_growing.isEmpty() ? m_seldom : m_settled);
    for (const QString &path : std::as_const(whole))
        Q_EMIT arrived(path);
}

} // namespace cortege::admincli
