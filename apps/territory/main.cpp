#include <territory/commands.h>

int main(int argc, char **argv)
{
    return cortege::cli::runProgram(argc, argv, QStringLiteral("cortege-territory"), cortege::territory::allCommands());
}
