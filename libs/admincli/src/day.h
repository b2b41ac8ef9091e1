#pragma once

#include "command.h"

#include <QtCore/QDateTime>

namespace cortege::admincli
{

/// The day that the option says, "2026-11-25": the only way in which the commands take days. Misuse with the option's
/// name for anything else, an option that was not given included. An option that means an instant takes the midnight of
/// Marseille with which that day begins (`midnight`).
std::expected<QDate, Trouble> dayOf(const Arguments &arguments, QLatin1StringView option);

} // namespace cortege::admincli
