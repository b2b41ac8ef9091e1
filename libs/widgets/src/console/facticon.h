#pragma once

#include <QtGui/QIcon>
#include <QtGui/QPalette>

namespace cortege::widgets
{

/// The sign of a category of facts as on the map (`presentation::factSign`).
QIcon iconOfFact(int sign, const QPalette &palette);

} // namespace cortege::widgets
