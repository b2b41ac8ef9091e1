#pragma once

#include <presentation/consolecontroller.h>

#include <QtWidgets/QDialog>

class QLabel;

namespace cortege::widgets
{

/// What stands in a snapshot, and whether it still comes out the same.
class SnapshotDialog final : public QDialog
{
    Q_OBJECT
public:
    SnapshotDialog(
        presentation::ConsoleController &controller, const presentation::OpenedSnapshot &opened, QWidget *parent);
    /// For what is no snapshot, or was changed.
    SnapshotDialog(const Error &error, QWidget *parent);

private:
    void build();
    void say(const QString &verdict);

    QLabel *m_content;
    QLabel *m_verdict;
};

} // namespace cortege::widgets
