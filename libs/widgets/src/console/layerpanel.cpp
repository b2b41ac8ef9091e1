#include "console/layerpanel.h"

#include <widgets/theme.h>

#include <QtCore/QEvent>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QGridLayout>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
using presentation::MapLayer;

QString nameOf(MapLayer layer)
{
    switch (layer) {
    case MapLayer::Demonstrations:
        return LayerPanel::tr("Manifestations");
    case MapLayer::Operations:
        return LayerPanel::tr("Opérations");
    case MapLayer::Visits:
        return LayerPanel::tr("Visites");
    case MapLayer::Cancelled:
        return LayerPanel::tr("Annulés");
    case MapLayer::Density:
        return LayerPanel::tr("Densité");
    case MapLayer::Zones:
        return LayerPanel::tr("Zones");
    case MapLayer::HotSpots:
        return LayerPanel::tr("Points chauds");
    case MapLayer::Columns:
        return LayerPanel::tr("Cortèges");
    case MapLayer::Meetings:
        return LayerPanel::tr("Croisements");
    case MapLayer::Labels:
        return LayerPanel::tr("Étiquettes");
    case MapLayer::Facts:
        return LayerPanel::tr("Faits");
    }
    return {};
}

QIcon iconOfLayer(MapLayer layer)
{
    switch (layer) {
    case MapLayer::Demonstrations:
        return iconOf(EventKind::MovingDemonstration);
    case MapLayer::Operations:
        return iconOf(EventKind::PlannedOperation);
    case MapLayer::Visits:
        return iconOf(EventKind::OfficialVisit);
    case MapLayer::Cancelled:
        return icon(u"cancel"_s);
    case MapLayer::Density:
        return icon(u"density"_s, QColor(0xfc4e2a)); // from the middle of its palette
    case MapLayer::Zones:
        return icon(u"zone"_s);
    case MapLayer::HotSpots:
        return icon(u"hotspot"_s);
    case MapLayer::Columns:
        return icon(u"column"_s);
    case MapLayer::Meetings:
        return icon(u"meeting"_s);
    case MapLayer::Labels:
        return icon(u"labels"_s);
    case MapLayer::Facts:
        return icon(u"facts"_s);
    }
    return {};
}

} // namespace

LayerPanel::LayerPanel(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"layerPanel"_s);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(kSpacing);
    layout->setVerticalSpacing(2);
    int number = 0;
    constexpr int kRows = static_cast<int>(presentation::kMapLayers.size() + 1) / 2;
    for (const auto layer : presentation::kMapLayers) {
        auto *box = new QCheckBox(nameOf(layer), this);
        box->setObjectName(u"layer%1"_s.arg(static_cast<int>(layer)));
        box->setIcon(iconOfLayer(layer));
        box->setIconSize({ 16, 16 });
        box->setChecked(true);
        connect(box, &QCheckBox::toggled, this, [this, layer](bool on) { Q_EMIT layerToggled(layer, on); });
        layout->addWidget(box, number % kRows, number / kRows);
        m_boxes.insert(layer, box);
        ++number;
    }
}

void LayerPanel::setVisible(presentation::MapLayer layer, bool visible) { m_boxes.value(layer)->setChecked(visible); }

void LayerPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) // the colours of the kinds follow the palette
        refreshIcons();
    QWidget::changeEvent(event);
}

void LayerPanel::refreshIcons()
{
    for (const auto &[layer, box] : m_boxes.asKeyValueRange())
        box->setIcon(iconOfLayer(layer));
}

} // namespace cortege::widgets
