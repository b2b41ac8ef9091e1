#include <admincli/commands.h>

int main(int argc, char **argv)
{
    return cortege::cli::runProgram(argc, argv, QStringLiteral("cortege-admin"), cortege::admincli::allCommands());
}
