#pragma once

#include <client/platform.h>

#include <QtCore/QMap>
#include <QtCore/QStringList>

#include <algorithm>

namespace cortege::presentation
{

/// What the person at this workstation keeps under names, sealed on its disk like unsent work: it never leaves it. An
/// item has a `name`, and an `encode` of its own.
template <class Item>
class Shelf
{
public:
    using Decode = Result<Item> (*)(const QByteArray &bytes);

    /// Reads what is there; what cannot be read stays on disk, and is not seen.
    Shelf(client::Platform &platform, client::Paper paper, Decode decode) : m_platform(platform), m_paper(paper)
    {
        const auto papers = platform.papers(paper);
        if (!papers)
            return; // the platform tells what is wrong with this disk
        for (const auto &[id, bytes] : papers->asKeyValueRange()) {
            if (auto item = decode(bytes)) {
                const QString name = item->name;
                m_kept.insert(name, { id, std::move(*item) });
            }
        }
    }

    /// In the order of the language.
    QStringList names() const
    {
        QStringList names = m_kept.keys();
        std::ranges::sort(names, [](const QString &a, const QString &b) { return a.localeAwareCompare(b) < 0; });
        return names;
    }

    std::optional<Item> find(const QString &name) const
    {
        const auto found = m_kept.constFind(name);
        return found == m_kept.cend() ? std::nullopt : std::optional(found->item);
    }

    /// Over the one of the same name.
    Result<> keep(Item item)
    {
        const auto former = m_kept.constFind(item.name);
        const EventId id = former == m_kept.cend() ? EventId::make() : former->id;
        const auto done
            = encode(item).and_then([&](const QByteArray &bytes) { return m_platform.keepPaper(m_paper, id, bytes); });
        if (done) {
            const QString name = item.name;
            m_kept.insert(name, { id, std::move(item) });
        }
        return done;
    }

    Result<> forget(const QString &name)
    {
        const auto found = m_kept.constFind(name);
        if (found == m_kept.cend())
            return {};
        const auto done = m_platform.dropPaper(m_paper, found->id);
        if (done)
            m_kept.erase(found);
        return done;
    }

    /// They are on the disk no more.
    void clear() { m_kept.clear(); }

private:
    struct Kept {
        EventId id;
        Item item;
    };
    client::Platform &m_platform;
    client::Paper m_paper;
    QMap<QString, Kept> m_kept;
};

} // namespace cortege::presentation
