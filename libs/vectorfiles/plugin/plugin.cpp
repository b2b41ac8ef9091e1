#include "formats.h"

namespace cortege::vectorfiles
{

class Plugin final : public QObject, public exchange::VectorFormats
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "fr.marseille.cortege.VectorFormats/1")
    Q_INTERFACES(cortege::exchange::VectorFormats)
public:
    QString version() const override { return QStringLiteral(CORTEGE_VERSION); }
    Result<exchange::Drawings> readDrawings(const QString &path) const override
    {
        return vectorfiles::readDrawings(path);
    }
    Result<exchange::LayerLook> lookIntoLayer(const QString &path, const QString &layer, int rows) const override
    {
        return vectorfiles::lookIntoLayer(path, layer, rows);
    }
    Result<> forEachRow(const QString &path, const exchange::FactRecipe &recipe,
        const std::function<void(const exchange::RawRow &row)> &take, const std::stop_token &stop) const override
    {
        return vectorfiles::forEachRow(path, recipe, take, stop);
    }
    Result<> writeEvents(const QString &path, CopyForm form, std::span<const EventVersion> events,
        const exchange::Stamp &stamp) const override
    {
        return vectorfiles::writeEvents(path, form, events, stamp);
    }
    Result<> writeZones(
        const QString &path, const exchange::PublishedZones &zones, const exchange::Stamp &stamp) const override
    {
        return vectorfiles::writeZones(path, zones, stamp);
    }
    QString wktOf(const EventRecord &record) const override { return vectorfiles::wktOf(record); }
};

} // namespace cortege::vectorfiles

#include "plugin.moc"
