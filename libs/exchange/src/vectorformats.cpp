#include <exchange/vectorformats.h>

#include <QtCore/QPluginLoader>

namespace cortege::exchange
{
using namespace Qt::StringLiterals;

Result<const VectorFormats *> vectorFormats()
{
    QPluginLoader loader(u"cortege-formats/vectorfiles"_s); // beside the program, or among Qt's plug-ins
    const auto *formats = qobject_cast<VectorFormats *>(loader.instance());
    if (!formats)
        return fail(Failure::Unavailable, u"cortege-formats: "_s + loader.errorString());
    if (const QString version = formats->version(); version != QStringLiteral(CORTEGE_VERSION))
        return fail(Failure::Unavailable, u"cortege-formats is of version %1"_s.arg(version));
    return formats;
}

Result<Drawings> readDrawings(const QString &path)
{
    return vectorFormats().and_then([&](const VectorFormats *formats) { return formats->readDrawings(path); });
}

} // namespace cortege::exchange
