#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QSet>
#include <QtCore/QtEndian>

#include <catch2/catch_test_macros.hpp>

#include <bitset>
#include <vector>

/// Thousands of byte strings looked for in every byte of many files, in one pass over each.
namespace cortege::test
{

class Needles
{
public:
    /// Of eight bytes at least. Which of them was found is told by its place among those that were added.
    void add(const QByteArray &needle)
    {
        REQUIRE(needle.size() >= kKey);
        m_begins.set(beginOf(needle.constData()));
        m_places.insert(keyOf(needle.constData()), m_all.size());
        m_all.push_back(needle);
    }
    qsizetype count() const { return std::ssize(m_all); }

    /// The places of those that some file in the folder has.
    QSet<size_t> foundIn(const QString &folder) const
    {
        QSet<size_t> found;
        QDirIterator files(
            folder, QDir::Files | QDir::Hidden | QDir::System | QDir::NoSymLinks, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly)) // else it went meanwhile
                look(file.readAll(), found);
        }
        return found;
    }

private:
    static constexpr qsizetype kKey = 8;
    static quint64 keyOf(const char *at) { return qFromLittleEndian<quint64>(at); }
    static quint16 beginOf(const char *at) { return qFromLittleEndian<quint16>(at); }
    void look(const QByteArray &bytes, QSet<size_t> &found) const
    {
        for (qsizetype at = 0; at + kKey <= bytes.size(); ++at) {
            if (!m_begins.test(beginOf(bytes.constData() + at)))
                continue;
            const auto [first, last] = m_places.equal_range(keyOf(bytes.constData() + at));
            for (auto place = first; place != last; ++place) {
                if (QByteArrayView(bytes).sliced(at).startsWith(m_all[*place]))
                    found.insert(*place);
            }
        }
    }
    std::vector<QByteArray> m_all;
    std::bitset<65'536> m_begins; ///< by the first two bytes: most of a file is passed over
    QMultiHash<quint64, size_t> m_places; ///< by the first eight
};

} // namespace cortege::test
