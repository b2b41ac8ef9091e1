#include <features/featuresrequest.h>

#include <cmath>

using namespace cortege::server;

// A target as it comes behind GET: what was read keeps the limits, and its next page is read as well.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray target(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype mark = target.indexOf('?');
    const QByteArray path = mark < 0 ? target : target.first(mark);
    const auto read = readFeaturesRequest({ path, mark < 0 ? QByteArray() : target.sliced(mark + 1), std::nullopt });
    if (!read) {
        if ((read.error().status != 400 && read.error().status != 404) || read.error().detail.isEmpty())
            __builtin_trap();
        return 0;
    }
    const auto *items = std::get_if<ItemsPage>(&*read);
    if (!items)
        return 0;
    if (items->limit < 1 || items->limit > kFeaturesMost)
        __builtin_trap();
    if (items->box && (!std::isfinite(items->box->west) || !(items->box->south <= items->box->north)))
        __builtin_trap();
    if (items->time && items->time->from && items->time->to && *items->time->from > *items->time->to)
        __builtin_trap();
    const QByteArray next = (items->query.isEmpty() ? QByteArray() : items->query + '&') + "after=12.3";
    const auto again = readFeaturesRequest({ path, next, std::nullopt });
    const auto *page = again ? std::get_if<ItemsPage>(&*again) : nullptr;
    if (!page || page->box != items->box || page->time != items->time || page->limit != items->limit
        || page->query != items->query || page->after != FeaturePlace { 12, 3 })
        __builtin_trap();
    return 0;
}
