#pragma once

#include <presentation/factboard.h>

#include <QtWidgets/QWidget>

class QLabel;
class QProgressBar;

namespace cortege::widgets
{

/// How many facts are here of those that are on their way; not to be seen otherwise.
class FactProgress final : public QWidget
{
    Q_OBJECT
public:
    explicit FactProgress(const presentation::FactBoard &board, QWidget *parent = nullptr);

private:
    void showProgress();

    const presentation::FactBoard &m_board;
    QLabel *m_text;
    QProgressBar *m_bar;
};

} // namespace cortege::widgets
