#pragma once

#include <catch2/catch_test_macros.hpp>

#include <QtGui/QAccessible>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractSpinBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

#include <vector>

/// What everybody must be able to read and to reach, of any window.
namespace cortege::test
{

/// Everything that can have the focus, and is not a part of another control.
inline std::vector<QWidget *> controlsOf(QWidget *window)
{
    std::vector<QWidget *> controls;
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        const QWidget *around = widget->parentWidget();
        const bool inner = qobject_cast<QLineEdit *>(widget)
            && (qobject_cast<const QComboBox *>(around) || qobject_cast<const QAbstractSpinBox *>(around));
        if (widget->focusPolicy() != Qt::NoFocus && widget->isEnabledTo(window) && !inner
            && widget->isVisibleTo(window))
            controls.push_back(widget);
    }
    return controls;
}

inline void checkNames(QWidget *window)
{
    const auto controls = controlsOf(window);
    CHECK(controls.size() >= 2);
    for (QWidget *control : controls) {
        auto *interface = QAccessible::queryAccessibleInterface(control);
        const QString name = interface ? interface->text(QAccessible::Name) : QString();
        INFO(control->metaObject()->className() << " " << control->objectName().toStdString());
        CHECK_FALSE(name.trimmed().isEmpty());
    }
}

/// A label or button that has less room than its text needs.
inline void checkNothingCut(QWidget *window)
{
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        auto *label = qobject_cast<QLabel *>(widget);
        auto *button = qobject_cast<QAbstractButton *>(widget);
        const bool hasText = button ? !button->text().isEmpty() : label && !label->text().isEmpty();
        if (!widget->isVisible() || !hasText || widget->minimumWidth() == widget->maximumWidth())
            continue;
        const QString text = label ? label->text() : button->text();
        INFO(widget->metaObject()->className() << " « " << text.toStdString() << " » " << widget->width() << "x"
                                               << widget->height() << " of " << widget->sizeHint().width());
        if (label && label->wordWrap()) {
            CHECK(label->heightForWidth(label->width()) <= label->height());
        } else {
            CHECK(widget->width() >= widget->sizeHint().width());
            CHECK(widget->height() >= std::min(widget->sizeHint().height(), widget->minimumSizeHint().height()));
        }
    }
}

} // namespace cortege::test
