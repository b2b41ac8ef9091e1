#include "formfooter.h"

#include "actionbutton.h"
#include "common/transferlook.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>

namespace cortege::widgets
{

using namespace Qt::StringLiterals;

FormFooter::FormFooter(const Actions &actions, QWidget *parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_text(new QLabel(this))
{
    setObjectName(u"formFooter"_s);
    m_text->setObjectName(u"stateLine"_s);
    m_text->setWordWrap(true);
    auto *state = new QHBoxLayout;
    state->setSpacing(kSpacing);
    state->addWidget(m_icon, 0, Qt::AlignTop);
    state->addWidget(m_text, 1);
    auto *save = new ActionButton(actions.save, this);
    save->setDefault(true);
    auto *draw = new ActionButton(actions.draw, this);
    auto *second = new QHBoxLayout;
    second->setSpacing(kSpacing);
    for (QAction *action : { actions.history, actions.discard, actions.cancel }) {
        auto *button = new ActionButton(action, this);
        second->addWidget(button);
        button->setVisible(action->isVisible());
        connect(
            action, &QAction::visibleChanged, button, [button, action] { button->setVisible(action->isVisible()); });
    }
    auto *first = new QHBoxLayout;
    first->setSpacing(kSpacing);
    first->addWidget(save, 1);
    first->addWidget(draw, 1);
    draw->setVisible(actions.draw->isVisible());
    connect(actions.draw, &QAction::visibleChanged, draw,
        [draw, action = actions.draw] { draw->setVisible(action->isVisible()); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kSpacing, kMargin, kMargin);
    layout->setSpacing(kSpacing);
    layout->addLayout(state);
    layout->addLayout(first);
    layout->addLayout(second);
    refresh();
}

void FormFooter::setState(const presentation::StateLine &state)
{
    if (state == m_state)
        return;
    m_state = state;
    refresh();
}

void FormFooter::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refresh();
    QFrame::changeEvent(event);
}

void FormFooter::refresh()
{
    const auto look = m_state.transfer ? lookOf(*m_state.transfer) : TransferLook { u"info"_s, Tone::Quiet };
    m_icon->setPixmap(icon(look.icon, colourOf(look.tone, palette())).pixmap(QSize(18, 18), devicePixelRatio()));
    m_text->setText(m_state.text);
    setVisible(!m_state.text.isEmpty());
}

} // namespace cortege::widgets
