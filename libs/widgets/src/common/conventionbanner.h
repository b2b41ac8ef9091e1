#pragma once

#include <QtWidgets/QFrame>

class QLabel;
class QPushButton;

namespace cortege::widgets
{

/// What everybody has to know of the convention, above all else. It cannot be put away; without a text it is not there.
class ConventionBanner final : public QFrame
{
    Q_OBJECT
public:
    explicit ConventionBanner(QWidget *parent = nullptr);

    void setText(const QString &text);
    /// Whether there is something to erase now.
    void offerErasing(bool offered);

Q_SIGNALS:
    void eraseRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refreshIcon();

    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_erase;
};

} // namespace cortege::widgets
