#include "console/chartsdialog.h"

#include "console/tables.h"

#include <presentation/texts.h>
#include <widgets/theme.h>

#include <QtCore/QLocale>
#include <QtGui/QPainter>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace cortege::widgets
{
namespace
{
using namespace Qt::StringLiterals;
using presentation::Chart;
using presentation::ChartBy;
} // namespace

ChartView::ChartView(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"chartView"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
}

void ChartView::set(const Chart &chart)
{
    if (chart == m_chart)
        return;
    m_chart = chart;
    setAccessibleName(tr("Graphique : %1, le même que le tableau").arg(label(chart.by)));
    updateGeometry();
    update();
}

int ChartView::lineHeight() const { return fontMetrics().height() + 6; }

int ChartView::nameWidth() const
{
    int width = 0;
    for (const Chart::Bar &bar : m_chart.bars)
        width = std::max(width, fontMetrics().horizontalAdvance(bar.name));
    return width;
}

QSize ChartView::sizeHint() const { return { 420, static_cast<int>(m_chart.bars.size()) * lineHeight() + kSpacing }; }

/// Events are full, facts are hatched after them: nobody needs the colours to tell them apart.
void ChartView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    qint64 most = 1;
    for (const Chart::Bar &bar : m_chart.bars)
        most = std::max(most, bar.events + bar.facts);
    const int left = nameWidth() + kSpacing;
    const int number = fontMetrics().horizontalAdvance(QLocale().toString(most)) + kSpacing;
    const double perUnit = static_cast<double>(std::max(20, width() - left - number)) / static_cast<double>(most);
    const QColor colour = colourOf(Tone::Busy, palette());
    int top = kSpacing / 2;
    for (const Chart::Bar &bar : m_chart.bars) {
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QRectF(0, top, left - kSpacing, lineHeight()), Qt::AlignRight | Qt::AlignVCenter, bar.name);
        const double events = bar.events * perUnit;
        const double facts = static_cast<double>(bar.facts) * perUnit;
        painter.fillRect(QRectF(left, top + 2, events, lineHeight() - 4), colour);
        painter.fillRect(QRectF(left + events, top + 2, facts, lineHeight() - 4), QBrush(colour, Qt::BDiagPattern));
        painter.drawText(QRectF(left + events + facts + 4, top, number, lineHeight()), Qt::AlignLeft | Qt::AlignVCenter,
            QLocale().toString(bar.events + bar.facts));
        top += lineHeight();
    }
}

ChartsDialog::ChartsDialog(presentation::ConsoleController &controller, QWidget *parent)
    : QDialog(parent), m_controller(controller), m_by(new QComboBox(this)), m_chosen(new QCheckBox(this)),
      m_period(new QLabel(this)), m_view(new ChartView)
{
    setObjectName(u"charts"_s);
    setWindowTitle(tr("Graphiques"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_by->setObjectName(u"chartBy"_s);
    m_by->setAccessibleName(tr("Compter"));
    for (const auto by : presentation::kChartsBy)
        m_by->addItem(label(by), static_cast<int>(by));
    m_chosen->setObjectName(u"chartChosen"_s);
    m_period->setObjectName(u"chartPeriod"_s);
    m_period->setWordWrap(true);
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(m_view);
    auto *table = new QTableView(this);
    table->setObjectName(u"chartTable"_s);
    table->setAccessibleName(tr("Le graphique en tableau"));
    table->setModel(&m_model);
    makeReading(*table, presentation::ChartTable::Name);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("&Fermer"), QDialogButtonBox::RejectRole)->setAutoDefault(false); // Return stays in the table
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *both = new QHBoxLayout;
    both->addWidget(area, 3);
    both->addWidget(table, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(kSpacing);
    layout->addWidget(m_by);
    layout->addWidget(m_chosen);
    layout->addWidget(m_period);
    layout->addLayout(both, 1);
    layout->addWidget(buttons);
    resize(860, 560);
    auto &lens = m_controller.factLens();
    connect(m_chosen, &QCheckBox::toggled, this, &ChartsDialog::showChart);
    connect(&lens, &presentation::FactLens::areaChanged, this, &ChartsDialog::followArea);
    connect(&lens, &presentation::FactLens::found, this, [this] {
        if (m_chosen->isChecked())
            showChart();
    });
    connect(m_by, &QComboBox::activated, this, &ChartsDialog::showChart);
    connect(&m_controller.tension(), &presentation::TensionOverlay::pictureChanged, this, &ChartsDialog::showChart);
    followArea();
}

void ChartsDialog::showChosen() { m_chosen->setChecked(m_chosen->isEnabled()); }

void ChartsDialog::followArea()
{
    const auto &lens = m_controller.factLens();
    const auto &area = lens.area();
    m_chosen->setEnabled(area.has_value());
    m_chosen->setText(area ? tr("Seulement ce qui est &choisi : %1").arg(nameOf(*area, *lens.division()))
                           : tr("Seulement ce qui est &choisi sur la carte"));
    if (!area)
        m_chosen->setChecked(false);
    showChart();
}

void ChartsDialog::showChart()
{
    const auto &tension = m_controller.tension();
    const auto &parameters = tension.parameters();
    const auto &findings = m_controller.factLens().findings();
    const auto &division = *tension.division();
    const bool chosen = m_chosen->isChecked() && findings.wish.area;
    m_model.set(presentation::chartOf(static_cast<ChartBy>(m_by->currentData().toInt()),
        chosen ? eventsIn(tension.events(), *findings.wish.area, division) : tension.events(),
        chosen ? findings.selectedFacts : tension.facts(), parameters.window, parameters.set.hours, division));
    m_view->set(m_model.chart());
    const auto &clock = m_controller.timeWindow().clockFilter();
    m_period->setText(presentation::interval(parameters.window.begin, parameters.window.end)
        + (clock.isOff() ? QString() : u" · "_s + describe(clock)));
}

} // namespace cortege::widgets
