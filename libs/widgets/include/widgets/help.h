#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>

#include <functional>
#include <memory>

class QMainWindow;
class QMenu;

namespace cortege::widgets
{

class HelpWindow;

/// The guide of a program. F1 opens it, in whatever window or dialog, at the section about what has the focus. The
/// guide is part of the program: it is there without a network.
class Help final : public QObject
{
    Q_OBJECT
public:
    /// `guide`: a page of docs/, "guide-cortege" or "guide-console". Listens to the application's keys as long as it
    /// lives.
    explicit Help(QString guide);
    ~Help() override;

    /// `anchor` as in a link to the section; at the top where the guide has none of that name.
    void show(const QString &anchor = {});
    /// « Aide », « Visite guidée », « À propos » for the menu of `window`, which this object must outlive. `tour` shows
    /// the person round.
    void fill(QMenu &menu, QMainWindow &window, std::function<void()> tour);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const QString m_guide;
    std::unique_ptr<HelpWindow> m_window; ///< nobody's child, so that a dialog does not lock it
};

} // namespace cortege::widgets
