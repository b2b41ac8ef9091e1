#pragma once

#include <QtCore/QFileSystemWatcher>
#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <optional>

namespace cortege::admincli
{

/// Files that somebody puts into a folder, each told once it is whole: its size and time have not changed between two
/// looks. Who writes under another name first and renames, has it taken up as soon. Names that begin with a point or
/// end in .part, .tmp or ~ are still being written.
class Arrivals final : public QObject
{
    Q_OBJECT
public:
    /// `settled` is the time between two looks at a file that may still grow; `seldom` between looks where nobody says
    /// that something has come, as on network drives.
    explicit Arrivals(QString folder, std::chrono::milliseconds settled = std::chrono::seconds { 2 },
        std::chrono::milliseconds seldom = std::chrono::seconds { 60 });

    /// Looks now. `arrived` comes with what is whole.
    void start();

Q_SIGNALS:
    void arrived(const QString &path);

private:
    struct Look {
        qint64 size = 0;
        qint64 changed = 0;

        friend bool operator==(const Look &, const Look &) = default;
    };
    void look();

    const QString m_folder;
    const std::chrono::milliseconds m_settled;
    const std::chrono::milliseconds m_seldom;
    QFileSystemWatcher m_watcher;
    QTimer m_timer;
    QHash<QString, Look> m_growing; ///< as they were at the last look
    QHash<QString, Look> m_told;
};

} // namespace cortege::admincli
