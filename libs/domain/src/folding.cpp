#include <domain/folding.h>

namespace cortege
{

void appendFolded(QString &to, QChar letter)
{
    switch (letter.unicode()) {
    case u'œ':
        to += QStringView(u"oe");
        return;
    case u'æ':
        to += QStringView(u"ae");
        return;
    case u'ß':
        to += QStringView(u"ss");
        return;
    case u'ø':
        to += u'o';
        return;
    case u'ł':
        to += u'l';
        return;
    default:
        if (letter.unicode() < 0x80 || !letter.isMark())
            to += letter;
    }
}

QString folded(QStringView text)
{
    // To Unicode it is a letter; people write it for an apostrophe, as in "Plac’h".
    constexpr QChar kLetterApostrophe(u'\u02BC');
    QString out;
    out.reserve(text.size());
    bool space = false;
    const auto separate = [&] {
        if (space && !out.isEmpty())
            out += u' ';
        space = false;
    };
    const QString apart = text.toString().normalized(QString::NormalizationForm_KD).toCaseFolded();
    for (qsizetype i = 0; i < apart.size(); ++i) {
        const QChar c = apart[i];
        if (c.isHighSurrogate() && i + 1 < apart.size() && apart[i + 1].isLowSurrogate()) {
            const char32_t both = QChar::surrogateToUcs4(c, apart[i + 1]);
            if (QChar::isLetterOrNumber(both)) {
                separate();
                out += QStringView(apart).sliced(i, 2);
            } else if (!QChar::isMark(both)) {
                space = true;
            }
            ++i;
        } else if (c.isLetterOrNumber() && c != kLetterApostrophe) {
            separate();
            appendFolded(out, c);
        } else if (!c.isMark()) {
            space = true;
        }
    }
    return out;
}

} // namespace cortege
