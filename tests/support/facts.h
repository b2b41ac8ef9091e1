#pragma once

#include "generators.h"

#include <domain/fact.h>

#include <QtCore/QSet>

#include <numeric>

/// Sources and facts for tests.
namespace cortege::test
{

inline FactSource source(const QString &id)
{
    return { *FactSourceId::parse(id), QStringLiteral("Faits d’essai"), QStringLiteral("Jeu d’essai"),
        QStringLiteral("Licence Ouverte 2.0"),
        { { QStringLiteral("vol"), QStringLiteral("Vol"), 1 },
            { QStringLiteral("bruit"), QStringLiteral("Tapage"), 0.5F } } };
}

/// One fact a key, each at another place and time.
inline FactBlock blockOf(const std::vector<FactKey> &keys, quint16 category = 0)
{
    FactBlock block;
    for (const FactKey key : keys) {
        const UtcTime begin { std::chrono::seconds { 1'700'000'000 + 60 * static_cast<qint64>(key % 1'000'000) } };
        block.columns.append({ { 5.3 + static_cast<double>(key % 1'000) / 10'000, 43.3 },
            UtcInterval { begin, begin + std::chrono::hours { 1 } }, category, 1 });
        block.keys.push_back(key);
    }
    return block;
}
inline FactBlock blockOf(FactKey first, int count)
{
    std::vector<FactKey> keys(static_cast<size_t>(count));
    std::ranges::iota(keys, first);
    return blockOf(keys);
}

/// In the columns' own units, so that it comes back as it was.
inline Fact anyFact()
{
    Fact fact { { *rc::gen::inRange(-1'800'000'000, 1'800'000'001) / FactColumns::kPerDegree,
                    *rc::gen::inRange(-900'000'000, 900'000'001) / FactColumns::kPerDegree },
        {}, *rc::gen::inRange<quint16>(0, 256), static_cast<float>(*rc::gen::inRange(0, 1'000'000)) / 8 };
    if (*rc::gen::arbitrary<bool>()) {
        const UtcTime begin = anyTime();
        fact.when = UtcInterval { begin, begin + std::chrono::seconds { *rc::gen::inRange(0, 100'000'000) } };
    }
    return fact;
}
inline FactBlock anyBlock(int least)
{
    FactBlock block;
    QSet<FactKey> keys;
    for (int i = *rc::gen::inRange(least, 20); i > 0; --i) {
        const auto key = *rc::gen::arbitrary<FactKey>();
        if (keys.contains(key))
            continue;
        keys.insert(key);
        block.columns.append(anyFact());
        block.keys.push_back(key);
    }
    return block;
}
/// Keeps the rules.
inline FactSource anySource()
{
    FactSource made = source(QStringLiteral("essai-%1").arg(*rc::gen::inRange(0, 1'000)));
    made.licence += QString::number(*rc::gen::inRange(0, 1'000));
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
        made.categories.push_back({ QStringLiteral("code « %1 »").arg(i), QStringLiteral("Autre \"%1\"").arg(i),
            static_cast<float>(*rc::gen::inRange(0, 100)) / 4 });
    return made;
}

} // namespace cortege::test
