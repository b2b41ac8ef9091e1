#include "vectornode.h"

#include "palette.h"
#include "symbols.h"

#include <QtQuick/QSGGeometryNode>
#include <QtQuick/QSGMaterial>
#include <QtQuick/QSGMaterialShader>
#include <QtQuick/QSGTexture>

#include <array>
#include <cmath>
#include <cstring>

namespace cortege::map
{
namespace
{

using namespace Qt::StringLiterals;

enum class Program { Area, Line, Symbol };

// --- vertices: the layouts that the shaders declare ------------------------------------------------------------------

struct Colour {
    explicit Colour(const QColor &colour)
        : r(static_cast<uchar>(colour.red())), g(static_cast<uchar>(colour.green())),
          b(static_cast<uchar>(colour.blue())), a(static_cast<uchar>(colour.alpha()))
    {
    }
    uchar r, g, b, a;
};
struct Place {
    explicit Place(QPointF point) : x(static_cast<float>(point.x())), y(static_cast<float>(point.y())) { }
    float x, y;
};
struct AreaVertex {
    Place place;
    Tag tag;
    Colour colour;
};
struct LineVertex {
    Place a, b;
    Tag tag;
    Colour colour, casingColour;
    float halfWidth, casing, pattern, along;
    float end, side;
};
struct SymbolVertex {
    Place place;
    Tag tag;
    Place offset, texel;
};

QSGGeometry::Attribute floats(int position, int count, bool isPosition = false)
{
    return QSGGeometry::Attribute::createWithAttributeType(position, count, QSGGeometry::FloatType,
        isPosition ? QSGGeometry::PositionAttribute : QSGGeometry::UnknownAttribute);
}
QSGGeometry::Attribute colour(int position)
{
    return QSGGeometry::Attribute::createWithAttributeType(
        position, 4, QSGGeometry::UnsignedByteType, QSGGeometry::ColorAttribute);
}

template <class Vertex, size_t Count>
QSGGeometry::AttributeSet layout(const std::array<QSGGeometry::Attribute, Count> &attributes)
{
    return { static_cast<int>(Count), sizeof(Vertex), attributes.data() };
}

const QSGGeometry::AttributeSet &layoutOf(Program program)
{
    static const std::array kArea { floats(0, 2, true), floats(1, 4), colour(2) };
    static const std::array kLine { floats(0, 4, true), floats(1, 4), colour(2), colour(3), floats(4, 4),
        floats(5, 2) };
    static const std::array kSymbol { floats(0, 2, true), floats(1, 4), floats(2, 2), floats(3, 2) };
    static const std::array kLayouts { layout<AreaVertex>(kArea), layout<LineVertex>(kLine),
        layout<SymbolVertex>(kSymbol) };
    return kLayouts[static_cast<size_t>(program)];
}

template <class Vertex>
struct Mesh {
    std::vector<Vertex> vertices;
    std::vector<quint32> indices;

    quint32 next() const { return static_cast<quint32>(vertices.size()); }
    void addQuadIndices() // for the four vertices that are added next: 0 1 / 2 3
    {
        const quint32 first = next();
        indices.insert(indices.end(), { first, first + 1, first + 2, first + 2, first + 1, first + 3 });
    }
    std::unique_ptr<QSGGeometry> geometry(Program program) const
    {
        auto geometry = std::make_unique<QSGGeometry>(layoutOf(program), static_cast<int>(vertices.size()),
            static_cast<int>(indices.size()), QSGGeometry::UnsignedIntType);
        geometry->setDrawingMode(QSGGeometry::DrawTriangles);
        std::memcpy(geometry->vertexData(), vertices.data(), vertices.size() * sizeof(Vertex));
        std::memcpy(geometry->indexData(), indices.data(), indices.size() * sizeof(quint32));
        return geometry;
    }
};

Mesh<AreaVertex> meshOf(const std::vector<Area> &areas)
{
    Mesh<AreaVertex> mesh;
    for (const Area &area : areas) {
        const quint32 first = mesh.next();
        for (const QPointF &corner : area.ring)
            mesh.vertices.push_back({ Place(corner), area.tag, Colour(area.colour) });
        for (const quint32 index : area.triangles)
            mesh.indices.push_back(first + index);
    }
    return mesh;
}

void addSegment(Mesh<LineVertex> &mesh, const Line &line, QPointF a, QPointF b, double along)
{
    const LineStyle &style = line.style;
    const float pattern = (style.dashed ? 1.F : 0.F) + (style.arrows ? 2.F : 0.F);
    mesh.addQuadIndices();
    for (const float end : { -1.F, 1.F })
        for (const float side : { -1.F, 1.F })
            mesh.vertices.push_back({ Place(a), Place(b), line.tag, Colour(style.colour), Colour(style.casingColour),
                style.halfWidth, style.casing, pattern, static_cast<float>(along), end, side });
}

Mesh<LineVertex> meshOf(const std::vector<Line> &lines)
{
    Mesh<LineVertex> mesh;
    for (const Line &line : lines) {
        double along = 0;
        const size_t count = line.points.size();
        for (size_t i = 1; i < count + (line.closed ? 1 : 0); ++i) {
            const QPointF a = line.points[i - 1];
            const QPointF b = line.points[i % count];
            addSegment(mesh, line, a, b, along);
            along += std::hypot(b.x() - a.x(), b.y() - a.y());
        }
    }
    return mesh;
}

Mesh<SymbolVertex> meshOf(const std::vector<Symbol> &symbols)
{
    Mesh<SymbolVertex> mesh;
    const QSizeF atlas = symbolAtlasSize();
    for (const Symbol &symbol : symbols) {
        const QRectF cell = symbolRect(symbol.shape);
        mesh.addQuadIndices();
        for (const QPointF &corner : { cell.topLeft(), cell.topRight(), cell.bottomLeft(), cell.bottomRight() })
            mesh.vertices.push_back({ Place(symbol.at), symbol.tag, Place(corner - cell.center() + symbol.offset),
                Place({ corner.x() / atlas.width(), corner.y() / atlas.height() }) });
    }
    return mesh;
}

// --- materials -------------------------------------------------------------------------------------------------------

struct Uniforms { // std140
    std::array<float, 16> matrix;
    std::array<float, 4> centre, view, window, shown, style, pass;
};
static_assert(sizeof(Uniforms) == 160);

class Material final : public QSGMaterial
{
public:
    Material(Program program, const VectorState &state, bool casingPass, QSGTexture *texture)
        : m_program(program), m_state(state), m_casingPass(casingPass), m_texture(texture)
    {
        setFlag(Blending | NoBatching);
    }

    QSGMaterialType *type() const override
    {
        static std::array<QSGMaterialType, 3> types;
        return &types[static_cast<size_t>(m_program)];
    }
    QSGMaterialShader *createShader(QSGRendererInterface::RenderMode) const override;
    int compare(const QSGMaterial *other) const override { return this == other ? 0 : this < other ? -1 : 1; }

    QSGTexture *texture() const { return m_texture; }
    Uniforms uniforms(const QMatrix4x4 &matrix, float opacity) const
    {
        const auto &[view, filter, origin, pixelRatio] = m_state;
        const double x = view.centre.x - origin.x;
        const double y = view.centre.y - origin.y;
        const auto high = [](double value) { return static_cast<float>(value); };
        const auto low
            = [](double value) { return static_cast<float>(value - static_cast<double>(static_cast<float>(value))); };
        const auto flag = [](bool shown) { return shown ? 1.F : 0.F; };
        Uniforms result {};
        std::memcpy(result.matrix.data(), matrix.constData(), sizeof result.matrix);
        result.centre = { high(x), high(y), low(x), low(y) };
        result.view = { static_cast<float>(view.pixelsPerWorld()), static_cast<float>(view.middle().x()),
            static_cast<float>(view.middle().y()), opacity };
        result.window = { filter.windowBegin(), filter.windowEnd(), filter.outsideAlpha(),
            static_cast<float>(filter.hiddenIndex) };
        result.shown = { flag(filter.kinds[0]), flag(filter.kinds[1]), flag(filter.kinds[2]), flag(filter.kinds[3]) };
        result.style = { pixelRatio, lineFactor(view.zoom), static_cast<float>(arrowSpacing(view.zoom)),
            flag(filter.cancelled) };
        result.pass = { flag(m_casingPass), 0, 0, 0 };
        return result;
    }

private:
    Program m_program;
    const VectorState &m_state;
    bool m_casingPass;
    QSGTexture *m_texture;
};

class Shader final : public QSGMaterialShader
{
public:
    explicit Shader(const QString &name)
    {
        setShaderFileName(VertexStage, u":/map/shaders/%1.vert.qsb"_s.arg(name));
        setShaderFileName(FragmentStage, u":/map/shaders/%1.frag.qsb"_s.arg(name));
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
        *texture = static_cast<Material *>(material)->texture();
        (*texture)->commitTextureOperations(state.rhi(), state.resourceUpdateBatch());
    }
};

QSGMaterialShader *Material::createShader(QSGRendererInterface::RenderMode) const
{
    static const std::array kNames { u"area"_s, u"line"_s, u"symbol"_s };
    return new Shader(kNames[static_cast<size_t>(m_program)]);
}

} // namespace

class VectorNode::Private
{
public:
    VectorState state;
    std::vector<std::unique_ptr<QSGGeometry>> geometries;
    std::shared_ptr<QSGTexture> atlas;
    std::vector<std::unique_ptr<QSGGeometryNode>> nodes;

    void addNode(QSGNode &parent, Program program, QSGGeometry *geometry, bool casingPass = false)
    {
        auto node = std::make_unique<QSGGeometryNode>();
        node->setFlag(QSGNode::OwnedByParent, false);
        node->setFlag(QSGNode::OwnsMaterial);
        node->setGeometry(geometry);
        node->setMaterial(new Material(program, state, casingPass, atlas.get()));
        parent.appendChildNode(node.get());
        nodes.push_back(std::move(node));
    }
    QSGGeometry *keep(std::unique_ptr<QSGGeometry> geometry)
    {
        geometries.push_back(std::move(geometry));
        return geometries.back().get();
    }
};

VectorNode::VectorNode(const Primitives &primitives, std::shared_ptr<QSGTexture> atlas) : d(std::make_unique<Private>())
{
    d->atlas = std::move(atlas);
    if (d->atlas)
        d->atlas->setFiltering(QSGTexture::Linear);
    if (!primitives.areas.empty())
        d->addNode(*this, Program::Area, d->keep(meshOf(primitives.areas).geometry(Program::Area)));
    if (!primitives.lines.empty()) {
        // First the casings of all lines, then all lines: crossing routes join instead of cutting each other.
        auto *geometry = d->keep(meshOf(primitives.lines).geometry(Program::Line));
        d->addNode(*this, Program::Line, geometry, true);
        d->addNode(*this, Program::Line, geometry);
    }
    Q_ASSERT(d->atlas || primitives.symbols.empty());
    if (!primitives.symbols.empty())
        d->addNode(*this, Program::Symbol, d->keep(meshOf(primitives.symbols).geometry(Program::Symbol)));
}

const std::shared_ptr<QSGTexture> &VectorNode::atlas() const { return d->atlas; }

VectorNode::~VectorNode() { removeAllChildNodes(); }

void VectorNode::setState(const VectorState &state)
{
    d->state = state;
    for (const auto &node : d->nodes)
        node->markDirty(DirtyMaterial);
}

} // namespace cortege::map
