#pragma once

namespace cortege::storage
{

/// ReadWrite makes the database if need be and brings it to the newest schema.
enum class Access { ReadWrite, ReadOnly };

} // namespace cortege::storage
