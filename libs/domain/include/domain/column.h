#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace cortege
{

/// Memory for numbers by the million. On Linux what is large is asked for by pages of 2 MiB (madvise(2)): a million
/// facts touch 130 MB on their way to the map, each page of 4 KiB of it costs a fault of its own when it is touched
/// first, and together they took longer than all that was done with the facts. New numbers are not set to 0 first:
/// whoever makes room fills it.
template <class T>
struct ColumnMemory {
    using value_type = T;

    ColumnMemory() = default;
    template <class U>
    explicit(false) ColumnMemory(const ColumnMemory<U> &) noexcept
    {
    }

    T *allocate(size_t count)
    {
        if (!isLarge(count))
            return std::allocator<T>().allocate(count);
        void *const memory = ::operator new(count * sizeof(T), kLargePage);
#ifdef __linux__
        ::madvise(memory, count * sizeof(T), MADV_HUGEPAGE); // a wish: it may be refused
#endif
        return static_cast<T *>(memory);
    }
    void deallocate(T *memory, size_t count) noexcept
    {
        if (isLarge(count))
            ::operator delete(memory, kLargePage);
        else
            std::allocator<T>().deallocate(memory, count);
    }
    template <class U>
    void construct(U *place) noexcept(std::is_nothrow_default_constructible_v<U>)
    {
        ::new (static_cast<void *>(place)) U;
    }
    template <class U, class... Arguments>
    void construct(U *place, Arguments &&...arguments)
    {
        ::new (static_cast<void *>(place)) U(std::forward<Arguments>(arguments)...);
    }

    friend bool operator==(const ColumnMemory &, const ColumnMemory &) { return true; }

private:
    static constexpr std::align_val_t kLargePage { size_t { 2 } * 1024 * 1024 };
    static constexpr bool isLarge(size_t count) { return count * sizeof(T) >= static_cast<size_t>(kLargePage); }
};

/// A vector for numbers by the million; `resize` leaves new ones as they are.
template <class T>
using Column = std::vector<T, ColumnMemory<T>>;

} // namespace cortege
