#include "guard/text.h"

#include <domain/folding.h>

#include <algorithm>

namespace cortege::guard
{
namespace
{

QChar flatOf(QChar c)
{
    if (c.unicode() < 0x80)
        return c.toLower();
    if (const int digit = c.digitValue(); digit >= 0)
        return QChar(u'0' + digit);
    switch (c.unicode()) {
    case 0x2019: // ’
    case 0x2018:
    case 0x02BC:
    case 0x00B4:
        return u'\'';
    case 0x2010: // hyphens and dashes
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
        return u'-';
    case 0xFF20:
        return u'@';
    default:
        break;
    }
    if (c.isSpace() && c != QChar::LineSeparator && c != QChar::ParagraphSeparator)
        return u' ';
    QChar base = c;
    // Letters decompose one step at a time (ǖ, ü, u).
    while (base.decompositionTag() == QChar::Canonical)
        base = base.decomposition().front();
    return base.toLower();
}

QString flattened(QStringView text)
{
    QString flat(text.size(), Qt::Uninitialized);
    std::ranges::transform(text, flat.begin(), flatOf);
    return flat;
}

/// Of a flat text.
QString keyOf(QStringView flat)
{
    QString key;
    key.reserve(flat.size());
    for (const QChar c : flat) {
        if (c.unicode() < 0x80)
            key += c;
        else
            appendFolded(key, c);
    }
    return key;
}

bool isWordPart(QChar c) { return c.isLetterOrNumber() || c.isMark(); }
bool isBreak(QChar c) { return c == u'\n' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator; }

} // namespace

Text::Text(QStringView text) : m_original(text), m_flat(flattened(text))
{
    split();
    judgeLines();
}

void Text::split()
{
    for (qsizetype at = 0; at < m_original.size();) {
        if (!isWordPart(m_original[at])) {
            ++at;
            continue;
        }
        Word word;
        word.begin = at;
        while (at < m_original.size() && isWordPart(m_original[at]))
            ++at;
        word.end = at;
        const QStringView written = m_original.sliced(word.begin, at - word.begin);
        word.key = keyOf(QStringView(m_flat).sliced(word.begin, at - word.begin));
        word.classes = lexicon().classesOf(word.key);
        word.hasDigit = std::ranges::any_of(written, [](QChar c) { return c.isNumber(); });
        word.capital = written.front().isUpper();
        word.upper
            = written.size() > 1 && std::ranges::none_of(written, [](QChar c) { return c.isLower(); }) && word.capital;
        m_words.push_back(std::move(word));
    }
}

void Text::judgeLines()
{
    for (size_t first = 0; first < m_words.size();) {
        size_t end = first + 1;
        while (end < m_words.size() && std::ranges::none_of(gapBefore(end), isBreak))
            ++end;
        qsizetype lower = 0;
        qsizetype upper = 0;
        for (QChar c : m_original.sliced(m_words[first].begin, m_words[end - 1].end - m_words[first].begin)) {
            lower += c.isLower() ? 1 : 0;
            upper += c.isUpper() ? 1 : 0;
        }
        // A capital at the beginning only: the person typed the rest without looking at the shift key.
        const bool shouted = upper > 10 * lower;
        const bool cased = !shouted && upper > (m_words[first].capital ? 1 : 0);
        for (; first < end; ++first) {
            m_words[first].cased = cased;
            m_words[first].shouted = shouted;
        }
    }
}

QStringView Text::gapBefore(size_t word) const
{
    const qsizetype from = word == 0 ? 0 : m_words[word - 1].end;
    const qsizetype to = word < m_words.size() ? m_words[word].begin : m_flat.size();
    return QStringView(m_flat).sliced(from, to - from);
}

size_t Text::wordAt(qsizetype position) const
{
    const auto found = std::ranges::upper_bound(m_words, position, {}, &Word::end);
    return static_cast<size_t>(found - m_words.begin());
}

} // namespace cortege::guard
