#include <presentation/draft.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QCborMap>

#include <support/generators.h>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;

TEST_CASE("any draft is read back as it was written")
{
    CHECK(rc::check([] {
        Draft draft { contentOf(test::anyRecord()), test::maybe<EventRecord>(test::anyRecord),
            *rc::gen::inRange(0, 100), test::anyTime() };
        draft.content.begins = { test::anyText(12), test::anyText(6), Season::Winter };
        draft.content.people.expected = test::anyText(9);
        const auto bytes = encode(draft);
        RC_ASSERT(bytes);
        const auto again = decodeDraft(*bytes);
        RC_ASSERT(again);
        RC_ASSERT(again->content == draft.content);
        RC_ASSERT(again->base == draft.base);
        RC_ASSERT(again->baseRevision == draft.baseRevision);
        RC_ASSERT(again->typedAt == draft.typedAt);
    }));
}

TEST_CASE("any model is read back as it was written, and is no draft")
{
    CHECK(rc::check([] {
        const EventModel model { test::anyText(40), contentOf(test::anyRecord()) };
        const auto bytes = encode(model);
        RC_ASSERT(bytes);
        const auto again = decodeModel(*bytes);
        RC_ASSERT(again);
        RC_ASSERT(*again == model);
        RC_ASSERT(!decodeDraft(*bytes));
    }));
}

TEST_CASE("what was being dictated is kept, and a draft from before that was kept is read")
{
    Draft draft;
    draft.content = contentOf(emptyRecord(EventKind::MovingDemonstration));
    draft.content.told = u"Vieux-Port – Cast"_s;
    const QByteArray bytes = *encode(draft);
    CHECK(*decodeDraft(bytes) == draft);
    QCborMap map = QCborValue::fromCbor(bytes).toMap();
    QCborMap content = map[u"content"_s].toMap();
    content.remove(u"told"_s);
    map[u"content"_s] = content;
    draft.content.told.clear();
    CHECK(*decodeDraft(map.toCborValue().toCbor()) == draft);
}

TEST_CASE("bytes that are no draft are refused")
{
    CHECK_FALSE(decodeModel(*encode(Draft {})));
    const QByteArray bytes = *encode({ contentOf(emptyRecord(EventKind::OfficialVisit)), std::nullopt, 0, {} });
    REQUIRE(decodeDraft(bytes));
    for (qsizetype i = 0; i < bytes.size(); ++i)
        CHECK_FALSE(decodeDraft(bytes.first(i)));
    CHECK_FALSE(decodeDraft(bytes + '\0'));
    CHECK(decodeDraft({}).error().kind == Failure::Corrupt);
    CHECK(decodeDraft(QByteArray(kDraftBytes + 1, '\x80')).error().kind == Failure::Corrupt);
}

TEST_CASE("any change of the bytes is refused or read, and never harms")
{
    CHECK(rc::check([] {
        QByteArray bytes = *encode({ contentOf(test::anyRecord()), test::anyRecord(), 3, {} });
        for (int i = *rc::gen::inRange(1, 5); i > 0; --i)
            bytes[*rc::gen::inRange<qsizetype>(0, bytes.size())] = static_cast<char>(*rc::gen::inRange(0, 256));
        (void)decodeDraft(bytes);
        (void)decodeModel(bytes);
    }));
}

TEST_CASE("a mishap with the clipboard is not kept")
{
    Draft draft;
    draft.content.description = QString(kDraftBytes, u'x');
    CHECK(encode(draft).error().kind == Failure::TooLarge);
}

TEST_CASE("a filter is read back as it was, and the same filter is the same bytes")
{
    SavedFilter filter { u"Marches du port"_s, u"vieux-port"_s, {}, 3, true };
    for (const int kind : { 0, 1, 2, 3 })
        filter.kinds.insert(kind);
    SavedFilter other = filter;
    other.kinds.clear();
    for (const int kind : { 3, 2, 1, 0 })
        other.kinds.insert(kind);
    const auto bytes = encode(filter);
    REQUIRE(bytes);
    CHECK(decodeFilter(*bytes) == filter);
    CHECK(encode(other) == *bytes);
    CHECK_FALSE(decodeFilter(encode(EventModel { u"x"_s, {} }).value())); // a model is no filter
    CHECK_FALSE(decodeFilter(bytes->chopped(1)));
}
