#pragma once

#include <QtCore/QString>

#include <cstdio>
#include <random>

/// A proof has a short form, in ./dev test, and a long one, ./dev soak NAME [COUNT], which also prints figures.
namespace cortege::test
{

inline bool isSoak() { return qEnvironmentVariableIsSet("CORTEGE_SOAK"); }

/// How often: `few` in the short form, COUNT in the long one, `many` where no COUNT was given.
inline int soakCount(int few, int many)
{
    const int count = qEnvironmentVariableIntValue("CORTEGE_SOAK");
    return !isSoak() ? few : count > 0 ? count : many;
}

/// Another one each time; CORTEGE_SEED repeats what failed.
inline quint32 soakSeed()
{
    bool given = false;
    const quint32 seed = qEnvironmentVariable("CORTEGE_SEED").toUInt(&given);
    return given ? seed : std::random_device()();
}

/// From `least` to `most`, both included.
inline int between(std::mt19937 &random, int least, int most)
{
    return std::uniform_int_distribution(least, most)(random);
}

/// A line of the long form.
inline void figure(const QString &text)
{
    if (!isSoak())
        return;
    std::printf("%s\n", qUtf8Printable(text));
    std::fflush(stdout);
}

} // namespace cortege::test
