#include "tour.h"

#include <widgets/theme.h>

#include <QtCore/QLocale>
#include <QtCore/QSettings>
#include <QtGui/QAccessible>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;

constexpr int kTourWidth = 340;

/// Also read from the organisation's file: who manages workstations can spare everybody the tour.
QString seenKey() { return u"tour/seen"_s; }

/// Beside the part where there is room, else in the middle of it.
QRect besideOf(const QRect &part, QSize size, const QRect &window)
{
    const int gap = kSpacing;
    const std::array<QPoint, 4> corners {
        QPoint(part.right() + gap, part.top()),
        QPoint(part.left() - size.width() - gap, part.top()),
        QPoint(part.left(), part.bottom() + gap),
        QPoint(part.left(), part.top() - size.height() - gap),
    };
    for (const QPoint corner : corners) {
        if (const QRect beside(corner, size); window.contains(beside))
            return beside;
    }
    QRect inside(QPoint(), size);
    inside.moveCenter(part.center());
    inside.moveLeft(std::clamp(inside.left(), gap, std::max(gap, window.right() - size.width() - gap)));
    inside.moveTop(std::clamp(inside.top(), gap, std::max(gap, window.bottom() - size.height() - gap)));
    return inside;
}

} // namespace

void Tour::start(QMainWindow &window, std::vector<Stop> stops)
{
    delete window.findChild<Tour *>();
    auto *tour = new Tour(window, std::move(stops));
    tour->goTo(0);
    if (window.isVisible())
        tour->m_on->setFocus(Qt::OtherFocusReason);
}

void Tour::offer(QMainWindow &window, std::vector<Stop> stops)
{
    if (!QSettings().value(seenKey()).toBool())
        start(window, std::move(stops));
}

Tour::Tour(QMainWindow &window, std::vector<Stop> stops)
    : QFrame(&window), m_window(window), m_stops(std::move(stops)),
      m_frame(new QRubberBand(QRubberBand::Rectangle, &window)), m_title(new QLabel(this)), m_text(new QLabel(this)),
      m_count(new QLabel(this)), m_back(new QPushButton(tr("Précédent"), this)), m_on(new QPushButton(this))
{
    setObjectName(u"tour"_s);
    build();
    window.installEventFilter(this);
    connect(m_back, &QPushButton::clicked, this, [this] { goTo(m_at - 1); });
    connect(m_on, &QPushButton::clicked, this, [this] { m_at + 1 == m_stops.size() ? end() : goTo(m_at + 1); });
}

Tour::~Tour() { delete m_frame; }

void Tour::build()
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    setForegroundRole(QPalette::ToolTipText);
    setFixedWidth(kTourWidth);
    m_title->setObjectName(u"tourTitle"_s);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_text->setObjectName(u"tourText"_s);
    m_text->setWordWrap(true);
    m_on->setObjectName(u"tourOn"_s);
    m_back->setObjectName(u"tourBack"_s);
    auto *skip = new QPushButton(tr("Passer la visite"), this);
    skip->setObjectName(u"tourSkip"_s);
    connect(skip, &QPushButton::clicked, this, &Tour::end);
    for (QLabel *label : { m_title, m_text, m_count })
        label->setForegroundRole(QPalette::ToolTipText);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_count);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(skip);
    buttons->addStretch(1);
    buttons->addWidget(m_back);
    buttons->addWidget(m_on);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    rows->setSpacing(kSpacing);
    rows->addLayout(head);
    rows->addWidget(m_text);
    rows->addLayout(buttons);
}

void Tour::goTo(size_t stop)
{
    Q_ASSERT(stop < m_stops.size());
    m_at = stop;
    m_title->setText(m_stops[stop].title);
    m_text->setText(m_stops[stop].text);
    const QLocale locale;
    m_count->setText(tr("%1 sur %2", "stop of the tour")
            .arg(locale.toString(static_cast<qulonglong>(stop + 1)),
                locale.toString(static_cast<qulonglong>(m_stops.size()))));
    m_back->setEnabled(stop > 0);
    m_on->setText(stop + 1 == m_stops.size() ? tr("Terminer") : tr("Suivant"));
    setAccessibleName(m_stops[stop].title);
    setAccessibleDescription(m_stops[stop].text);
    place();
    QAccessibleEvent alert(this, QAccessible::Alert); // read out, whatever has the focus
    QAccessible::updateAccessibility(&alert);
}

void Tour::place()
{
    const QWidget *part = m_stops[m_at].part;
    const QRect around(part->mapTo(&m_window, QPoint()), part->size());
    m_frame->setGeometry(around);
    m_frame->setVisible(part->isVisible());
    layout()->activate();
    const QSize size(
        kTourWidth, layout()->hasHeightForWidth() ? layout()->heightForWidth(kTourWidth) : sizeHint().height());
    setGeometry(besideOf(around, size, m_window.rect()));
    show();
    raise();
}

/// The window is laid out once it is shown, and again when it changes its size.
bool Tour::eventFilter(QObject *watched, QEvent *event)
{
    const bool shown = watched == &m_window && event->type() == QEvent::Show;
    if (shown || (watched == &m_window && event->type() == QEvent::Resize))
        QMetaObject::invokeMethod(this, &Tour::place, Qt::QueuedConnection);
    if (shown)
        QMetaObject::invokeMethod(m_on, [this] { m_on->setFocus(Qt::OtherFocusReason); }, Qt::QueuedConnection);
    return QFrame::eventFilter(watched, event);
}

void Tour::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return end();
    QFrame::keyPressEvent(event);
}

void Tour::end()
{
    QSettings().setValue(seenKey(), true);
    m_frame->hide();
    hide(); // the focus goes on to the window's next control
    deleteLater();
}

} // namespace cortege::widgets
