#include "console/densitylegend.h"

#include "console/densityscale.h"

#include <presentation/texts.h>
#include <presentation/zonelist.h>
#include <widgets/theme.h>

#include <QtCore/QLocale>
#include <QtCore/QSignalBlocker>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QSlider>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;

constexpr int kStep = 25; ///< metres a step of the slider
constexpr int kNarrowest = 300; ///< pixels: the card must not change its size while the window of time moves

QLabel *quietLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setForegroundRole(QPalette::WindowText);
    label->setWordWrap(false);
    return label;
}

} // namespace

DensityLegend::DensityLegend(QWidget *parent)
    : Card(parent), m_title(quietLabel(this)), m_unit(quietLabel(this)), m_scale(new DensityScale(this)),
      m_highest(quietLabel(this)), m_window(quietLabel(this)), m_slider(new QSlider(Qt::Horizontal, this)),
      m_bandwidth(new QLabel(this))
{
    setObjectName(u"densityLegend"_s);
    auto font = m_title->font();
    font.setBold(true);
    m_title->setFont(font);
    m_highest->setObjectName(u"densityHighest"_s);
    m_window->setObjectName(u"densityWindow"_s);
    m_bandwidth->setObjectName(u"densityBandwidth"_s);

    m_slider->setObjectName(u"bandwidthSlider"_s);
    m_slider->setAccessibleName(tr("Lissage de la densité, en mètres"));
    m_slider->setToolTip(tr("Distance sur laquelle les personnes attendues sont réparties autour de leur lieu "
                            "(écart type du noyau gaussien)"));
    m_slider->setRange(static_cast<int>(presentation::kNarrowestBandwidth) / kStep,
        static_cast<int>(presentation::kWidestBandwidth) / kStep);
    m_slider->setPageStep(2);
    connect(m_slider, &QSlider::valueChanged, this, [this](int step) {
        setBandwidth(step * kStep);
        Q_EMIT bandwidthChosen(step * kStep);
    });

    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_slider, 1);
    bottom->addWidget(m_bandwidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin - 2, kMargin, kMargin - 2);
    layout->setSpacing(3);
    setMinimumWidth(kNarrowest);
    layout->addWidget(m_title);
    layout->addWidget(m_unit);
    layout->addSpacing(4);
    layout->addWidget(m_scale);
    layout->addWidget(m_highest);
    layout->addWidget(m_window);
    layout->addLayout(bottom);
    showUnit(false, presentation::TensionUnit::People);
    setBandwidth(presentation::TensionParameters {}.set.bandwidth);
}

void DensityLegend::setPicture(const presentation::TensionPicture &picture)
{
    const bool compares = picture.comparison.has_value();
    const auto &shown = compares ? picture.comparison->difference : picture.field;
    const double top = shown ? static_cast<double>(shown->maximum) : 0;
    compares ? m_scale->setDifference(top, picture.unit) : m_scale->setTop(top, picture.unit);
    showUnit(compares, picture.unit);
    m_highest->setText(compares ? tr("Bleu : moins qu’avant ; orange : plus")
            : shown             ? tr("Maximum : %1").arg(presentation::densityText(picture.highest, picture.unit))
                                : tr("Personne n’est attendu dans cette période."));
    const auto &window = picture.parameters.window;
    m_window->setText(presentation::interval(window.begin, window.end));
    updateGeometry();
}

void DensityLegend::showUnit(bool compares, presentation::TensionUnit unit)
{
    const bool people = unit == presentation::TensionUnit::People;
    m_title->setText(compares ? tr("Écart entre deux périodes")
            : people          ? tr("Densité de personnes attendues")
                              : tr("Densité de faits et d’événements"));
    m_unit->setText(people ? tr("personnes / ha, en moyenne sur la période") : tr("points / ha sur la période"));
}

void DensityLegend::setBandwidth(double metres)
{
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(static_cast<int>(std::lround(metres / kStep)));
    m_bandwidth->setText(tr("lissage %1 m").arg(QLocale().toString(metres, 'f', 0)));
}

QStringList DensityLegend::scaleTexts() const { return m_scale->texts(); }

} // namespace cortege::widgets
