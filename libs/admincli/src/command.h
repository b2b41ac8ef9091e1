#pragma once

#include <cli/command.h>

/// One command, one file: it declares its options, calls the libraries, says what happened.
namespace cortege::admincli
{

/// The context of all texts of this library.
struct Admin {
    Q_DECLARE_TR_FUNCTIONS(Admin)
};

using cli::Argument;
using cli::Arguments;
using cli::Command;
using cli::Context;
using cli::failed;
using cli::ImmediateCommand;
using cli::misused;
using cli::Option;
using cli::Outcome;
using cli::Terminal;
using cli::Trouble;

// --- the commands, each in commands/<group><command>.cpp ------------------------------------------------------------

std::unique_ptr<Command> authorityCreate();
std::unique_ptr<Command> serverIssue();
std::unique_ptr<Command> personAdd();
std::unique_ptr<Command> personList();
std::unique_ptr<Command> personRevoke();
std::unique_ptr<Command> personAuthority();
std::unique_ptr<Command> habilitationPropose();
std::unique_ptr<Command> habilitationValidate();
std::unique_ptr<Command> habilitationSuspend();
std::unique_ptr<Command> habilitationResume();
std::unique_ptr<Command> habilitationConfirm();
std::unique_ptr<Command> habilitationRevoke();
std::unique_ptr<Command> habilitationList();
std::unique_ptr<Command> habilitationReview();
std::unique_ptr<Command> habilitationExport();
std::unique_ptr<Command> certificateRequest();
std::unique_ptr<Command> certificateIssue();
std::unique_ptr<Command> certificateBind();
std::unique_ptr<Command> certificateRevoke();
std::unique_ptr<Command> profileCreate();
std::unique_ptr<Command> enrolmentInvite();
std::unique_ptr<Command> enrolmentCodes();
std::unique_ptr<Command> enrolmentWithdraw();
std::unique_ptr<Command> enrolmentList();
std::unique_ptr<Command> enrolmentIssue();
std::unique_ptr<Command> enrolmentRefuse();
std::unique_ptr<Command> enrolmentWatch();
std::unique_ptr<Command> conventionShow();
std::unique_ptr<Command> conventionNotify();
std::unique_ptr<Command> conventionDenounce();
std::unique_ptr<Command> conventionAmend();
std::unique_ptr<Command> conventionAnnexe();
std::unique_ptr<Command> conventionCorrect();
std::unique_ptr<Command> eventsImport();
std::unique_ptr<Command> eventsExport();
std::unique_ptr<Command> factsAdd();
std::unique_ptr<Command> factsList();
std::unique_ptr<Command> factsWithdraw();
std::unique_ptr<Command> factsRecipe();
std::unique_ptr<Command> factsImport();
std::unique_ptr<Command> factsWatch();
std::unique_ptr<Command> databaseBackup();
std::unique_ptr<Command> databaseCheck();
std::unique_ptr<Command> databaseRestore();
std::unique_ptr<Command> keysCreate();
std::unique_ptr<Command> keysRotate();
std::unique_ptr<Command> keysRewrap();
std::unique_ptr<Command> auditVerify();
std::unique_ptr<Command> auditList();
std::unique_ptr<Command> auditPrune();
std::unique_ptr<Command> handoverCreate();
std::unique_ptr<Command> handoverList();
std::unique_ptr<Command> handoverShow();
std::unique_ptr<Command> handoverRemind();
std::unique_ptr<Command> handoverStatement();
std::unique_ptr<Command> handoverOpen();
std::unique_ptr<Command> retentionSet();
std::unique_ptr<Command> retentionShow();
std::unique_ptr<Command> retentionPreview();
std::unique_ptr<Command> retentionApply();
std::unique_ptr<Command> destructionPlan();
std::unique_ptr<Command> destructionPrepare();
std::unique_ptr<Command> destructionConfirm();
std::unique_ptr<Command> destructionCarryOut();
std::unique_ptr<Command> destructionVerify();

} // namespace cortege::admincli
