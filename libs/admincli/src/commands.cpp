#include "command.h"

#include <admincli/commands.h>

namespace cortege::admincli
{

using namespace Qt::StringLiterals;

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

std::vector<cli::Setting> settings()
{
    const QString folder = Admin::tr("DOSSIER");
    const QString file = Admin::tr("FICHIER");
    return { { "database"_L1, file,
                 Admin::tr("Base du serveur : un fichier SQLite, ou postgresql:MOTS (postgresql:host=bd1 "
                           "dbname=cortege).") },
        { "keys"_L1, folder, Admin::tr("Clés des données.") },
        { "keys-pin-file"_L1, file, Admin::tr("Code PIN de la carte qui garde leur clé maîtresse (0600).") },
        { "authority"_L1, folder, Admin::tr("L’autorité qui signe les certificats.") },
        { "profile"_L1, folder, Admin::tr("Profil d’accès à la plateforme, pour importer et exporter.") },
        { "as-certificate"_L1, file, Admin::tr("Certificat de qui agit, sur les actes signés (person.pem).") },
        { "as-key"_L1, Admin::tr("FICHIER|pkcs11:…"), Admin::tr("Sa clé : un fichier, ou une carte.") },
        { "pin-file"_L1, file, Admin::tr("Code PIN de la carte où est cette clé (0600).") } };
}

} // namespace cortege::admincli
