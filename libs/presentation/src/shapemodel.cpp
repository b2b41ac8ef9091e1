#include <presentation/shapemodel.h>

#include <QtGui/QUndoCommand>

#include <algorithm>
#include <utility>

namespace cortege::presentation
{

namespace
{
constexpr int kEditCommandId = 0x5348;
}

/// Whole shapes before and after: a drawing has a few hundred vertices, and no edit can then be undone wrongly.
class ShapeModel::Edit final : public QUndoCommand
{
public:
    Edit(ShapeModel &model, std::vector<GeoPoint> after, Along along, int gesture, const QString &text)
        : QUndoCommand(text), m_model(model), m_before(model.m_points), m_after(std::move(after)),
          m_along(std::move(along)), m_gesture(gesture)
    {
    }

    int id() const override { return kEditCommandId; }
    int gesture() const { return m_gesture; }
    void undo() override
    {
        setObsolete(m_model.m_reverting);
        if (m_along.undo)
            m_along.undo();
        m_model.set(m_before);
    }
    void redo() override
    {
        if (m_along.redo)
            m_along.redo();
        m_model.set(m_after);
    }

    bool mergeWith(const QUndoCommand *other) override
    {
        const auto &next = static_cast<const Edit &>(*other); // same id(), so the same class
        if (m_gesture == 0 || &next.m_model != &m_model || next.m_gesture != m_gesture)
            return false;
        m_after = next.m_after;
        if (!m_along.undo)
            m_along.undo = next.m_along.undo;
        if (next.m_along.redo)
            m_along.redo = next.m_along.redo;
        setObsolete(m_after == m_before && !m_along.undo); // a vertex that came back by itself leaves no empty step
        return true;
    }

private:
    ShapeModel &m_model;
    std::vector<GeoPoint> m_before;
    std::vector<GeoPoint> m_after;
    Along m_along;
    int m_gesture;
};

ShapeModel::ShapeModel(QUndoStack &undo, QObject *parent) : QAbstractListModel(parent), m_undo(undo) { }

void ShapeModel::reset(Kind kind, std::vector<GeoPoint> points)
{
    beginResetModel();
    m_points = std::move(points);
    const bool otherKind = std::exchange(m_kind, kind) != kind;
    endResetModel();
    if (otherKind)
        Q_EMIT kindChanged();
    Q_EMIT changed();
}

void ShapeModel::append(GeoPoint point) { insert(count(), point); }

void ShapeModel::insert(int index, GeoPoint point, int gesture)
{
    Q_ASSERT(index >= 0 && index <= count());
    auto points = m_points;
    points.insert(points.begin() + index, point);
    push(std::move(points), gesture, tr("ajout d’un sommet"));
}

void ShapeModel::move(int index, GeoPoint point, int gesture)
{
    Q_ASSERT(index >= 0 && index < count());
    if (m_points[static_cast<size_t>(index)] == point)
        return;
    auto points = m_points;
    points[static_cast<size_t>(index)] = point;
    push(std::move(points), gesture, tr("déplacement d’un sommet"));
}

void ShapeModel::remove(int index)
{
    Q_ASSERT(index >= 0 && index < count());
    auto points = m_points;
    points.erase(points.begin() + index);
    push(std::move(points), 0, tr("suppression d’un sommet"));
}

void ShapeModel::clear()
{
    if (!m_points.empty())
        push({}, 0, tr("suppression du dessin"));
}

void ShapeModel::replace(std::vector<GeoPoint> points, const QString &step)
{
    if (points != m_points)
        push(std::move(points), 0, step);
}

void ShapeModel::revert(int gesture)
{
    const auto *last = m_undo.canUndo() && !m_undo.canRedo() ? m_undo.command(m_undo.index() - 1) : nullptr;
    if (gesture == 0 || !last || last->id() != kEditCommandId || static_cast<const Edit *>(last)->gesture() != gesture)
        return;
    m_reverting = true; // the step goes: there is nothing to be done again
    m_undo.undo();
    m_reverting = false;
}

void ShapeModel::push(std::vector<GeoPoint> points, int gesture, const QString &text)
{
    Along along = m_follower ? m_follower(points) : Along {};
    m_undo.push(new Edit(*this, std::move(points), std::move(along), gesture, text));
}

void ShapeModel::set(std::vector<GeoPoint> points)
{
    const auto [oldEnd, newEnd] = std::ranges::mismatch(m_points, points);
    const auto prefix = oldEnd - m_points.begin();
    const auto oldTail = std::ranges::subrange(oldEnd, m_points.end());
    const auto newTail = std::ranges::subrange(newEnd, points.end());
    const auto common = std::min(std::ssize(oldTail), std::ssize(newTail));
    auto suffix = std::ptrdiff_t { 0 };
    while (suffix < common && *(m_points.end() - 1 - suffix) == *(points.end() - 1 - suffix))
        ++suffix;
    const int first = static_cast<int>(prefix);
    const int lastOld = static_cast<int>(std::ssize(m_points) - suffix) - 1;
    const int lastNew = static_cast<int>(std::ssize(points) - suffix) - 1;
    if (lastOld >= first && lastNew >= first && lastOld != lastNew) { // more than one thing at once: undo of clear() …
        beginResetModel();
        m_points = std::move(points);
        endResetModel();
    } else if (lastNew > lastOld) {
        beginInsertRows({}, first, lastNew);
        m_points = std::move(points);
        endInsertRows();
    } else if (lastOld > lastNew) {
        beginRemoveRows({}, first, lastOld);
        m_points = std::move(points);
        endRemoveRows();
    } else if (lastNew >= first) {
        m_points = std::move(points);
        Q_EMIT dataChanged(index(first), index(lastNew));
    }
    Q_EMIT changed();
}

int ShapeModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : count(); }

QVariant ShapeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const GeoPoint &point = m_points[static_cast<size_t>(index.row())];
    if (role == LatitudeRole)
        return point.latitude;
    if (role == LongitudeRole)
        return point.longitude;
    return {};
}

QHash<int, QByteArray> ShapeModel::roleNames() const
{
    return { { LatitudeRole, "latitude" }, { LongitudeRole, "longitude" } };
}

} // namespace cortege::presentation
