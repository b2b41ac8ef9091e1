#include "console/eventdetail.h"

#include <presentation/recordtexts.h>
#include <presentation/texts.h>
#include <widgets/theme.h>

#include <QtCore/QEvent>
#include <QtCore/QLocale>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;

QString escaped(const QString &text) { return text.toHtmlEscaped().replace(u'\n', u"<br>"_s); }

QString momentText(std::optional<UtcTime> time)
{
    if (!time)
        return {};
    auto clock = presentation::timeOfDay(*time);
    clock.replace(u' ', QChar::Nbsp); // "20 h 19" stays on one line
    return presentation::longDate(toParis(*time).date()) + u", "_s + clock;
}

/// Whether a written address has its point as well is seen on the map.
QString placeText(const Address &address)
{
    return address.text.isEmpty() ? presentation::addressText(address) : address.text;
}

/// As long as it needs: one address a line, dates with their weekday.
QString valueOf(const EventRecord &record, Field field)
{
    QStringList lines;
    switch (field) {
    case Field::Begins:
        return momentText(record.begins);
    case Field::Ends:
        return momentText(record.ends);
    case Field::Waypoints:
        for (const auto &address : std::get<MovingDemonstration>(record.particulars).waypoints)
            lines << placeText(address);
        return lines.join(u'\n');
    case Field::Addresses:
        for (const auto &address : addressesOf(record))
            lines << placeText(address);
        return lines.join(u'\n');
    case Field::Departure:
        return placeText(std::get<MovingDemonstration>(record.particulars).departure);
    case Field::Arrival:
        return placeText(std::get<MovingDemonstration>(record.particulars).arrival);
    case Field::PlaceAddress:
        return placeText(std::get<StaticDemonstration>(record.particulars).address);
    default:
        return presentation::valueText(record, field);
    }
}

QString rowOf(const QString &name, const QString &value, const QString &quiet)
{
    return u"<tr><td width='42%' style='color:%1; padding:3px 8px 3px 0'>%2</td>"
           "<td style='padding:3px 0'>%3</td></tr>"_s.arg(quiet, escaped(name), value);
}

} // namespace

EventDetail::EventDetail(QWidget *parent)
    : QWidget(parent), m_icon(new QLabel(this)), m_kind(new QLabel(this)), m_state(new QLabel(this)),
      m_text(new QTextBrowser(this)), m_centre(new QPushButton(icon(u"centre"_s), tr("Centrer"), this)),
      m_history(new QPushButton(icon(u"history"_s), tr("Historique…"), this))
{
    setObjectName(u"eventDetail"_s);
    m_kind->setObjectName(u"detailKind"_s);
    m_state->setObjectName(u"detailState"_s);
    m_text->setObjectName(u"detailText"_s);
    m_text->setAccessibleName(tr("Détail de l’événement"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setPlaceholderText(tr("Choisissez un événement dans la liste ou sur la carte."));
    m_centre->setObjectName(u"detailCentre"_s);
    m_centre->setToolTip(tr("Montrer l’événement sur la carte et dans le temps"));
    m_history->setObjectName(u"detailHistory"_s);
    connect(m_centre, &QPushButton::clicked, this, &EventDetail::centreWanted);
    connect(m_history, &QPushButton::clicked, this, &EventDetail::historyWanted);

    auto *head = new QHBoxLayout;
    head->setSpacing(kSpacing);
    head->addWidget(m_icon);
    head->addWidget(m_kind, 1);
    head->addWidget(m_state);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_centre);
    buttons->addWidget(m_history);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kSpacing, kSpacing, kSpacing, kSpacing);
    layout->setSpacing(kSpacing - 2);
    layout->addLayout(head);
    layout->addWidget(m_text, 1);
    layout->addLayout(buttons);
    refresh();
}

void EventDetail::show(const EventVersion *version, UtcTime now)
{
    const bool same = version && m_version && *version == *m_version;
    m_now = now;
    if (same)
        return; // keeps what the person has selected in the text
    m_version = version ? std::optional(*version) : std::nullopt;
    refresh();
}

void EventDetail::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refresh();
    QWidget::changeEvent(event);
}

void EventDetail::refresh()
{
    m_centre->setEnabled(m_version && !pointsOf(m_version->record).empty());
    m_history->setEnabled(m_version.has_value());
    if (!m_version) {
        m_icon->clear();
        m_kind->clear();
        m_state->clear();
        m_text->clear();
        return;
    }
    const EventRecord &record = m_version->record;
    const bool cancelled = m_version->state == EventState::Cancelled;
    m_icon->setPixmap(iconOf(record.kind()).pixmap(QSize(20, 20), devicePixelRatio()));
    m_kind->setText(label(record.kind()));
    m_state->setText(presentation::label(m_version->state));
    auto colours = m_state->palette();
    colours.setColor(QPalette::WindowText, colourOf(cancelled ? Tone::Error : Tone::Good, palette()));
    m_state->setPalette(colours);

    const auto quiet = palette().color(QPalette::PlaceholderText).name(QColor::HexRgb);
    const auto nothing = u"<span style='color:%1'>%2</span>"_s.arg(quiet, tr("non renseigné"));
    QString rows;
    for (const Field field : fieldsOf(record.kind())) {
        if (field == Field::Subject)
            continue;
        const auto value = valueOf(record, field);
        rows += rowOf(label(field), value.trimmed().isEmpty() ? nothing : escaped(value), quiet);
    }
    const auto received
        = tr("Reçue par la plateforme à %1").arg(presentation::momentSeenFrom(m_version->recordedAt, m_now));
    const auto author = tr("par %1").arg(m_version->author.name);
    const auto revision = tr("Révision %1").arg(QLocale().toString(m_version->revision));
    m_text->setHtml(u"<h3 style='margin:2px 0 6px 0'>%1</h3><table width='100%' cellspacing='0'>%2</table>"
                    "<p style='margin-top:10px'>%3<br>%4<br>%5</p>"_s.arg(
                        escaped(record.subject), rows, escaped(received), escaped(author), escaped(revision)));
}

} // namespace cortege::widgets
