#include "console/factprogress.h"

#include <widgets/theme.h>

#include <QtCore/QLocale>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>

#include <algorithm>

namespace cortege::widgets
{
namespace
{
using namespace Qt::StringLiterals;
constexpr int kSteps = 1'000;
constexpr int kBarWidth = 110; ///< pixels
} // namespace

FactProgress::FactProgress(const presentation::FactBoard &board, QWidget *parent)
    : QWidget(parent), m_board(board), m_text(new QLabel(this)), m_bar(new QProgressBar(this))
{
    setObjectName(u"factProgress"_s);
    m_text->setObjectName(u"factProgressText"_s);
    m_bar->setRange(0, kSteps);
    m_bar->setFixedWidth(kBarWidth);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Faits reçus"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kSpacing, 0, kSpacing, 0);
    layout->addWidget(m_text);
    layout->addWidget(m_bar);
    connect(&board, &presentation::FactBoard::progressed, this, &FactProgress::showProgress);
    showProgress();
}

void FactProgress::showProgress()
{
    const auto &store = m_board.store();
    const qint64 toCome = store.toCome();
    const bool isComing = toCome > 0 && store.remaining() > 0;
    setVisible(isComing);
    if (!isComing)
        return;
    const qint64 here = std::max<qint64>(0, toCome - store.remaining());
    const QLocale locale;
    m_text->setText(tr("Faits : %1 sur %2").arg(locale.toString(here), locale.toString(toCome)));
    m_bar->setValue(static_cast<int>(here * kSteps / toCome));
}

} // namespace cortege::widgets
