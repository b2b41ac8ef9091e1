#include "command.h"

#include <admincli/commands.h>

namespace cortege::admincli
{

std::vector<std::unique_ptr<Command>> allCommands()
{
    std::vector<std::unique_ptr<Command>> all;
    for (const auto make :
        { authorityCreate, serverIssue, personAdd, personList, personRevoke, personAuthority, habilitationPropose,
            habilitationValidate, habilitationSuspend, habilitationResume, habilitationConfirm, habilitationRevoke,
            habilitationList, habilitationReview, habilitationExport, certificateRequest, certificateIssue,
            certificateBind, certificateRevoke, profileCreate, conventionShow, conventionNotify, conventionDenounce,
            conventionAmend, conventionAnnexe, conventionCorrect, eventsImport, eventsExport, factsAdd, factsList,
            factsWithdraw, factsRecipe, factsImport, factsWatch, databaseBackup, databaseCheck, databaseRestore,
            keysCreate, keysRotate, keysRewrap, auditVerify, auditList, auditPrune })
        all.push_back(make());
    return all;
}

} // namespace cortege::admincli
