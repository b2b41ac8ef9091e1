#include "mnemonics.h"

namespace cortege::widgets
{

QString Mnemonics::assign(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'&', QStringLiteral("&&"));
    for (const bool onlyFirsts : { true, false }) {
        for (qsizetype i = 0; i < escaped.size(); ++i) {
            const QChar letter = escaped[i].toLower();
            const bool first = i == 0 || !escaped[i - 1].isLetter();
            if (letter.unicode() > 0x7f || !letter.isLetter() || (onlyFirsts && !first) || m_taken.contains(letter))
                continue;
            m_taken.insert(letter);
            return escaped.insert(i, u'&');
        }
    }
    return escaped;
}

} // namespace cortege::widgets
