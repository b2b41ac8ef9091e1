#include "command.h"

#include <admincli/commands.h>

namespace cortege::admincli
{

std::vector<std::unique_ptr<Command>> allCommands()
{
    std::vector<std::unique_ptr<Command>> all;
    for (const auto make : { authorityCreate, serverIssue, personAdd, personList, personRevoke, personAuthority,
             habilitationPropose, habilitationValidate, habilitationSuspend, habilitationResume, habilitationConfirm,
             habilitationRevoke, habilitationList, habilitationReview, habilitationExport, certificateRequest,
             certificateIssue, certificateBind, certificateRevoke, profileCreate, enrolmentInvite, enrolmentCodes,
             enrolmentWithdraw, enrolmentList, enrolmentIssue, enrolmentRefuse, enrolmentWatch, conventionShow,
             conventionNotify, conventionDenounce, conventionAmend, conventionAnnexe, conventionCorrect, eventsImport,
             eventsExport, factsAdd, factsList, factsWithdraw, factsRecipe, factsImport, factsWatch, databaseBackup,
             databaseCheck, databaseRestore, keysCreate, keysRotate, keysRewrap, auditVerify, auditList, auditPrune,
             handoverCreate, handoverList, handoverShow, handoverRemind, handoverStatement, handoverOpen, retentionSet,
             retentionShow, retentionPreview, retentionApply, destructionPlan, destructionPrepare, destructionConfirm,
             destructionCarryOut, destructionVerify })
        all.push_back(make());
    return all;
}

} // namespace cortege::admincli
