#include "conflictpanel.h"

#include <presentation/recordtexts.h>
#include <presentation/texts.h>
#include <widgets/theme.h>

#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QGroupBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
using presentation::Conflict;
using presentation::valueText;

bool isShape(Field field) { return field == Field::Route || field == Field::Footprint; }

/// A radio button cannot break its text; a label beside it can.
QWidget *answer(QRadioButton *button, const QString &title, const QString &value, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *text = new QLabel(u"<b>%1</b><br>%2"_s.arg(title.toHtmlEscaped(), value.toHtmlEscaped()), row);
    text->setTextFormat(Qt::RichText);
    text->setWordWrap(true);
    text->setBuddy(button);
    button->setAccessibleName(title + u" : "_s + value);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpacing);
    layout->addWidget(button, 0, Qt::AlignTop);
    layout->addWidget(text, 1);
    return row;
}

} // namespace

ConflictPanel::ConflictPanel(QWidget *parent)
    : QWidget(parent), m_column(new QVBoxLayout(this)), m_accept(new QPushButton(this)), m_giveUp(new QPushButton(this))
{
    setObjectName(u"conflictPanel"_s);
    buildFrame();
    connect(m_accept, &QPushButton::clicked, this, [this] { Q_EMIT decided(Conflict(*m_conflict)); });
    connect(m_giveUp, &QPushButton::clicked, this, &ConflictPanel::givenUp);
}

void ConflictPanel::buildFrame()
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_accept->setObjectName(u"saveMerged"_s);
    m_accept->setIcon(icon(u"save"_s));
    m_giveUp->setObjectName(u"takeTheirs"_s);
    m_giveUp->setText(tr("Abandonner ma version"));
    m_giveUp->setAccessibleName(m_giveUp->text());
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    buttons->setSpacing(kSpacing);
    buttons->addWidget(m_accept, 1);
    buttons->addWidget(m_giveUp);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_page = new QWidget(scroll);
    m_questions = new QVBoxLayout(m_page);
    m_questions->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    m_questions->setSpacing(kMargin);
    scroll->setWidget(m_page);
    m_column->addWidget(scroll, 1);
    m_column->addLayout(buttons);
}

void ConflictPanel::show(const Conflict &conflict)
{
    Conflict next = conflict;
    if (m_conflict && m_conflict->theirs().id == next.theirs().id)
        next.keepChoices(*m_conflict);
    m_conflict = std::move(next);
    while (QLayoutItem *item = m_questions->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    addExplanation();
    if (conflict.isWhole())
        addWhole();
    for (const Field field : conflict.fields())
        addField(field);
    if (!conflict.mergedFields().empty() && !conflict.iCancelled())
        addText(tr("Vos autres changements sont repris sans question : %1.")
                .arg(presentation::namesOf(conflict.mergedFields())));
    m_questions->addStretch(1);
    refresh();
}

void ConflictPanel::clear() { m_conflict.reset(); }

void ConflictPanel::addExplanation()
{
    const QString who = m_conflict->theirs().author.name;
    const QString when = presentation::dateAndTime(m_conflict->theirs().recordedAt);
    auto *title = addText(tr("Deux versions de cet événement"));
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.2);
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    if (m_conflict->iCancelled())
        addText(tr("Vous avez annulé cet événement, mais %1 l’a modifié le %2. L’annuler quand même ?").arg(who, when));
    else if (m_conflict->theyCancelled())
        addText(tr("%1 a annulé cet événement le %2. L’enregistrer le rend de nouveau actif.").arg(who, when));
    else
        addText(tr("%1 l’a modifié le %2, pendant que vous le modifiiez aussi. Choisissez la valeur à garder.")
                .arg(who, when));
}

QLabel *ConflictPanel::addText(const QString &text)
{
    auto *label = new QLabel(text, m_page);
    label->setWordWrap(true);
    m_questions->addWidget(label);
    return label;
}

void ConflictPanel::addField(Field field)
{
    const QString before = valueText(m_conflict->base(), field);
    const QString mine = valueText(m_conflict->mine(), field);
    const QString theirs = valueText(m_conflict->theirs().record, field);
    auto *box
        = addChoice(cortege::label(field), before, mine, theirs, m_conflict->choice(field), [this, field](Side side) {
              m_conflict->choose(field, side);
              refresh();
              if (isShape(field))
                  Q_EMIT shapeChosen(side);
          });
    box->setObjectName(u"conflict-"_s + jsonName(field));
}

void ConflictPanel::addWhole()
{
    const auto kindOf = [](const EventRecord &record) { return cortege::label(record.kind()); };
    auto *box = addChoice(tr("Nature de l’événement"), kindOf(m_conflict->base()), kindOf(m_conflict->mine()),
        kindOf(m_conflict->theirs().record), m_conflict->wholeChoice(), [this](Side side) {
            m_conflict->chooseWhole(side);
            refresh();
        });
    box->setObjectName(u"conflict-nature"_s);
    addText(tr("La nature n’étant pas la même, l’événement est repris en entier d’un seul côté."));
}

QWidget *ConflictPanel::addChoice(const QString &title, const QString &before, const QString &mine,
    const QString &theirs, std::optional<Side> chosen, const std::function<void(Side)> &choose)
{
    auto *box = new QGroupBox(title, m_page);
    auto *column = new QVBoxLayout(box);
    column->setSpacing(kSpacing);
    auto *was = new QLabel(tr("Auparavant : %1").arg(before), box);
    was->setWordWrap(true);
    was->setTextFormat(Qt::PlainText);
    was->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(was);
    auto *group = new QButtonGroup(box); // each button has a row, and so a parent, of its own
    auto *mineButton = new QRadioButton(box);
    mineButton->setObjectName(u"mine"_s);
    auto *theirsButton = new QRadioButton(box);
    theirsButton->setObjectName(u"theirs"_s);
    group->addButton(mineButton);
    group->addButton(theirsButton);
    if (chosen)
        (*chosen == Side::Mine ? mineButton : theirsButton)->setChecked(true);
    column->addWidget(answer(mineButton, tr("Votre version"), mine, box));
    column->addWidget(answer(theirsButton, tr("Version de %1").arg(m_conflict->theirs().author.name), theirs, box));
    connect(mineButton, &QRadioButton::clicked, this, [choose] { choose(Side::Mine); });
    connect(theirsButton, &QRadioButton::clicked, this, [choose] { choose(Side::Theirs); });
    m_questions->addWidget(box);
    return box;
}

QString ConflictPanel::acceptText() const
{
    if (m_conflict->iCancelled())
        return tr("Annuler quand même");
    if (m_conflict->isWhole())
        return tr("Enregistrer la version choisie");
    return tr("Enregistrer la version réunie");
}

void ConflictPanel::refresh()
{
    m_accept->setText(acceptText());
    m_accept->setAccessibleName(m_accept->text());
    m_accept->setEnabled(m_conflict->isDecided());
}

void ConflictPanel::focusFirst()
{
    if (auto *first = m_page->findChild<QRadioButton *>())
        first->setFocus();
    else
        m_giveUp->setFocus();
}

} // namespace cortege::widgets
