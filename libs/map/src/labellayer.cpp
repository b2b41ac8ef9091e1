#include "labellayer.h"

#include "palette.h"

#include <QtGui/QFontMetrics>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtQuick/QQuickWindow>
#include <QtQuick/QSGImageNode>
#include <QtQuick/QSGTexture>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace cortege::map
{
namespace
{

constexpr double kNearEnough = 14.4;
constexpr int kWidest = 190;
constexpr int kHalo = 2;
constexpr double kMarkerRadius = 13;
constexpr double kFromMarker = 16;
/// Among more markers than this, names have no room, and looking for it would cost the frame.
constexpr size_t kMostInView = 300;
constexpr qsizetype kMostImages = 600;

/// Where something is drawn already, in squares of the screen, so that a thousand markers in view cost no million
/// comparisons.
class Taken
{
public:
    void add(const QRectF &rect)
    {
        forEachSquare(rect, [&](quint64 square) {
            m_rects[square].push_back(rect);
            return false;
        });
    }
    bool meets(const QRectF &rect) const
    {
        return forEachSquare(rect, [&](quint64 square) {
            const auto found = m_rects.constFind(square);
            return found != m_rects.constEnd()
                && std::ranges::any_of(*found, [&](const QRectF &other) { return other.intersects(rect); });
        });
    }

private:
    static constexpr double kSide = 64;
    /// Until `stop` says so; true when it did.
    template <class Stop>
    static bool forEachSquare(const QRectF &rect, Stop stop)
    {
        const auto square = [](double pixel) { return static_cast<qint32>(std::floor(pixel / kSide)); };
        for (qint32 row = square(rect.top()); row <= square(rect.bottom()); ++row)
            for (qint32 column = square(rect.left()); column <= square(rect.right()); ++column)
                if (stop(quint64 { static_cast<quint32>(row) } << 32 | static_cast<quint32>(column)))
                    return true;
        return false;
    }
    QHash<quint64, std::vector<QRectF>> m_rects;
};

/// Textures stay with the node, for they must go while the graphics context is current.
class LabelsNode final : public QSGNode
{
public:
    QHash<QString, std::shared_ptr<QSGTexture>> textures;
};

bool goesRight(const LineString &route)
{
    return route.size() >= 2
        && std::abs(route[1].longitude - route[0].longitude) > 0.5 * std::abs(route[1].latitude - route[0].latitude)
        && route[1].longitude > route[0].longitude;
}

} // namespace

void LabelLayer::setEvents(const std::vector<presentation::MapEvent> &events, bool dark)
{
    if (m_dark != dark)
        m_images.clear();
    m_dark = dark;
    m_names.clear();
    for (size_t i = 0; i < events.size(); ++i)
        if (const auto markers = markersOf(events[i]); !markers.empty() && !events[i].subject.isEmpty())
            m_names.push_back({ toMercator(markers.front()), events[i].subject, tagOf(events[i], static_cast<int>(i)),
                goesRight(events[i].route) });
    update();
}

void LabelLayer::setFilter(const Filter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    update();
}

void LabelLayer::setFont(const QFont &font)
{
    m_font = font;
    m_images.clear();
    update();
}

std::vector<LabelLayer::Placed> LabelLayer::placed()
{
    std::vector<Placed> labels;
    if (view().zoom < kNearEnough)
        return labels;
    Taken taken;
    std::vector<std::pair<size_t, QPointF>> visible;
    const QRectF screen = boundingRect();
    for (size_t i = 0; i < m_names.size(); ++i) {
        const QPointF at = view().toScreen(m_names[i].at);
        if (!screen.contains(at) || m_filter.alphaOf(m_names[i].tag) < 1)
            continue;
        visible.emplace_back(i, at);
        taken.add({ at - QPointF(kMarkerRadius, kMarkerRadius), QSizeF(2 * kMarkerRadius, 2 * kMarkerRadius) });
    }
    if (visible.size() > kMostInView)
        return labels;
    for (const auto &[name, at] : visible) {
        const QSizeF size = imageOf(m_names[name].text).deviceIndependentSize();
        std::array corners { QPointF(kFromMarker, -size.height() / 2), QPointF(-size.width() / 2, kFromMarker),
            QPointF(-kFromMarker - size.width(), -size.height() / 2),
            QPointF(-size.width() / 2, -kFromMarker - size.height()) };
        if (m_names[name].lineOnTheRight)
            std::ranges::reverse(corners);
        for (const QPointF &corner : corners) {
            const QPointF exact = at + corner; // whole pixels: the letters stay sharp
            const QRectF rect(QPointF(std::round(exact.x()), std::round(exact.y())), size);
            if (!screen.contains(rect) || taken.meets(rect))
                continue;
            taken.add(rect);
            labels.push_back({ name, rect });
            break;
        }
    }
    return labels;
}

const QImage &LabelLayer::imageOf(const QString &text)
{
    const auto found = m_images.constFind(text);
    if (found != m_images.constEnd() && found->devicePixelRatio() == pixelRatio())
        return *found;
    if (m_images.size() >= kMostImages)
        m_images.clear();
    return *m_images.insert(text, drawn(text));
}

QImage LabelLayer::drawn(const QString &text) const
{
    const QFontMetrics metrics(m_font);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, kWidest);
    const QSize size(metrics.horizontalAdvance(shown) + 2 * kHalo, metrics.height() + 2 * kHalo);
    QImage image(size * pixelRatio(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(pixelRatio());
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPoint base(kHalo, kHalo + metrics.ascent());
    QPainterPath outline;
    outline.addText(base, m_font, shown);
    painter.strokePath(
        outline, QPen(casingColour(m_dark), 2 * kHalo - 0.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setFont(m_font); // drawn as text, not as the path, so that the letters are hinted
    painter.setPen(labelColour(m_dark));
    painter.drawText(base, shown);
    return image;
}

QSGNode *LabelLayer::updateScene(QSGNode *old)
{
    auto *node = static_cast<LabelsNode *>(old);
    if (!node)
        node = new LabelsNode;
    while (QSGNode *child = node->firstChild()) {
        node->removeChildNode(child);
        delete child;
    }
    QHash<QString, std::shared_ptr<QSGTexture>> used;
    for (const auto &[name, rect] : placed()) {
        const QString &text = m_names[name].text;
        auto texture = used.value(text, node->textures.value(text)); // several events may have one name
        const QImage &image = imageOf(text);
        if (!texture || texture->textureSize() != image.size())
            texture.reset(window()->createTextureFromImage(image));
        auto *label = window()->createImageNode();
        label->setTexture(texture.get());
        label->setRect(rect);
        node->appendChildNode(label);
        used.insert(text, texture);
    }
    node->textures = std::move(used);
    return node;
}

void LabelLayer::paint(QPainter &painter)
{
    for (const auto &[name, rect] : placed())
        painter.drawImage(rect.topLeft(), imageOf(m_names[name].text));
}

} // namespace cortege::map
