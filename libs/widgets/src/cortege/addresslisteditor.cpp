#include "addresslisteditor.h"

#include "addressfield.h"
#include "linegrip.h"

#include <widgets/theme.h>

#include <QtGui/QKeyEvent>
#include <QtWidgets/QFrame>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;

constexpr int kTargetHeight = 2; ///< pixels

QToolButton *lineButton(const QString &iconName, const QString &objectName, QWidget *row)
{
    auto *button = new QToolButton(row);
    button->setObjectName(objectName);
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void nameButton(QToolButton *button, const QString &name)
{
    button->setToolTip(name);
    button->setAccessibleName(name);
}

} // namespace

AddressListEditor::AddressListEditor(QWidget *parent)
    : QWidget(parent), m_rows(new QVBoxLayout), m_add(new QPushButton(icon(u"new"_s), {}, this)),
      m_target(new QFrame(this))
{
    m_target->setObjectName(u"dropTarget"_s);
    m_target->setFrameShape(QFrame::NoFrame);
    m_target->setAutoFillBackground(true);
    m_target->setBackgroundRole(QPalette::Highlight);
    m_target->hide();
    m_add->setObjectName(u"addAddress"_s);
    m_rows->setSpacing(kSpacing - 4);
    setFocusPolicy(Qt::ClickFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpacing - 4);
    layout->addLayout(m_rows);
    layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, &AddressListEditor::insertLine);
}

void AddressListEditor::setTexts(const QString &lineName, const QString &addText)
{
    m_lineName = lineName;
    m_add->setText(addText);
    m_add->setAccessibleName(addText);
    refresh();
}

void AddressListEditor::show(const std::vector<Address> &addresses)
{
    m_addresses = addresses;
    const bool otherRows = m_lines.size() != addresses.size();
    while (m_lines.size() < addresses.size())
        addRow();
    while (m_lines.size() > addresses.size())
        removeRow();
    refresh();
    if (otherRows)
        orderTabs();
}

void AddressListEditor::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    refresh();
}

void AddressListEditor::setPicking(int line)
{
    for (int i = 0; i < std::ssize(m_lines); ++i)
        m_lines[static_cast<size_t>(i)].field->setPicking(i == line);
}

void AddressListEditor::setNear(std::optional<GeoPoint> near)
{
    for (const Line &line : m_lines)
        line.field->setNear(near);
}

void AddressListEditor::settle()
{
    for (const Line &line : std::vector(m_lines))
        line.field->settle();
}

QWidget *AddressListEditor::fieldOf(int line) const
{
    if (line < 0 || line >= std::ssize(m_lines))
        return m_add;
    return m_lines[static_cast<size_t>(line)].field->firstField();
}

void AddressListEditor::addRow()
{
    auto *row = new QWidget(this);
    const Line line { row, new LineGrip(row), new AddressField(row), lineButton(u"up"_s, u"moveUp"_s, row),
        lineButton(u"down"_s, u"moveDown"_s, row), lineButton(u"remove"_s, u"removeAddress"_s, row) };
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(line.grip);
    layout->addWidget(line.field, 1);
    layout->addWidget(line.up);
    layout->addWidget(line.down);
    layout->addWidget(line.remove);
    if (m_finder)
        line.field->setFinder(*m_finder);
    line.field->firstField()->installEventFilter(this);
    connect(line.field, &AddressField::edited, this, [this, row](const Address &address) {
        const int number = lineOf(row);
        const bool typed = address.position == m_addresses[static_cast<size_t>(number)].position;
        auto addresses = m_addresses;
        addresses[static_cast<size_t>(number)] = address;
        m_addresses = addresses;
        Q_EMIT edited(addresses, typed ? number : -1);
    });
    connect(line.field, &AddressField::pickRequested, this,
        [this, row](bool wanted) { Q_EMIT pickRequested(lineOf(row), wanted); });
    connect(line.grip, &LineGrip::pulled, this,
        [this, row, grip = line.grip](int y) { showTarget(lineOf(row), lineAt(grip->mapTo(this, QPoint(0, y)).y())); });
    connect(line.grip, &LineGrip::dropped, this, [this, row, grip = line.grip](int y) {
        m_target->hide();
        moveLine(lineOf(row), lineAt(grip->mapTo(this, QPoint(0, y)).y()));
    });
    connect(line.grip, &LineGrip::letGo, m_target, &QWidget::hide);
    connect(line.up, &QToolButton::clicked, this, [this, row] { moveLine(lineOf(row), lineOf(row) - 1); });
    connect(line.down, &QToolButton::clicked, this, [this, row] { moveLine(lineOf(row), lineOf(row) + 1); });
    connect(line.remove, &QToolButton::clicked, this, [this, row] { removeLine(lineOf(row)); });
    m_rows->addWidget(row);
    row->show();
    m_lines.push_back(line);
}

void AddressListEditor::removeRow()
{
    // It may be one of its own buttons that is being clicked.
    m_lines.back().row->hide();
    m_lines.back().row->deleteLater();
    m_lines.pop_back();
}

void AddressListEditor::refresh()
{
    const auto last = std::ssize(m_lines) - 1;
    for (int i = 0; i <= last; ++i) {
        const Line &line = m_lines[static_cast<size_t>(i)];
        const QString name = m_lineName.arg(i + 1);
        line.field->setName(name);
        line.field->setReadOnly(m_readOnly);
        line.field->show(m_addresses[static_cast<size_t>(i)]);
        line.grip->setToolTip(tr("%1 : tirer pour le déplacer (au clavier : Alt+↑, Alt+↓)").arg(name));
        line.grip->setVisible(!m_readOnly && last > 0);
        nameButton(line.up, tr("%1 : monter").arg(name));
        nameButton(line.down, tr("%1 : descendre").arg(name));
        nameButton(line.remove, tr("%1 : supprimer").arg(name));
        line.up->setEnabled(i > 0);
        line.down->setEnabled(i < last);
        for (auto *button : { line.up, line.down, line.remove })
            button->setVisible(!m_readOnly);
    }
    m_add->setVisible(!m_readOnly);
}

/// Rows come and go; Tab goes through them in the order in which they stand.
void AddressListEditor::orderTabs()
{
    QWidget *before = this;
    const auto next = [&before](QWidget *widget) {
        setTabOrder(before, widget);
        before = widget;
    };
    for (const Line &line : m_lines) {
        const auto stops = line.field->tabStops();
        for (QWidget *stop : stops)
            next(stop);
        for (QWidget *stop : { line.up, line.down, line.remove })
            next(stop);
    }
    next(m_add);
}

/// The label's mnemonic leads here.
void AddressListEditor::focusInEvent(QFocusEvent *event) { firstField()->setFocus(event->reason()); }

int AddressListEditor::lineOf(const QObject *part) const
{
    const auto found = std::ranges::find_if(
        m_lines, [part](const Line &line) { return line.row == part || line.field->firstField() == part; });
    return static_cast<int>(found - m_lines.begin());
}

void AddressListEditor::insertLine()
{
    auto addresses = m_addresses;
    addresses.emplace_back();
    commit(addresses, static_cast<int>(m_addresses.size()));
}

void AddressListEditor::removeLine(int line)
{
    auto addresses = m_addresses;
    addresses.erase(addresses.begin() + line);
    commit(addresses, std::min(line, static_cast<int>(m_addresses.size()) - 2));
}

void AddressListEditor::moveLine(int line, int to)
{
    if (line == to || to < 0 || to >= std::ssize(m_addresses))
        return;
    auto addresses = m_addresses;
    const auto first = addresses.begin();
    if (to < line)
        std::rotate(first + to, first + line, first + line + 1);
    else
        std::rotate(first + line, first + line + 1, first + to + 1);
    commit(addresses, to);
}

/// The line over which the pointer is; above the first and below the last one, those.
int AddressListEditor::lineAt(int y) const
{
    const auto below
        = std::ranges::find_if(m_lines, [y](const Line &line) { return y <= line.row->geometry().bottom(); });
    return static_cast<int>(std::min(below, std::prev(m_lines.end())) - m_lines.begin());
}

/// A bar above the line whose number it would get, or below it on the way down.
void AddressListEditor::showTarget(int line, int to)
{
    const QRect row = m_lines[static_cast<size_t>(to)].row->geometry();
    const int y = to > line ? row.bottom() + 1 : row.top() - kTargetHeight;
    m_target->setGeometry(row.left(), y, row.width(), kTargetHeight);
    m_target->setVisible(to != line);
    m_target->raise();
}

void AddressListEditor::commit(const std::vector<Address> &addresses, int line)
{
    show(addresses);
    fieldOf(line)->setFocus();
    Q_EMIT edited(m_addresses, -1);
}

bool AddressListEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && !m_readOnly) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const int by = key->key() == Qt::Key_Up ? -1 : key->key() == Qt::Key_Down ? 1 : 0;
        if (by != 0 && key->modifiers().testFlag(Qt::AltModifier)) {
            moveLine(lineOf(watched), lineOf(watched) + by);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace cortege::widgets
