#pragma once

#include <client/platform.h>
#include <presentation/draft.h>

namespace cortege::presentation
{

/// The models of the person at this workstation, sealed on its disk like unsent work. They never leave it.
class ModelShelf
{
public:
    /// Reads what is there; a model that cannot be read stays on disk, and is not seen.
    explicit ModelShelf(client::Platform &platform);

    /// In the order of their names.
    QStringList names() const;
    std::optional<FormContent> find(const QString &name) const;
    /// Over the one of the same name. Dates are left out, times of day are kept.
    Result<> keep(const QString &name, FormContent content);
    Result<> forget(const QString &name);

private:
    struct Kept {
        EventId id;
        FormContent content;
    };
    client::Platform &m_platform;
    QMap<QString, Kept> m_models;
};

} // namespace cortege::presentation
