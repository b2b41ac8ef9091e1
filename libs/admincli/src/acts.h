#pragma once

#include "command.h"

#include <domain/convention.h>

/// What the commands about the convention have in common.
namespace cortege::admincli
{

/// Of every command that records an act: the database and the act's reference.
std::vector<Option> actOptions(std::vector<Option> further);
/// Records it and says how it stands with the convention then.
Outcome recordAct(const Arguments &arguments, const Context &context, ConventionAct::Content content);

QString shownDay(QDate day); ///< "25/11/2026"
QString sentenceFor(const ConventionStatus &status);

} // namespace cortege::admincli
