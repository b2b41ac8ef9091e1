#pragma once

#include "tilefile.h"

namespace cortege::territory
{

/// The map as Mapnik knows it. Copies share the features; each thread has one of its own.
class Painter
{
public:
    /// The style with the features as its layers. Unavailable when a font is missing.
    static Result<Painter> make(const Features &features);
    Painter(const Painter &);
    Painter(Painter &&) noexcept;
    ~Painter();

    /// One picture for all of `keys`, which are of one zoom and lie close together; names are not cut between them.
    Result<std::vector<TileFile::Tile>> draw(std::span<const geodata::TileKey> keys, int pixels);

private:
    struct Data;
    explicit Painter(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

/// Changes whenever tiles of the same features would look different.
QByteArray styleFingerprint();

} // namespace cortege::territory
