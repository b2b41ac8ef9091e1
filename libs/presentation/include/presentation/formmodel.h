#pragma once

#include <presentation/formcontent.h>
#include <presentation/shapemodel.h>

#include <QtCore/QObject>
#include <QtGui/QUndoStack>

#include <functional>

namespace cortege::presentation
{

/// What stands in the form, with one undo stack for typing and drawing in the order in which they were done.
///
/// Widgets report what they want by `change` and show `content` again on `changed`; the drawing works on `shape`.
class FormModel final : public QObject
{
    Q_OBJECT
public:
    explicit FormModel(QObject *parent = nullptr);

    FormContent content() const;
    EventKind kind() const { return m_content.kind; }
    ShapeModel &shape() { return m_shape; }
    const ShapeModel &shape() const { return m_shape; }
    QUndoStack &undoStack() { return m_undo; }

    /// Another event: nothing of the former one can be undone any more.
    void open(const FormContent &content);
    /// One step; typing at one place merges into steps of one word. The drawing is changed by `shape`, by a change of
    /// kind, which takes `next.shape`, and by the follower.
    void change(FormContent next, FormPlace place);
    /// What was typed at that place last, in the usual writing: part of that step. Nothing where that was not the last
    /// step, or was undone.
    void tidy(FormContent next, FormPlace place);
    /// One step of its own, with `next.shape` as the drawing, whatever the kind.
    void changeWithShape(FormContent next, FormPlace place);
    /// What somebody else has written into fields that were not touched here: no step, and no step of before brings
    /// back what stood there. Another kind or drawing is the exception: nothing of before can be undone then.
    void takeOver(const std::vector<Field> &fields, const FormContent &source);

    /// What the drawing becomes when the rest of the form changes, in the same step; nothing: it stays.
    using ShapeFollower
        = std::function<std::optional<std::vector<GeoPoint>>(const FormContent &before, const FormContent &after)>;
    void setShapeFollower(ShapeFollower follower) { m_follower = std::move(follower); }
    /// What the addresses become when the drawing changes, in the same step; nothing: they stay.
    using AddressFollower = std::function<std::optional<std::vector<Address>>(
        const FormContent &before, const std::vector<GeoPoint> &drawn)>;
    void setAddressFollower(AddressFollower follower) { m_addressFollower = std::move(follower); }

Q_SIGNALS:
    void changed(); ///< anything, the drawing included
    void stepShown(cortege::presentation::FormPlace place); ///< an undo or redo changed what stands there

private:
    class Edit;
    FormContent followed(FormContent next) const;
    ShapeModel::Along addressesAlong(const std::vector<GeoPoint> &drawn);
    void set(const FormContent &content, bool withShape);
    FormContent withTaken(FormContent content, size_t known) const;

    struct Taken {
        std::vector<Field> fields;
        FormContent source;
    };
    ShapeFollower m_follower;
    AddressFollower m_addressFollower;
    FormContent m_content; ///< `shape` is empty: it stands in m_shape
    std::vector<Taken> m_taken; ///< since the event was opened
    QUndoStack m_undo;
    ShapeModel m_shape;
};

} // namespace cortege::presentation
