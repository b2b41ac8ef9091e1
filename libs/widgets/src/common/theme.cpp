#include "lookstyle.h"

#include <presentation/kindcolours.h>
#include <widgets/theme.h>

#include <QtCore/QBuffer>
#include <QtCore/QFile>
#include <QtGui/QGuiApplication>
#include <QtGui/QIconEngine>
#include <QtGui/QImageReader>
#include <QtGui/QPainter>
#include <QtGui/QPixmapCache>
#include <QtGui/QStyleHints>
#include <QtWidgets/QApplication>

#include <functional>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;

QPixmap drawn(const QByteArray &svg, QSize size, const QColor &colour)
{
    auto coloured = svg;
    coloured.replace("currentColor", colour.name().toLatin1());
    QBuffer buffer(&coloured);
    QImageReader reader(&buffer, "svg");
    reader.setScaledSize(size);
    return QPixmap::fromImage(reader.read());
}

/// Draws the SVG in the colour that holds at that moment, so that a switch to dark needs nothing.
class TintedSvg final : public QIconEngine
{
public:
    TintedSvg(QByteArray svg, std::function<QColor()> colour) : m_svg(std::move(svg)), m_colour(std::move(colour)) { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const auto ratio = painter->device()->devicePixelRatio();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        const auto colour = colourFor(mode);
        const auto key = u"%1-%2x%3-%4"_s.arg(qHash(m_svg)).arg(size.width()).arg(size.height()).arg(colour.name());
        QPixmap pixmap;
        if (!QPixmapCache::find(key, &pixmap)) {
            pixmap = drawn(m_svg, size, colour);
            QPixmapCache::insert(key, pixmap);
        }
        return pixmap;
    }
    QIconEngine *clone() const override { return new TintedSvg(*this); }
    bool isNull() override { return m_svg.isEmpty(); }

private:
    QColor colourFor(QIcon::Mode mode) const
    {
        const auto palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::WindowText);
        if (m_colour)
            return m_colour();
        return mode == QIcon::Selected ? palette.color(QPalette::HighlightedText) : palette.color(QPalette::WindowText);
    }

    QByteArray m_svg;
    std::function<QColor()> m_colour; ///< none: the text's
};

QIcon tinted(const QString &name, std::function<QColor()> colour)
{
    QFile file(u":/icons/%1.svg"_s.arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "icon", qPrintable(name));
    return QIcon(new TintedSvg(file.readAll(), std::move(colour)));
}

struct LookColours {
    QColor window, base, alternate, text, quiet, button, line, accent, onAccent, link;
};

LookColours lookColours(Look look)
{
    switch (look) {
    case Look::Light:
        return { QColor(0xf5f6f8), QColor(0xffffff), QColor(0xf0f2f5), QColor(0x1c2430), QColor(0x616a77),
            QColor(0xfafbfc), QColor(0xc9ced6), QColor(0x1f5fbf), QColor(0xffffff), QColor(0x1f5fbf) };
    case Look::Dark:
        return { QColor(0x1f2328), QColor(0x16191d), QColor(0x1c2025), QColor(0xe6e9ed), QColor(0xabb3be),
            QColor(0x2a2f36), QColor(0x3a4048), QColor(0x2f6fd6), QColor(0xffffff), QColor(0x7aa7ff) };
    case Look::Contrast:
        return { Qt::black, Qt::black, Qt::black, Qt::white, QColor(0xc8c8c8), Qt::black, Qt::white, QColor(0xffd60a),
            Qt::black, QColor(0x7fd4ff) };
    }
    return {};
}

} // namespace

void installLook(QApplication &application, std::optional<Look> wanted)
{
    QApplication::setStyle(new LookStyle(wanted.value_or(Look::Light)));
    if (wanted)
        return QApplication::setPalette(lookPalette(*wanted));
    const auto *hints = QGuiApplication::styleHints();
    const auto follow = [hints] {
        const bool dark = hints->colorScheme() == Qt::ColorScheme::Dark;
        QApplication::setPalette(lookPalette(dark ? Look::Dark : Look::Light));
    };
    QObject::connect(hints, &QStyleHints::colorSchemeChanged, &application, follow);
    follow();
}

QPalette lookPalette(Look look)
{
    const LookColours colours = lookColours(look);
    QPalette palette(colours.button, colours.window);
    palette.setColor(QPalette::Base, colours.base);
    palette.setColor(QPalette::AlternateBase, colours.alternate);
    palette.setColor(QPalette::ToolTipBase, colours.base);
    palette.setColor(QPalette::Mid, colours.line);
    palette.setColor(QPalette::Highlight, colours.accent);
    palette.setColor(QPalette::Accent, colours.accent);
    palette.setColor(QPalette::HighlightedText, colours.onAccent);
    palette.setColor(QPalette::Link, colours.link);
    palette.setColor(QPalette::PlaceholderText, colours.quiet);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText }) {
        palette.setColor(role, colours.text);
        palette.setColor(QPalette::Disabled, role, colours.quiet);
    }
    return palette;
}

QIcon icon(const QString &name) { return tinted(name, {}); }

QIcon icon(const QString &name, const QColor &colour)
{
    return tinted(name, [colour] { return colour; });
}

QIcon icon(const QString &name, Tone tone)
{
    return tinted(name, [tone] { return colourOf(tone, QGuiApplication::palette()); });
}

QIcon iconOf(EventKind kind)
{
    return tinted(nameOfIcon(kind), [kind] { return colourOf(kind); });
}

QString nameOfIcon(EventKind kind)
{
    switch (kind) {
    case EventKind::MovingDemonstration:
        return u"moving"_s;
    case EventKind::StaticDemonstration:
        return u"static"_s;
    case EventKind::PlannedOperation:
        return u"operation"_s;
    case EventKind::OfficialVisit:
        return u"visit"_s;
    }
    return {};
}

QColor colourOf(EventKind kind) { return presentation::colourOf(kind, isDark(QGuiApplication::palette())); }

QColor colourOf(Tone tone, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (tone) {
    case Tone::Good:
        return dark ? QColor(0x6fcf97) : QColor(0x1a7f37);
    case Tone::Busy:
        return dark ? QColor(0x7aa7ff) : QColor(0x1f5fbf);
    case Tone::Warning:
        return dark ? QColor(0xf2c14e) : QColor(0x8a5a00);
    case Tone::Error:
        return dark ? QColor(0xff8f85) : QColor(0xb3261e);
    case Tone::Quiet: {
        auto colour = palette.color(QPalette::WindowText);
        colour.setAlphaF(0.68F);
        return colour;
    }
    }
    return {};
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

} // namespace cortege::widgets
