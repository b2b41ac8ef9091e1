#include "console/marchquestion.h"

#include <presentation/momenttext.h>
#include <widgets/theme.h>

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
using namespace Qt::StringLiterals;

MarchQuestion::MarchQuestion(presentation::ConsoleController &controller, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_time(new QLineEdit(this)), m_answer(new QLabel(this))
{
    setObjectName(u"marchQuestion"_s);
    m_time->setObjectName(u"marchTime"_s);
    m_time->setAccessibleName(tr("Heure à laquelle on cherche la tête du cortège"));
    m_time->setPlaceholderText(tr("15:40", "example of a time"));
    m_time->setMaximumWidth(90);
    m_answer->setObjectName(u"marchAnswer"_s);
    m_answer->setWordWrap(true);
    m_answer->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *question = new QLabel(tr("Où est la &tête à"), this);
    question->setBuddy(m_time);
    auto *line = new QHBoxLayout;
    line->addWidget(question);
    line->addWidget(m_time);
    line->addWidget(new QLabel(tr("?", "end of: where is the head at 15:40?"), this));
    line->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kSpacing, 0, kSpacing, kSpacing);
    layout->setSpacing(4);
    layout->addLayout(line);
    layout->addWidget(m_answer);
    connect(m_time, &QLineEdit::returnPressed, this, &MarchQuestion::ask);
    connect(&controller, &presentation::ConsoleController::selectionChanged, this, &MarchQuestion::follow);
    follow();
}

void MarchQuestion::focusField()
{
    m_time->setFocus(Qt::ShortcutFocusReason);
    m_time->selectAll();
}

void MarchQuestion::ask()
{
    const auto time = presentation::timeFromText(m_time->text());
    m_answer->setText(time ? m_controller.askWhere(*time) : describe(presentation::MomentFault::UnreadableTime));
    m_answer->show();
}

void MarchQuestion::follow()
{
    const auto &selected = m_controller.selected();
    const EventVersion *version = selected ? m_controller.version(*selected) : nullptr;
    setVisible(
        version && version->record.kind() == EventKind::MovingDemonstration && version->state == EventState::Active);
    if (selected != m_event)
        m_time->clear();
    m_event = selected;
    m_answer->clear(); // the march may have changed
    m_answer->hide();
}

} // namespace cortege::widgets
