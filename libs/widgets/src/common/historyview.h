#pragma once

#include <presentation/recordtexts.h>

#include <QtWidgets/QDialog>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTreeWidget;

namespace cortege::widgets
{

/// All versions of an event: when, who, what changed; and the whole of the one that is chosen.
class HistoryView final : public QDialog
{
    Q_OBJECT
public:
    HistoryView(const QString &subject, QWidget *parent);

    void show(const std::vector<presentation::HistoryEntry> &entries);
    void showFailure(const QString &why);
    /// Whether « Restaurer cette version » can be chosen once versions are shown; it is not there before.
    void offerRestoring(bool possible);

Q_SIGNALS:
    void versionShown(const cortege::EventVersion &version);
    void restoreRequested(const cortege::EventRecord &record);

private:
    void build();
    void showVersion(int row);

    std::vector<presentation::HistoryEntry> m_entries;
    QStackedWidget *m_pages;
    QLabel *m_message;
    QTreeWidget *m_versions;
    QTreeWidget *m_fields;
    QPushButton *m_restore = nullptr;
    bool m_mayRestore = false;
};

} // namespace cortege::widgets
