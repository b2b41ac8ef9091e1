#include <geodata/gazetteer.h>

#include <QtCore/QTemporaryDir>

using namespace cortege;
using namespace cortege::geodata;
using namespace Qt::StringLiterals;

namespace
{

Gazetteer small()
{
    static const QTemporaryDir folder;
    GazetteerWriter writer;
    const auto street = [&](const QString &name, const LineString &line) {
        writer.add(Street { .name = name, .line = line, .district = {} });
    };
    street(u"Rue de Rome"_s, { { 5.38, 43.29 }, { 5.38, 43.30 } });
    street(u"Rue du 8 Mai 1945"_s, { { 5.37, 43.295 }, { 5.39, 43.295 } });
    street(u"Rue Pierre et Marie Curie"_s, { { 5.37, 43.297 }, { 5.39, 43.297 } });
    for (int i = 1; i < 30; ++i)
        writer.add(HouseNumber {
            QString::number(i), u"Rue de Rome"_s, u"13006"_s, u"Marseille"_s, { 5.38, 43.29 + i / 3e3 } });
    const QString path = folder.filePath(u"lieux"_s);
    if (!writer.finish(path))
        __builtin_trap();
    return *Gazetteer::open(path);
}

} // namespace

// Whatever is typed is a question, never an expression of the database's.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const Gazetteer gazetteer = small();
    const QString typed = QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    for (const Found &one : gazetteer.complete(typed, 7, GeoPoint { 5.38, 43.29 })) {
        if (one.label.isEmpty() || !isOnEarth(one.position))
            __builtin_trap();
    }
    return 0;
}
