#include "helpsections.h"

#include <QtWidgets/QWidget>

#include <algorithm>

namespace cortege::widgets
{

QString helpAnchorFor(const QWidget *widget)
{
    for (; widget; widget = widget->parentWidget()) {
        const auto found = std::ranges::find(kHelpSections, widget->objectName(), &HelpSection::part);
        if (found != std::end(kHelpSections))
            return found->anchor.toString();
    }
    return {};
}

QString anchorOf(QStringView heading)
{
    QString anchor;
    for (const QChar c : heading.trimmed()) {
        if (c.isLetterOrNumber() || c == u'-' || c == u'_')
            anchor += c.toLower();
        else if (c == u' ' || c == QChar::Nbsp)
            anchor += u'-';
    }
    return anchor;
}

} // namespace cortege::widgets
