#include "formats.h"

namespace cortege::vectorfiles
{

class Plugin final : public QObject, public Formats
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID CortegeVectorFormatsIid)
    Q_INTERFACES(cortege::exchange::VectorFormats)
};

} // namespace cortege::vectorfiles

#include "plugin.moc"
