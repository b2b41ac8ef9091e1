#pragma once

#include <presentation/announcer.h>
#include <presentation/clashwatch.h>

#include <QtWidgets/QFrame>

class QLabel;
class QListWidget;
class QListWidgetItem;

namespace cortege::widgets
{

/// The events near the one in the form. There when there are some; it never asks for anything.
class ClashPanel final : public QFrame
{
    Q_OBJECT
public:
    explicit ClashPanel(const ClashRule &rule, QWidget *parent = nullptr);

    void show(const std::vector<presentation::NearbyEvent> &nearby);

Q_SIGNALS:
    void looked(const cortege::EventId &event); ///< chosen, to be seen on the map
    void opened(const cortege::EventId &event); ///< Enter or a double click

protected:
    void changeEvent(QEvent *event) override;

private:
    void refreshIcon();
    EventId eventOf(const QListWidgetItem *item) const;

    const QString m_rule;
    QLabel *m_icon;
    QLabel *m_text;
    QListWidget *m_list;
    presentation::Announcer *m_announcer;
    std::vector<presentation::NearbyEvent> m_nearby;
};

} // namespace cortege::widgets
