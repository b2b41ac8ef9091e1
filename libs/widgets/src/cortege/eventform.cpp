#include "eventform.h"

#include "addressfield.h"
#include "addresslisteditor.h"
#include "datetimefield.h"
#include "mnemonics.h"
#include "passagepanel.h"
#include "typingfields.h"

#include <presentation/declaration.h>
#include <presentation/texts.h>
#include <widgets/theme.h>

#include <QtGui/QWheelEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
using presentation::EstimateText;
using presentation::FormIssue;
using presentation::FormPlace;
using presentation::GuardAdvice;

/// Longer texts are kept, and said to be too long, up to here.
constexpr int kMostSubject = 3'000;
constexpr int kGroupGap = 18;
constexpr int kUsualWidth = 452;

/// The wheel scrolls the form; it changes a choice only where the person has gone.
class Choice final : public QComboBox
{
public:
    explicit Choice(QWidget *parent) : QComboBox(parent) { setFocusPolicy(Qt::StrongFocus); }

protected:
    void wheelEvent(QWheelEvent *event) override
    {
        if (hasFocus())
            QComboBox::wheelEvent(event);
        else
            event->ignore();
    }
};

Choice *choiceOf(const auto &values, QWidget *parent)
{
    auto *choice = new Choice(parent);
    choice->addItem(EventForm::tr("Non renseigné"), -1);
    for (const auto value : values)
        choice->addItem(label(value), static_cast<int>(value));
    return choice;
}

template <class Enum>
std::optional<Enum> chosen(const QComboBox *choice)
{
    const int value = choice->currentData().toInt();
    return value < 0 ? std::nullopt : std::optional(static_cast<Enum>(value));
}

template <class Enum>
void showChoice(QComboBox *choice, std::optional<Enum> value)
{
    choice->setCurrentIndex(choice->findData(value ? static_cast<int>(*value) : -1));
}

/// Where the event is as far as one knows: other addresses of it will not be at the other end of the city.
std::optional<GeoPoint> nearTo(const presentation::FormContent &content)
{
    for (const Address &address : content.addresses) {
        if (address.position)
            return address.position;
    }
    return content.shape.empty() ? std::nullopt : std::optional(content.shape.front());
}

QFrame *separator(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFrameShape(QFrame::HLine);
    line->setForegroundRole(QPalette::Mid);
    line->setFrameShadow(QFrame::Plain);
    return line;
}

} // namespace

template <class Set>
void EventForm::edit(FormPlace place, Set set)
{
    m_touched.insert(static_cast<int>(place.field));
    FormContent content = m_model.content();
    set(content);
    m_model.change(std::move(content), place);
}

EventForm::EventForm(presentation::FormModel &model, std::function<QDate()> today,
    const presentation::PlaceFinder *places, QWidget *parent)
    : QScrollArea(parent), m_model(model), m_places(places), m_today(std::move(today))
{
    setObjectName(u"eventForm"_s);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    build();
    connect(&m_model, &presentation::FormModel::changed, this, &EventForm::showModel);
    connect(&m_model, &presentation::FormModel::stepShown, this, &EventForm::focusPlace);
    connect(qApp, &QApplication::focusChanged, this, &EventForm::refreshIssues);
    showModel();
}

// --- building --------------------------------------------------------------------------------------------------------

void EventForm::build()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->setSpacing(kSpacing + 2);
    setWidget(page);
    const auto gap = [&] {
        column->addSpacing((kGroupGap - kSpacing) / 2);
        column->addWidget(separator(page));
        column->addSpacing((kGroupGap - kSpacing) / 2);
    };
    buildTexts(*column);
    gap();
    buildDates(*column);
    gap();
    if (m_places)
        buildTold(*column);
    buildAddresses(*column);
    buildShape(*column);
    gap();
    m_demonstrationParts.push_back(column->itemAt(column->count() - 2)->widget());
    buildEstimates(*column);
    buildChoices(*column);
    column->addStretch(1);
}

FieldBox *EventForm::box(Field field, QWidget *content, QWidget *focus)
{
    auto *made = new FieldBox(content, focus, widget());
    m_boxes[field] = made;
    m_order.push_back(made);
    return made;
}

void EventForm::buildTexts(QVBoxLayout &column)
{
    m_subject = new LineEdit(widget());
    m_subject->setMaxLength(kMostSubject);
    m_description = new TextEdit(widget());
    m_description->setFixedHeight(m_description->fontMetrics().lineSpacing() * 4 + 14);
    column.addWidget(box(Field::Subject, m_subject, m_subject));
    column.addWidget(box(Field::Description, m_description, m_description));
    connect(m_subject, &LineEdit::textEdited, this,
        [this](const QString &text) { edit({ Field::Subject }, [&](FormContent &c) { c.subject = text; }); });
    connect(m_description, &TextEdit::textChanged, this,
        [this] { edit({ Field::Description }, [&](FormContent &c) { c.description = m_description->text(); }); });
}

void EventForm::buildDates(QVBoxLayout &column)
{
    m_begins = new DateTimeField(label(Field::Begins), m_today, widget());
    m_ends = new DateTimeField(label(Field::Ends), m_today, widget());
    m_ends->setUsualDate([this] { return m_model.content().begins.date; });
    column.addWidget(box(Field::Begins, m_begins, m_begins->firstField()));
    m_delay = new QLabel(widget());
    m_delay->setObjectName(u"delayAdvice"_s);
    m_delay->setWordWrap(true);
    m_delay->hide();
    column.addWidget(m_delay);
    column.addWidget(box(Field::Ends, m_ends, m_ends->firstField()));
    for (const auto &[field, of, text] : { std::tuple(m_begins, Field::Begins, &FormContent::begins),
             std::tuple(m_ends, Field::Ends, &FormContent::ends) }) {
        connect(field, &DateTimeField::edited, this,
            [this, of, text](const auto &moment) { edit({ of }, [&](FormContent &c) { c.*text = moment; }); });
        connect(field, &DateTimeField::understood, this, [this, of, text](const auto &moment) {
            FormContent content = m_model.content();
            content.*text = moment;
            m_model.tidy(std::move(content), { of });
        });
    }
}

void EventForm::buildTold(QVBoxLayout &column)
{
    m_told = new LineEdit(widget());
    m_told->setObjectName(u"toldMarch"_s);
    m_told->setMaxLength(kMostSubject);
    m_told->setPlaceholderText(tr("Vieux-Port – Canebière – Castellane, puis Entrée"));
    m_toldBox = new FieldBox(m_told, m_told, widget());
    column.addWidget(m_toldBox);
    connect(m_told, &LineEdit::returnPressed, this, &EventForm::takeTold);
    connect(m_told, &LineEdit::textEdited, this, [this](const QString &text) {
        m_toldBox->setIssue({}, Insistence::Gentle);
        FormContent content = m_model.content();
        content.told = text;
        m_model.change(std::move(content), presentation::kToldPlace);
    });
}

void EventForm::buildAddresses(QVBoxLayout &column)
{
    m_first = new AddressField(widget());
    m_list = new AddressListEditor(widget());
    m_arrival = new AddressField(widget());
    m_list->setFinder(m_places);
    if (m_places) {
        m_first->setFinder(*m_places);
        m_arrival->setFinder(*m_places);
    }
    column.addWidget(box(Field::Departure, m_first, m_first->firstField()));
    m_boxes[Field::PlaceAddress] = m_boxes[Field::Departure];
    column.addWidget(box(Field::Waypoints, m_list, m_list));
    m_boxes[Field::Addresses] = m_boxes[Field::Waypoints];
    column.addWidget(box(Field::Arrival, m_arrival, m_arrival->firstField()));
    const auto last = [this] { return static_cast<int>(m_model.content().addresses.size()) - 1; };
    const auto offset = [this] { return m_model.kind() == EventKind::MovingDemonstration ? 1 : 0; };
    connect(m_first, &AddressField::edited, this, [this](const Address &address) { editAddress(0, address); });
    connect(
        m_arrival, &AddressField::edited, this, [this, last](const Address &address) { editAddress(last(), address); });
    connect(m_list, &AddressListEditor::edited, this, &EventForm::editList);
    connect(m_first, &AddressField::pickRequested, this, [this](bool wanted) { requestPick(0, wanted); });
    connect(m_arrival, &AddressField::pickRequested, this, [this, last](bool wanted) { requestPick(last(), wanted); });
    connect(m_list, &AddressListEditor::pickRequested, this,
        [this, offset](int line, bool wanted) { requestPick(line + offset(), wanted); });
}

void EventForm::buildShape(QVBoxLayout &column)
{
    auto *row = new QWidget(widget());
    m_shapeText = new QLabel(row);
    m_shapeText->setObjectName(u"shapeText"_s);
    m_shapeText->setWordWrap(true);
    m_clearShape = new QPushButton(icon(u"clear"_s), tr("Effacer le dessin"), row);
    m_clearShape->setObjectName(u"clearShape"_s);
    m_clearShape->setAccessibleName(m_clearShape->text());
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_shapeText, 1);
    layout->addWidget(m_clearShape);
    column.addWidget(box(Field::Route, row, m_clearShape));
    m_boxes[Field::Footprint] = m_boxes[Field::Route];
    connect(m_clearShape, &QPushButton::clicked, this, [this] { m_model.shape().clear(); });
    if (!m_places)
        return;
    m_passages = new PassagePanel(
        [this] { return presentation::passageTimes(m_model.content(), m_today(), m_places->network()); }, widget());
    column.addWidget(m_passages);
    connect(m_passages, &PassagePanel::placeChosen, this, &EventForm::placeChosen);
    connect(
        m_passages, &PassagePanel::unfolded, this, [this] { ensureWidgetVisible(m_passages, 0, kMargin); },
        Qt::QueuedConnection);
}

LineEdit *EventForm::countField(Field field, QString EstimateText::*part, EstimateText FormContent::*whole)
{
    auto *line = new LineEdit(widget());
    line->setMaxLength(40);
    line->setInputMethodHints(Qt::ImhDigitsOnly);
    connect(line, &LineEdit::textEdited, this, [this, field, part, whole](const QString &text) {
        edit({ field }, [&](FormContent &c) { (c.*whole).*part = text; });
    });
    m_showCounts.emplace_back([line, part, whole](const FormContent &c) { line->showText((c.*whole).*part); });
    m_counts.push_back(line);
    box(field, line, line);
    return line;
}

void EventForm::buildEstimates(QVBoxLayout &column)
{
    auto *part = new QWidget(widget());
    auto *grid = new QGridLayout(part);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kMargin);
    grid->setVerticalSpacing(kSpacing + 2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    countField(Field::PeopleExpected, &EstimateText::expected, &FormContent::people);
    countField(Field::PeopleDeclared, &EstimateText::declared, &FormContent::people);
    countField(Field::CarsExpected, &EstimateText::expected, &FormContent::cars);
    countField(Field::CarsDeclared, &EstimateText::declared, &FormContent::cars);
    grid->addWidget(m_boxes[Field::PeopleExpected], 0, 0);
    grid->addWidget(m_boxes[Field::PeopleDeclared], 0, 1);
    grid->addWidget(m_boxes[Field::CarsExpected], 1, 0);
    grid->addWidget(m_boxes[Field::CarsDeclared], 1, 1);
    column.addWidget(part);
    m_demonstrationParts.push_back(part);
}

void EventForm::buildChoices(QVBoxLayout &column)
{
    m_organiser = choiceOf(kOrganiserStatuses, widget());
    m_theme = choiceOf(kOperationThemes, widget());
    column.addWidget(box(Field::Organiser, m_organiser, m_organiser));
    column.addWidget(box(Field::Theme, m_theme, m_theme));
    connect(m_organiser, &QComboBox::activated, this, [this] {
        edit({ Field::Organiser }, [&](FormContent &c) { c.organiser = chosen<OrganiserStatus>(m_organiser); });
    });
    connect(m_theme, &QComboBox::activated, this,
        [this] { edit({ Field::Theme }, [&](FormContent &c) { c.theme = chosen<OperationTheme>(m_theme); }); });
}

// --- what is typed ---------------------------------------------------------------------------------------------------

void EventForm::editAddress(int number, const Address &address)
{
    const FormContent now = m_model.content();
    edit(presentation::placeOfAddress(now, number),
        [&](FormContent &content) { content.addresses[static_cast<size_t>(number)] = address; });
}

/// Addresses and route in one step. What the territory does not know stays as an address to be placed.
void EventForm::takeTold()
{
    const QString told = m_told->text().trimmed();
    if (told.isEmpty() || m_readOnly)
        return;
    auto march = m_places->march(told, nearTo(m_model.content()));
    if (march.addresses.size() < 2) {
        m_toldBox->setIssue(
            tr("Nommez au moins deux lieux, séparés par des tirets ou des virgules."), Insistence::Gentle);
        return;
    }
    FormContent content = m_model.content();
    content.addresses = std::move(march.addresses);
    content.told.clear();
    if (!march.route.empty())
        content.shape = std::move(march.route);
    m_model.changeWithShape(std::move(content), { Field::Departure });
    m_toldBox->setIssue(march.unknown.isEmpty()
            ? QString()
            : tr("À placer sur la carte, inconnu du territoire : %1.").arg(march.unknown.join(u", "_s)),
        Insistence::Gentle);
    Q_EMIT marchDrawn();
}

void EventForm::editList(const std::vector<Address> &list, int line)
{
    const bool moving = m_model.kind() == EventKind::MovingDemonstration;
    edit({ moving ? Field::Waypoints : Field::Addresses, line }, [&](FormContent &content) {
        if (!moving) {
            content.addresses = list;
            return;
        }
        auto addresses = list;
        addresses.insert(addresses.begin(), content.addresses.front());
        addresses.push_back(content.addresses.back());
        content.addresses = std::move(addresses);
    });
}

void EventForm::settle()
{
    for (AddressField *field : { m_first, m_arrival }) {
        if (field->isVisibleTo(this))
            field->settle();
    }
    m_list->settle();
}

void EventForm::requestPick(int number, bool wanted)
{
    m_picking = wanted ? number : -1;
    m_pickedAmong = std::ssize(m_model.content().addresses);
    showModel();
    Q_EMIT pickRequested(wanted);
}

void EventForm::takePosition(GeoPoint point)
{
    const FormContent content = m_model.content();
    const int number = m_picking;
    m_picking = -1;
    if (m_readOnly || number < 0 || number >= std::ssize(content.addresses))
        return;
    QString text = content.addresses[static_cast<size_t>(number)].text;
    if (m_places && text.trimmed().isEmpty())
        text = m_places->nameOf(point);
    editAddress(number, { text, point });
    showModel();
}

void EventForm::endPicking()
{
    m_picking = -1;
    showModel();
}

// --- what is shown ---------------------------------------------------------------------------------------------------

void EventForm::showModel()
{
    const FormContent content = m_model.content();
    if (m_picking >= 0 && std::ssize(content.addresses) != m_pickedAmong) { // the number may mean another one now
        m_picking = -1;
        Q_EMIT pickRequested(false);
    }
    if (m_shownKind != content.kind)
        showKind();
    m_subject->showText(content.subject);
    m_description->showText(content.description);
    m_begins->show(content.begins);
    m_ends->show(content.ends);
    showDelay(content);
    if (m_told)
        m_told->showText(content.told);
    showAddresses(content);
    showShape(content);
    for (const auto &show : m_showCounts)
        show(content);
    showChoice(m_organiser, content.organiser);
    showChoice(m_theme, content.theme);
}

void EventForm::showKind()
{
    m_shownKind = m_model.kind();
    const auto fields = fieldsOf(*m_shownKind);
    Mnemonics mnemonics;
    for (FieldBox *each : m_order) {
        each->setVisible(false);
        each->setObjectName({});
    }
    for (FieldBox *each : m_order) {
        const auto field = std::ranges::find_if(fields, [&](Field f) { return m_boxes[f] == each; });
        if (field == fields.end())
            continue;
        each->setObjectName(u"field-"_s + jsonName(*field));
        const QString name = label(*field);
        each->setLabel(name, each->takesMnemonic() ? mnemonics.assign(name) : name);
        each->setVisible(true);
    }
    for (QWidget *part : m_demonstrationParts)
        part->setVisible(isDemonstration(*m_shownKind));
    const bool moving = m_shownKind == EventKind::MovingDemonstration;
    if (m_toldBox) {
        const QString told = tr("Parcours, comme on le dicte");
        m_toldBox->setLabel(told, mnemonics.assign(told));
        m_toldBox->setVisible(moving);
    }
    m_list->setTexts(moving ? tr("Point de passage %1") : tr("Adresse %1"),
        moving ? tr("Ajouter un point de passage") : tr("Ajouter une adresse"));
    m_first->setName(label(moving ? Field::Departure : Field::PlaceAddress));
    m_arrival->setName(label(Field::Arrival));
}

void EventForm::showAddresses(const FormContent &content)
{
    const int last = static_cast<int>(content.addresses.size()) - 1;
    const bool moving = content.kind == EventKind::MovingDemonstration;
    const bool fixed = content.kind == EventKind::StaticDemonstration;
    if (moving || fixed)
        m_first->show(content.addresses.front());
    if (moving)
        m_arrival->show(content.addresses.back());
    if (moving)
        m_list->show({ content.addresses.begin() + 1, content.addresses.end() - 1 });
    else if (!fixed)
        m_list->show(content.addresses);
    const auto near = nearTo(content);
    m_first->setNear(near);
    m_arrival->setNear(near);
    m_list->setNear(near);
    m_first->setPicking((moving || fixed) && m_picking == 0);
    m_arrival->setPicking(moving && m_picking == last);
    m_list->setPicking(m_picking - (moving ? 1 : 0));
}

void EventForm::showShape(const FormContent &content)
{
    const auto count = content.shape.size();
    const QString size = content.kind == EventKind::StaticDemonstration
        ? presentation::areaText(areaSquareMetres(content.shape))
        : presentation::lengthText(lengthMetres(content.shape));
    m_shapeText->setText(count == 0
            ? tr("pas encore dessiné")
            : tr("%1, %2 points", "length or area").arg(size, QLocale().toString(qint64(count))));
    m_shapeText->setForegroundRole(count == 0 ? QPalette::PlaceholderText : QPalette::WindowText);
    m_clearShape->setVisible(count > 0 && !m_readOnly);
    if (m_passages) {
        m_passages->setVisible(content.kind == EventKind::MovingDemonstration && count >= 2);
        m_passages->refresh();
    }
}

void EventForm::showDelay(const FormContent &content)
{
    const auto advice = presentation::declarationAdvice(content, m_today());
    m_delay->setVisible(advice.has_value());
    if (!advice)
        return m_begins->setAccessibleDescription({});
    m_delay->setText(advice->text);
    m_begins->setAccessibleDescription(advice->text);
    QPalette colours = QApplication::palette();
    if (advice->late)
        colours.setColor(QPalette::WindowText, colourOf(Tone::Warning, colours));
    m_delay->setPalette(colours);
    m_delay->setForegroundRole(advice->late ? QPalette::WindowText : QPalette::PlaceholderText);
}

void EventForm::followClock() { showDelay(m_model.content()); }

void EventForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_delay)
        showDelay(m_model.content());
    QScrollArea::changeEvent(event);
}

void EventForm::begin()
{
    m_touched.clear();
    m_insisting = false;
    m_picking = -1;
    if (m_told)
        m_toldBox->setIssue({}, Insistence::Gentle);
    verticalScrollBar()->setValue(0);
    showModel();
}

void EventForm::setReadOnly(bool readOnly)
{
    if (readOnly == m_readOnly)
        return;
    m_readOnly = readOnly;
    m_subject->setReadOnly(readOnly);
    m_description->setReadOnly(readOnly);
    m_begins->setReadOnly(readOnly);
    m_ends->setReadOnly(readOnly);
    m_first->setReadOnly(readOnly);
    m_list->setReadOnly(readOnly);
    if (m_told)
        m_told->setReadOnly(readOnly);
    m_arrival->setReadOnly(readOnly);
    for (LineEdit *count : m_counts)
        count->setReadOnly(readOnly);
    m_organiser->setEnabled(!readOnly);
    m_theme->setEnabled(!readOnly);
    showModel();
}

void EventForm::showIssues(const std::vector<FormIssue> &issues, const std::vector<GuardAdvice> &advice)
{
    m_issues = issues;
    m_advice = m_readOnly ? std::vector<GuardAdvice> {} : advice;
    if (issues.empty())
        m_insisting = false;
    refreshIssues();
}

void EventForm::refreshIssues()
{
    for (FieldBox *each : m_order) {
        const auto issue
            = std::ranges::find_if(m_issues, [&](const FormIssue &i) { return boxOf(i.place.field) == each; });
        if (issue == m_issues.end())
            showSuspicion(*each);
        else
            showBlocking(*each, *issue);
    }
}

void EventForm::showBlocking(FieldBox &box, const FormIssue &issue)
{
    const bool touched = m_touched.contains(static_cast<int>(issue.place.field));
    const bool waits = !m_insisting && (!touched || (box.hasFocusInside() && isHalfTyped(issue.place)));
    box.setIssue(waits ? QString() : issue.text, m_insisting ? Insistence::Firm : Insistence::Gentle);
    std::vector<Offer> offers;
    if (const GuardAdvice *advice = adviceIn(box, Certainty::Certain); advice && !waits)
        offers.push_back({ advice->offer, [this, &box] { rephrase(box, Certainty::Certain); } });
    box.setOffers(std::move(offers));
}

/// A name that is only suspected is said when its field is left: half of a street's name may look like a person's.
void EventForm::showSuspicion(FieldBox &box)
{
    const GuardAdvice *advice = adviceIn(box, Certainty::Suspected);
    const bool said = advice && box.issue() == advice->text;
    const bool waits
        = advice && (!m_touched.contains(static_cast<int>(advice->place.field)) || (box.hasFocusInside() && !said));
    if (!advice || waits) {
        box.setIssue({}, Insistence::Gentle);
        box.setOffers({});
        return;
    }
    box.setIssue(advice->text, Insistence::Gentle);
    box.setOffers({ { advice->offer, [this, &box] { rephrase(box, Certainty::Suspected); } },
        { tr("Ce n’est pas une personne"), [this, &box] { waive(box); } } });
}

const GuardAdvice *EventForm::adviceIn(const FieldBox &box, Certainty certainty) const
{
    const auto found = std::ranges::find_if(m_advice,
        [&](const GuardAdvice &advice) { return advice.certainty == certainty && boxOf(advice.place.field) == &box; });
    return found == m_advice.end() ? nullptr : &*found;
}

void EventForm::rephrase(const FieldBox &box, Certainty certainty)
{
    const GuardAdvice *found = adviceIn(box, certainty);
    if (!found)
        return;
    const GuardAdvice advice = *found; // the form makes another one while it changes
    leaveOffers(box, advice.place);
    edit(advice.place, [&](FormContent &content) {
        content = presentation::withProse(std::move(content), advice.place, advice.rephrased);
    });
}

/// The button that was pressed goes: the focus would go to whatever comes next.
void EventForm::leaveOffers(const FieldBox &box, FormPlace place)
{
    box.focusWidget()->setFocus(Qt::OtherFocusReason);
    focusPlace(place);
}

void EventForm::waive(const FieldBox &box)
{
    const GuardAdvice *advice = adviceIn(box, Certainty::Suspected);
    if (!advice)
        return;
    const QString words = advice->words; // the form is shown other ones while it changes
    leaveOffers(box, advice->place);
    Q_EMIT noPersonMeant(words);
}

/// A date of which the year is still missing is not wrong yet.
bool EventForm::isHalfTyped(FormPlace place) const
{
    if (place.field == Field::Begins || place.field == Field::Ends)
        return true;
    const auto text = presentation::typedText(m_model.content(), place);
    return text && text->isEmpty();
}

void EventForm::insist()
{
    m_insisting = true;
    refreshIssues();
    for (const FieldBox *each : m_order) {
        const auto issue
            = std::ranges::find_if(m_issues, [&](const FormIssue &i) { return boxOf(i.place.field) == each; });
        if (issue != m_issues.end())
            return focusPlace(issue->place);
    }
}

FieldBox *EventForm::boxOf(Field field) const
{
    const auto found = m_boxes.find(field);
    return found == m_boxes.end() ? nullptr : found->second;
}

void EventForm::focusPlace(FormPlace place)
{
    FieldBox *target = place == presentation::kToldPlace ? m_toldBox : boxOf(place.field);
    if (!target || !target->isVisible())
        return;
    const bool listed = place.field == Field::Waypoints || place.field == Field::Addresses;
    QWidget *field = listed ? m_list->fieldOf(std::max(place.index, 0)) : target->focusWidget();
    if (!target->hasFocusInside() || listed)
        field->setFocus(Qt::OtherFocusReason);
    // The layout knows the place of a message that has just appeared only after it was done again.
    QMetaObject::invokeMethod(this, [this, target] { ensureWidgetVisible(target, 0, kMargin); }, Qt::QueuedConnection);
}

void EventForm::focusFirst() { m_subject->setFocus(Qt::OtherFocusReason); }

QSize EventForm::sizeHint() const { return { kUsualWidth, 600 }; }

} // namespace cortege::widgets
