#include "frenchspacing.h"

namespace cortege::widgets
{

QString spacedAsInFrench(const QString &text)
{
    constexpr QStringView kBefore = u":;?!»";
    QString spaced = text;
    for (qsizetype i = 0; i < spaced.size(); ++i) {
        if (spaced.at(i) != u' ')
            continue;
        const bool opened = i > 0 && spaced.at(i - 1) == u'«';
        if (opened || (i + 1 < spaced.size() && kBefore.contains(spaced.at(i + 1))))
            spaced[i] = QChar::Nbsp;
    }
    return spaced;
}

QString FrenchSpacing::translate(const char *, const char *sourceText, const char *, int) const
{
    const QString text = QString::fromUtf8(sourceText);
    const QString spaced = spacedAsInFrench(text);
    return spaced == text ? QString() : spaced; // nothing: Qt asks the next one, and then takes the source text
}

} // namespace cortege::widgets
