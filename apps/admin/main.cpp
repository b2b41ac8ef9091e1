#include <admincli/commands.h>

int main(int argc, char **argv)
{
    using namespace cortege;
    return cli::runProgram(argc, argv, QStringLiteral("cortege-admin"), admincli::allCommands(),
        [](cli::Program &program) { program.configure(admincli::settings(), QString(admincli::kConfigurationFile)); });
}
