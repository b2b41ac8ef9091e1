#include <presentation/shapemodel.h>

#include <catch2/catch_test_macros.hpp>

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

#include <support/generators.h>

using namespace cortege;
using presentation::ShapeModel;

namespace
{

void editSomehow(ShapeModel &model)
{
    const int count = model.count();
    const int index = count == 0 ? 0 : *rc::gen::inRange(0, count);
    switch (*rc::gen::inRange(0, 5)) {
    case 0:
        return model.append(test::anyPoint());
    case 1:
        return model.insert(index, test::anyPoint());
    case 2:
        return model.clear();
    case 3:
        if (count > 0)
            model.move(index, test::anyPoint(), model.nextGesture());
        return;
    default:
        if (count > 0)
            model.remove(index);
    }
}

} // namespace

TEST_CASE("any edits can all be undone and all be done again")
{
    REQUIRE(rc::check([] {
        QUndoStack undo;
        ShapeModel model(undo);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const Ring start = test::anyRing();
        model.reset(ShapeModel::Kind::Footprint, start);
        for (int edits = *rc::gen::inRange(1, 30); edits > 0; --edits)
            editSomehow(model);
        const auto end = model.points();
        while (undo.canUndo())
            undo.undo();
        RC_ASSERT(model.points() == start);
        while (undo.canRedo())
            undo.redo();
        RC_ASSERT(model.points() == end);
    }));
}

TEST_CASE("one drag is one step, however many moves it is made of")
{
    QUndoStack undo;
    ShapeModel model(undo);
    model.reset(ShapeModel::Kind::Route, { { 5.37, 43.29 }, { 5.38, 43.30 } });
    const int drag = model.nextGesture();
    for (int step = 1; step <= 10; ++step)
        model.move(1, { 5.38 + step * 1e-4, 43.30 }, drag);
    CHECK(undo.count() == 1);
    model.move(1, { 5.40, 43.30 }, model.nextGesture());
    CHECK(undo.count() == 2);
    undo.undo();
    undo.undo();
    CHECK(model.points() == LineString { { 5.37, 43.29 }, { 5.38, 43.30 } });
}

TEST_CASE("a drag that is taken back leaves the shape and no step")
{
    QUndoStack undo;
    ShapeModel model(undo);
    const LineString route { { 5.37, 43.29 }, { 5.38, 43.30 } };
    model.reset(ShapeModel::Kind::Route, route);
    const int drag = model.nextGesture();
    model.insert(1, { 5.375, 43.295 }, drag);
    model.move(1, { 5.376, 43.296 }, drag);
    model.revert(drag);
    CHECK(model.points() == route);
    CHECK_FALSE(undo.canUndo());
}

TEST_CASE("another record opens without a step and says that its kind changed")
{
    QUndoStack undo;
    ShapeModel model(undo);
    QSignalSpy kind(&model, &ShapeModel::kindChanged);
    QSignalSpy changed(&model, &ShapeModel::changed);
    model.reset(ShapeModel::Kind::Footprint, { { 0, 0 }, { 1, 0 }, { 1, 1 } });
    CHECK(model.isClosed());
    CHECK(kind.count() == 1);
    CHECK(changed.count() == 1);
    CHECK_FALSE(undo.canUndo());
}
