#pragma once

#include <QtCore/QString>

#include <functional>

class QWidget;

namespace cortege::widgets
{

/// A question with a dangerous answer and a safe one.
struct Question {
    QString title;
    QString text;
    QString explanation; ///< smaller, below the text
    QString accept; ///< the button that does it: "Annuler l’événement"
    QString reject; ///< the button that does nothing, the default: "Ne rien changer"
};

/// Asks the person; an interface, so that a test can answer.
class Questions
{
public:
    virtual ~Questions() = default;
    /// `answer` is called once, later or at once; not at all when `parent` goes away before.
    virtual void ask(QWidget *parent, const Question &question, std::function<void(bool accepted)> answer) = 0;
    virtual void tell(QWidget *parent, const QString &title, const QString &text) = 0;
    /// A file to read; `filters` as QFileDialog has them. The path is empty when the person chose none.
    virtual void chooseFile(
        QWidget *parent, const QString &title, const QString &filters, std::function<void(const QString &path)> answer)
        = 0;
};

/// With QMessageBox and QFileDialog, without a nested event loop.
class MessageBoxes final : public Questions
{
public:
    void ask(QWidget *parent, const Question &question, std::function<void(bool accepted)> answer) override;
    void tell(QWidget *parent, const QString &title, const QString &text) override;
    void chooseFile(QWidget *parent, const QString &title, const QString &filters,
        std::function<void(const QString &path)> answer) override;
};

} // namespace cortege::widgets
