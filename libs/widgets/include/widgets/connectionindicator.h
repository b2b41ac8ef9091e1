#pragma once

#include <presentation/texts.h>

#include <QtWidgets/QWidget>

class QLabel;

namespace cortege::widgets
{

/// Icon and words for the state of the connection, made for the right end of a status bar. A click, Space or Enter asks
/// for an explanation.
class ConnectionIndicator final : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectionIndicator(QWidget *parent = nullptr);

    void setState(presentation::Link link, int waiting = 0);
    QString text() const;

Q_SIGNALS:
    void clicked();

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    QLabel *m_icon;
    QLabel *m_text;
    presentation::Link m_link = presentation::Link::Offline;
    int m_waiting = 0;
};

} // namespace cortege::widgets
