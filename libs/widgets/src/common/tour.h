#pragma once

#include <QtCore/QPointer>
#include <QtWidgets/QFrame>
#include <QtWidgets/QRubberBand>

#include <vector>

class QLabel;
class QMainWindow;
class QPushButton;

namespace cortege::widgets
{

/// Shows round a window: what each part is for, in a few words beside it. Offered once to a person on a workstation;
/// Escape or « Passer la visite » ends it for good. Deletes itself at its end.
class Tour final : public QFrame
{
    Q_OBJECT
public:
    struct Stop {
        QWidget *part; ///< lives as long as the window
        QString title;
        QString text;
    };
    /// From the menu: whatever there is of a former one makes way.
    static void start(QMainWindow &window, std::vector<Stop> stops);
    /// The same, unless the person has seen it to its end or has passed it over.
    static void offer(QMainWindow &window, std::vector<Stop> stops);
    ~Tour() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    Tour(QMainWindow &window, std::vector<Stop> stops);
    void build();
    void goTo(size_t stop);
    void place();
    void end();

    QMainWindow &m_window;
    const std::vector<Stop> m_stops;
    size_t m_at = 0;
    QPointer<QRubberBand> m_frame; ///< the window's child
    QLabel *m_title;
    QLabel *m_text;
    QLabel *m_count;
    QPushButton *m_back;
    QPushButton *m_on;
};

} // namespace cortege::widgets
