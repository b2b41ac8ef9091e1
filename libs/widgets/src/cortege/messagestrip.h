#pragma once

#include <QtWidgets/QFrame>

class QLabel;

namespace cortege::widgets
{

/// What the person should read and may put away: a strip above the form. Later notices join the ones still unread.
class MessageStrip final : public QFrame
{
    Q_OBJECT
public:
    explicit MessageStrip(QWidget *parent = nullptr);

    void add(const QString &text);
    void clear();
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void refreshIcon();

    QLabel *m_icon;
    QLabel *m_text;
    QStringList m_lines;
};

} // namespace cortege::widgets
