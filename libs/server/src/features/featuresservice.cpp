#include "featuresservice.h"

#include "errors.h"
#include "featurejson.h"
#include "featurespages.h"
#include "handlers/handler.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <algorithm>

namespace cortege::server
{
using namespace Qt::StringLiterals;
namespace
{

HttpAnswer jsonAnswer(const QJsonObject &object, QLatin1StringView type = kJsonType)
{
    return { 200, QByteArray(type.data(), type.size()), QJsonDocument(object).toJson(QJsonDocument::Compact) };
}

HttpAnswer geoJsonAnswer(const QByteArray &body) { return { 200, kGeoJsonType.data(), body }; }

int statusOf(const Error &error)
{
    switch (error.kind) {
    case Failure::NotFound:
        return 404;
    case Failure::Unavailable:
        return 503;
    default:
        return 500;
    }
}
/// As on the wire: nothing of what went wrong inside.
HttpAnswer problem(const Error &error) { return server::problem(statusOf(error), wireError(error).message); }

std::vector<FeatureCollection> collectionsFor(const Person &person)
{
    std::vector<FeatureCollection> all(kFeatureCollections.begin(), kFeatureCollections.end());
    if (!mayReadFacts(person))
        std::erase(all, FeatureCollection::Facts);
    return all;
}

/// Some features of a collection, as they are sent.
struct Page {
    QByteArrayList features {};
    std::optional<FeaturePlace> next {}; ///< there is more behind it
    std::optional<qsizetype> matched {}; ///< on all pages together
};

} // namespace

HttpAnswer problem(int status, const QString &detail)
{
    const QJsonObject object { { u"status"_s, status }, { u"title"_s, QString::fromLatin1(reasonOf(status)) },
        { u"detail"_s, detail } };
    return { status, "application/problem+json", QJsonDocument(object).toJson(QJsonDocument::Compact) };
}

/// One request.
class FeaturesService::Answering
{
public:
    Answering(FeaturesService &service, const Person &person, const QString &origin, UtcTime at)
        : m_service(service), m_person(person), m_origin(origin), m_at(at), m_collections(collectionsFor(person))
    {
    }

    Reply operator()(const LandingPage &) const { return { jsonAnswer(landingPage(m_origin)) }; }
    Reply operator()(const ApiDefinition &) const
    {
        return { jsonAnswer(apiDefinition(m_origin, m_collections), kOpenApiType) };
    }
    Reply operator()(const ConformancePage &) const { return { jsonAnswer(conformancePage()) }; }
    Reply operator()(const CollectionsPage &) const
    {
        QJsonArray all;
        for (const FeatureCollection one : m_collections)
            all << describe(one);
        return { jsonAnswer(collectionsPage(m_origin, all)) };
    }
    Reply operator()(const CollectionPage &page) const
    {
        return isThere(page.collection) ? Reply { jsonAnswer(describe(page.collection)) } : absent();
    }
    Reply operator()(const ItemsPage &items) const
    {
        if (!isThere(items.collection))
            return absent();
        const auto page = kindOf(items.collection) ? eventPage(items) : factPage(items);
        if (!page)
            return { problem(page.error()) };
        return { geoJsonAnswer(collectionText(items, *page)),
            note(items.collection, u"%1, %2 read"_s.arg(name(items.collection)).arg(page->features.size())) };
    }
    Reply operator()(const ItemPage &item) const
    {
        if (!isThere(item.collection))
            return absent();
        const auto feature = kindOf(item.collection) ? oneEvent(item) : oneFact(item);
        if (!feature)
            return { problem(feature.error()) };
        AuditNote noted = note(item.collection, QString(name(item.collection)));
        if (kindOf(item.collection))
            noted.event = EventId::parse(item.id);
        return { geoJsonAnswer(itemText(item, *feature)), noted };
    }

private:
    static Reply absent() { return { server::problem(404, u"no such collection"_s) }; }
    bool isThere(FeatureCollection collection) const { return std::ranges::contains(m_collections, collection); }

    AuditNote note(FeatureCollection collection, const QString &detail) const
    {
        return { .action = kindOf(collection) ? AuditAction::ReadEvents : AuditAction::ReadFacts,
            .at = m_at,
            .person = m_person.author(),
            .detail = detail };
    }

    QJsonObject describe(FeatureCollection collection) const
    {
        const auto kind = kindOf(collection);
        return collectionPage(m_origin, collection, kind ? m_service.m_events.extent(*kind) : std::optional<GeoBox>());
    }

    /// The row that the index knows; nothing where it has been written anew, or erased, since.
    Result<std::optional<EventVersion>> read(const EventIndex::Entry &entry) const
    {
        return m_service.m_journal.since(entry.last - 1, 1).transform([&](const std::vector<EventVersion> &rows) {
            const bool isIt
                = !rows.empty() && rows.front().sequence == entry.last && rows.front().state != EventState::Erased;
            return isIt ? std::optional(rows.front()) : std::nullopt;
        });
    }

    Result<Page> eventPage(const ItemsPage &items) const
    {
        const auto matching = m_service.m_events.matching(items, *kindOf(items.collection));
        Page page { .matched = std::ssize(matching) };
        qsizetype bytes = 0;
        const auto begin = std::ranges::upper_bound(
            matching, items.after.value_or(FeaturePlace()).row, {}, &EventIndex::Entry::first);
        for (auto entry = begin; entry != matching.end(); ++entry) {
            if (page.features.size() == items.limit || bytes >= kPageBytes) {
                page.next = FeaturePlace { std::prev(entry)->first };
                break;
            }
            const auto version = read(*entry);
            if (!version)
                return std::unexpected(version.error());
            if (!*version)
                continue;
            page.features << featureJson(**version);
            bytes += page.features.last().size();
        }
        return page;
    }

    Result<QByteArray> oneEvent(const ItemPage &item) const
    {
        const auto id = EventId::parse(item.id);
        const auto entry = id ? m_service.m_events.find(*id) : std::nullopt;
        const auto absent = [] { return fail(Failure::NotFound, u"no such event"_s); };
        if (!entry || entry->kind != kindOf(item.collection))
            return absent();
        return read(*entry).and_then([&](const std::optional<EventVersion> &version) -> Result<QByteArray> {
            return version ? Result<QByteArray>(featureJson(*version)) : absent();
        });
    }

    struct OpenedBlock {
        BlockNumber number = 0;
        FactColumns columns;
        const FactSource *source = nullptr; ///< none where it was recorded between two readings
    };
    /// The first one behind that number; nothing at the end.
    Result<std::optional<OpenedBlock>> nextBlock(BlockNumber after, const std::vector<KnownSource> &sources) const
    {
        auto block = m_service.m_facts.next(after, std::nullopt);
        if (!block)
            return std::unexpected(block.error());
        if (!*block)
            return std::nullopt;
        auto columns = columnsFromBytes((**block).columns);
        if (!columns)
            return std::unexpected(columns.error());
        const auto source = std::ranges::find(sources, (**block).source, &KnownSource::number);
        return OpenedBlock { (**block).number, std::move(*columns),
            source == sources.end() ? nullptr : &source->source };
    }

    static bool meets(const ItemsPage &items, const Fact &fact)
    {
        return (!items.box || items.box->meets({ fact.place, fact.place }))
            && (!items.time || !fact.when || items.time->meets(fact.when->begin, fact.when->end));
    }

    Result<Page> factPage(const ItemsPage &items) const
    {
        const auto sources = m_service.m_facts.sources();
        if (!sources)
            return std::unexpected(sources.error());
        Page page;
        FeaturePlace last = items.after.value_or(FeaturePlace { 1, -1 }); // the last one that is on a page
        for (BlockNumber after = last.row - 1;;) {
            const auto opened = nextBlock(after, *sources);
            if (!opened)
                return std::unexpected(opened.error());
            if (!*opened)
                return page;
            after = (**opened).number;
            const int first = after == last.row ? last.index + 1 : 0;
            for (int i = first; i < static_cast<int>((**opened).columns.size()); ++i) {
                const Fact fact = (**opened).columns.at(static_cast<size_t>(i));
                if (!meets(items, fact))
                    continue;
                if (page.features.size() == items.limit) {
                    page.next = last;
                    return page;
                }
                page.features << featureJson({ after, i }, fact, (**opened).source);
                last = { after, i };
            }
        }
    }

    Result<QByteArray> oneFact(const ItemPage &item) const
    {
        const auto place = FeaturePlace::parse(item.id.toLatin1());
        const auto sources = m_service.m_facts.sources();
        if (!sources)
            return std::unexpected(sources.error());
        const auto absent = fail(Failure::NotFound, u"no such fact"_s);
        if (!place || place->row < 1)
            return absent;
        const auto opened = nextBlock(place->row - 1, *sources);
        if (!opened)
            return std::unexpected(opened.error());
        if (!*opened || (**opened).number != place->row || place->index >= static_cast<int>((**opened).columns.size()))
            return absent;
        const Fact fact = (**opened).columns.at(static_cast<size_t>(place->index));
        return featureJson(*place, fact, (**opened).source);
    }

    QString itemsOf(FeatureCollection collection) const
    {
        return m_origin + u"/collections/"_s + name(collection) + u"/items"_s;
    }

    QByteArray collectionText(const ItemsPage &items, const Page &page) const
    {
        const QString here = itemsOf(items.collection);
        const auto with = [&here](const QByteArray &query) {
            return query.isEmpty() ? here : here + u'?' + QString::fromLatin1(query);
        };
        const auto placed = [&items](const FeaturePlace &place) {
            return (items.query.isEmpty() ? QByteArray() : items.query + '&') + "after=" + place.toString();
        };
        QJsonArray links { link(
            with(items.after ? placed(*items.after) : items.query), "self"_L1, kGeoJsonType, u"Cette page"_s) };
        if (page.next)
            links << link(with(placed(*page.next)), "next"_L1, kGeoJsonType, u"Page suivante"_s);
        QJsonObject head { { u"links"_s, links }, { u"timeStamp"_s, toIso(m_at) },
            { u"numberReturned"_s, qint64 { page.features.size() } } };
        if (page.matched)
            head.insert(u"numberMatched"_s, qint64 { *page.matched });
        // The features are texts already: the object is continued behind its other members.
        QByteArray text = QJsonDocument(head).toJson(QJsonDocument::Compact);
        text.chop(1);
        return text + R"(,"type":"FeatureCollection","features":[)" + page.features.join(",\n") + "]}";
    }

    QByteArray itemText(const ItemPage &item, QByteArray feature) const
    {
        const QString here = itemsOf(item.collection) + u'/' + item.id;
        const QString up = m_origin + u"/collections/"_s + name(item.collection);
        const QJsonObject tail { { u"links"_s,
            QJsonArray { link(here, "self"_L1, kGeoJsonType, u"Cet objet"_s),
                link(up, "collection"_L1, kJsonType, u"Sa collection"_s) } } };
        feature.chop(1);
        return feature + ',' + QJsonDocument(tail).toJson(QJsonDocument::Compact).sliced(1);
    }

    FeaturesService &m_service;
    const Person &m_person;
    const QString &m_origin;
    const UtcTime m_at;
    const std::vector<FeatureCollection> m_collections;
};

FeaturesService::Reply FeaturesService::answer(
    const FeaturesRequest &request, const Person &person, const QString &origin, UtcTime at)
{
    if (const auto followed = m_events.follow(m_journal); !followed)
        return { server::problem(statusOf(followed.error()), wireError(followed.error()).message) };
    return std::visit(Answering(*this, person, origin, at), request);
}

} // namespace cortege::server
