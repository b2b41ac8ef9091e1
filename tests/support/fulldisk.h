#pragma once

#include <catch2/catch_test_macros.hpp>

#include <csignal>

#include <sys/resource.h>

namespace cortege::test
{

/// As long as it lives, this process cannot write to any file: what a disk without room looks like to a program. The
/// platform is another process.
class FullDisk
{
public:
    FullDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN); // write() is to fail instead
        REQUIRE(getrlimit(RLIMIT_FSIZE, &m_before) == 0);
        const rlimit none { 0, m_before.rlim_max };
        REQUIRE(setrlimit(RLIMIT_FSIZE, &none) == 0);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before {};
};

} // namespace cortege::test
