#pragma once

#include <QtCore/QTranslator>

namespace cortege::widgets
{

/// With a no-break space (U+00A0) where French has one before « : ; ? ! » and inside « », so that no line begins with
/// such a sign. Nothing else changes: 14:30 and https://… have no space.
QString spacedAsInFrench(const QString &text);

/// The French of the windows: the source texts, which are French, spaced.
class FrenchSpacing final : public QTranslator
{
    Q_OBJECT
public:
    using QTranslator::QTranslator;
    QString translate(const char *context, const char *sourceText, const char *disambiguation, int n) const override;
    bool isEmpty() const override { return false; }
};

} // namespace cortege::widgets
