#include "densitylayer.h"

#include <presentation/densitypalette.h>

#include <QtGui/QPainter>
#include <QtQuick/QQuickWindow>
#include <QtQuick/QSGGeometryNode>
#include <QtQuick/QSGMaterial>
#include <QtQuick/QSGMaterialShader>
#include <QtQuick/QSGTexture>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <utility>

namespace cortege::map
{

using presentation::DensityField;
using presentation::DensityFieldPtr;

namespace
{

constexpr int kFull = 65535;

double shareOf(const DensityField &field, size_t cell)
{
    const double share = static_cast<double>(field.values[cell]) / static_cast<double>(field.maximum);
    if (!std::isfinite(share))
        return field.isDifference ? 0.5 : 0.;
    return std::clamp(field.isDifference ? (share + 1) / 2 : share, 0., 1.);
}

auto isoLinesOf(bool difference)
{
    return difference ? presentation::kDifferenceIsoLines : presentation::kDensityIsoLines;
}

auto coloursOf(bool difference)
{
    return difference ? presentation::differenceColours() : presentation::densityColours();
}

struct Uniforms { // std140
    std::array<float, 16> matrix;
    std::array<float, 4> centre, view, field, isoLines;
    std::array<std::array<float, 4>, presentation::kDensityColours> palette;
};
static_assert(presentation::kDensityIsoLines.size() == 4 && presentation::kDifferenceIsoLines.size() == 4);

class Material final : public QSGMaterial
{
public:
    Material() { setFlag(Blending | NoBatching); }
    QSGMaterialType *type() const override
    {
        static QSGMaterialType type;
        return &type;
    }
    QSGMaterialShader *createShader(QSGRendererInterface::RenderMode) const override;
    int compare(const QSGMaterial *other) const override { return this == other ? 0 : this < other ? -1 : 1; }

    Uniforms uniforms(const QMatrix4x4 &matrix, float opacity) const
    {
        const double x = view.centre.x - origin.x;
        const double y = view.centre.y - origin.y;
        const auto high = [](double value) { return static_cast<float>(value); };
        const auto low = [&](double value) { return static_cast<float>(value - static_cast<double>(high(value))); };
        Uniforms result {};
        std::memcpy(result.matrix.data(), matrix.constData(), sizeof result.matrix);
        result.centre = { high(x), high(y), low(x), low(y) };
        result.view = { high(view.pixelsPerWorld()), high(view.middle().x()), high(view.middle().y()), opacity };
        result.field = { high(cells.width()), high(cells.height()), pixelRatio, 0 };
        std::ranges::transform(isoLinesOf(isDifference), result.isoLines.begin(), high);
        std::ranges::transform(coloursOf(isDifference), result.palette.begin(), [](const QColor &colour) {
            return std::array { colour.redF(), colour.greenF(), colour.blueF(), colour.alphaF() };
        });
        return result;
    }

    View view;
    Mercator origin;
    QSizeF cells;
    bool isDifference = false;
    float pixelRatio = 1;
    std::unique_ptr<QSGTexture> texture;
};

class Shader final : public QSGMaterialShader
{
public:
    Shader()
    {
        setShaderFileName(VertexStage, QStringLiteral(":/map/shaders/density.vert.qsb"));
        setShaderFileName(FragmentStage, QStringLiteral(":/map/shaders/density.frag.qsb"));
    }
    bool updateUniformData(RenderState &state, QSGMaterial *material, QSGMaterial *) override
    {
        const auto uniforms = static_cast<Material *>(material)->uniforms(state.combinedMatrix(), state.opacity());
        Q_ASSERT(state.uniformData()->size() >= static_cast<qsizetype>(sizeof uniforms));
        std::memcpy(state.uniformData()->data(), &uniforms, sizeof uniforms);
        return true;
    }
    void updateSampledImage(
        RenderState &state, int, QSGTexture **texture, QSGMaterial *material, QSGMaterial *) override
    {
        *texture = static_cast<Material *>(material)->texture.get();
        (*texture)->commitTextureOperations(state.rhi(), state.resourceUpdateBatch());
    }
};

QSGMaterialShader *Material::createShader(QSGRendererInterface::RenderMode) const { return new Shader; }

std::unique_ptr<QSGGeometry> meshOf(const DensityField &field, Mercator origin)
{
    const int columns = field.meshColumns + 1;
    const int rows = field.meshRows + 1;
    auto geometry = std::make_unique<QSGGeometry>(QSGGeometry::defaultAttributes_TexturedPoint2D(), columns * rows,
        6 * field.meshColumns * field.meshRows, QSGGeometry::UnsignedIntType);
    geometry->setDrawingMode(QSGGeometry::DrawTriangles);
    auto *vertex = geometry->vertexDataAsTexturedPoint2D();
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            const Mercator place = toMercator(field.mesh[static_cast<size_t>(row * columns + column)]);
            (vertex++)->set(static_cast<float>(place.x - origin.x), static_cast<float>(place.y - origin.y),
                static_cast<float>(column) / static_cast<float>(field.meshColumns),
                static_cast<float>(row) / static_cast<float>(field.meshRows));
        }
    auto *index = geometry->indexDataAsUInt();
    for (int row = 0; row < field.meshRows; ++row)
        for (int column = 0; column < field.meshColumns; ++column) {
            const auto first = static_cast<quint32>(row * columns + column);
            const auto below = first + static_cast<quint32>(columns);
            for (const quint32 corner : { first, first + 1, below, below, first + 1, below + 1 })
                *index++ = corner;
        }
    return geometry;
}

} // namespace

QImage packedField(const DensityField &field)
{
    QImage image(field.columns, field.rows, QImage::Format_RGBX8888);
    for (int row = 0; row < field.rows; ++row) {
        uchar *pixel = image.scanLine(row);
        for (int column = 0; column < field.columns; ++column, pixel += 4) {
            const auto cell
                = static_cast<size_t>(row) * static_cast<size_t>(field.columns) + static_cast<size_t>(column);
            const auto value = static_cast<unsigned>(std::lround(shareOf(field, cell) * kFull));
            pixel[0] = static_cast<uchar>(value >> 8);
            pixel[1] = static_cast<uchar>(value & 0xff);
            pixel[2] = 0;
            pixel[3] = 0xff;
        }
    }
    return image;
}

void DensityLayer::setField(DensityFieldPtr field)
{
    Q_ASSERT(!field
        || (std::ssize(field->values) == std::ptrdiff_t { field->columns } * field->rows
            && std::ssize(field->mesh) == std::ptrdiff_t { field->meshColumns + 1 } * (field->meshRows + 1)));
    const bool drawable = field && field->columns > 0 && field->rows > 0 && field->maximum > 0;
    m_field = drawable ? std::move(field) : nullptr;
    m_changed = true;
    m_coloured = {};
    update();
}

QSGNode *DensityLayer::updateScene(QSGNode *old)
{
    auto *node = static_cast<QSGGeometryNode *>(old);
    if (!m_field) {
        delete node;
        return nullptr;
    }
    if (!node) {
        node = new QSGGeometryNode;
        node->setFlags(QSGNode::OwnsGeometry | QSGNode::OwnsMaterial);
        node->setMaterial(new Material);
        m_changed = true;
    }
    auto &material = static_cast<Material &>(*node->material());
    if (std::exchange(m_changed, false)) {
        material.origin = toMercator(m_field->mesh.front());
        material.isDifference = m_field->isDifference;
        material.cells = QSizeF(m_field->columns, m_field->rows);
        material.texture.reset(window()->createTextureFromImage(packedField(*m_field)));
        node->setGeometry(meshOf(*m_field, material.origin).release());
        node->markDirty(QSGNode::DirtyGeometry);
    }
    material.view = view();
    material.pixelRatio = static_cast<float>(pixelRatio());
    node->markDirty(QSGNode::DirtyMaterial);
    return node;
}

void DensityLayer::colourField()
{
    m_coloured = QImage(m_field->columns, m_field->rows, QImage::Format_ARGB32);
    for (int row = 0; row < m_field->rows; ++row)
        for (int column = 0; column < m_field->columns; ++column) {
            const auto cell
                = static_cast<size_t>(row) * static_cast<size_t>(m_field->columns) + static_cast<size_t>(column);
            const double share = shareOf(*m_field, cell);
            m_coloured.setPixelColor(column, row,
                m_field->isDifference ? presentation::differenceColour(2 * share - 1)
                                      : presentation::densityColour(share));
        }
}

void DensityLayer::paint(QPainter &painter)
{
    if (!m_field)
        return;
    if (m_coloured.isNull())
        colourField();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const auto corner = [this](int row, int column) {
        return view().toScreen(m_field->mesh[static_cast<size_t>(row * (m_field->meshColumns + 1) + column)]);
    };
    const double width = static_cast<double>(m_field->columns) / m_field->meshColumns;
    const double height = static_cast<double>(m_field->rows) / m_field->meshRows;
    for (int row = 0; row < m_field->meshRows; ++row)
        for (int column = 0; column < m_field->meshColumns; ++column) {
            const QRectF part(column * width, row * height, width, height);
            const QPolygonF onScreen { corner(row, column), corner(row, column + 1), corner(row + 1, column + 1),
                corner(row + 1, column) };
            const QPolygonF inField { part.topLeft(), part.topRight(), part.bottomRight(), part.bottomLeft() };
            QTransform transform;
            if (!QTransform::quadToQuad(inField, onScreen, transform))
                continue;
            painter.setTransform(transform, true);
            painter.drawImage(part, m_coloured, part);
            painter.setTransform(transform.inverted(), true);
        }
}

} // namespace cortege::map
