#pragma once

#include <cli/command.h>

namespace cortege::admincli
{

/// What cortege-admin can do.
std::vector<std::unique_ptr<cli::Command>> allCommands();

} // namespace cortege::admincli
