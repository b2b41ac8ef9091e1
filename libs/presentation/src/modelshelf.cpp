#include <presentation/modelshelf.h>

#include <algorithm>

namespace cortege::presentation
{

using client::Paper;

ModelShelf::ModelShelf(client::Platform &platform) : m_platform(platform)
{
    const auto papers = platform.papers(Paper::Model);
    if (!papers)
        return; // the platform tells what is wrong with this disk
    for (const auto &[id, bytes] : papers->asKeyValueRange()) {
        if (const auto model = decodeModel(bytes))
            m_models.insert(model->name, { id, model->content });
    }
}

QStringList ModelShelf::names() const
{
    QStringList names = m_models.keys();
    std::ranges::sort(names, [](const QString &a, const QString &b) { return a.localeAwareCompare(b) < 0; });
    return names;
}

std::optional<FormContent> ModelShelf::find(const QString &name) const
{
    const auto found = m_models.constFind(name);
    return found == m_models.cend() ? std::nullopt : std::optional(found->content);
}

Result<> ModelShelf::keep(const QString &name, FormContent content)
{
    content.begins = { {}, content.begins.time, {} };
    content.ends = { {}, content.ends.time, {} };
    const auto former = m_models.constFind(name);
    const EventId id = former == m_models.cend() ? EventId::make() : former->id;
    const auto kept = encode(EventModel { name, content }).and_then([&](const QByteArray &bytes) {
        return m_platform.keepPaper(Paper::Model, id, bytes);
    });
    if (kept)
        m_models.insert(name, { id, std::move(content) });
    return kept;
}

Result<> ModelShelf::forget(const QString &name)
{
    const auto found = m_models.constFind(name);
    if (found == m_models.cend())
        return {};
    const auto dropped = m_platform.dropPaper(Paper::Model, found->id);
    if (dropped)
        m_models.erase(found);
    return dropped;
}

} // namespace cortege::presentation
