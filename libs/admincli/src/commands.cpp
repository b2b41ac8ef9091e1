#include "command.h"

#include <admincli/commands.h>

namespace cortege::admincli
{

std::vector<std::unique_ptr<Command>> allCommands()
{
    std::vector<std::unique_ptr<Command>> all;
    for (const auto make : { authorityCreate, serverIssue, personAdd, personList, personRevoke, certificateRequest,
             certificateIssue, certificateRevoke, profileCreate, eventsImport, eventsExport, databaseBackup,
             databaseCheck, databaseRestore })
        all.push_back(make());
    return all;
}

} // namespace cortege::admincli
