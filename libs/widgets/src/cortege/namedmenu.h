#pragma once

#include <QtWidgets/QMenu>

#include <functional>

namespace cortege::widgets
{

/// A menu of what a person keeps under names: take one, keep what is there now, forget one. Filled when it is opened.
class NamedMenu final : public QMenu
{
    Q_OBJECT
public:
    struct Texts {
        QString keep; ///< entry, with a mnemonic
        QString forget; ///< entry, with a mnemonic
        QString dialogTitle;
        QString dialogLabel; ///< above the name
    };
    struct Shelf {
        std::function<QStringList()> names;
        std::function<QString()> proposal; ///< a name for what is there now
        std::function<bool()> hasSomething; ///< there is something to keep
        std::function<void(const QString &)> take;
        std::function<void(const QString &)> keep;
        std::function<void(const QString &)> forget;
    };
    NamedMenu(Texts texts, Shelf shelf, QWidget *parent = nullptr);

private:
    void fill();
    void askName();

    Texts m_texts;
    Shelf m_shelf;
};

} // namespace cortege::widgets
