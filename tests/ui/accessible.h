#pragma once

#include <catch2/catch_test_macros.hpp>

#include <QtGui/QAccessible>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractSpinBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>

#include <algorithm>
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

/// The first tool of a bar that is seen; the one that unfolds the bar comes before all others.
inline QToolButton *firstTool(const QWidget *bar)
{
    const auto tools = bar->findChildren<QToolButton *>();
    const auto first = std::ranges::find_if(tools, [](const QToolButton *tool) { return tool->isVisible(); });
    REQUIRE(first != tools.end());
    return *first;
}

/// Everything that has the focus on the way from where it is once round the window, by Tab or back.
inline std::vector<QWidget *> wayRound(QWidget *window, Qt::Key key = Qt::Key_Tab)
{
    constexpr size_t kTrap = 200;
    const auto shift = key == Qt::Key_Backtab ? Qt::ShiftModifier : Qt::NoModifier;
    std::vector<QWidget *> way { window->focusWidget() };
    while (way.size() < kTrap) {
        QTest::keyClick(way.back(), key, shift);
        if (window->focusWidget() == way.front())
            break;
        way.push_back(window->focusWidget());
    }
    CHECK(way.size() < kTrap);
    return way;
}

/// What screen readers are told while this lives.
class Told
{
public:
    Told()
    {
        s_texts.clear();
        m_before = QAccessible::installUpdateHandler([](QAccessibleEvent *event) {
            if (event->type() == QAccessible::Announcement)
                s_texts << static_cast<QAccessibleAnnouncementEvent *>(event)->message();
        });
    }
    ~Told() { QAccessible::installUpdateHandler(m_before); }
    Q_DISABLE_COPY_MOVE(Told)

    const QStringList &texts() const { return s_texts; }
    bool waitFor(const QString &part)
    {
        return QTest::qWaitFor([&] { return !s_texts.filter(part).isEmpty(); }, 10'000);
    }

private:
    static inline QStringList s_texts;
    QAccessible::UpdateHandler m_before;
};

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
