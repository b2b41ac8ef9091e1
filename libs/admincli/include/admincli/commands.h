#pragma once

#include <cli/command.h>

namespace cortege::admincli
{

/// What cortege-admin can do.
std::vector<std::unique_ptr<cli::Command>> allCommands();

/// Options that most commands want alike, and that its INI file may say once.
std::vector<cli::Setting> settings();
inline constexpr QLatin1StringView kConfigurationFile { "/etc/cortege/admin.ini" };

} // namespace cortege::admincli
