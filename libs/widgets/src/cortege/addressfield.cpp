#include "addressfield.h"

#include "addresscompleter.h"
#include "typingfields.h"

#include <widgets/theme.h>

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QToolButton>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
/// Longer texts are kept, and said to be too long, up to here.
constexpr int kMostCharacters = 3'000;

} // namespace

AddressField::AddressField(QWidget *parent)
    : QWidget(parent), m_text(new LineEdit(this)), m_place(new QToolButton(this)), m_forget(new QToolButton(this))
{
    m_text->setObjectName(u"address"_s);
    m_text->setMaxLength(kMostCharacters);
    m_place->setObjectName(u"place"_s);
    m_place->setCheckable(true);
    m_forget->setObjectName(u"forgetPlace"_s);
    m_forget->setIcon(icon(u"clear"_s));
    m_forget->setAutoRaise(true);
    for (auto *button : { m_place, m_forget })
        button->setFocusPolicy(Qt::TabFocus);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpacing - 4);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_place);
    layout->addWidget(m_forget);

    connect(m_text, &LineEdit::textEdited, this, [this](const QString &text) { edit({ text, m_address.position }); });
    // Later: Enter in the list of proposals ends the typing before it says what was chosen.
    connect(m_text, &LineEdit::editingFinished, this, &AddressField::settle, Qt::QueuedConnection);
    connect(m_place, &QToolButton::toggled, this, [this](bool wanted) {
        refresh();
        Q_EMIT pickRequested(wanted);
    });
    connect(m_forget, &QToolButton::clicked, this, [this] {
        m_text->setFocus();
        edit({ m_address.text, std::nullopt });
    });
    refresh();
}

void AddressField::setName(const QString &name)
{
    m_name = name;
    m_text->setAccessibleName(name);
    refresh();
}

void AddressField::show(const Address &address)
{
    if (address.position != m_address.position)
        m_named = m_place->isChecked() ? std::nullopt : std::optional(address.text); // else pointed at on the map
    m_address = address;
    m_text->showText(address.text);
    refresh();
}

void AddressField::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_text->setReadOnly(readOnly);
    refresh();
}

void AddressField::setFinder(const presentation::PlaceFinder &finder)
{
    m_completer = new AddressCompleter(m_text, finder);
    connect(m_completer, &AddressCompleter::chosen, this, &AddressField::edit);
}

void AddressField::setNear(std::optional<GeoPoint> near)
{
    if (m_completer)
        m_completer->setNear(near);
}

void AddressField::setPicking(bool picking)
{
    const QSignalBlocker quiet(m_place);
    m_place->setChecked(picking);
    refresh();
}

QWidget *AddressField::firstField() const { return m_text; }

QList<QWidget *> AddressField::tabStops() const { return { m_text, m_place, m_forget }; }

void AddressField::settle()
{
    if (m_completer && !m_readOnly && m_address.position && m_named
        && !presentation::mayStillMean(*m_named, m_address.text))
        edit({ m_address.text, std::nullopt });
}

void AddressField::edit(const Address &address)
{
    if (address == m_address)
        return;
    show(address);
    Q_EMIT edited(address);
}

void AddressField::refresh()
{
    const bool placed = m_address.position.has_value();
    const QString tip = m_place->isChecked() ? tr("Cliquez sur la carte à l’endroit de l’adresse (Échap : renoncer)")
        : placed                             ? tr("Placée sur la carte : cliquer pour la déplacer")
                                             : tr("Placer sur la carte");
    m_place->setIcon(placed ? icon(u"placed"_s, Tone::Good) : icon(u"place"_s));
    m_place->setToolTip(tip);
    m_place->setAccessibleName(tr("%1 : %2", "field: what the button does").arg(m_name, tip));
    m_place->setEnabled(!m_readOnly);
    m_forget->setToolTip(tr("Retirer de la carte"));
    m_forget->setAccessibleName(tr("%1 : retirer de la carte").arg(m_name));
    m_forget->setVisible(placed && !m_readOnly);
}

} // namespace cortege::widgets
