#pragma once

#include <catch2/catch_test_macros.hpp>

#include <domain/result.h>

namespace cortege::test
{

/// What a step that has to succeed gave; the reason, where it did not.
template <class T>
T wanted(Result<T> result)
{
    INFO((result ? std::string() : result.error().detail.toStdString()));
    REQUIRE(result);
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

} // namespace cortege::test
