#pragma once

#include <QtCore/QSet>
#include <QtCore/QString>

namespace cortege::widgets
{

/// Gives each label of a form a letter for Alt that no other one has.
class Mnemonics
{
public:
    /// The text with & before its letter, the first of a word where one is free.
    QString assign(const QString &text);

private:
    QSet<QChar> m_taken;
};

} // namespace cortege::widgets
