#pragma once

#include <domain/geometry.h>

#include <QtCore/QAbstractListModel>
#include <QtGui/QUndoStack>

#include <functional>

namespace cortege::presentation
{

/// The vertices of the one shape being drawn, with every edit as a step that can be undone.
///
/// Rows are vertices in order; the roles are LatitudeRole and LongitudeRole (degrees, WGS 84). The undo stack belongs
/// to the form as a whole, so that typing and drawing undo in the order in which they were done.
class ShapeModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(bool closed READ isClosed NOTIFY kindChanged)
    Q_PROPERTY(int count READ count NOTIFY changed)
public:
    enum class Kind { Route, Footprint };
    enum Roles { LatitudeRole = Qt::UserRole + 1, LongitudeRole };

    explicit ShapeModel(QUndoStack &undo, QObject *parent = nullptr);

    Kind kind() const { return m_kind; }
    bool isClosed() const { return m_kind == Kind::Footprint; }
    int count() const { return static_cast<int>(m_points.size()); }
    const std::vector<GeoPoint> &points() const { return m_points; }

    /// What changes along with the vertices, in the same step: both or none of the two.
    struct Along {
        std::function<void()> undo;
        std::function<void()> redo;
    };
    /// Asked at each edit with the vertices to come, and not when a step is undone or done again.
    using Follower = std::function<Along(const std::vector<GeoPoint> &next)>;
    void setFollower(Follower follower) { m_follower = std::move(follower); }

    /// Replaces everything without an undo step (another record was opened).
    void reset(Kind kind, std::vector<GeoPoint> points);

    // Edits. Each is one undo step; moves that carry the same gesture number merge into one.
    void append(GeoPoint point);
    void insert(int index, GeoPoint point, int gesture = 0);
    void move(int index, GeoPoint point, int gesture = 0);
    void remove(int index);
    void clear();
    void replace(std::vector<GeoPoint> points, const QString &step); ///< `step` names it in the undo stack
    /// Takes back everything the latest gesture did, and its step with it (Escape during a drag).
    void revert(int gesture);
    using QAbstractListModel::revert;
    /// A number that no earlier gesture had.
    int nextGesture() { return ++m_gesture; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void changed(); ///< any vertex, after the fact; also after undo and redo
    void kindChanged();

private:
    class Edit;
    void push(std::vector<GeoPoint> points, int gesture, const QString &text);
    void set(std::vector<GeoPoint> points);

    QUndoStack &m_undo;
    Follower m_follower;
    Kind m_kind = Kind::Route;
    std::vector<GeoPoint> m_points;
    int m_gesture = 0;
    bool m_reverting = false;
};

} // namespace cortege::presentation
