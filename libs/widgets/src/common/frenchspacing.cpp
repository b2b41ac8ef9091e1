#include "frenchspacing.h"

#include <QtCore/QRegularExpression>

namespace cortege::widgets
{

using namespace Qt::StringLiterals;

QString spacedAsInFrench(const QString &text)
{
    static const QRegularExpression space(u" (?=[:;!?»])|(?<=«) "_s);
    return QString(text).replace(space, QString(QChar::Nbsp));
}

QString FrenchSpacing::translate(const char *, const char *sourceText, const char *, int) const
{
    const QString text = QString::fromUtf8(sourceText);
    const QString spaced = spacedAsInFrench(text);
    return spaced == text ? QString() : spaced; // nothing: Qt asks the next one, and then takes the source text
}

} // namespace cortege::widgets
