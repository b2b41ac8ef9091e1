#pragma once

#include <cli/command.h>
#include <geodata/territory.h>
#include <territory/source.h>

#include <QtCore/QCoreApplication>

namespace cortege::territory
{

/// The context of all texts of cortege-territory.
struct Tool {
    Q_DECLARE_TR_FUNCTIONS(Tool)
};

/// "ligne 12", "way 4711"
QString shown(const Refusal &refusal);
QString sentenceFor(Fault fault);
QString shown(qint64 number);
QString shown(const GeoBox &box);

std::unique_ptr<cli::Command> buildCommand();
std::unique_ptr<cli::Command> infoCommand();
std::unique_ptr<cli::Command> checkCommand();

} // namespace cortege::territory
