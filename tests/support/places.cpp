#include "places.h"

#include <QtCore/QDir>

namespace cortege::test
{

using namespace Qt::StringLiterals;

QString binPath(const QString &name) { return u"" CORTEGE_BIN_DIR "/"_s + name; }
QString sourcePath(const QString &path) { return u"" CORTEGE_SOURCE_DIR "/"_s + path; }
QString outputPath(const QString &name)
{
    QDir().mkpath(u"" CORTEGE_OUTPUT_DIR ""_s);
    return u"" CORTEGE_OUTPUT_DIR "/"_s + name;
}

} // namespace cortege::test
