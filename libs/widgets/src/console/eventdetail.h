#pragma once

#include <domain/event.h>
#include <domain/time.h>

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;
class QTextBrowser;

namespace cortege::widgets
{

/// Every field of annexe 1 of one event, to be read and copied.
class EventDetail final : public QWidget
{
    Q_OBJECT
public:
    explicit EventDetail(QWidget *parent = nullptr);

    /// nullptr: nothing is selected.
    void show(const EventVersion *version, UtcTime now);
    using QWidget::show;

Q_SIGNALS:
    void centreWanted();
    void historyWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    std::optional<EventVersion> m_version;
    UtcTime m_now {};
    QLabel *m_icon;
    QLabel *m_kind;
    QLabel *m_state;
    QTextBrowser *m_text;
    QPushButton *m_centre;
    QPushButton *m_history;
};

} // namespace cortege::widgets
