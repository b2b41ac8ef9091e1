#include <presentation/formmodel.h>

#include <QtGui/QUndoCommand>

#include <algorithm>
#include <utility>

namespace cortege::presentation
{
namespace
{

constexpr int kFormEditId = 0x464f;

ShapeModel::Kind shapeKindOf(EventKind kind)
{
    return kind == EventKind::StaticDemonstration ? ShapeModel::Kind::Footprint : ShapeModel::Kind::Route;
}

/// One character put in or taken out.
struct Keystroke {
    qsizetype position;
    QChar character;
    bool inserted;
};

std::optional<Keystroke> keystrokeBetween(const QString &before, const QString &after)
{
    if (qAbs(after.size() - before.size()) != 1)
        return std::nullopt;
    const bool inserted = after.size() > before.size();
    const QString &longer = inserted ? after : before;
    const QString &shorter = inserted ? before : after;
    const auto position = std::ranges::mismatch(shorter, longer).in1 - shorter.begin();
    if (QStringView(shorter).sliced(position) != QStringView(longer).sliced(position + 1))
        return std::nullopt;
    return Keystroke { position, longer.at(position), inserted };
}

/// Whether `next` goes on with the word that `last` belongs to.
bool continues(const Keystroke &last, const Keystroke &next)
{
    if (last.inserted != next.inserted)
        return false;
    const auto step = next.position - last.position;
    if (!last.inserted)
        return step == -1 || step == 0; // Backspace, Delete
    return step == 1 && (next.character.isSpace() || !last.character.isSpace());
}

} // namespace

/// Whole contents before and after: a form is small, and no edit can then be undone wrongly.
class FormModel::Edit final : public QUndoCommand
{
public:
    enum class Nature { Typing, Tidying, Placing };
    Edit(FormModel &form, FormContent after, FormPlace place, Nature nature = Nature::Typing)
        : QUndoCommand(tr("saisie : %1").arg(label(place.field))), m_form(form), m_before(form.content()),
          m_after(std::move(after)), m_place(place), m_nature(nature), m_known(form.m_taken.size())
    {
        const auto was = typedText(m_before, place);
        const auto is = typedText(m_after, place);
        if (was && is)
            m_keystroke = keystrokeBetween(*was, *is);
    }

    FormPlace place() const { return m_place; }
    int id() const override { return kFormEditId; }
    void undo() override { show(m_before); }
    void redo() override
    {
        if (std::exchange(m_done, true))
            return show(m_after);
        m_form.set(m_after, changesShape());
    }

    bool mergeWith(const QUndoCommand *other) override
    {
        const auto &next = static_cast<const Edit &>(*other); // same id(), so the same class
        const bool typed = m_nature == Nature::Typing && next.m_nature == Nature::Typing;
        const bool goesOn = next.m_nature == Nature::Tidying
            || (typed && m_keystroke && next.m_keystroke && continues(*m_keystroke, *next.m_keystroke));
        if (next.m_place != m_place || next.m_known != m_known || !goesOn)
            return false;
        m_after = next.m_after;
        m_keystroke = next.m_keystroke;
        setObsolete(m_after == m_before);
        return true;
    }

private:
    bool changesShape() const { return m_before.kind != m_after.kind || m_before.shape != m_after.shape; }
    void show(const FormContent &content)
    {
        m_form.set(m_form.withTaken(content, m_known), changesShape());
        Q_EMIT m_form.stepShown(m_place);
    }

    FormModel &m_form;
    FormContent m_before;
    FormContent m_after;
    FormPlace m_place;
    Nature m_nature;
    size_t m_known; ///< how much had been taken over when the step was made
    std::optional<Keystroke> m_keystroke;
    bool m_done = false;
};

FormModel::FormModel(QObject *parent) : QObject(parent), m_shape(m_undo)
{
    keepAddressLines(m_content);
    connect(&m_shape, &ShapeModel::changed, this, &FormModel::changed);
    m_shape.setFollower([this](const std::vector<GeoPoint> &drawn) { return addressesAlong(drawn); });
}

FormContent FormModel::content() const
{
    FormContent content = m_content;
    content.shape = m_shape.points();
    return content;
}

void FormModel::open(const FormContent &content)
{
    m_undo.clear();
    m_taken.clear();
    set(content, true);
}

void FormModel::change(FormContent next, FormPlace place)
{
    next = followed(std::move(next));
    if (next != content())
        m_undo.push(new Edit(*this, std::move(next), place));
}

FormContent FormModel::followed(FormContent next) const
{
    const FormContent now = content();
    if (next.kind != now.kind)
        return next;
    next.shape = now.shape;
    if (auto shape = m_follower ? m_follower(now, next) : std::nullopt)
        next.shape = std::move(*shape);
    return next;
}

/// Told by `changed` of the drawing, which changes right after.
ShapeModel::Along FormModel::addressesAlong(const std::vector<GeoPoint> &drawn)
{
    const auto addresses = m_addressFollower ? m_addressFollower(content(), drawn) : std::nullopt;
    if (!addresses || *addresses == m_content.addresses)
        return {};
    const auto put = [this, known = m_taken.size()](const std::vector<Address> &to) {
        FormContent next = m_content;
        next.addresses = to;
        m_content = withTaken(std::move(next), known);
        m_content.shape.clear();
        keepAddressLines(m_content);
    };
    return { [put, before = m_content.addresses] { put(before); }, [put, after = *addresses] { put(after); } };
}

void FormModel::changeWithShape(FormContent next, FormPlace place)
{
    if (next != content())
        m_undo.push(new Edit(*this, std::move(next), place, Edit::Nature::Placing));
}

void FormModel::takeOver(const std::vector<Field> &fields, const FormContent &source)
{
    const FormContent now = content();
    m_taken.push_back({ fields, source });
    const FormContent next = withTaken(now, m_taken.size() - 1);
    const bool otherShape = next.kind != now.kind || next.shape != now.shape;
    if (otherShape) // the steps of the drawing tell of other vertices
        m_undo.clear();
    set(next, otherShape);
}

FormContent FormModel::withTaken(FormContent content, size_t known) const
{
    for (size_t i = known; i < m_taken.size(); ++i) {
        if (m_taken[i].source.kind != content.kind) // undone to before a change of nature: fields do not correspond
            continue;
        content = withFields(std::move(content), m_taken[i].fields, m_taken[i].source);
    }
    return content;
}

void FormModel::tidy(FormContent next, FormPlace place)
{
    const auto *last = m_undo.canUndo() && !m_undo.canRedo() ? m_undo.command(m_undo.index() - 1) : nullptr;
    if (!last || last->id() != kFormEditId || static_cast<const Edit *>(last)->place() != place)
        return;
    next.shape = m_shape.points();
    if (next != content())
        m_undo.push(new Edit(*this, std::move(next), place, Edit::Nature::Tidying));
}

void FormModel::set(const FormContent &content, bool withShape)
{
    m_content = content;
    m_content.shape.clear();
    keepAddressLines(m_content);
    if (withShape)
        m_shape.reset(shapeKindOf(content.kind), content.shape); // tells `changed`
    else
        Q_EMIT changed();
}

} // namespace cortege::presentation
