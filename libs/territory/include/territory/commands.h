#pragma once

#include <cli/command.h>

namespace cortege::territory
{

/// What cortege-territory can do.
std::vector<std::unique_ptr<cli::Command>> allCommands();

} // namespace cortege::territory
