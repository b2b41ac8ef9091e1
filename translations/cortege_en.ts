<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="fr">
<context>
    <name>Admin</name>
    <message>
        <source>crée l’autorité de certification&#xa0;: une racine, une autorité pour les personnes, une pour les serveurs</source>
        <translation>creates the certificate authority: a root, one authority for persons, one for servers</translation>
    </message>
    <message>
        <source>NOM</source>
        <translation>NAME</translation>
    </message>
    <message>
        <source>nom de l’autorité</source>
        <translation>name of the authority</translation>
    </message>
    <message>
        <source>DOSSIER</source>
        <translation>FOLDER</translation>
    </message>
    <message>
        <source>dossier à créer</source>
        <translation>folder to create</translation>
    </message>
    <message>
        <source>Autorité créée dans %1.</source>
        <translation>Authority created in %1.</translation>
    </message>
    <message>
        <source>Gardez ce dossier hors ligne&#xa0;: qui a ses clés peut se faire passer pour n’importe qui.</source>
        <translation>Keep this folder offline: whoever has its keys can pretend to be anybody.</translation>
    </message>
    <message>
        <source>signe la demande d’une personne inscrite et lui attache le certificat</source>
        <translation>signs the request of a person in the register and binds the certificate to that person</translation>
    </message>
    <message>
        <source>l’autorité</source>
        <translation>the authority</translation>
    </message>
    <message>
        <source>FICHIER</source>
        <translation>FILE</translation>
    </message>
    <message>
        <source>base du serveur</source>
        <translation>database of the server</translation>
    </message>
    <message>
        <source>NUMÉRO</source>
        <translation>NUMBER</translation>
    </message>
    <message>
        <source>de la personne, voir person list</source>
        <translation>of the person, see person list</translation>
    </message>
    <message>
        <source>sa demande (person.csr)</source>
        <translation>their request (person.csr)</translation>
    </message>
    <message>
        <source>certificat à écrire</source>
        <translation>certificate to write</translation>
    </message>
    <message>
        <source>Ce n’est pas un numéro de personne&#xa0;: --person %1</source>
        <translation>This is not a person’s number: --person %1</translation>
    </message>
    <message>
        <source>Certificat&#xa0;: %1</source>
        <translation>Certificate: %1</translation>
    </message>
    <message>
        <source>Empreinte SHA-256&#xa0;: %1</source>
        <translation>SHA-256 fingerprint: %1</translation>
    </message>
    <message>
        <source>fait une clé, qui reste ici, et la demande de certificat à envoyer à l’administrateur</source>
        <translation>makes a key, which stays here, and the certificate request to send to the administrator</translation>
    </message>
    <message>
        <source>prénom et nom</source>
        <translation>first and last name</translation>
    </message>
    <message>
        <source>où écrire person.key et person.csr</source>
        <translation>where to write person.key and person.csr</translation>
    </message>
    <message>
        <source>Clé&#xa0;: %1 (ne quitte pas ce poste)</source>
        <translation>Key: %1 (never leaves this workstation)</translation>
    </message>
    <message>
        <source>Demande à envoyer&#xa0;: %1</source>
        <translation>Request to send: %1</translation>
    </message>
    <message>
        <source>retire un certificat, par exemple d’un poste perdu&#xa0;; la personne garde les autres</source>
        <translation>withdraws one certificate, of a lost workstation for example; the person keeps the others</translation>
    </message>
    <message>
        <source>EMPREINTE|FICHIER</source>
        <translation>FINGERPRINT|FILE</translation>
    </message>
    <message>
        <source>empreinte SHA-256, ou le certificat lui-même</source>
        <translation>SHA-256 fingerprint, or the certificate itself</translation>
    </message>
    <message>
        <source>Le certificat %1 de %2 n’ouvre plus rien.</source>
        <translation>Certificate %1 of %2 no longer opens anything.</translation>
    </message>
    <message>
        <source>cherche les défauts de la base, un par ligne</source>
        <translation>looks for faults in the database, one a line</translation>
    </message>
    <message>
        <source>en JSON</source>
        <translation>as JSON</translation>
    </message>
    <message>
        <source>fichier abîmé : %1</source>
        <translation>damaged file: %1</translation>
    </message>
    <message>
        <source>il manque ce qui précède la ligne %1</source>
        <translation>what stands before row %1 is missing</translation>
    </message>
    <message>
        <source>l’événement %1 n’a pas sa révision %2</source>
        <translation>event %1 lacks its revision %2</translation>
    </message>
    <message>
        <source>l’état courant de l’événement %1 n’est pas sa dernière ligne</source>
        <translation>the current state of event %1 is not its last row</translation>
    </message>
    <message>
        <source>l’événement %1 a perdu sa ligne %2</source>
        <translation>event %1 has lost its row %2</translation>
    </message>
    <message>
        <source>la ligne %1 ne peut pas être lue</source>
        <translation>row %1 cannot be read</translation>
    </message>
    <message>
        <source>1 défaut trouvé</source>
        <translation>1 fault found</translation>
    </message>
    <message>
        <source>%1 défauts trouvés</source>
        <translation>%1 faults found</translation>
    </message>
    <message>
        <source>Aucun défaut.</source>
        <translation>No fault.</translation>
    </message>
    <message>
        <source>profil d’accès à la plateforme</source>
        <translation>access profile for the platform</translation>
    </message>
    <message>
        <source>fichier à écrire, lisible de vous seul</source>
        <translation>file to write, readable by you alone</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>seulement ce qui a changé après la séquence N</source>
        <translation>only what has changed after sequence N</translation>
    </message>
    <message>
        <source>Séquence refusée&#xa0;: --since %1</source>
        <translation>Refused sequence: --since %1</translation>
    </message>
    <message>
        <source>interrompu</source>
        <translation>interrupted</translation>
    </message>
    <message>
        <source>Événements écrits dans %1&#xa0;: %2 (jusqu’à la séquence %3)</source>
        <translation>Events written to %1: %2 (up to sequence %3)</translation>
    </message>
    <message>
        <source>Cette correspondance demande un répertoire de lieux&#xa0;: --gazetteer FICHIER</source>
        <translation>This mapping needs a list of places: --gazetteer FILE</translation>
    </message>
    <message>
        <source>Un fichier CSV demande une correspondance des colonnes&#xa0;: --mapping FICHIER</source>
        <translation>A CSV file needs a mapping of its columns: --mapping FILE</translation>
    </message>
    <message>
        <source>--gazetteer ne sert qu’avec --mapping</source>
        <translation>--gazetteer is of use with --mapping only</translation>
    </message>
    <message>
        <source>%1 lignes lues = %2 enregistrées + %3 inchangées + %4 annulées + %5 refusées</source>
        <translation>%1 rows read = %2 saved + %3 unchanged + %4 cancelled + %5 refused</translation>
    </message>
    <message>
        <source>envoie à la plateforme les événements d’un fichier CSV ou GeoJSON&#xa0;; chaque ligne refusée est dite avec sa raison&#xa0;; relancer reprend où l’on en était</source>
        <translation>sends the events of a CSV or GeoJSON file to the platform; each refused row is told with its reason; run it again to go on where it stopped</translation>
    </message>
    <message>
        <source>correspondance des colonnes d’un CSV (JSON)</source>
        <translation>mapping of a CSV file’s columns (JSON)</translation>
    </message>
    <message>
        <source>répertoire de lieux, si la correspondance en veut un</source>
        <translation>list of places, if the mapping wants one</translation>
    </message>
    <message>
        <source>lignes refusées, en CSV&#xa0;; sans cela, à l’écran</source>
        <translation>refused rows, as CSV; on the screen otherwise</translation>
    </message>
    <message>
        <source>dit ce qui serait fait, n’envoie rien</source>
        <translation>tells what would be done, sends nothing</translation>
    </message>
    <message>
        <source>remplace aussi ce qu’une autre personne a modifié en dernier</source>
        <translation>also replaces what another person changed last</translation>
    </message>
    <message>
        <source>.csv ou .geojson, éventuellement compressé (.gz)</source>
        <translation>.csv or .geojson, possibly compressed (.gz)</translation>
    </message>
    <message>
        <source>Essai&#xa0;: rien n’a été envoyé.</source>
        <translation>Trial: nothing was sent.</translation>
    </message>
    <message>
        <source>Lignes refusées&#xa0;: voir %1</source>
        <translation>Refused rows: see %1</translation>
    </message>
    <message>
        <source>%1 lignes restent à traiter, dont %2 envoyées sans réponse&#xa0;: relancez la même commande pour finir.</source>
        <translation>%1 rows remain, %2 of them sent without an answer: run the same command again to finish.</translation>
    </message>
    <message>
        <source>SERVICE</source>
        <translation>SERVICE</translation>
    </message>
    <message>
        <source>service, par exemple DOPC</source>
        <translation>service, for example DOPC</translation>
    </message>
    <message>
        <source>RÔLE</source>
        <translation>ROLE</translation>
    </message>
    <message>
        <source>entry, consultation, analyst ou admin</source>
        <translation>entry, consultation, analyst or admin</translation>
    </message>
    <message>
        <source>Nom refusé&#xa0;: --name a %1 caractères visibles au plus</source>
        <translation>Refused name: --name has %1 visible characters at most</translation>
    </message>
    <message>
        <source>Nom refusé&#xa0;: --service a %1 caractères visibles au plus</source>
        <translation>Refused name: --service has %1 visible characters at most</translation>
    </message>
    <message>
        <source>révoquée le %1</source>
        <translation>revoked on %1</translation>
    </message>
    <message>
        <source>active</source>
        <translation>active</translation>
    </message>
    <message>
        <source>affiche toutes les personnes, révoquées comprises</source>
        <translation>prints all persons, revoked ones included</translation>
    </message>
    <message>
        <source>numéro</source>
        <translation>number</translation>
    </message>
    <message>
        <source>nom</source>
        <translation>name</translation>
    </message>
    <message>
        <source>service</source>
        <translation>service</translation>
    </message>
    <message>
        <source>rôles</source>
        <translation>roles</translation>
    </message>
    <message>
        <source>état</source>
        <translation>state</translation>
    </message>
    <message>
        <source>retire tout accès à une personne&#xa0;; ses sessions ouvertes sont coupées</source>
        <translation>withdraws all access from a person; their open sessions are cut</translation>
    </message>
    <message>
        <source>Ce n’est pas un numéro de personne&#xa0;: %1</source>
        <translation>This is not a person’s number: %1</translation>
    </message>
    <message>
        <source>L’accès de %1 était déjà retiré, depuis le %2.</source>
        <translation>The access of %1 had been withdrawn already, on %2.</translation>
    </message>
    <message>
        <source>%1 n’a plus accès à la plateforme.</source>
        <translation>%1 no longer has access to the platform.</translation>
    </message>
    <message>
        <source>fait en une fois la clé, le certificat et le profil d’un poste</source>
        <translation>makes a workstation’s key, certificate and profile in one go</translation>
    </message>
    <message>
        <source>adresse de la plateforme</source>
        <translation>address of the platform</translation>
    </message>
    <message>
        <source>dossier du profil, à créer</source>
        <translation>folder of the profile, to be created</translation>
    </message>
    <message>
        <source>Adresse refusée&#xa0;: --server %1 (attendu&#xa0;: wss://hôte:port)</source>
        <translation>Refused address: --server %1 (expected: wss://host:port)</translation>
    </message>
    <message>
        <source>Profil&#xa0;: %1</source>
        <translation>Profile: %1</translation>
    </message>
    <message>
        <source>La clé a été faite ici&#xa0;: portez ce dossier au poste par un moyen sûr et n’en gardez pas de copie. Pour une clé qui ne quitte jamais le poste&#xa0;: certificate request, puis certificate issue.</source>
        <translation>The key was made here: take this folder to the workstation by a safe way and keep no copy of it. For a key that never leaves the workstation: certificate request, then certificate issue.</translation>
    </message>
    <message>
        <source>fait la clé et le certificat d’un serveur</source>
        <translation>makes the key and the certificate of a server</translation>
    </message>
    <message>
        <source>nom ou adresse IP du serveur</source>
        <translation>host name or IP address of the server</translation>
    </message>
    <message>
        <source>où écrire server.pem, server.key et client-authorities.pem</source>
        <translation>where to write server.pem, server.key and client-authorities.pem</translation>
    </message>
    <message>
        <source>Certificat de serveur pour %1 écrit dans %2.</source>
        <translation>Server certificate for %1 written to %2.</translation>
    </message>
    <message>
        <source>quatre ans</source>
        <translation>four years</translation>
    </message>
    <message>
        <source>dénonciation</source>
        <translation>denunciation</translation>
    </message>
    <message>
        <source>avenant</source>
        <translation>amendment</translation>
    </message>
    <message>
        <source>TEXTE</source>
        <translation>TEXT</translation>
    </message>
    <message>
        <source>du courrier, de la délibération…</source>
        <translation>of the letter, the resolution…</translation>
    </message>
    <message>
        <source>Date illisible&#xa0;: --%1 %2 (AAAA-MM-JJ)</source>
        <translation>Not a date: --%1 %2 (YYYY-MM-DD)</translation>
    </message>
    <message>
        <source>Acte %1 enregistré.</source>
        <translation>Act %1 recorded.</translation>
    </message>
    <message>
        <source>Aucune convention n’est enregistrée&#xa0;: la saisie et la consultation sont fermées.</source>
        <translation>No convention is recorded: entry and consultation are closed.</translation>
    </message>
    <message>
        <source>La convention prend effet le %1.</source>
        <translation>The convention takes effect on %1.</translation>
    </message>
    <message>
        <source>La convention est en vigueur et prend fin le %1 (%2).</source>
        <translation>The convention is in force and ends on %1 (%2).</translation>
    </message>
    <message>
        <source>La convention a pris fin le %1 (%2).</source>
        <translation>The convention ended on %1 (%2).</translation>
    </message>
    <message>
        <source>Ce n’est pas un numéro&#xa0;: --person %1</source>
        <translation>Not an identifier: --person %1</translation>
    </message>
    <message>
        <source>Ce n’est pas un numéro&#xa0;: --event %1</source>
        <translation>Not an identifier: --event %1</translation>
    </message>
    <message>
        <source>affiche qui a lu et écrit quoi, une entrée par ligne</source>
        <translation>shows who read and wrote what, one entry a line</translation>
    </message>
    <message>
        <source>clés des données</source>
        <translation>keys of the data</translation>
    </message>
    <message>
        <source>d’une personne seulement</source>
        <translation>of one person only</translation>
    </message>
    <message>
        <source>sur un événement seulement</source>
        <translation>about one event only</translation>
    </message>
    <message>
        <source>DATE</source>
        <translation>DATE</translation>
    </message>
    <message>
        <source>à partir de ce jour (2026-05-01)</source>
        <translation>from this day on (2026-05-01)</translation>
    </message>
    <message>
        <source>avant ce jour</source>
        <translation>before this day</translation>
    </message>
    <message>
        <source>retire de la base les entrées d’audit de plus de six mois, mises d’abord dans un fichier à part</source>
        <translation>takes audit entries older than six months out of the database, after putting them into a file of their own</translation>
    </message>
    <message>
        <source>avant ce jour (2026-05-01)</source>
        <translation>before this day (2026-05-01)</translation>
    </message>
    <message>
        <source>où garder ce qui est retiré</source>
        <translation>where to keep what is taken out</translation>
    </message>
    <message>
        <source>L’audit se garde six mois au moins&#xa0;: --before %1</source>
        <translation>The audit is kept for six months at least: --before %1</translation>
    </message>
    <message>
        <source>Rien à retirer.</source>
        <translation>Nothing to take out.</translation>
    </message>
    <message>
        <source>Entrées retirées&#xa0;: %1, gardées dans %2.</source>
        <translation>Entries taken out: %1, kept in %2.</translation>
    </message>
    <message>
        <source>il manque les entrées %1 à %2</source>
        <translation>entries %1 to %2 are missing</translation>
    </message>
    <message>
        <source>l’entrée %1 n’est pas à sa place</source>
        <translation>entry %1 is not in its place</translation>
    </message>
    <message>
        <source>l’entrée %1, ou celle qui la précède, a été modifiée</source>
        <translation>entry %1, or the one before it, was changed</translation>
    </message>
    <message>
        <source>la fin a été retirée&#xa0;: il manque les entrées %1 à %2</source>
        <translation>the end was removed: entries %1 to %2 are missing</translation>
    </message>
    <message>
        <source>d’autres entrées ont été mises à la place de celles d’origine, entre %1 et %2</source>
        <translation>other entries were put in place of the original ones, between %1 and %2</translation>
    </message>
    <message>
        <source>la ligne %1 du journal, de l’entrée %2, a été modifiée</source>
        <translation>row %1 of the journal, of entry %2, was changed</translation>
    </message>
    <message>
        <source>la ligne %1 du journal, de l’entrée %2, manque</source>
        <translation>row %1 of the journal, of entry %2, is missing</translation>
    </message>
    <message>
        <source>la ligne %1 du journal n’a pas d’entrée</source>
        <translation>row %1 of the journal has no entry</translation>
    </message>
    <message>
        <source>les lignes du journal jusqu’à %1 ne sont plus ce qu’elles étaient</source>
        <translation>the rows of the journal up to %1 are not what they were</translation>
    </message>
    <message>
        <source>vérifie l’audit sans clé&#xa0;: entrées modifiées, retirées, ajoutées ou déplacées, une par ligne</source>
        <translation>verifies the audit without keys: entries changed, removed, added or moved, one a line</translation>
    </message>
    <message>
        <source>ancre de l’audit (audit-anchor)</source>
        <translation>the audit&apos;s anchor (audit-anchor)</translation>
    </message>
    <message>
        <source>reçu d’un poste, en JSON</source>
        <translation>a workstation&apos;s receipt, in JSON</translation>
    </message>
    <message>
        <source>PEM</source>
        <translation>PEM</translation>
    </message>
    <message>
        <source>certificat du serveur, pour les reçus</source>
        <translation>the server&apos;s certificate, for receipts</translation>
    </message>
    <message>
        <source>Un reçu se vérifie avec le certificat du serveur&#xa0;: --server-certificate PEM</source>
        <translation>A receipt is verified with the server&apos;s certificate: --server-certificate PEM</translation>
    </message>
    <message>
        <source>Aucun défaut dans les entrées %1 à %2.</source>
        <translation>No fault in entries %1 to %2.</translation>
    </message>
    <message>
        <source>Aucun défaut, et aucune entrée.</source>
        <translation>No fault, and no entry.</translation>
    </message>
    <message>
        <source>L’entrée la plus ancienne est du %1&#xa0;: au-delà de 12 mois, l’audit se retire avec audit prune.</source>
        <translation>The oldest entry is of %1: after 12 months, the audit is to be taken out by audit prune.</translation>
    </message>
    <message>
        <source>attache à une personne inscrite un certificat qu’une autre autorité a signé</source>
        <translation>binds a certificate that another authority signed to a person of the register</translation>
    </message>
    <message>
        <source>le certificat, en PEM</source>
        <translation>the certificate, in PEM</translation>
    </message>
    <message>
        <source>enregistre un avenant</source>
        <translation>records an amendment</translation>
    </message>
    <message>
        <source>jour de l’avenant</source>
        <translation>day of the amendment</translation>
    </message>
    <message>
        <source>objet de l’avenant</source>
        <translation>subject of the amendment</translation>
    </message>
    <message>
        <source>VERSION</source>
        <translation>VERSION</translation>
    </message>
    <message>
        <source>version de l’annexe 1 qu’il apporte, déjà enregistrée par convention annexe</source>
        <translation>version of annexe 1 that it brings, already recorded by convention annexe</translation>
    </message>
    <message>
        <source>dernier jour de la convention, s’il l’avance</source>
        <translation>last day of the convention, if it brings it forward</translation>
    </message>
    <message>
        <source>enregistre une version de l’annexe 1, ses avis aux délégués à la protection des données et son étude d’impact&#xa0;; sans cela le serveur la refuse</source>
        <translation>records a version of annexe 1, the notices to the data protection officers and the impact study; without them the server refuses it</translation>
    </message>
    <message>
        <source>par exemple %1, celle de ce programme</source>
        <translation>for example %1, this program&apos;s</translation>
    </message>
    <message>
        <source>RÉFÉRENCE</source>
        <translation>REFERENCE</translation>
    </message>
    <message>
        <source>avis au délégué de la Ville</source>
        <translation>notice to the City&apos;s officer</translation>
    </message>
    <message>
        <source>jour de cet avis</source>
        <translation>day of that notice</translation>
    </message>
    <message>
        <source>avis au délégué de la Préfecture de Police</source>
        <translation>notice to the Préfecture de Police&apos;s officer</translation>
    </message>
    <message>
        <source>étude d’impact</source>
        <translation>impact study</translation>
    </message>
    <message>
        <source>déclare qu’un acte a été enregistré par erreur&#xa0;; il reste inscrit et ne compte plus</source>
        <translation>declares that an act was recorded by mistake; it stays on record and counts no more</translation>
    </message>
    <message>
        <source>de l’acte, voir convention show</source>
        <translation>of the act, see convention show</translation>
    </message>
    <message>
        <source>Ce n’est pas un numéro d’acte&#xa0;: %1</source>
        <translation>Not an act&apos;s number: %1</translation>
    </message>
    <message>
        <source>Une correction a une référence&#xa0;: --reference</source>
        <translation>A correction has a reference: --reference</translation>
    </message>
    <message>
        <source>enregistre une dénonciation&#xa0;: la convention prend fin deux mois après sa réception</source>
        <translation>records a denunciation: the convention ends two months after its receipt</translation>
    </message>
    <message>
        <source>PARTIE</source>
        <translation>PARTY</translation>
    </message>
    <message>
        <source>ville ou prefecture</source>
        <translation>ville or prefecture</translation>
    </message>
    <message>
        <source>jour de la réception par l’autre partie</source>
        <translation>day on which the other party received it</translation>
    </message>
    <message>
        <source>Partie inconnue&#xa0;: --by %1 (ville ou prefecture)</source>
        <translation>Unknown party: --by %1 (ville or prefecture)</translation>
    </message>
    <message>
        <source>enregistre la notification de la convention&#xa0;: elle commence ce jour à 0 h</source>
        <translation>records the convention&apos;s notification: it begins at midnight on that day</translation>
    </message>
    <message>
        <source>jour de la notification</source>
        <translation>day of the notification</translation>
    </message>
    <message>
        <source>notification, %1</source>
        <translation>notification, %1</translation>
    </message>
    <message>
        <source>dénonciation par la Ville, reçue le %1</source>
        <translation>denunciation by the City, received on %1</translation>
    </message>
    <message>
        <source>dénonciation par la Préfecture de Police, reçue le %1</source>
        <translation>denunciation by the Préfecture de Police, received on %1</translation>
    </message>
    <message>
        <source>avenant du %1&#xa0;: %2</source>
        <translation>amendment of %1: %2</translation>
    </message>
    <message>
        <source>&#xa0;; dernier jour %1</source>
        <translation>; last day %1</translation>
    </message>
    <message>
        <source>&#xa0;; apporte %1</source>
        <translation>; brings %1</translation>
    </message>
    <message>
        <source>%1, avis aux délégués du %2 (%3) et du %4 (%5), étude d’impact %6</source>
        <translation>%1, notices to the officers of %2 (%3) and %4 (%5), impact study %6</translation>
    </message>
    <message>
        <source>l’acte %1 avait été enregistré par erreur</source>
        <translation>act %1 had been recorded by mistake</translation>
    </message>
    <message>
        <source>&#xa0;; réf. %1</source>
        <translation>; ref. %1</translation>
    </message>
    <message>
        <source> (enregistré le %1 par %2)</source>
        <translation> (recorded on %1 by %2)</translation>
    </message>
    <message>
        <source> – ne compte pas</source>
        <translation> – does not count</translation>
    </message>
    <message>
        <source>affiche l’état de la convention et ses actes</source>
        <translation>shows the state of the convention and its acts</translation>
    </message>
    <message>
        <source>Reconductions tacites&#xa0;: %1</source>
        <translation>Tacit renewals: %1</translation>
    </message>
    <message>
        <source>personne</source>
        <translation>person</translation>
    </message>
    <message>
        <source>partie</source>
        <translation>party</translation>
    </message>
    <message>
        <source>du</source>
        <translation>from</translation>
    </message>
    <message>
        <source>au</source>
        <translation>until</translation>
    </message>
    <message>
        <source>validée par</source>
        <translation>validated by</translation>
    </message>
    <message>
        <source>validée le</source>
        <translation>validated on</translation>
    </message>
    <message>
        <source>écrit la liste nominative en CSV et, à côté, sa signature (CMS, FICHIER.p7s)</source>
        <translation>writes the nominative list as CSV and, beside it, its signature (CMS, FILE.p7s)</translation>
    </message>
    <message>
        <source>en JSON, avec les actes</source>
        <translation>as JSON, with the acts</translation>
    </message>
    <message>
        <source>ville ou prefecture, qui validera</source>
        <translation>ville or prefecture, who will validate it</translation>
    </message>
    <message>
        <source>si ce n’est pas celui de la personne</source>
        <translation>if it is not the person&apos;s own</translation>
    </message>
    <message>
        <source>JOUR</source>
        <translation>DAY</translation>
    </message>
    <message>
        <source>dernier jour, un an plus tard au plus</source>
        <translation>last day, a year later at most</translation>
    </message>
    <message>
        <source>rétablit une habilitation suspendue</source>
        <translation>resumes a suspended habilitation</translation>
    </message>
    <message>
        <source>crée les clés qui chiffrent les données du serveur</source>
        <translation>creates the keys that encrypt the server&apos;s data</translation>
    </message>
    <message>
        <source>Clés créées dans %1.</source>
        <translation>Keys created in %1.</translation>
    </message>
    <message>
        <source>Sauvegardez ce dossier à part de la base&#xa0;: sans lui, elle ne se lit plus&#xa0;; avec lui, elle se lit.</source>
        <translation>Back this folder up apart from the database: without it the database cannot be read; with it, it can.</translation>
    </message>
    <message>
        <source>change la clé maîtresse qui protège les clés de données</source>
        <translation>changes the master key that protects the data keys</translation>
    </message>
    <message>
        <source>Nouvelle clé maîtresse dans %1. Sauvegardez le dossier.</source>
        <translation>New master key in %1. Back the folder up.</translation>
    </message>
    <message>
        <source>fait une nouvelle clé de données&#xa0;; un serveur en marche la prend aussitôt</source>
        <translation>makes a new data key; a running server takes it at once</translation>
    </message>
    <message>
        <source>Nouvelle clé de données dans %1&#xa0;; les anciennes restent pour lire ce qu’elles ont chiffré. Sauvegardez le dossier.</source>
        <translation>New data key in %1; the former ones stay, to read what they encrypted. Back the folder up.</translation>
    </message>
    <message>
        <source>déclare une personne autorité d’habilitation d’une partie, ou met fin à ce mandat</source>
        <translation>declares a person an authority of a party, or ends that mandate</translation>
    </message>
    <message>
        <source>de l’acte qui la désigne, par exemple un arrêté</source>
        <translation>of the deed that appoints them, an order for example</translation>
    </message>
    <message>
        <source>met fin à son mandat</source>
        <translation>ends the mandate</translation>
    </message>
    <message>
        <source>Cette personne n’est plus autorité d’habilitation.</source>
        <translation>This person is no authority any more.</translation>
    </message>
    <message>
        <source>reprise</source>
        <translation>taken over</translation>
    </message>
    <message>
        <source>Ville</source>
        <translation>City</translation>
    </message>
    <message>
        <source>Préfecture</source>
        <translation>Préfecture</translation>
    </message>
    <message>
        <source>proposée</source>
        <translation>proposed</translation>
    </message>
    <message>
        <source>à venir</source>
        <translation>not yet</translation>
    </message>
    <message>
        <source>suspendue</source>
        <translation>suspended</translation>
    </message>
    <message>
        <source>expirée</source>
        <translation>expired</translation>
    </message>
    <message>
        <source>révoquée</source>
        <translation>revoked</translation>
    </message>
    <message>
        <source>revue</source>
        <translation>review</translation>
    </message>
    <message>
        <source>à revoir</source>
        <translation>to review</translation>
    </message>
    <message>
        <source>certificat de qui agit (person.pem)</source>
        <translation>certificate of who acts (person.pem)</translation>
    </message>
    <message>
        <source>MOTIF</source>
        <translation>REASON</translation>
    </message>
    <message>
        <source>motif de l’acte, par exemple une référence</source>
        <translation>reason for the act, a reference for example</translation>
    </message>
    <message>
        <source>de l’habilitation, voir habilitation list</source>
        <translation>of the habilitation, see habilitation list</translation>
    </message>
    <message>
        <source>confirme une habilitation à la revue&#xa0;: elle reste nécessaire</source>
        <translation>confirms a habilitation at the review: it is still needed</translation>
    </message>
    <message>
        <source>Liste nominative&#xa0;: %1, signée par %2&#xa0;: %3</source>
        <translation>Nominative list: %1, signed by %2: %3</translation>
    </message>
    <message>
        <source>affiche la liste nominative, chaque signature vérifiée&#xa0;: tout ce qui a été proposé, avec son état</source>
        <translation>shows the nominative list, each signature verified: all that was proposed, with its state</translation>
    </message>
    <message>
        <source>propose l’habilitation d’une personne inscrite et affiche son numéro&#xa0;; rien ne s’ouvre encore</source>
        <translation>proposes the habilitation of a person of the register and shows its identifier; nothing is open yet</translation>
    </message>
    <message>
        <source>premier jour, 2027-01-01&#xa0;; sans cela, tout de suite</source>
        <translation>first day, 2027-01-01; without it, at once</translation>
    </message>
    <message>
        <source>Partie inconnue&#xa0;: --party %1 (ville ou prefecture)</source>
        <translation>Unknown party: --party %1 (ville or prefecture)</translation>
    </message>
    <message>
        <source>Rôle inconnu&#xa0;: --role %1 (entry, consultation, analyst ou admin)</source>
        <translation>Unknown role: --role %1 (entry, consultation, analyst or admin)</translation>
    </message>
    <message>
        <source>affiche les habilitations actives par date de fin&#xa0;; «&#xa0;à revoir&#xa0;»&#xa0;: six mois sans décision</source>
        <translation>shows active habilitations by their end; “to review”: six months without a decision</translation>
    </message>
    <message>
        <source>retire une habilitation, ou refuse une proposition&#xa0;; les sessions ouvertes sont coupées</source>
        <translation>revokes a habilitation, or refuses a proposal; open sessions are ended</translation>
    </message>
    <message>
        <source>suspend une habilitation&#xa0;; les sessions ouvertes sont coupées</source>
        <translation>suspends a habilitation; open sessions are ended</translation>
    </message>
    <message>
        <source>valide une proposition&#xa0;: il y faut une autre personne, autorité de la partie</source>
        <translation>validates a proposal: by another person, an authority of that party</translation>
    </message>
    <message>
        <source>inscrit une personne et affiche son numéro&#xa0;; sans habilitation, rien ne s’ouvre</source>
        <translation>enters a person in the register and shows the identifier; without a habilitation nothing is open</translation>
    </message>
    <message>
        <source>Un mandat a la référence de son acte&#xa0;: --deed RÉFÉRENCE</source>
        <translation>A mandate has the reference of its deed: --deed REFERENCE</translation>
    </message>
    <message>
        <source>Autorité d’habilitation&#xa0;: %1</source>
        <translation>Authority: %1</translation>
    </message>
    <message>
        <source>Ce n’est pas un numéro d’habilitation&#xa0;: %1</source>
        <translation>Not a habilitation&apos;s identifier: %1</translation>
    </message>
    <message>
        <source>Habilitation %1&#xa0;: %2</source>
        <translation>Habilitation %1: %2</translation>
    </message>
    <message>
        <source>copie la base, aussi celle d’un serveur en marche, et vérifie la copie</source>
        <translation>copies the database, also a running server&apos;s, and checks the copy</translation>
    </message>
    <message>
        <source>la copie, qui n’existe pas encore</source>
        <translation>the copy, which does not exist yet</translation>
    </message>
    <message>
        <source>%1&#xa0;: copie vérifiée, jusqu’à la ligne %2 du journal.</source>
        <translation>%1: copy checked, up to row %2 of the journal.</translation>
    </message>
    <message>
        <source>met une copie vérifiée à la place de la base d’un serveur arrêté&#xa0;; l’ancienne est gardée</source>
        <translation>puts a checked copy in the place of a stopped server&apos;s database; the former one is kept</translation>
    </message>
    <message>
        <source>la copie</source>
        <translation>the copy</translation>
    </message>
    <message>
        <source>La base va jusqu’à la ligne %1 du journal.</source>
        <translation>The database goes up to row %1 of the journal.</translation>
    </message>
    <message>
        <source>La base d’avant est gardée&#xa0;: %1</source>
        <translation>The former database is kept: %1</translation>
    </message>
    <message>
        <source>Code PIN de %1 :</source>
        <translation>PIN of %1:</translation>
    </message>
    <message>
        <source>donnez --%1 FICHIER</source>
        <translation>give --%1 FILE</translation>
    </message>
    <message>
        <source>code PIN de la carte, si la clé est sur une carte ; sans cela, il est demandé</source>
        <translation>PIN of the card, if the key is on a card; without it, you are asked</translation>
    </message>
    <message>
        <source>code PIN de la carte, si la clé maîtresse est sur une carte ; sans cela, il est demandé</source>
        <translation>PIN of the card, if the master key is on a card; without it, you are asked</translation>
    </message>
    <message>
        <source>la ligne %1 du journal a été vidée autrement que par retention apply</source>
        <translation>row %1 of the journal was emptied otherwise than by retention apply</translation>
    </message>
    <message>
        <source>une clé P-256 qui est déjà sur une carte ; person.csr seul</source>
        <translation>a P-256 key that is on a card already; person.csr only</translation>
    </message>
    <message>
        <source>Les données ont été détruites à partir du %1.</source>
        <translation>The data was destroyed, from %1 on.</translation>
    </message>
    <message>
        <source>En retard&#xa0;: les données étaient à détruire au plus tard le %1 (article 9).</source>
        <translation>Late: the data was to be destroyed by %1 at the latest (Article 9).</translation>
    </message>
    <message>
        <source>Les données sont à détruire au plus tard le %1 (article 9).</source>
        <translation>The data is to be destroyed by %1 at the latest (Article 9).</translation>
    </message>
    <message>
        <source>le bloc de faits %1 ne se lit pas</source>
        <translation>block of facts %1 cannot be read</translation>
    </message>
    <message>
        <source>détruit les données selon le bordereau confirmé, sans retour, et établit le procès-verbal&#xa0;; interrompue, elle se reprend par la même commande</source>
        <translation>destroys the data as the confirmed list says, for good, and makes the report; if interrupted, the same command goes on</translation>
    </message>
    <message>
        <source>procès-verbal (JSON et PDF) et signatures</source>
        <translation>report (JSON and PDF) and signatures</translation>
    </message>
    <message>
        <source>CHEMIN</source>
        <translation>PATH</translation>
    </message>
    <message>
        <source>fichier ou dossier où chercher aussi des restes, par exemple celui de PostgreSQL</source>
        <translation>file or folder where remains are looked for as well, for example PostgreSQL&apos;s</translation>
    </message>
    <message>
        <source>Données détruites. Procès-verbal du %1 dans %2.</source>
        <translation>Data destroyed. Report of %1 in %2.</translation>
    </message>
    <message>
        <source>confirme le bordereau&#xa0;: il y faut une autre personne, autorité de l’autre partie</source>
        <translation>confirms the list: it takes another person, an authority of the other party</translation>
    </message>
    <message>
        <source>le bordereau que vous avez lu</source>
        <translation>the list that you have read</translation>
    </message>
    <message>
        <source>Bordereau confirmé par %1. La destruction se fait, serveur arrêté, par destruction carry-out&#xa0;; elle est sans retour.</source>
        <translation>List confirmed by %1. The destruction is done, with the server stopped, by destruction carry-out; there is no way back.</translation>
    </message>
    <message>
        <source>Fichier (journal d’écriture)&#xa0;: %1, %2 octets</source>
        <translation>File (write-ahead log): %1, %2 bytes</translation>
    </message>
    <message>
        <source>dit ce qui serait détruit, jusqu’à quand, et ce qui serait gardé&#xa0;; ne change rien</source>
        <translation>says what would be destroyed, until when, and what would be kept; changes nothing</translation>
    </message>
    <message>
        <source>La convention a pris fin le %1&#xa0;; données à détruire au plus tard le %2.</source>
        <translation>The convention ended on %1; data to be destroyed by %2 at the latest.</translation>
    </message>
    <message>
        <source>Serait détruit&#xa0;:</source>
        <translation>Would be destroyed:</translation>
    </message>
    <message>
        <source>Entrées de l’audit&#xa0;: %1&#xa0;; leur contenu ne se lira plus.</source>
        <translation>Entries of the audit: %1; their content can no longer be read.</translation>
    </message>
    <message>
        <source>Brouillons&#xa0;: aucun dans la base&#xa0;; ceux des postes y restent scellés.</source>
        <translation>Drafts: none in the database; those of the workstations stay sealed there.</translation>
    </message>
    <message>
        <source>Serait gardé, sans aucun enregistrement&#xa0;: la chaîne de l’audit, qui prouve qu’elle est entière&#xa0;; les actes de la convention et de la liste nominative, qui disent qui pouvait quoi&#xa0;; le bordereau et le procès-verbal.</source>
        <translation>Would be kept, without any record: the chain of the audit, which proves that it is whole; the acts of the convention and of the list of persons, which say who was allowed what; the list of what is destroyed and the report.</translation>
    </message>
    <message>
        <source>PostgreSQL garde ailleurs des enregistrements scellés (WAL et ses archives, répliques, sauvegardes)&#xa0;: l’exploitant les supprime (docs/operations.md).</source>
        <translation>PostgreSQL keeps sealed records elsewhere (WAL and its archives, replicas, backups): the operator removes them (docs/operations.md).</translation>
    </message>
    <message>
        <source>À détruire à la main&#xa0;: toute copie des clés ou de la base qui n’est pas ci-dessus.</source>
        <translation>To be destroyed by hand: any copy of the keys or of the database that is not above.</translation>
    </message>
    <message>
        <source>établit le bordereau de ce qui sera détruit, signé par une première personne&#xa0;; anéantit toute confirmation d’avant</source>
        <translation>makes the list of what will be destroyed, signed by a first person; cancels any confirmation given before</translation>
    </message>
    <message>
        <source>le bordereau en JSON&#xa0;; sa signature à côté (CMS, FICHIER.p7s)</source>
        <translation>the list as JSON; its signature beside it (CMS, FILE.p7s)</translation>
    </message>
    <message>
        <source>Bordereau&#xa0;: %1, signé par %2.</source>
        <translation>List: %1, signed by %2.</translation>
    </message>
    <message>
        <source>%1 lignes restent dans les tables</source>
        <translation>%1 rows are left in the tables</translation>
    </message>
    <message>
        <source>%1&#xa0;: données scellées à l’octet %2</source>
        <translation>%1: sealed data at byte %2</translation>
    </message>
    <message>
        <source>la signature du procès-verbal n’est pas bonne</source>
        <translation>the signature of the report is not good</translation>
    </message>
    <message>
        <source>le procès-verbal n’est pas signé par l’une des deux personnes</source>
        <translation>the report is not signed by one of the two persons</translation>
    </message>
    <message>
        <source>%1 est encore là (%2)</source>
        <translation>%1 is still there (%2)</translation>
    </message>
    <message>
        <source>vérifie une destruction&#xa0;: signatures, tables, fichiers, et cherche des restes octet par octet</source>
        <translation>checks a destruction: signatures, tables, files, and looks for remains byte by byte</translation>
    </message>
    <message>
        <source>fichier ou dossier où chercher aussi, par exemple une sauvegarde</source>
        <translation>file or folder where to look as well, for example a backup</translation>
    </message>
    <message>
        <source>Aucun défaut&#xa0;: signatures bonnes, rien de scellé dans %1 fichiers (%2 octets).</source>
        <translation>No fault: signatures good, nothing sealed in %1 files (%2 bytes).</translation>
    </message>
    <message>
        <source>retiré le %1</source>
        <translation>withdrawn on %1</translation>
    </message>
    <message>
        <source>utilisé</source>
        <translation>used</translation>
    </message>
    <message>
        <source>valable</source>
        <translation>valid</translation>
    </message>
    <message>
        <source>expiré</source>
        <translation>expired</translation>
    </message>
    <message>
        <source>affiche les codes d’enrôlement, sans les codes mêmes</source>
        <translation>shows the enrolment codes, without the codes themselves</translation>
    </message>
    <message>
        <source>fin</source>
        <translation>end</translation>
    </message>
    <message>
        <source>postes</source>
        <translation>workstations</translation>
    </message>
    <message>
        <source>fait un code d’enrôlement pour une personne et affiche l’invitation à lui remettre</source>
        <translation>makes an enrolment code for a person and shows the invitation to give them</translation>
    </message>
    <message>
        <source>PORT</source>
        <translation>PORT</translation>
    </message>
    <message>
        <source>d’enrôlement du même serveur (--enrolment-listen)</source>
        <translation>for enrolment on the same server (--enrolment-listen)</translation>
    </message>
    <message>
        <source>server-authority.pem de l’autorité</source>
        <translation>server-authority.pem of the authority</translation>
    </message>
    <message>
        <source>dernier jour, 30 jours au plus ; 7 jours sans cela</source>
        <translation>last day, 30 days at most; 7 days without it</translation>
    </message>
    <message>
        <source>postes, 20 au plus ; 1 sans cela</source>
        <translation>workstations, 20 at most; 1 without it</translation>
    </message>
    <message>
        <source>fichier .cortege à écrire, au lieu d’afficher l’invitation</source>
        <translation>.cortege file to write, instead of showing the invitation</translation>
    </message>
    <message>
        <source>Ce n’est pas un numéro de personne : --person %1</source>
        <translation>Not the number of a person: --person %1</translation>
    </message>
    <message>
        <source>Nombre refusé : --uses %1</source>
        <translation>Number refused: --uses %1</translation>
    </message>
    <message>
        <source>Adresse refusée : --server %1 --port %2 (attendu : wss://hôte:port et un port)</source>
        <translation>Address refused: --server %1 --port %2 (expected: wss://host:port and a port)</translation>
    </message>
    <message>
        <source>Invitation : %1</source>
        <translation>Invitation: %1</translation>
    </message>
    <message>
        <source>Code n° %1, jusqu’au %2. L’invitation ne sera plus affichée.</source>
        <translation>Code no. %1, until %2. The invitation will not be shown again.</translation>
    </message>
    <message>
        <source>délivre le certificat demandé et l’attache à la personne ; le poste vient le chercher</source>
        <translation>issues the certificate that was asked for and binds it to the person; the workstation fetches it</translation>
    </message>
    <message>
        <source>de la demande, voir enrolment list</source>
        <translation>of the request, see enrolment list</translation>
    </message>
    <message>
        <source>Ce n’est pas un numéro de demande : %1</source>
        <translation>Not the number of a request: %1</translation>
    </message>
    <message>
        <source>Empreinte de la demande : %1</source>
        <translation>Fingerprint of the request: %1</translation>
    </message>
    <message>
        <source>Empreinte SHA-256 : %1</source>
        <translation>SHA-256 fingerprint: %1</translation>
    </message>
    <message>
        <source>en attente</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>délivrée</source>
        <translation>issued</translation>
    </message>
    <message>
        <source>refusée</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>affiche les demandes de certificat des postes</source>
        <translation>shows the workstations&apos; requests for certificates</translation>
    </message>
    <message>
        <source>aussi les demandes délivrées ou refusées</source>
        <translation>also the requests that were issued or refused</translation>
    </message>
    <message>
        <source>demande</source>
        <translation>request</translation>
    </message>
    <message>
        <source>empreinte</source>
        <translation>fingerprint</translation>
    </message>
    <message>
        <source>refuse une demande de certificat ; le poste le dit</source>
        <translation>refuses a request for a certificate; the workstation says so</translation>
    </message>
    <message>
        <source>Demande refusée : %1</source>
        <translation>Request refused: %1</translation>
    </message>
    <message>
        <source>délivre d’elle-même les premiers certificats demandés, tant que l’on reste devant</source>
        <translation>issues by itself the first certificates that are asked for, while somebody is there</translation>
    </message>
    <message>
        <source>durée, 480 au plus</source>
        <translation>duration, 480 at most</translation>
    </message>
    <message>
        <source>aussi les renouvellements</source>
        <translation>also renewals</translation>
    </message>
    <message>
        <source>Durée refusée : --minutes %1</source>
        <translation>Duration refused: --minutes %1</translation>
    </message>
    <message>
        <source>retire un code ; ses demandes en attente sont refusées</source>
        <translation>withdraws a code; its waiting requests are refused</translation>
    </message>
    <message>
        <source>du code, voir enrolment codes</source>
        <translation>of the code, see enrolment codes</translation>
    </message>
    <message>
        <source>Ce n’est pas un numéro de code : %1</source>
        <translation>Not the number of a code: %1</translation>
    </message>
    <message>
        <source>Code retiré : %1</source>
        <translation>Code withdrawn: %1</translation>
    </message>
    <message>
        <source>enregistre la source d’une recette : nom, provenance, licence, catégories et poids ; ou met à jour leurs textes</source>
        <translation>records the source of a recipe: name, origin, licence, categories and weights; or updates their texts</translation>
    </message>
    <message>
        <source>RECETTE</source>
        <translation>RECIPE</translation>
    </message>
    <message>
        <source>fichier JSON, voir facts recipe</source>
        <translation>JSON file, see facts recipe</translation>
    </message>
    <message>
        <source>La source %1 est enregistrée, sous le numéro %2.</source>
        <translation>Source %1 is recorded, as number %2.</translation>
    </message>
    <message>
        <source>envoie à la plateforme les faits d’un fichier, selon une recette ; chaque ligne refusée est dite avec sa raison ; relancer n’ajoute rien deux fois</source>
        <translation>sends the facts of a file to the platform, by a recipe; each refused row is told with its reason; again adds nothing twice</translation>
    </message>
    <message>
        <source>colonnes, format et source (JSON)</source>
        <translation>columns, format and source (JSON)</translation>
    </message>
    <message>
        <source>lignes refusées, en CSV ; sans cela, à l’écran</source>
        <translation>refused rows, as CSV; without it, on the screen</translation>
    </message>
    <message>
        <source>CSV, GeoJSON, GeoPackage, Shapefile, KML ou GPX, éventuellement compressé</source>
        <translation>CSV, GeoJSON, GeoPackage, Shapefile, KML or GPX, compressed or not</translation>
    </message>
    <message>
        <source>Essai : rien n’a été envoyé.</source>
        <translation>Trial: nothing was sent.</translation>
    </message>
    <message>
        <source>%1 lignes lues = %2 à envoyer + %3 refusées</source>
        <translation>%1 rows read = %2 to send + %3 refused</translation>
    </message>
    <message>
        <source>Lignes refusées : voir %1</source>
        <translation>Refused rows: see %1</translation>
    </message>
    <message>
        <source>montre les sources de faits de la plateforme</source>
        <translation>shows the platform&apos;s sources of facts</translation>
    </message>
    <message>
        <source>source</source>
        <translation>source</translation>
    </message>
    <message>
        <source>faits</source>
        <translation>facts</translation>
    </message>
    <message>
        <source>licence</source>
        <translation>licence</translation>
    </message>
    <message>
        <source>enregistrée par</source>
        <translation>recorded by</translation>
    </message>
    <message>
        <source>le</source>
        <translation>on</translation>
    </message>
    <message>
        <source>écrit une ébauche de recette pour un fichier : séparateur, encodage, colonnes reconnues ; à relire et à compléter</source>
        <translation>writes a draft of a recipe for a file: separator, encoding, columns that are known; to be read and completed</translation>
    </message>
    <message>
        <source>IDENTIFIANT</source>
        <translation>IDENTIFIER</translation>
    </message>
    <message>
        <source>de la source : minuscules, chiffres et tirets</source>
        <translation>of the source: lower case, digits and hyphens</translation>
    </message>
    <message>
        <source>couche à lire ; sans cela, la première qui n’est pas vide</source>
        <translation>layer to read; without it, the first that is not empty</translation>
    </message>
    <message>
        <source>Un identifiant de source n’a que des minuscules sans accent, des chiffres et des tirets : %1</source>
        <translation>The identifier of a source has lower case letters without accents, digits and hyphens only: %1</translation>
    </message>
    <message>
        <source>Colonnes du fichier : %1</source>
        <translation>Columns of the file: %1</translation>
    </message>
    <message>
        <source>Couches du fichier : %1</source>
        <translation>Layers of the file: %1</translation>
    </message>
    <message>
        <source>Complétez name, provenance et licence ; ce que la recette ne nomme pas n’est pas lu.</source>
        <translation>Complete name, provenance and licence; what the recipe does not name is not read.</translation>
    </message>
    <message>
        <source>importe ce qui est déposé dans un dossier, puis le range dans « traites » ou « refuses » avec un rapport ; jusqu’à Ctrl-C</source>
        <translation>imports what is put into a folder, then moves it to “traites” or “refuses” with a report; until Ctrl-C</translation>
    </message>
    <message>
        <source>finit quand le dossier est vide</source>
        <translation>ends when the folder is empty</translation>
    </message>
    <message>
        <source>où les fichiers sont déposés</source>
        <translation>where the files are put</translation>
    </message>
    <message>
        <source>La plateforme refuse : %1</source>
        <translation>The platform refuses: %1</translation>
    </message>
    <message>
        <source>%1 est refusé : %2</source>
        <translation>%1 is refused: %2</translation>
    </message>
    <message>
        <source>%1 reste à envoyer, nouvel essai bientôt : %2</source>
        <translation>%1 is still to be sent, tried again soon: %2</translation>
    </message>
    <message>
        <source>retire une source avec tous ses faits, de la plateforme et des postes ; l’audit le garde</source>
        <translation>withdraws a source with all its facts, from the platform and the workstations; the audit keeps it</translation>
    </message>
    <message>
        <source>SOURCE</source>
        <translation>SOURCE</translation>
    </message>
    <message>
        <source>son identifiant, voir facts list</source>
        <translation>its identifier, see facts list</translation>
    </message>
    <message>
        <source>La plateforme ne connaît pas la source %1.</source>
        <translation>The platform does not know source %1.</translation>
    </message>
    <message>
        <source>La source %1 est retirée, avec %2 faits.</source>
        <translation>Source %1 is withdrawn, with %2 facts.</translation>
    </message>
    <message>
        <source>remet des événements à un prestataire : un paquet que lui seul peut lire, inscrit au registre</source>
        <translation>hands events over to a provider: a package that only they can read, entered in the register</translation>
    </message>
    <message>
        <source>le prestataire</source>
        <translation>the provider</translation>
    </message>
    <message>
        <source>son service qui en répond</source>
        <translation>their service that answers for it</translation>
    </message>
    <message>
        <source>certificat du prestataire : RSA de 3072 bits au moins, ou P-256</source>
        <translation>certificate of the provider: RSA of 3072 bits at least, or P-256</translation>
    </message>
    <message>
        <source>la finalité</source>
        <translation>the purpose</translation>
    </message>
    <message>
        <source>à détruire au plus tard ce jour (2026-12-31)</source>
        <translation>to be destroyed by that day at the latest (2026-12-31)</translation>
    </message>
    <message>
        <source>événements à partir de ce jour</source>
        <translation>events from that day on</translation>
    </message>
    <message>
        <source>jusqu’à ce jour compris</source>
        <translation>until that day, included</translation>
    </message>
    <message>
        <source>NATURE</source>
        <translation>KIND</translation>
    </message>
    <message>
        <source>de cette nature seulement (manifestationStatique…), à répéter ; sans elle, toutes</source>
        <translation>of that kind only (manifestationStatique…), to be repeated; without it, all</translation>
    </message>
    <message>
        <source>le paquet, lisible du prestataire seul</source>
        <translation>the package, readable by the provider only</translation>
    </message>
    <message>
        <source>Nature inconnue : --kind %1</source>
        <translation>Unknown kind: --kind %1</translation>
    </message>
    <message>
        <source>Aucun événement de ces natures et de ces jours : rien n’est remis.</source>
        <translation>No event of these kinds and days: nothing is handed over.</translation>
    </message>
    <message>
        <source>Remise %1 : %2 événements pour %3, à détruire au plus tard le %4. Paquet : %5</source>
        <translation>Handover %1: %2 events for %3, to be destroyed by %4 at the latest. Package: %5</translation>
    </message>
    <message>
        <source>affiche les remises aux prestataires : à qui, jusqu’à quand, ce qui est en retard</source>
        <translation>shows the handovers to providers: to whom, until when, what is overdue</translation>
    </message>
    <message>
        <source>JOURS</source>
        <translation>DAYS</translation>
    </message>
    <message>
        <source>« échéance proche » à partir de tant de jours avant, 30 sans cela</source>
        <translation>“due soon” from so many days before, 30 without it</translation>
    </message>
    <message>
        <source>code de sortie 1 s’il y a du retard, pour une supervision</source>
        <translation>exit code 1 if anything is overdue, for monitoring</translation>
    </message>
    <message>
        <source>Nombre de jours refusé : --remind-before %1</source>
        <translation>Number of days refused: --remind-before %1</translation>
    </message>
    <message>
        <source>prestataire</source>
        <translation>provider</translation>
    </message>
    <message>
        <source>remise le</source>
        <translation>handed over on</translation>
    </message>
    <message>
        <source>par</source>
        <translation>by</translation>
    </message>
    <message>
        <source>événements</source>
        <translation>events</translation>
    </message>
    <message>
        <source>échéance</source>
        <translation>due</translation>
    </message>
    <message>
        <source>1 remise en retard</source>
        <translation>1 handover overdue</translation>
    </message>
    <message>
        <source>%1 remises en retard</source>
        <translation>%1 handovers overdue</translation>
    </message>
    <message>
        <source>ouvre un paquet avec la clé du prestataire, après avoir vérifié qui l’a signé</source>
        <translation>opens a package with the provider&apos;s key, after checking who signed it</translation>
    </message>
    <message>
        <source>le paquet reçu</source>
        <translation>the package that was received</translation>
    </message>
    <message>
        <source>certificat du prestataire</source>
        <translation>certificate of the provider</translation>
    </message>
    <message>
        <source>sa clé</source>
        <translation>their key</translation>
    </message>
    <message>
        <source>racine de la plateforme (root.pem)</source>
        <translation>root of the platform (root.pem)</translation>
    </message>
    <message>
        <source>où mettre les fichiers, lisibles de vous seul</source>
        <translation>where to put the files, readable by you only</translation>
    </message>
    <message>
        <source>Signé par %1. Fichiers écrits dans %2 : %3</source>
        <translation>Signed by %1. Files written to %2: %3</translation>
    </message>
    <message>
        <source>écrit le courriel qui rappelle au prestataire ce qu’il doit détruire, et pour quand</source>
        <translation>writes the mail that reminds the provider what to destroy, and by when</translation>
    </message>
    <message>
        <source>L’attestation de cette remise est classée : il n’y a rien à rappeler.</source>
        <translation>The statement of this handover is filed: there is nothing to remind of.</translation>
    </message>
    <message>
        <source>affiche une remise en entier, et rend l’attestation du prestataire</source>
        <translation>shows a handover in full, and gives back the provider&apos;s statement</translation>
    </message>
    <message>
        <source>clés des données, pour l’attestation</source>
        <translation>keys of the data, for the statement</translation>
    </message>
    <message>
        <source>où écrire l’attestation</source>
        <translation>where to write the statement</translation>
    </message>
    <message>
        <source>L’attestation s’ouvre avec les clés des données : --keys et --statement</source>
        <translation>The statement opens with the keys of the data: --keys and --statement</translation>
    </message>
    <message>
        <source>Remise le %1 par %2</source>
        <translation>Handed over on %1 by %2</translation>
    </message>
    <message>
        <source>Certificat : %1</source>
        <translation>Certificate: %1</translation>
    </message>
    <message>
        <source>Paquet : %1, SHA-256 %2</source>
        <translation>Package: %1, SHA-256 %2</translation>
    </message>
    <message>
        <source>État : %1</source>
        <translation>State: %1</translation>
    </message>
    <message>
        <source>Attestation du %1, classée le %2 par %3, SHA-256 %4</source>
        <translation>Statement of %1, filed on %2 by %3, SHA-256 %4</translation>
    </message>
    <message>
        <source>classe l’attestation de destruction d’un prestataire, chiffrée dans la base</source>
        <translation>files a provider&apos;s statement of destruction, encrypted in the database</translation>
    </message>
    <message>
        <source>l’attestation numérisée (PDF)</source>
        <translation>the scanned statement (PDF)</translation>
    </message>
    <message>
        <source>de l’attestation</source>
        <translation>of the statement</translation>
    </message>
    <message>
        <source>les données ont été rendues, et non détruites</source>
        <translation>the data was given back, and not destroyed</translation>
    </message>
    <message>
        <source>%1 : une attestation a entre 1 octet et 8 Mio.</source>
        <translation>%1: a statement has between 1 byte and 8 MiB.</translation>
    </message>
    <message>
        <source>Attestation du %1 classée : remise %2.</source>
        <translation>Statement of %1 filed: handover %2.</translation>
    </message>
    <message>
        <source>la clé maîtresse est sur cette carte ; sans cela, un fichier</source>
        <translation>the master key is on this card; without it, a file</translation>
    </message>
    <message>
        <source>Sauvegardez ce dossier : sans lui et sans la carte, la base ne se lit plus.</source>
        <translation>Back this folder up: without it and without the card, the database cannot be read any more.</translation>
    </message>
    <message>
        <source>la nouvelle est sur cette carte ; sans cela, dans un fichier</source>
        <translation>the new one is on this card; without it, in a file</translation>
    </message>
    <message>
        <source>Nouvelle clé maîtresse sur la carte, pour %1. Sauvegardez le dossier.</source>
        <translation>New master key on the card, for %1. Back the folder up.</translation>
    </message>
    <message>
        <source>la clé P-256 de sa carte ; sans cela, une clé est faite</source>
        <translation>the P-256 key of their card; without it, a key is made</translation>
    </message>
    <message>
        <source>efface pour toujours ce dont la durée de conservation est écoulée, serveur en marche ou non</source>
        <translation>erases for good what has been kept for its time, with the server running or not</translation>
    </message>
    <message>
        <source>%1 : %2 effacés</source>
        <translation>%1: %2 erased</translation>
    </message>
    <message>
        <source>Rien d’autre n’est à effacer ce jour.</source>
        <translation>Nothing else is to be erased today.</translation>
    </message>
    <message>
        <source>dit ce que retention apply effacerait, par catégorie, et n’efface rien</source>
        <translation>says what retention apply would erase, by category, and erases nothing</translation>
    </message>
    <message>
        <source>comme si c’était ce jour (2026-12-31)</source>
        <translation>as if it were that day (2026-12-31)</translation>
    </message>
    <message>
        <source>chaque événement, un par ligne</source>
        <translation>each event, one a line</translation>
    </message>
    <message>
        <source>en JSON, listes comprises</source>
        <translation>as JSON, lists included</translation>
    </message>
    <message>
        <source>catégorie</source>
        <translation>category</translation>
    </message>
    <message>
        <source>durée</source>
        <translation>duration</translation>
    </message>
    <message>
        <source>à effacer</source>
        <translation>to erase</translation>
    </message>
    <message>
        <source>gardés</source>
        <translation>kept</translation>
    </message>
    <message>
        <source>attestation de l’acte %1</source>
        <translation>statement of act %1</translation>
    </message>
    <message>
        <source>fixe la durée de conservation d’une catégorie, par un acte signé ; n’efface rien encore</source>
        <translation>sets how long a category is kept, by a signed act; erases nothing yet</translation>
    </message>
    <message>
        <source>CATÉGORIE</source>
        <translation>CATEGORY</translation>
    </message>
    <message>
        <source>mois après la fin de l’événement ; sans elle, jusqu’à la fin de la convention</source>
        <translation>months after the end of the event; without it, until the convention&apos;s end</translation>
    </message>
    <message>
        <source>de la décision</source>
        <translation>of the decision</translation>
    </message>
    <message>
        <source>Catégorie inconnue : --category %1 (%2)</source>
        <translation>Unknown category: --category %1 (%2)</translation>
    </message>
    <message>
        <source>Nombre de mois refusé : --months %1</source>
        <translation>Number of months refused: --months %1</translation>
    </message>
    <message>
        <source>%1 : %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>affiche la durée de conservation de chaque catégorie</source>
        <translation>shows how long each category is kept</translation>
    </message>
    <message>
        <source>référence</source>
        <translation>reference</translation>
    </message>
    <message>
        <source>fixée le</source>
        <translation>set on</translation>
    </message>
    <message>
        <source>en cours</source>
        <translation>running</translation>
    </message>
    <message>
        <source>échéance proche</source>
        <translation>due soon</translation>
    </message>
    <message>
        <source>EN RETARD</source>
        <translation>OVERDUE</translation>
    </message>
    <message>
        <source>détruite</source>
        <translation>destroyed</translation>
    </message>
    <message>
        <source>rendue</source>
        <translation>given back</translation>
    </message>
    <message>
        <source>Événements annulés</source>
        <translation>Cancelled events</translation>
    </message>
    <message>
        <source>Attestations des prestataires</source>
        <translation>Providers&apos; statements</translation>
    </message>
    <message>
        <source>de la remise, voir handover list</source>
        <translation>of the handover, see handover list</translation>
    </message>
    <message>
        <source>Ce n’est pas un numéro de remise : %1</source>
        <translation>Not the number of a handover: %1</translation>
    </message>
    <message>
        <source>%1 octets</source>
        <translation>%1 bytes</translation>
    </message>
    <message>
        <source>copie de ce dossier, à détruire aussi</source>
        <translation>copy of that folder, to be destroyed as well</translation>
    </message>
    <message>
        <source>sauvegarde de la base, à détruire aussi</source>
        <translation>backup of the database, to be destroyed as well</translation>
    </message>
    <message>
        <source>ancienne base</source>
        <translation>former database</translation>
    </message>
    <message>
        <source>sauvegarde</source>
        <translation>backup</translation>
    </message>
    <message>
        <source>fichier de clés</source>
        <translation>file of keys</translation>
    </message>
    <message>
        <source>copie de clés</source>
        <translation>copy of keys</translation>
    </message>
    <message>
        <source>Base&#xa0;: %1</source>
        <translation>Database: %1</translation>
    </message>
    <message>
        <source>Événements&#xa0;: %1, en %2 versions</source>
        <translation>Events: %1, in %2 versions</translation>
    </message>
    <message>
        <source>  %1&#xa0;: %2, en %3 versions</source>
        <translation>  %1: %2, in %3 versions</translation>
    </message>
    <message>
        <source>  versions que les clés n’ouvrent pas&#xa0;: %1</source>
        <translation>  versions that the keys do not open: %1</translation>
    </message>
    <message>
        <source>Faits&#xa0;: %1&#xa0;; leurs sources&#xa0;: %2</source>
        <translation>Facts: %1; their sources: %2</translation>
    </message>
    <message>
        <source>Clé de données %1, du %2</source>
        <translation>Data key %1, of %2</translation>
    </message>
    <message>
        <source>Fichier (%1)&#xa0;: %2, %3</source>
        <translation>File (%1): %2, %3</translation>
    </message>
    <message>
        <source>%1, premier certificat, demande du %2, depuis %3</source>
        <translation>%1, first certificate, asked for on %2, from %3</translation>
    </message>
    <message>
        <source>%1, renouvellement, demande du %2</source>
        <translation>%1, renewal, asked for on %2</translation>
    </message>
    <message>
        <source>La plateforme ne connaît pas la source %1 : enregistrez-la par facts add.</source>
        <translation>The platform does not know source %1: record it with facts add.</translation>
    </message>
    <message>
        <source>La source %1 n’a pas les mêmes catégories sur la plateforme : mettez-la à jour par facts add, ou corrigez la recette.</source>
        <translation>Source %1 has other categories on the platform: update it with facts add, or correct the recipe.</translation>
    </message>
    <message>
        <source>%1 lignes lues = %2 enregistrées + %3 déjà connues + %4 refusées</source>
        <translation>%1 rows read = %2 stored + %3 known already + %4 refused</translation>
    </message>
    <message>
        <source> + %1 qui restent à envoyer</source>
        <translation> + %1 still to be sent</translation>
    </message>
    <message>
        <source>FICHIER|pkcs11:…</source>
        <translation>FILE|pkcs11:…</translation>
    </message>
    <message>
        <source>sa clé, qui signe l’acte (person.key, ou carte)</source>
        <translation>their key, which signs the act (person.key, or a card)</translation>
    </message>
    <message>
        <source>bordereau établi</source>
        <translation>list made</translation>
    </message>
    <message>
        <source>bordereau confirmé</source>
        <translation>list confirmed</translation>
    </message>
    <message>
        <source>destruction engagée, clés détruites</source>
        <translation>destruction begun, keys destroyed</translation>
    </message>
    <message>
        <source>enregistrements effacés des tables</source>
        <translation>records erased from the tables</translation>
    </message>
    <message>
        <source>pages de la base écrasées et rendues</source>
        <translation>pages of the database overwritten and given back</translation>
    </message>
    <message>
        <source>sauvegardes et anciennes bases détruites</source>
        <translation>backups and former databases destroyed</translation>
    </message>
    <message>
        <source>recherche de restes</source>
        <translation>search for remains</translation>
    </message>
    <message>
        <source>procès-verbal établi</source>
        <translation>report made</translation>
    </message>
    <message>
        <source>Les personnes</source>
        <translation>The persons</translation>
    </message>
    <message>
        <source>%1 (%2)&#xa0;: %3, le %4</source>
        <translation>%1 (%2): %3, on %4</translation>
    </message>
    <message>
        <source>certificat %1</source>
        <translation>certificate %1</translation>
    </message>
    <message>
        <source>Ce qui a été détruit</source>
        <translation>What was destroyed</translation>
    </message>
    <message>
        <source>Empreinte des lignes du journal, telles qu’elles étaient conservées&#xa0;:</source>
        <translation>Fingerprint of the rows of the journal, as they were kept:</translation>
    </message>
    <message>
        <source>Recherche de restes</source>
        <translation>Search for remains</translation>
    </message>
    <message>
        <source>%1 fichiers lus octet par octet, %2 octets&#xa0;; données scellées restantes&#xa0;: %3.</source>
        <translation>%1 files read byte by byte, %2 bytes; sealed data left: %3.</translation>
    </message>
    <message>
        <source>Procès-verbal de destruction des données</source>
        <translation>Report on the destruction of the data</translation>
    </message>
    <message>
        <source>Convention de mise à disposition de données entre la Ville de Marseille et la Préfecture de Police des Bouches-du-Rhône, article 9.</source>
        <translation>Convention on the provision of data between the City of Marseille and the Préfecture de Police des Bouches-du-Rhône, Article 9.</translation>
    </message>
    <message>
        <source>La convention a pris fin le %1&#xa0;; les données étaient à détruire au plus tard le %2.</source>
        <translation>The convention ended on %1; the data was to be destroyed by %2 at the latest.</translation>
    </message>
    <message>
        <source>Destruction achevée dans le délai, le %1.</source>
        <translation>Destruction completed in time, on %1.</translation>
    </message>
    <message>
        <source>Destruction achevée hors délai, le %1.</source>
        <translation>Destruction completed late, on %1.</translation>
    </message>
    <message>
        <source>Déroulement</source>
        <translation>How it went</translation>
    </message>
    <message>
        <source>%1&#xa0;: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Ce qui est conservé</source>
        <translation>What is kept</translation>
    </message>
    <message>
        <source>Les actes de la convention, la liste nominative et ses actes, la chaîne de l’audit (dont le contenu, scellé sous les clés détruites, n’est plus lisible), le bordereau et ce procès-verbal&#xa0;: ils prouvent ce qui a été fait et ne contiennent aucun enregistrement.</source>
        <translation>The acts of the convention, the list of persons and its acts, the chain of the audit (whose content, sealed under the destroyed keys, cannot be read any more), the list of what was destroyed and this report: they prove what was done and hold no record.</translation>
    </message>
    <message>
        <source>audit, entrée %1&#xa0;: %2</source>
        <translation>audit, entry %1: %2</translation>
    </message>
    <message>
        <source>Base PostgreSQL&#xa0;: les journaux archivés, les répliques et les sauvegardes du cluster gardent des enregistrements scellés, illisibles sans les clés&#xa0;; l’exploitant les supprime (docs/operations.md).</source>
        <translation>PostgreSQL database: archived logs, replicas and backups of the cluster keep sealed records that cannot be read without the keys; the operator removes them (docs/operations.md).</translation>
    </message>
    <message>
        <source>Empreintes (SHA-256)</source>
        <translation>Fingerprints (SHA-256)</translation>
    </message>
    <message>
        <source>Bordereau&#xa0;:</source>
        <translation>List:</translation>
    </message>
    <message>
        <source>Ce procès-verbal en JSON, qui fait foi&#xa0;:</source>
        <translation>This report as JSON, which is authoritative:</translation>
    </message>
    <message>
        <source>Procès-verbal de destruction</source>
        <translation>Report on the destruction</translation>
    </message>
    <message>
        <source>jusqu’à la fin de la convention</source>
        <translation>until the convention&apos;s end</translation>
    </message>
    <message>
        <source>%1 mois</source>
        <translation>%1 months</translation>
    </message>
    <message>
        <source>La plateforme a répondu autre chose.</source>
        <translation>The platform gave another answer.</translation>
    </message>
    <message>
        <source>cette clé ne s’ouvre que par le coffre de secrets d’une session de bureau, que cortege-admin n’interroge pas : donnez une clé dans un fichier ou sur une carte</source>
        <translation>this key is opened only by the secret store of a desktop session, which cortege-admin does not ask: give a key in a file or on a card</translation>
    </message>
    <message>
        <source>écrit l’état actuel des événements, annulés compris, en GeoJSON, ou les voies qu’ils ferment</source>
        <translation>writes the current state of the events, cancelled ones included, as GeoJSON, or the roads they close</translation>
    </message>
    <message>
        <source>geojson sans cela&#xa0;; datex2 et cifs (Waze)&#xa0;: où et quand la circulation est fermée</source>
        <translation>geojson without it; datex2 and cifs (Waze): where and when traffic is closed</translation>
    </message>
    <message>
        <source>Format inconnu&#xa0;: --format %1</source>
        <translation>Unknown format: --format %1</translation>
    </message>
    <message>
        <source>Fermetures écrites dans %1</source>
        <translation>Closures written to %1</translation>
    </message>
    <message>
        <source>Base du serveur&#xa0;: un fichier SQLite, ou postgresql:MOTS (postgresql:host=bd1 dbname=cortege).</source>
        <translation>Database of the server: an SQLite file, or postgresql:WORDS (postgresql:host=bd1 dbname=cortege).</translation>
    </message>
    <message>
        <source>Clés des données.</source>
        <translation>Keys of the data.</translation>
    </message>
    <message>
        <source>Code PIN de la carte qui garde leur clé maîtresse (0600).</source>
        <translation>PIN of the card that keeps their master key (0600).</translation>
    </message>
    <message>
        <source>L’autorité qui signe les certificats.</source>
        <translation>The authority that signs the certificates.</translation>
    </message>
    <message>
        <source>Profil d’accès à la plateforme, pour importer et exporter.</source>
        <translation>Access profile for the platform, to import and export.</translation>
    </message>
    <message>
        <source>Certificat de qui agit, sur les actes signés (person.pem).</source>
        <translation>Certificate of the person who acts, on signed acts (person.pem).</translation>
    </message>
    <message>
        <source>Sa clé&#xa0;: un fichier, ou une carte.</source>
        <translation>Their key: a file, or a card.</translation>
    </message>
    <message>
        <source>Code PIN de la carte où est cette clé (0600).</source>
        <translation>PIN of the card that holds this key (0600).</translation>
    </message>
</context>
<context>
    <name>Charts</name>
    <message>
        <source>%1 h</source>
        <comment>hour of the day</comment>
        <translation>%1:00</translation>
    </message>
    <message>
        <source>Par heure de la journée</source>
        <translation>By hour of the day</translation>
    </message>
    <message>
        <source>Par jour</source>
        <translation>By day</translation>
    </message>
    <message>
        <source>Par nature</source>
        <translation>By kind</translation>
    </message>
    <message>
        <source>Par quartier</source>
        <translation>By quarter</translation>
    </message>
    <message>
        <source>Heure</source>
        <translation>Hour</translation>
    </message>
    <message>
        <source>Jour</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Nature</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Événements</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Faits</source>
        <translation>Facts</translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>une valeur n’est pas acceptée</source>
        <translation>a value is not accepted</translation>
    </message>
    <message>
        <source>introuvable</source>
        <translation>not found</translation>
    </message>
    <message>
        <source>accès refusé</source>
        <translation>access denied</translation>
    </message>
    <message>
        <source>la plateforme ne reconnaît pas ce certificat</source>
        <translation>the platform does not recognise this certificate</translation>
    </message>
    <message>
        <source>existe déjà, ou a changé entre-temps</source>
        <translation>exists already, or has changed meanwhile</translation>
    </message>
    <message>
        <source>trop volumineux</source>
        <translation>too large</translation>
    </message>
    <message>
        <source>impossible pour le moment</source>
        <translation>not possible for the moment</translation>
    </message>
    <message>
        <source>données illisibles</source>
        <translation>unreadable data</translation>
    </message>
    <message>
        <source>Échec&#xa0;: %1</source>
        <translation>Failed: %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Option inconnue&#xa0;: --%1</source>
        <translation>Unknown option: --%1</translation>
    </message>
    <message>
        <source>Option manquante&#xa0;: %1</source>
        <translation>Missing option: %1</translation>
    </message>
    <message>
        <source>Option donnée plusieurs fois&#xa0;: --%1</source>
        <translation>Option given several times: --%1</translation>
    </message>
    <message>
        <source>Option sans valeur&#xa0;: %1</source>
        <translation>Option without a value: %1</translation>
    </message>
    <message>
        <source>Argument manquant&#xa0;: %1</source>
        <translation>Missing argument: %1</translation>
    </message>
    <message>
        <source>Argument en trop&#xa0;: %1</source>
        <translation>Unexpected argument: %1</translation>
    </message>
    <message>
        <source>Usage&#xa0;: %1</source>
        <translation>Usage: %1</translation>
    </message>
    <message>
        <source>langue des messages</source>
        <translation>language of the messages</translation>
    </message>
    <message>
        <source>Codes de sortie&#xa0;: 0 fait, 1 échec ou défauts trouvés, 2 commande mal écrite</source>
        <translation>Exit codes: 0 done, 1 failed or faults found, 2 command written wrongly</translation>
    </message>
    <message>
        <source>Langue inconnue&#xa0;: --language %1 (fr ou en)</source>
        <translation>Unknown language: --language %1 (fr or en)</translation>
    </message>
    <message>
        <source> GROUPE COMMANDE</source>
        <translation> GROUP COMMAND</translation>
    </message>
    <message>
        <source> COMMANDE</source>
        <translation> COMMAND</translation>
    </message>
    <message>
        <source>Options d’une commande&#xa0;: %1</source>
        <translation>Options of a command: %1</translation>
    </message>
    <message>
        <source>Commande inconnue&#xa0;: %1 (voir %2 --help)</source>
        <translation>Unknown command: %1 (see %2 --help)</translation>
    </message>
    <message>
        <source>carte absente</source>
        <translation>no card</translation>
    </message>
    <message>
        <source>code PIN refusé ou non donné</source>
        <translation>PIN refused or not given</translation>
    </message>
    <message>
        <source>clé inconnue&#xa0;; vouliez-vous dire «&#xa0;%1&#xa0;»&#xa0;?</source>
        <translation>unknown key; did you mean “%1”?</translation>
    </message>
    <message>
        <source>clé inconnue</source>
        <translation>unknown key</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» n’est pas un nombre de %2 à %3</source>
        <translation>“%1” is not a number from %2 to %3</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» n’est pas possible&#xa0;: %2</source>
        <translation>“%1” is not possible: %2</translation>
    </message>
    <message>
        <source>--%1&#xa0;: %2</source>
        <translation>--%1: %2</translation>
    </message>
    <message>
        <source>%1&#xa0;: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, «&#xa0;%2&#xa0;»&#xa0;: %3</source>
        <translation>%1, “%2”: %3</translation>
    </message>
    <message>
        <source>%1, ligne %2&#xa0;: %3</source>
        <translation>%1, line %2: %3</translation>
    </message>
    <message>
        <source>%1, ligne %2, «&#xa0;%3&#xa0;»&#xa0;: %4</source>
        <translation>%1, line %2, “%3”: %4</translation>
    </message>
    <message>
        <source>Fixé par le service informatique pour ce poste.</source>
        <translation>Set by the IT service for this workstation.</translation>
    </message>
    <message>
        <source>manque, ici et sur la ligne de commande</source>
        <translation>is missing, here and on the command line</translation>
    </message>
    <message>
        <source>ne peut pas être lu&#xa0;: %1</source>
        <translation>cannot be read: %1</translation>
    </message>
    <message>
        <source>avant toute section&#xa0;: %1</source>
        <translation>before any section: %1</translation>
    </message>
    <message>
        <source>section inconnue [%1]&#xa0;; attendu&#xa0;: %2</source>
        <translation>unknown section [%1]; expected: %2</translation>
    </message>
    <message>
        <source>déjà donné à la ligne %1</source>
        <translation>already given on line %1</translation>
    </message>
    <message>
        <source>rien n’est écrit derrière</source>
        <translation>nothing is written after it</translation>
    </message>
    <message>
        <source>fixé à «&#xa0;%1&#xa0;» par %2, ligne %3&#xa0;: %4</source>
        <translation>set to “%1” by %2, line %3: %4</translation>
    </message>
    <message>
        <source>Réglages de %1. Chaque clé est aussi une option de la ligne de commande, qui l’emporte. Ce qui est en commentaire est ce qui vaut sans cela. Vérifier&#xa0;: %1 --check-config</source>
        <translation>Settings of %1. Each key is also an option of the command line, which takes precedence. What is commented out is what holds without it. To check: %1 --check-config</translation>
    </message>
    <message>
        <source>Obligatoire.</source>
        <translation>Required.</translation>
    </message>
    <message>
        <source> Sans cela&#xa0;: %1</source>
        <translation> Without it: %1</translation>
    </message>
    <message>
        <source>Lire les réglages dans ce fichier-là.</source>
        <translation>Read the settings from this file.</translation>
    </message>
    <message>
        <source>FICHIER</source>
        <translation>FILE</translation>
    </message>
    <message>
        <source>Dire ce qui est faux dans les réglages, avec fichier, ligne et clé.</source>
        <translation>Tell what is wrong in the settings, with file, line and key.</translation>
    </message>
    <message>
        <source>Écrire un fichier de réglages commenté.</source>
        <translation>Write a settings file with comments.</translation>
    </message>
    <message>
        <source>Aucun fichier de réglages&#xa0;: tout est comme sans cela.</source>
        <translation>No settings file: all is as without one.</translation>
    </message>
    <message>
        <source>%1&#xa0;: rien à redire</source>
        <translation>%1: nothing wrong</translation>
    </message>
    <message>
        <source>la ligne n’est pas en UTF-8</source>
        <translation>the line is not in UTF-8</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» n’est ni «&#xa0;clé=valeur&#xa0;», ni «&#xa0;[section]&#xa0;», ni un commentaire</source>
        <translation>“%1” is neither “key=value”, nor “[section]”, nor a comment</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» n’est pas une section&#xa0;: [nom]</source>
        <translation>“%1” is not a section: [name]</translation>
    </message>
    <message>
        <source>le fichier dépasse %1 octets</source>
        <translation>the file is larger than %1 bytes</translation>
    </message>
    <message>
        <source>Réglages&#xa0;: %1&#xa0;; --config en nomme un autre, --check-config les vérifie, --sample-config en écrit un modèle</source>
        <translation>Settings: %1; --config names another file, --check-config checks them, --sample-config writes a sample</translation>
    </message>
    <message>
        <source>trop de demandes ou de sessions à la fois</source>
        <translation>too many requests or sessions at a time</translation>
    </message>
</context>
<context>
    <name>ClockFilter</name>
    <message>
        <source>%1 h</source>
        <comment>hour of the day</comment>
        <translation>%1:00</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>from hour to hour</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>aucune heure</source>
        <translation>no hour</translation>
    </message>
    <message>
        <source>aucun jour</source>
        <translation>no day</translation>
    </message>
</context>
<context>
    <name>ComparisonTable</name>
    <message>
        <source>%1 : %2 avant, %3 maintenant</source>
        <translation>%1: %2 before, %3 now</translation>
    </message>
    <message>
        <source>Personnes</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Quartier</source>
        <translation>Quarter</translation>
    </message>
    <message>
        <source>Évén.
avant</source>
        <comment>events, before</comment>
        <translation>Events
before</translation>
    </message>
    <message>
        <source>Évén.
maint.</source>
        <comment>events, now</comment>
        <translation>Events
now</translation>
    </message>
    <message>
        <source>%1
avant</source>
        <comment>people, before</comment>
        <translation>%1
before</translation>
    </message>
    <message>
        <source>%1
maint.</source>
        <comment>people, now</comment>
        <translation>%1
now</translation>
    </message>
    <message>
        <source>Écart</source>
        <translation>Difference</translation>
    </message>
</context>
<context>
    <name>ConsoleMain</name>
    <message>
        <source>Cortège – Console</source>
        <translation>Cortège – Console</translation>
    </message>
    <message>
        <source>Le profil de ce poste ne peut pas être utilisé : %1</source>
        <translation>This workstation’s profile cannot be used: %1</translation>
    </message>
    <message>
        <source>Le fond de carte ne peut pas être ouvert.</source>
        <translation>The map ground cannot be opened.</translation>
    </message>
    <message>
        <source>Fond de carte</source>
        <translation>Map ground</translation>
    </message>
    <message>
        <source>Console de Cortège : la carte des événements pour l’analyse.</source>
        <translation>Console of Cortège: the map of events for the analysis.</translation>
    </message>
    <message>
        <source>Territoire</source>
        <translation>Territory</translation>
    </message>
    <message>
        <source>Le territoire de ce poste ne peut pas être lu : les lieux ne sont pas nommés, et les tableaux comptent par carrés au lieu de quartiers. Prévenez le service informatique.</source>
        <translation>The territory of this workstation cannot be read: places are not named, and the tables count by squares instead of quarters. Tell the IT service.</translation>
    </message>
</context>
<context>
    <name>Coordinates</name>
    <message>
        <source>Écrivez latitude et longitude : 43,2965 ; 5,3698, ou 43° 17′ 47″ N, 5° 22′ 11″ E ; ou des mètres Lambert-93 : 892 390 ; 6 247 035.</source>
        <translation>Write latitude and longitude: 43.2965, 5.3698, or 43° 17′ 47″ N, 5° 22′ 11″ E; or metres in Lambert-93: 892 390, 6 247 035.</translation>
    </message>
    <message>
        <source>Minutes et secondes vont de 0 à moins de 60.</source>
        <translation>Minutes and seconds go from 0 to less than 60.</translation>
    </message>
    <message>
        <source>La latitude va de −90 à 90, la longitude de −180 à 180.</source>
        <translation>Latitudes go from −90 to 90, longitudes from −180 to 180.</translation>
    </message>
    <message>
        <source>Ces mètres ne sont pas en France métropolitaine (Lambert-93).</source>
        <translation>These metres do not lie in metropolitan France (Lambert-93).</translation>
    </message>
    <message>
        <source>Degrés décimaux</source>
        <translation>Decimal degrees</translation>
    </message>
    <message>
        <source>Degrés, minutes, secondes</source>
        <translation>Degrees, minutes, seconds</translation>
    </message>
    <message>
        <source>Lambert-93</source>
        <translation>Lambert-93</translation>
    </message>
    <message>
        <source>O</source>
        <comment>the letter for west</comment>
        <translation>W</translation>
    </message>
</context>
<context>
    <name>DeclarationTexts</name>
    <message>
        <source>À déclarer du %1 au %2 (quinze à trois jours francs avant).</source>
        <translation>To be declared from %1 to %2 (fifteen to three clear days before).</translation>
    </message>
    <message>
        <source>À déclarer au plus tard le %1 (trois jours francs avant).</source>
        <translation>To be declared by %1 at the latest (three clear days before).</translation>
    </message>
    <message>
        <source>Ce jour est férié</source>
        <translation>That day is a public holiday</translation>
    </message>
    <message>
        <source>Ce jour n’est pas ouvré</source>
        <translation>That day is not a working day</translation>
    </message>
    <message>
        <source>%1 %2.</source>
        <comment>sentence, why</comment>
        <translation>%1 %2.</translation>
    </message>
    <message>
        <source>%1 %2 : mieux vaut le %3.</source>
        <comment>sentence, why, day</comment>
        <translation>%1 %2: better on %3.</translation>
    </message>
    <message>
        <source>Délai légal dépassé : à déclarer au plus tard le %1 (trois jours francs avant). L’événement peut être enregistré.</source>
        <translation>The legal delay has passed: it was to be declared by %1 at the latest (three clear days before). The event can be saved.</translation>
    </message>
</context>
<context>
    <name>Division</name>
    <message>
        <source>Quartier</source>
        <translation>Quarter</translation>
    </message>
    <message>
        <source>Carré de %1 m</source>
        <translation>Square of %1 m</translation>
    </message>
</context>
<context>
    <name>DrawingMeasures</name>
    <message>
        <source>%1&#xa0;min</source>
        <translation>%1&#xa0;min</translation>
    </message>
    <message>
        <source>%1&#xa0;h&#xa0;%2</source>
        <translation>%1&#xa0;h&#xa0;%2</translation>
    </message>
    <message>
        <source>%1, %2 à %3&#xa0;km/h</source>
        <comment>length, duration, speed</comment>
        <translation>%1, %2 at %3&#xa0;km/h</translation>
    </message>
    <message>
        <source>%1, ≈&#xa0;%2&#xa0;personnes à %3&#xa0;pers./m²</source>
        <comment>area, people, density</comment>
        <translation>%1, ≈&#xa0;%2&#xa0;people at %3 per&#xa0;m²</translation>
    </message>
</context>
<context>
    <name>FactLens</name>
    <message>
        <source>Poids : %1</source>
        <translation>Weight: %1</translation>
    </message>
    <message>
        <source>Sans date</source>
        <translation>No date</translation>
    </message>
    <message>
        <source>%1 faits</source>
        <translation>%1 facts</translation>
    </message>
    <message>
        <source>%1 : %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Autres : %1</source>
        <translation>Others: %1</translation>
    </message>
</context>
<context>
    <name>FactSelection</name>
    <message>
        <source>Rectangle de %1 sur %2</source>
        <translation>Rectangle of %1 by %2</translation>
    </message>
</context>
<context>
    <name>FactTables</name>
    <message>
        <source>Catégorie</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Faits</source>
        <translation>Facts</translation>
    </message>
    <message>
        <source>Poids</source>
        <translation>Weight</translation>
    </message>
    <message>
        <source>Quand</source>
        <translation>When</translation>
    </message>
</context>
<context>
    <name>FactTexts</name>
    <message>
        <source>À renseigner.</source>
        <translation>To be filled in.</translation>
    </message>
    <message>
        <source>Trop long&#xa0;: %1 caractères au plus.</source>
        <translation>Too long: %1 characters at most.</translation>
    </message>
    <message>
        <source>Trop nombreuses&#xa0;: %1 au plus.</source>
        <translation>Too many: %1 at most.</translation>
    </message>
    <message>
        <source>Une donnée personnelle y figure&#xa0;: elle ne peut pas être transmise (article 3).</source>
        <translation>It contains personal data: it cannot be sent (article 3).</translation>
    </message>
    <message>
        <source>Un caractère invisible s’y trouve&#xa0;: effacez-le et saisissez de nouveau.</source>
        <translation>It contains an invisible character: delete it and type again.</translation>
    </message>
    <message>
        <source>Cette valeur n’est pas acceptée.</source>
        <translation>This value is not accepted.</translation>
    </message>
    <message>
        <source>Lieu</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Date et heure</source>
        <translation>Date and time</translation>
    </message>
    <message>
        <source>Catégorie</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>Poids</source>
        <translation>Weight</translation>
    </message>
    <message>
        <source>Clé</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>Identifiant</source>
        <translation>Identifier</translation>
    </message>
    <message>
        <source>Nom</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>Origin</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>Catégories</source>
        <translation>Categories</translation>
    </message>
    <message>
        <source>%1&#xa0;: %2</source>
        <comment>field: problem</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, ligne %2&#xa0;: %3</source>
        <comment>field, row: problem</comment>
        <translation>%1, row %2: %3</translation>
    </message>
    <message>
        <source>Toute la ligne</source>
        <translation>The whole row</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>missing</translation>
    </message>
    <message>
        <source>n’est pas un nombre</source>
        <translation>is not a number</translation>
    </message>
    <message>
        <source>hors de la Terre, ou loin de là où ce système vaut</source>
        <translation>off the Earth, or far from where this system holds</translation>
    </message>
    <message>
        <source>hors du territoire</source>
        <translation>outside the territory</translation>
    </message>
    <message>
        <source>géométrie illisible</source>
        <translation>geometry that cannot be read</translation>
    </message>
    <message>
        <source>n’est pas un point</source>
        <translation>is not a point</translation>
    </message>
    <message>
        <source>n’a pas de milieu</source>
        <translation>has no centre</translation>
    </message>
    <message>
        <source>date ou heure illisible avec ce format</source>
        <translation>date or time that cannot be read with this format</translation>
    </message>
    <message>
        <source>cette heure n’existe pas&#xa0;: passage à l’heure d’été</source>
        <translation>this time does not exist: clocks go forward</translation>
    </message>
    <message>
        <source>n’est aucune des catégories</source>
        <translation>is none of the categories</translation>
    </message>
    <message>
        <source>cette clé figure déjà plus haut dans le fichier</source>
        <translation>this key is already further up in the file</translation>
    </message>
    <message>
        <source>n’a pas autant de cellules que l’en-tête</source>
        <translation>does not have as many cells as the header</translation>
    </message>
    <message>
        <source>guillemets non refermés&#xa0;: la suite ne peut pas être lue</source>
        <translation>quotes not closed: what follows cannot be read</translation>
    </message>
    <message>
        <source>texte après des guillemets refermés</source>
        <translation>text after closed quotes</translation>
    </message>
    <message>
        <source>n’est pas dans cet encodage</source>
        <translation>is not in this encoding</translation>
    </message>
    <message>
        <source>ligne trop longue</source>
        <translation>line too long</translation>
    </message>
    <message>
        <source>trop long</source>
        <translation>too long</translation>
    </message>
    <message>
        <source>finit avant de commencer</source>
        <translation>ends before it begins</translation>
    </message>
    <message>
        <source>dure trop longtemps</source>
        <translation>lasts too long</translation>
    </message>
    <message>
        <source>négatif</source>
        <translation>negative</translation>
    </message>
    <message>
        <source>trop grand</source>
        <translation>too large</translation>
    </message>
    <message>
        <source>%1&#xa0;; %2</source>
        <comment>latitude, longitude</comment>
        <translation>%1; %2</translation>
    </message>
    <message>
        <source>permanent</source>
        <translation>permanent</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>begin, end</comment>
        <translation>%1 – %2</translation>
    </message>
</context>
<context>
    <name>FormTexts</name>
    <message>
        <source>Écrivez un nombre entier, par exemple 1 200.</source>
        <translation>Write a whole number, for example 1,200.</translation>
    </message>
</context>
<context>
    <name>FrameTool</name>
    <message>
        <source>Menez jusqu’au coin opposé, ou cliquez-y. Échap pour reprendre.</source>
        <translation>Drag to the opposite corner, or click there. Escape to start again.</translation>
    </message>
    <message>
        <source>Tracez un rectangle, ou cliquez à l’un de ses coins. Échap pour renoncer.</source>
        <translation>Draw a rectangle, or click at one of its corners. Escape to give up.</translation>
    </message>
</context>
<context>
    <name>GroundTexts</name>
    <message>
        <source>Le fond de carte de ce poste ne peut pas être lu : un fond schématique le remplace. Prévenez le service informatique.</source>
        <translation>The map ground of this workstation cannot be read: a schematic one takes its place. Tell the IT service.</translation>
    </message>
    <message>
        <source>Fond schématique, recalé sur © OpenStreetMap</source>
        <translation>Schematic ground, fitted to © OpenStreetMap</translation>
    </message>
</context>
<context>
    <name>GuardTexts</name>
    <message>
        <source>le nom d’une personne</source>
        <translation>the name of a person</translation>
    </message>
    <message>
        <source>un numéro de téléphone</source>
        <translation>a telephone number</translation>
    </message>
    <message>
        <source>une adresse électronique</source>
        <translation>an e-mail address</translation>
    </message>
    <message>
        <source>le domicile d’une personne</source>
        <translation>the home of a person</translation>
    </message>
    <message>
        <source>l’âge ou la date de naissance d’une personne</source>
        <translation>the age or date of birth of a person</translation>
    </message>
    <message>
        <source>une plaque d’immatriculation</source>
        <translation>a number plate</translation>
    </message>
    <message>
        <source>un numéro de sécurité sociale</source>
        <translation>a social security number</translation>
    </message>
    <message>
        <source>un compte bancaire</source>
        <translation>a bank account</translation>
    </message>
    <message>
        <source>ce qu’une personne pense, croit ou est</source>
        <translation>what a person thinks, believes or is</translation>
    </message>
    <message>
        <source>« %1 » est %2 : la convention (article 3) ne permet pas de donnée personnelle.</source>
        <translation>“%1” is %2: the convention (article 3) allows no personal data.</translation>
    </message>
    <message>
        <source>« %1 » semble être %2 : la convention (article 3) ne permet pas de donnée personnelle. L’événement peut être enregistré.</source>
        <translation>“%1” looks like %2: the convention (article 3) allows no personal data. The event can be saved.</translation>
    </message>
    <message>
        <source>Retirer « %1 »</source>
        <translation>Remove “%1”</translation>
    </message>
    <message>
        <source>Remplacer « %1 » par « %2 »</source>
        <translation>Replace “%1” by “%2”</translation>
    </message>
</context>
<context>
    <name>ImportOffer</name>
    <message>
        <source>«&#xa0;%1&#xa0;» n’existe pas ou n’est pas un fichier.</source>
        <translation>“%1” does not exist or is not a file.</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» ne peut pas être lu&#xa0;: ce poste n’en a pas le droit.</source>
        <translation>“%1” cannot be read: this workstation is not allowed to.</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» est endommagé, ou ses coordonnées ne sont pas sur la Terre. Rien n’a été pris.</source>
        <translation>“%1” is damaged, or its coordinates are not on Earth. Nothing was taken.</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» n’est ni un GPX, ni un KML, ni un GeoJSON, ni un Shapefile lisible.</source>
        <translation>“%1” is no readable GPX, KML, GeoJSON or Shapefile.</translation>
    </message>
    <message>
        <source>Dessin %1</source>
        <translation>Drawing %1</translation>
    </message>
    <message>
        <source>%1&#xa0;: %2, %3 points, simplifié à %4 près</source>
        <comment>name, size, count, metres</comment>
        <translation>%1: %2, %3 points, simplified to within %4</translation>
    </message>
    <message>
        <source>%1&#xa0;: %2, %3 points</source>
        <comment>name, size, count</comment>
        <translation>%1: %2, %3 points</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» n’a aucune surface ni ligne fermée.</source>
        <translation>“%1” has no surface and no closed line.</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» n’a aucune ligne.</source>
        <translation>“%1” has no line.</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» est trop gros pour un dessin&#xa0;: %2&#xa0;Mo au plus, %3&#xa0;Mo une fois décompressé.</source>
        <translation>“%1” is too large for a drawing: %2 MB at most, %3 MB once unpacked.</translation>
    </message>
    <message>
        <source>objet&#xa0;%1</source>
        <translation>object %1</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» (objet&#xa0;%2)</source>
        <translation>“%1” (object %2)</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;»&#xa0;: illisible ou hors de la Terre, laissé de côté&#xa0;: %2.</source>
        <translation>“%1”: unreadable or not on the Earth, left out: %2.</translation>
    </message>
</context>
<context>
    <name>ListTexts</name>
    <message>
        <source>Reçue</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>En attente d’envoi</source>
        <translation>Waiting to be sent</translation>
    </message>
    <message>
        <source>Envoi en cours</source>
        <translation>Being sent</translation>
    </message>
    <message>
        <source>Conflit à résoudre</source>
        <translation>Conflict to resolve</translation>
    </message>
    <message>
        <source>Refusée par la plateforme</source>
        <translation>Refused by the platform</translation>
    </message>
    <message>
        <source>Brouillon</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>%1 personnes</source>
        <translation>%1 people</translation>
    </message>
    <message>
        <source>Nature</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Quand</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Personnes</source>
        <translation>People</translation>
    </message>
    <message>
        <source>État</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Reçue par la plateforme le %1</source>
        <translation>Received by the platform on %1</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Cortège est déjà ouvert sur ce poste.</source>
        <translation>Cortège is already open on this workstation.</translation>
    </message>
    <message>
        <source>Le profil de ce poste ne peut pas être utilisé : %1</source>
        <translation>This workstation’s profile cannot be used: %1</translation>
    </message>
    <message>
        <source>Le fond de carte ne peut pas être ouvert.</source>
        <translation>The map ground cannot be opened.</translation>
    </message>
    <message>
        <source>Le territoire de ce poste ne peut pas être lu : les adresses et les rues ne sont pas proposées. Prévenez le service informatique.</source>
        <translation>The territory of this workstation cannot be read: addresses and streets are not suggested. Tell the IT department.</translation>
    </message>
    <message>
        <source>Cortège : saisie des événements par la Préfecture de Police.</source>
        <translation>Cortège: entry of events by the Préfecture de Police.</translation>
    </message>
</context>
<context>
    <name>MapSheet</name>
    <message>
        <source>N</source>
        <comment>north</comment>
        <translation>N</translation>
    </message>
    <message>
        <source>Écart entre deux périodes (bleu : moins qu’avant ; orange : plus)</source>
        <translation>Difference between two periods (blue: less than before; orange: more)</translation>
    </message>
    <message>
        <source>Densité</source>
        <translation>Density</translation>
    </message>
    <message>
        <source>Contours à lettre : zones de tension. Ronds numérotés : croisements d’événements. Trait épais : cortège, de la queue à la tête (flèche).</source>
        <translation>Outlines with a letter: tension zones. Numbered circles: crossings of events. Thick line: march, from tail to head (arrow).</translation>
    </message>
    <message>
        <source>Tension sur la voie publique – %1</source>
        <translation>Tension in public space – %1</translation>
    </message>
    <message>
        <source>Paramètres : %1</source>
        <translation>Parameters: %1</translation>
    </message>
    <message>
        <source>Sources : %1</source>
        <translation>Sources: %1</translation>
    </message>
    <message>
        <source>Exporté par %1 le %2. Finalité : %3. Tout autre usage est interdit (convention, article 8).</source>
        <translation>Exported by %1 on %2. Purpose: %3. Any other use is forbidden (convention, article 8).</translation>
    </message>
    <message>
        <source>Tension sur la voie publique</source>
        <translation>Tension in public space</translation>
    </message>
    <message>
        <source>Faits de la période</source>
        <translation>Facts of the period</translation>
    </message>
    <message>
        <source>Un signe&#xa0;: un fait de cette catégorie. Une plaque chiffrée&#xa0;: autant de faits en cet endroit, toutes catégories affichées.</source>
        <translation>A sign: one fact of that category. A plate with a number: that many facts in that place, all shown categories together.</translation>
    </message>
    <message>
        <source>%1 autres catégories</source>
        <translation>%1 other categories</translation>
    </message>
    <message>
        <source>%1&#xa0;: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>MarchWatch</name>
    <message>
        <source>Il manque le tracé, le début ou la fin : la position ne peut pas être calculée.</source>
        <translation>The route, the start or the end is missing: the position cannot be computed.</translation>
    </message>
    <message>
        <source>À %1, la manifestation n’a pas commencé.</source>
        <translation>At %1, the demonstration has not started.</translation>
    </message>
    <message>
        <source>À %1, la manifestation est finie.</source>
        <translation>At %1, the demonstration is over.</translation>
    </message>
    <message>
        <source>À %1, la tête est à %2 du départ : %3. La queue est à %4 du départ : %5.</source>
        <translation>At %1, the head is %2 from the start: %3. The tail is %4 from the start: %5.</translation>
    </message>
    <message>
        <source>En marche : %1 ; encore au départ : %2 ; déjà à l’arrivée : %3.</source>
        <translation>Walking: %1; still at the start: %2; already at the finish: %3.</translation>
    </message>
    <message>
        <source>Calculé à %1 km/h, %2 pers./m² sur %3 m de large.</source>
        <translation>Computed at %1 km/h, %2 people/m² over a width of %3 m.</translation>
    </message>
</context>
<context>
    <name>MeetingList</name>
    <message>
        <source>au même endroit</source>
        <translation>at the same place</translation>
    </message>
    <message>
        <source>à %1</source>
        <translation>%1 away</translation>
    </message>
    <message>
        <source>%1 d’écart, vers %2</source>
        <translation>%1 apart, around %2</translation>
    </message>
    <message>
        <source>Gravité</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>Heure</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Distance</translation>
    </message>
    <message>
        <source>forte</source>
        <comment>severity</comment>
        <translation>high</translation>
    </message>
    <message>
        <source>moyenne</source>
        <comment>severity</comment>
        <translation>medium</translation>
    </message>
    <message>
        <source>faible</source>
        <comment>severity</comment>
        <translation>low</translation>
    </message>
    <message>
        <source>%1. %2 et %3
%4
%5
Gravité %6 (%7)</source>
        <comment>number, two events, when, where, severity</comment>
        <translation>%1. %2 and %3
%4
%5
Severity: %6 (%7)</translation>
    </message>
    <message>
        <source>1 fait (%1)</source>
        <comment>category</comment>
        <translation>1 fact (%1)</translation>
    </message>
    <message>
        <source>%1 faits (%2)</source>
        <comment>number, category</comment>
        <translation>%1 facts (%2)</translation>
    </message>
</context>
<context>
    <name>MomentTexts</name>
    <message>
        <source>Date illisible : écrivez-la comme 28/11/2026.</source>
        <translation>Unreadable date: write it as 28/11/2026.</translation>
    </message>
    <message>
        <source>Heure illisible : écrivez-la comme 14:30.</source>
        <translation>Unreadable time: write it as 14:30.</translation>
    </message>
    <message>
        <source>Indiquez aussi la date, ou effacez l’heure.</source>
        <translation>Give the date as well, or clear the time.</translation>
    </message>
    <message>
        <source>Indiquez aussi l’heure (même approximative), ou effacez la date.</source>
        <translation>Give the time as well (a rough one will do), or clear the date.</translation>
    </message>
    <message>
        <source>Cette heure n’existe pas : cette nuit-là, on passe de 2 h à 3 h.</source>
        <translation>This time does not exist: that night the clock goes from 2:00 to 3:00.</translation>
    </message>
    <message>
        <source>Cette heure existe deux fois cette nuit-là : choisissez laquelle.</source>
        <translation>This time comes twice that night: choose which one.</translation>
    </message>
</context>
<context>
    <name>NoticeTexts</name>
    <message>
        <source>Nouvelle manifestation déambulatoire</source>
        <translation>New moving demonstration</translation>
    </message>
    <message>
        <source>Nouvelle manifestation statique</source>
        <translation>New static demonstration</translation>
    </message>
    <message>
        <source>Nouvelle opération programmée</source>
        <translation>New planned operation</translation>
    </message>
    <message>
        <source>Nouvelle visite officielle</source>
        <translation>New official visit</translation>
    </message>
    <message>
        <source>Événement modifié</source>
        <translation>Event changed</translation>
    </message>
    <message>
        <source>Événement annulé</source>
        <translation>Event cancelled</translation>
    </message>
    <message>
        <source>Événement rétabli</source>
        <translation>Event reinstated</translation>
    </message>
    <message>
        <source>%1 : %2</source>
        <comment>what happened: subject</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>time, what happened</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>%1
%2, par %3</source>
        <comment>what, when, author</comment>
        <translation>%1
%2, by %3</translation>
    </message>
</context>
<context>
    <name>OccurrenceTexts</name>
    <message>
        <source>Écrivez une date par ligne, et les heures si elles changent : 5/12 14h-18h.</source>
        <translation>Write one date a line, and the hours where they change: 5/12 14h-18h.</translation>
    </message>
    <message>
        <source>Trop de créneaux à la fois : %1 au plus.</source>
        <translation>Too many slots at once: %1 at most.</translation>
    </message>
</context>
<context>
    <name>PassageTimes</name>
    <message>
        <source>Parcours de %1 à %2 km/h</source>
        <translation>Route of %1 at %2 km/h</translation>
    </message>
    <message>
        <source> ; %1 personnes à %2 par m² sur %3 m de large : cortège de %4</source>
        <translation>; %1 people at %2 per m² over a width of %3 m: march of %4</translation>
    </message>
    <message>
        <source>. La tête arrive après %1, la queue après %2.</source>
        <translation>. The head arrives after %1, the tail after %2.</translation>
    </message>
    <message>
        <source>Donnez la date et l’heure de début pour voir les heures de passage.</source>
        <translation>Give the start date and time to see the passage times.</translation>
    </message>
</context>
<context>
    <name>Pki</name>
    <message>
        <source>L’adresse de la clé n’est pas de la forme pkcs11:token=…;object=… (sans code PIN).</source>
        <translation>The address of the key is not of the form pkcs11:token=…;object=… (without the PIN).</translation>
    </message>
    <message>
        <source>Le paquet pkcs11-provider n’est pas installé.</source>
        <translation>The package pkcs11-provider is not installed.</translation>
    </message>
    <message>
        <source>Le pilote de la carte (module PKCS#11) est absent ou ne fonctionne pas.</source>
        <translation>The driver of the card (PKCS#11 module) is missing or does not work.</translation>
    </message>
    <message>
        <source>Carte absente : insérez-la dans le lecteur.</source>
        <translation>No card: insert it into the reader.</translation>
    </message>
    <message>
        <source>La carte ne contient pas cette clé, ou ne montre ni sa clé publique ni son certificat.</source>
        <translation>The card does not hold this key, or shows neither its public key nor its certificate.</translation>
    </message>
    <message>
        <source>La clé de la carte n’est pas une clé P-256 : RSA et les autres courbes ne sont pas admises.</source>
        <translation>The key of the card is not a P-256 key: RSA and other curves are not accepted.</translation>
    </message>
    <message>
        <source>La carte refuse ce code PIN ; après quelques essais, elle se bloque.</source>
        <translation>The card refuses this PIN; after a few attempts, it locks.</translation>
    </message>
    <message>
        <source>La clé de cette carte n’est pas celle du certificat.</source>
        <translation>The key of this card is not the certificate’s.</translation>
    </message>
    <message>
        <source>La carte refuse d’utiliser sa clé.</source>
        <translation>The card refuses to use its key.</translation>
    </message>
</context>
<context>
    <name>RecordTexts</name>
    <message>
        <source>point sur la carte</source>
        <translation>point on the map</translation>
    </message>
    <message>
        <source>%1 (placée sur la carte)</source>
        <translation>%1 (placed on the map)</translation>
    </message>
    <message>
        <source>%1 (%2 points)</source>
        <translation>%1 (%2 points)</translation>
    </message>
    <message>
        <source>Création</source>
        <translation>Created</translation>
    </message>
    <message>
        <source>Version la plus ancienne connue</source>
        <translation>Oldest known version</translation>
    </message>
    <message>
        <source>Annulation</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>Réactivation</source>
        <translation>Reinstated</translation>
    </message>
    <message>
        <source>Nature : %1</source>
        <translation>Kind: %1</translation>
    </message>
    <message>
        <source>Enregistrement sans changement</source>
        <translation>Saved without a change</translation>
    </message>
    <message>
        <source>non renseigné</source>
        <translation>not given</translation>
    </message>
</context>
<context>
    <name>ServerHelp</name>
    <message>
        <source>FICHIER</source>
        <translation>FILE</translation>
    </message>
    <message>
        <source>Certificat du serveur, suivi des autorités au-dessus de lui.</source>
        <translation>The server&apos;s certificate and the authorities above it.</translation>
    </message>
    <message>
        <source>Clé de ce certificat.</source>
        <translation>The key of that certificate.</translation>
    </message>
    <message>
        <source>Où écouter&#xa0;; le port 0 en prend un libre.</source>
        <translation>Where to listen; port 0 takes any free one.</translation>
    </message>
    <message>
        <source>ADRESSE:PORT</source>
        <translation>ADDRESS:PORT</translation>
    </message>
    <message>
        <source>Fils d’exécution pour les connexions, de 1 à 64.</source>
        <translation>Threads for connections, 1 to 64.</translation>
    </message>
    <message>
        <source>Le serveur de la plateforme&#xa0;: les personnes entrent par certificat, les événements vont à tous.</source>
        <translation>The platform&apos;s server: persons in by certificate, events through to everybody.</translation>
    </message>
    <message>
        <source>Langue de cette aide&#xa0;; le journal d’exécution est en anglais.</source>
        <translation>Language of this help; the log is in English.</translation>
    </message>
    <message>
        <source>Clés qui scellent les enregistrements, hors de la base (cortege-admin keys create).</source>
        <translation>The keys that seal the records, outside the database (cortege-admin keys create).</translation>
    </message>
    <message>
        <source>DOSSIER</source>
        <translation>FOLDER</translation>
    </message>
    <message>
        <source>Dernière entrée de l’audit, hors de la base, de préférence sur un autre disque ; sans cela, à côté des clés.</source>
        <translation>The audit&apos;s last entry, outside the database, better still on another disk; without it, beside the keys.</translation>
    </message>
    <message>
        <source>Autorités des certificats de personnes, chacune suivie de sa racine.</source>
        <translation>The authorities of persons&apos; certificates, the root above each behind it.</translation>
    </message>
    <message>
        <source>À l’arrêt, secondes laissées aux postes pour partir, de 0 à 3600.</source>
        <translation>At the end, seconds that workstations have to leave, 0 to 3600.</translation>
    </message>
    <message>
        <source>SECONDES</source>
        <translation>SECONDS</translation>
    </message>
    <message>
        <source>Où répondre à GET /metrics (Prometheus) et GET /health, sur cette machine seulement&#xa0;; sans cela, nulle part.</source>
        <translation>Where GET /metrics (Prometheus) and GET /health are answered, on this machine only; nowhere without it.</translation>
    </message>
    <message>
        <source>ADRESSE:PORT|unix:CHEMIN</source>
        <translation>ADDRESS:PORT|unix:PATH</translation>
    </message>
    <message>
        <source>Code PIN de la carte qui garde leur clé maîtresse (0600, ou LoadCredential de systemd).</source>
        <translation>PIN of the card that keeps their master key (0600, or LoadCredential of systemd).</translation>
    </message>
    <message>
        <source>Où un poste sans certificat demande son premier, avec un code ; sans cela, nulle part.</source>
        <translation>Where a workstation without a certificate asks for its first, with a code; nowhere without it.</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» n’est pas une ADRESSE:PORT</source>
        <translation>“%1” is not an ADDRESS:PORT</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» n’est ni unix:CHEMIN, ni l’ADRESSE:PORT de cette machine seule</source>
        <translation>“%1” is neither unix:PATH nor an ADDRESS:PORT of this machine alone</translation>
    </message>
    <message>
        <source>Journal et registre&#xa0;: un fichier SQLite, ou postgresql:MOTS (postgresql:host=bd1 dbname=cortege)&#xa0;; créés s’ils n’existent pas.</source>
        <translation>Journal and register: an SQLite file, or postgresql:WORDS (postgresql:host=bd1 dbname=cortege); created if they do not exist.</translation>
    </message>
    <message>
        <source>Où répondre aux SIG de la plateforme (OGC API – Features), en lecture, avec les mêmes certificats ; sans cela, nulle part.</source>
        <translation>Where the platform’s GIS are answered (OGC API – Features), read only, with the same certificates; nowhere without it.</translation>
    </message>
    <message>
        <source>Sessions ouvertes à la fois par personne sur ce serveur, de 1 à 10000 ; celle de trop est refusée.</source>
        <translation>Sessions open at a time per person on this server, from 1 to 10000; one too many is refused.</translation>
    </message>
    <message>
        <source>Sessions ouvertes à la fois sur ce serveur, de 1 à 100000&#xa0;; moins si les descripteurs n’y suffisent pas.</source>
        <translation>Sessions open at a time on this server, from 1 to 100000; fewer where the descriptors do not suffice.</translation>
    </message>
</context>
<context>
    <name>Sheets</name>
    <message>
        <source>Exporté par %1 le %2. Finalité : %3. Page %4 sur %5.</source>
        <translation>Exported by %1 on %2. Purpose: %3. Page %4 of %5.</translation>
    </message>
    <message>
        <source>Tout autre usage est interdit (convention, article 8).</source>
        <translation>Any other use is forbidden (convention, article 8).</translation>
    </message>
    <message>
        <source>%1 – révision %2, reçue par la plateforme le %3, saisie par %4</source>
        <translation>%1 – revision %2, received by the platform on %3, entered by %4</translation>
    </message>
    <message>
        <source>%1 : %2 à %3</source>
        <comment>street: from to</comment>
        <translation>%1: %2 to %3</translation>
    </message>
    <message>
        <source>Heures de passage (tête à queue).</source>
        <translation>Passage times (head to tail).</translation>
    </message>
    <message>
        <source>ANNULÉ</source>
        <translation>CANCELLED</translation>
    </message>
    <message>
        <source>(la suite est sur la plateforme)</source>
        <translation>(the rest is on the platform)</translation>
    </message>
    <message>
        <source>1 événement</source>
        <translation>1 event</translation>
    </message>
    <message>
        <source>%1 événements</source>
        <translation>%1 events</translation>
    </message>
    <message>
        <source>%1 personnes attendues</source>
        <translation>%1 people expected</translation>
    </message>
</context>
<context>
    <name>Snapshot</name>
    <message>
        <source>Événements : %1 dans l’instantané, %2 recalculés.</source>
        <translation>Events: %1 in the snapshot, %2 computed again.</translation>
    </message>
    <message>
        <source>Les événements ne sont pas les mêmes, ou ne disent pas la même chose.</source>
        <translation>The events are not the same, or do not say the same.</translation>
    </message>
    <message>
        <source>Les paramètres ne sont pas les mêmes.</source>
        <translation>The parameters are not the same.</translation>
    </message>
    <message>
        <source>La densité n’est pas la même.</source>
        <translation>The density is not the same.</translation>
    </message>
    <message>
        <source>Les zones ne sont pas les mêmes : %1 dans l’instantané, %2 recalculées.</source>
        <translation>The zones are not the same: %1 in the snapshot, %2 computed again.</translation>
    </message>
    <message>
        <source>Les croisements ne sont pas les mêmes : %1 dans l’instantané, %2 recalculés.</source>
        <translation>The crossings are not the same: %1 in the snapshot, %2 computed again.</translation>
    </message>
    <message>
        <source>Les totaux ne sont pas les mêmes.</source>
        <translation>The totals are not the same.</translation>
    </message>
    <message>
        <source>Les faits d’autres sources ne sont plus les mêmes : une source a été retirée ou corrigée.</source>
        <translation>The facts of other sources are no longer the same: a source was withdrawn or corrected.</translation>
    </message>
</context>
<context>
    <name>Stamp</name>
    <message>
        <source>Rectangle : cliquez sur un coin.</source>
        <translation>Rectangle: click on a corner.</translation>
    </message>
    <message>
        <source>Rectangle : cliquez sur le coin opposé. Échap pour revenir.</source>
        <translation>Rectangle: click on the opposite corner. Escape goes back.</translation>
    </message>
    <message>
        <source>Rectangle : éloignez le second coin du premier.</source>
        <translation>Rectangle: move the second corner away from the first.</translation>
    </message>
    <message>
        <source>Cercle : cliquez au centre.</source>
        <translation>Circle: click on the centre.</translation>
    </message>
    <message>
        <source>Cercle : cliquez sur le bord. Échap pour revenir.</source>
        <translation>Circle: click on the edge. Escape goes back.</translation>
    </message>
    <message>
        <source>Cercle : éloignez le bord du centre.</source>
        <translation>Circle: move the edge away from the centre.</translation>
    </message>
    <message>
        <source>Place : cliquez entre les rues qui la bordent.</source>
        <translation>Square: click between the streets around it.</translation>
    </message>
    <message>
        <source>Aucune place fermée par des rues à cet endroit.</source>
        <translation>There is no square closed by streets here.</translation>
    </message>
    <message>
        <source>Tronçon de rue : cliquez là où il commence.</source>
        <translation>Stretch of street: click where it begins.</translation>
    </message>
    <message>
        <source>Tronçon de rue : cliquez là où il finit. Échap pour revenir.</source>
        <translation>Stretch of street: click where it ends. Escape goes back.</translation>
    </message>
    <message>
        <source>Aucun chemin par les rues entre ces deux endroits.</source>
        <translation>There is no way by the streets between these two places.</translation>
    </message>
    <message>
        <source>&amp;Polygone</source>
        <translation>&amp;Polygon</translation>
    </message>
    <message>
        <source>&amp;Rectangle</source>
        <translation>&amp;Rectangle</translation>
    </message>
    <message>
        <source>&amp;Cercle</source>
        <translation>&amp;Circle</translation>
    </message>
    <message>
        <source>P&amp;lace entre les rues</source>
        <translation>Square between &amp;streets</translation>
    </message>
    <message>
        <source>&amp;Tronçon de rue</source>
        <translation>S&amp;tretch of street</translation>
    </message>
</context>
<context>
    <name>StartTexts</name>
    <message>
        <source>Dossier du profil (profile.ini, certificat, clé).</source>
        <translation>Folder of the profile (profile.ini, certificate, key).</translation>
    </message>
    <message>
        <source>Dossier de ce qui n’est pas encore envoyé, chiffré.</source>
        <translation>Folder of what has not been sent yet, encrypted.</translation>
    </message>
    <message>
        <source>Fond de carte : fichier MBTiles, ou adresse comme https://…/{z}/{x}/{y}.png.</source>
        <translation>Map ground: an MBTiles file, or an address like https://…/{z}/{x}/{y}.png.</translation>
    </message>
    <message>
        <source>Territoire fait par cortege-territory ; sans cela, celui du profil (DIR/territory) s’il y est.</source>
        <translation>Territory made by cortege-territory; without it, the profile’s (DIR/territory) if there is one.</translation>
    </message>
    <message>
        <source>Mention d’origine du fond de carte, dans le coin de la carte.</source>
        <translation>Attribution of the map ground, in the corner of the map.</translation>
    </message>
    <message>
        <source>Aspect : light (clair), dark (sombre) ou contrast (contraste renforcé) ; sinon celui du bureau.</source>
        <translation>Look: light, dark or contrast (strong contrast); without it, the desktop’s.</translation>
    </message>
    <message>
        <source>argument inconnu : %1</source>
        <translation>unknown argument: %1</translation>
    </message>
    <message>
        <source>langue inconnue : %1 (fr ou en)</source>
        <translation>unknown language: %1 (fr or en)</translation>
    </message>
    <message>
        <source>aspect inconnu : %1 (light, dark ou contrast)</source>
        <translation>unknown look: %1 (light, dark or contrast)</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» n’est pas une adresse wss://HÔTE:PORT</source>
        <translation>“%1” is not an address wss://HOST:PORT</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» n’est pas une adresse http://HÔTE:PORT, sans nom ni mot de passe</source>
        <translation>“%1” is not an address http://HOST:PORT, without name or password</translation>
    </message>
    <message>
        <source>Adresse de la plateforme&#xa0;; sans cela, celle du profil.</source>
        <translation>Address of the platform; without it, the one in the profile.</translation>
    </message>
    <message>
        <source>Mandataire (proxy) HTTP par où passer pour la plateforme et le fond de carte&#xa0;; sans cela, la plateforme est jointe directement.</source>
        <translation>HTTP proxy to go through for the platform and the map ground; without it, the platform is reached directly.</translation>
    </message>
    <message>
        <source>Langue&#xa0;: fr ou en.</source>
        <translation>Language: fr or en.</translation>
    </message>
    <message>
        <source>Les réglages de ce poste ont un défaut&#xa0;: prévenez le service informatique.</source>
        <translation>The settings of this workstation have a fault: tell the IT service.</translation>
    </message>
</context>
<context>
    <name>Store</name>
    <message>
        <source>Le coffre de secrets de la session (trousseau de clés, portefeuille) ne répond pas. S’il vient de redémarrer, fermez ce programme et rouvrez-le.</source>
        <translation>The secret store of the session (keyring, wallet) does not answer. If it has just restarted, close this program and open it again.</translation>
    </message>
    <message>
        <source>Le coffre de secrets de la session est verrouillé, refuse l’accès ou n’a pas le secret de cette clé. Déverrouillez-le, puis réessayez.</source>
        <translation>The secret store of the session is locked, refuses access or does not have the secret of this key. Unlock it, then try again.</translation>
    </message>
    <message>
        <source>Le fichier de la clé a été modifié, ou son secret n’est pas celui du coffre. Prévenez l’administrateur.</source>
        <translation>The file of the key was changed, or its secret is not the one in the store. Tell the administrator.</translation>
    </message>
</context>
<context>
    <name>TensionTexts</name>
    <message>
        <source>%1&#xa0;j</source>
        <translation>%1&#xa0;d</translation>
    </message>
    <message>
        <source>%1&#xa0;h</source>
        <translation>%1&#xa0;h</translation>
    </message>
    <message>
        <source>%1&#xa0;s</source>
        <translation>%1&#xa0;s</translation>
    </message>
    <message>
        <source>%1–%2&#xa0;h</source>
        <translation>%1:00–%2:00</translation>
    </message>
    <message>
        <source>%1–%2</source>
        <translation>%1–%2</translation>
    </message>
    <message>
        <source>aucune heure</source>
        <translation>no hour</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;»</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>noyau gaussien %1&#xa0;m, maille %2&#xa0;m</source>
        <translation>Gaussian kernel %1&#xa0;m, cell %2&#xa0;m</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>catégories × 1</source>
        <translation>categories × 1</translation>
    </message>
    <message>
        <source>catégories&#xa0;: %1, autres × 1</source>
        <translation>categories: %1, others × 1</translation>
    </message>
    <message>
        <source>demi-vie %1</source>
        <translation>half-life %1</translation>
    </message>
    <message>
        <source>sans atténuation</source>
        <translation>no decay</translation>
    </message>
    <message>
        <source>une personne × %1</source>
        <translation>one person × %1</translation>
    </message>
    <message>
        <source>zones&#xa0;: %1&#xa0;% du poids</source>
        <translation>zones: %1% of the weight</translation>
    </message>
    <message>
        <source>points chauds&#xa0;: maille %1&#xa0;m, q ≤ %2</source>
        <translation>hot spots: cell %1&#xa0;m, q ≤ %2</translation>
    </message>
    <message>
        <source>balayage&#xa0;: maille %1&#xa0;m, rayon %2&#xa0;m, pas %3, durée %4&#xa0;pas, %5 permutations, graine %6</source>
        <translation>scan: cell %1&#xa0;m, radius %2&#xa0;m, step %3, duration %4&#xa0;steps, %5 permutations, seed %6</translation>
    </message>
    <message>
        <source>croisements&#xa0;: %1&#xa0;m, %2&#xa0;min</source>
        <translation>crossings: %1&#xa0;m, %2&#xa0;min</translation>
    </message>
    <message>
        <source>cortège&#xa0;: %1&#xa0;km/h, largeur %2&#xa0;m, %3&#xa0;pers./m²</source>
        <translation>march: %1&#xa0;km/h, width %2&#xa0;m, %3&#xa0;people/m²</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>Une emprise a besoin d’au moins 3 points.</source>
        <translation>A footprint needs at least 3 points.</translation>
    </message>
    <message>
        <source>Un tracé a besoin d’au moins 2 points.</source>
        <translation>A route needs at least 2 points.</translation>
    </message>
    <message>
        <source>Trop de points&#xa0;: %1 au plus.</source>
        <translation>Too many points: %1 at most.</translation>
    </message>
    <message>
        <source>Trop d’adresses&#xa0;: %1 au plus.</source>
        <translation>Too many addresses: %1 at most.</translation>
    </message>
    <message>
        <source>Indiquez l’objet de l’événement.</source>
        <translation>Enter the subject of the event.</translation>
    </message>
    <message>
        <source>Ce champ est nécessaire.</source>
        <translation>This field is required.</translation>
    </message>
    <message>
        <source>Texte trop long&#xa0;: %1 caractères au plus.</source>
        <translation>Text too long: %1 characters at most.</translation>
    </message>
    <message>
        <source>Le nombre ne peut pas être négatif.</source>
        <translation>The number cannot be negative.</translation>
    </message>
    <message>
        <source>Nombre trop grand&#xa0;: %1 au plus.</source>
        <translation>Number too large: %1 at most.</translation>
    </message>
    <message>
        <source>La fin doit être après le début.</source>
        <translation>The end must be after the start.</translation>
    </message>
    <message>
        <source>Durée trop longue&#xa0;: %1 jours au plus.</source>
        <translation>Duration too long: %1 days at most.</translation>
    </message>
    <message>
        <source>Ce point n’est pas sur la Terre&#xa0;: replacez-le sur la carte.</source>
        <translation>This point is not on Earth: place it on the map again.</translation>
    </message>
    <message>
        <source>Le contour se croise lui-même&#xa0;: déplacez un de ses points.</source>
        <translation>The outline crosses itself: move one of its points.</translation>
    </message>
    <message>
        <source>Ce texte contient un caractère invisible, souvent venu d’un copier-coller&#xa0;: retapez-le.</source>
        <translation>This text contains an invisible character, often from copy and paste: type it again.</translation>
    </message>
    <message>
        <source>Cette valeur n’est pas dans la liste de l’annexe 1.</source>
        <translation>This value is not in the list of annexe 1.</translation>
    </message>
    <message>
        <source>Cette valeur est illisible.</source>
        <translation>This value cannot be read.</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <comment>date format</comment>
        <translation>ddd d MMM</translation>
    </message>
    <message>
        <source>H&apos; h&apos;</source>
        <comment>time format, full hour</comment>
        <translation>H:mm</translation>
    </message>
    <message>
        <source>H&apos; h &apos;mm</source>
        <comment>time format</comment>
        <translation>H:mm</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>date, time</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Adresse %1&#xa0;: %2</source>
        <translation>Address %1: %2</translation>
    </message>
    <message>
        <source>Certaines valeurs ne sont pas acceptées.</source>
        <translation>Some values are not accepted.</translation>
    </message>
    <message>
        <source>Cet événement n’existe pas sur la plateforme.</source>
        <translation>This event does not exist on the platform.</translation>
    </message>
    <message>
        <source>Votre habilitation ne permet pas cette action.</source>
        <translation>Your authorisation does not allow this action.</translation>
    </message>
    <message>
        <source>La plateforme ne reconnaît pas ce certificat.</source>
        <translation>The platform does not recognise this certificate.</translation>
    </message>
    <message>
        <source>Une autre personne a modifié cet événement entre-temps.</source>
        <translation>Somebody else has changed this event in the meantime.</translation>
    </message>
    <message>
        <source>L’événement est trop volumineux.</source>
        <translation>The event is too large.</translation>
    </message>
    <message>
        <source>Trop de demandes à la fois&#xa0;: l’envoi reprendra de lui-même.</source>
        <translation>Too many requests at once: sending will resume by itself.</translation>
    </message>
    <message>
        <source>La plateforme n’est pas disponible pour le moment.</source>
        <translation>The platform is not available at the moment.</translation>
    </message>
    <message>
        <source>Des données enregistrées sont illisibles.</source>
        <translation>Stored data cannot be read.</translation>
    </message>
    <message>
        <source>%1&#xa0;: %2</source>
        <comment>field: problem</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Ce programme et la plateforme n’ont pas la même version de l’annexe 1&#xa0;: une mise à jour est nécessaire.</source>
        <translation>This program and the platform do not have the same version of annexe 1: an update is needed.</translation>
    </message>
    <message>
        <source>La plateforme n’a pas pu traiter la demande (code %1).</source>
        <translation>The platform could not process the request (code %1).</translation>
    </message>
    <message>
        <source>dddd d MMMM yyyy</source>
        <comment>date format</comment>
        <translation>dddd d MMMM yyyy</translation>
    </message>
    <message>
        <source>dd/MM/yyyy</source>
        <comment>date format</comment>
        <translation>dd/MM/yyyy</translation>
    </message>
    <message>
        <source>%1 le %2</source>
        <comment>time, date</comment>
        <translation>%1 on %2</translation>
    </message>
    <message>
        <source>dès %1</source>
        <translation>from %1</translation>
    </message>
    <message>
        <source>jusqu’à %1</source>
        <translation>until %1</translation>
    </message>
    <message>
        <source>%1&#xa0;m</source>
        <translation>%1 m</translation>
    </message>
    <message>
        <source>%1&#xa0;km</source>
        <translation>%1 km</translation>
    </message>
    <message>
        <source>%1&#xa0;m²</source>
        <translation>%1 m²</translation>
    </message>
    <message>
        <source>%1&#xa0;ha</source>
        <translation>%1 ha</translation>
    </message>
    <message>
        <source>%1&#xa0;km²</source>
        <translation>%1 km²</translation>
    </message>
    <message>
        <source>Actif</source>
        <comment>event</comment>
        <translation>Active</translation>
    </message>
    <message>
        <source>Annulé</source>
        <comment>event</comment>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>En ligne</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>En ligne, mise à jour en cours</source>
        <translation>Online, updating</translation>
    </message>
    <message>
        <source>Connexion en cours</source>
        <translation>Connecting</translation>
    </message>
    <message>
        <source>Hors ligne</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Accès refusé</source>
        <translation>Access denied</translation>
    </message>
    <message>
        <source>1 enregistrement en attente</source>
        <translation>1 record waiting</translation>
    </message>
    <message>
        <source>%1 enregistrements en attente</source>
        <translation>%1 records waiting</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>weekday, time</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>date format</comment>
        <translation>d MMM</translation>
    </message>
    <message>
        <source>Aucune habilitation en cours ne correspond au certificat de ce poste.</source>
        <translation>No current authorisation matches the certificate of this workstation.</translation>
    </message>
    <message>
        <source>minuit</source>
        <translation>midnight</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>time, date</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>dd/MM</source>
        <comment>date format</comment>
        <translation>dd/MM</translation>
    </message>
    <message>
        <source>La convention (article 3) ne permet pas de donnée personnelle ici : reformulez ce texte.</source>
        <translation>The agreement (article 3) allows no personal data here: please rephrase this text.</translation>
    </message>
    <message>
        <source>Le disque de ce poste n’accepte plus rien : libérez de la place.</source>
        <translation>The disk of this workstation takes nothing more: make room.</translation>
    </message>
    <message>
        <source>Préparation du service d’ordre</source>
        <translation>Preparation of the policing operation</translation>
    </message>
    <message>
        <source>Conduite des opérations</source>
        <translation>Conduct of operations</translation>
    </message>
    <message>
        <source>Compte rendu à la hiérarchie</source>
        <translation>Report to superiors</translation>
    </message>
    <message>
        <source>Analyse de la tension sur la voie publique</source>
        <translation>Analysis of tension in public space</translation>
    </message>
    <message>
        <source>Réponse à une autorité habilitée</source>
        <translation>Answer to an authorised authority</translation>
    </message>
    <message>
        <source>La plateforme n’admet pas la version de l’annexe 1 de ce programme&#xa0;: une mise à jour est nécessaire, ou cette version n’y est pas encore enregistrée.</source>
        <translation>The platform does not admit this program&apos;s version of annexe 1: an update is needed, or that version is not recorded there yet.</translation>
    </message>
    <message>
        <source>La convention n’est pas encore enregistrée sur ce serveur&#xa0;: la saisie et la consultation sont fermées.</source>
        <translation>The convention is not recorded on this server yet: entry and consultation are closed.</translation>
    </message>
    <message>
        <source>La convention prend effet le %1&#xa0;: la saisie et la consultation ne sont pas encore ouvertes.</source>
        <translation>The convention takes effect on %1: entry and consultation are not open yet.</translation>
    </message>
    <message>
        <source>Un avenant met fin à la convention le %1.</source>
        <translation>An amendment ends the convention on %1.</translation>
    </message>
    <message>
        <source>Convention dénoncée&#xa0;: elle prend fin le %1.</source>
        <translation>The convention was denounced: it ends on %1.</translation>
    </message>
    <message>
        <source>La convention a pris fin le %1&#xa0;: la saisie et la consultation sont fermées.</source>
        <translation>The convention ended on %1: entry and consultation are closed.</translation>
    </message>
    <message>
        <source>Carte absente : insérez-la, la connexion reprendra d’elle-même.</source>
        <translation>No card: insert it, the connection will resume by itself.</translation>
    </message>
    <message>
        <source>La carte a refusé le code PIN : fermez le programme et ouvrez-le de nouveau.</source>
        <translation>The card refused the PIN: close the program and open it again.</translation>
    </message>
    <message>
        <source>Ce que ce poste gardait a été effacé le %1.</source>
        <translation>What this workstation kept was erased on %1.</translation>
    </message>
    <message>
        <source>L’effacement de ce que garde ce poste n’a pas abouti et sera repris. Prévenez le service informatique.</source>
        <translation>What this workstation keeps could not be erased; it will be tried again. Tell your IT department.</translation>
    </message>
    <message>
        <source>1 modification non envoyée</source>
        <translation>1 change not sent</translation>
    </message>
    <message>
        <source>%1 modifications non envoyées</source>
        <translation>%1 changes not sent</translation>
    </message>
    <message>
        <source>1 brouillon</source>
        <translation>1 draft</translation>
    </message>
    <message>
        <source>%1 brouillons</source>
        <translation>%1 drafts</translation>
    </message>
    <message>
        <source>1 modèle ou filtre</source>
        <translation>1 template or filter</translation>
    </message>
    <message>
        <source>%1 modèles ou filtres</source>
        <translation>%1 templates or filters</translation>
    </message>
    <message>
        <source>Gardé sur ce poste&#xa0;: %1. Cela ne peut plus être transmis et sera effacé au plus tard le %2.</source>
        <translation>Kept on this workstation: %1. It can no longer be sent and will be erased by %2 at the latest.</translation>
    </message>
    <message>
        <source>ddd d MMM yyyy</source>
        <comment>date format</comment>
        <translation>ddd d MMM yyyy</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>date format</comment>
        <translation>d MMM yyyy</translation>
    </message>
    <message>
        <source>Trop de sessions sont ouvertes à votre nom, sur ce poste ou sur d’autres&#xa0;: fermez-en une, la connexion reprendra d’elle-même. Si ce n’est pas vous qui les avez ouvertes, prévenez votre administrateur.</source>
        <translation>Too many sessions are open in your name, on this workstation or others: close one, and the connection will come back by itself. If it was not you who opened them, tell your administrator.</translation>
    </message>
</context>
<context>
    <name>Tool</name>
    <message>
        <source>--areas veut GENRE=FICHIER, avec land, quarter, water, park, building ou square</source>
        <translation>--areas wants KIND=FILE, with land, quarter, water, park, building or square</translation>
    </message>
    <message>
        <source>Il faut au moins une source</source>
        <translation>At least one source is needed</translation>
    </message>
    <message>
        <source>--bbox veut OUEST,SUD,EST,NORD en degrés</source>
        <translation>--bbox wants WEST,SOUTH,EAST,NORTH in degrees</translation>
    </message>
    <message>
        <source>--zoom veut DE-À, jusqu’à %1</source>
        <translation>--zoom wants FROM-TO, up to %1</translation>
    </message>
    <message>
        <source>--tile-size veut 256 ou 512</source>
        <translation>--tile-size wants 256 or 512</translation>
    </message>
    <message>
        <source>NOM</source>
        <translation>NAME</translation>
    </message>
    <message>
        <source>nom du territoire</source>
        <translation>name of the territory</translation>
    </message>
    <message>
        <source>DOSSIER</source>
        <translation>FOLDER</translation>
    </message>
    <message>
        <source>FICHIER</source>
        <translation>FILE</translation>
    </message>
    <message>
        <source>GENRE=FICHIER</source>
        <translation>KIND=FILE</translation>
    </message>
    <message>
        <source>TEXTE</source>
        <translation>TEXT</translation>
    </message>
    <message>
        <source>mention d’origine, dans le coin de la carte</source>
        <translation>attribution, in the corner of the map</translation>
    </message>
    <message>
        <source>O,S,E,N</source>
        <translation>W,S,E,N</translation>
    </message>
    <message>
        <source>DE-À</source>
        <translation>FROM-TO</translation>
    </message>
    <message>
        <source>zooms des tuiles, 10-16 sans cela, jusqu’à 18</source>
        <translation>zooms of the tiles, 10-16 without it, up to 18</translation>
    </message>
    <message>
        <source>tous les enregistrements refusés, en CSV</source>
        <translation>all refused records, as CSV</translation>
    </message>
    <message>
        <source>SOURCE</source>
        <translation>SOURCE</translation>
    </message>
    <message>
        <source>fichier, reconnu à son contenu</source>
        <translation>a file, recognised by its content</translation>
    </message>
    <message>
        <source>… et %1 autres, tous dans le fichier de --report</source>
        <translation>… and %1 others, all in the file of --report</translation>
    </message>
    <message>
        <source>répertoire d’adresses …</source>
        <translation>addresses …</translation>
    </message>
    <message>
        <source>réseau des voies …</source>
        <translation>street network …</translation>
    </message>
    <message>
        <source>tuiles …</source>
        <translation>tiles …</translation>
    </message>
    <message>
        <source>fichier;enregistrement;raison</source>
        <translation>file;record;reason</translation>
    </message>
    <message>
        <source>%1 ne peut pas être écrit</source>
        <translation>%1 cannot be written</translation>
    </message>
    <message>
        <source>ouvre chaque partie d’un territoire, la compare à son empreinte et nomme celles qui sont abîmées</source>
        <translation>opens each part of a territory, compares it with its checksum and names those that are damaged</translation>
    </message>
    <message>
        <source>le territoire</source>
        <translation>the territory</translation>
    </message>
    <message>
        <source>ce territoire est à reconstruire</source>
        <translation>this territory must be built again</translation>
    </message>
    <message>
        <source>dit ce qu’est un territoire et de quoi il a été fait</source>
        <translation>says what a territory is and what it was made of</translation>
    </message>
    <message>
        <source>en JSON</source>
        <translation>as JSON</translation>
    </message>
    <message>
        <source>construit le %1</source>
        <translation>built on %1</translation>
    </message>
    <message>
        <source>sans géométrie</source>
        <translation>no geometry</translation>
    </message>
    <message>
        <source>géométrie d’un autre genre que celui attendu</source>
        <translation>geometry of another kind than expected</translation>
    </message>
    <message>
        <source>position hors du globe, ou système de coordonnées non déclaré</source>
        <translation>position off the globe, or a coordinate system that is not declared</translation>
    </message>
    <message>
        <source>trop peu de points</source>
        <translation>too few points</translation>
    </message>
    <message>
        <source>sans nom ni numéro</source>
        <translation>neither name nor number</translation>
    </message>
    <message>
        <source>numéro sans nom de voie</source>
        <translation>number without a street name</translation>
    </message>
    <message>
        <source>sans position</source>
        <translation>no position</translation>
    </message>
    <message>
        <source>des points manquent dans l’extrait</source>
        <translation>points are missing from the extract</translation>
    </message>
    <message>
        <source>surface dont le contour ne se ferme pas</source>
        <translation>area whose outline does not close</translation>
    </message>
    <message>
        <source>ligne mal formée</source>
        <translation>malformed row</translation>
    </message>
    <message>
        <source>texte qui n’est pas en UTF-8</source>
        <translation>text that is not UTF-8</translation>
    </message>
    <message>
        <source>illisible</source>
        <translation>unreadable</translation>
    </message>
    <message>
        <source>%1&#xa0;: abîmé (%2)</source>
        <translation>%1: damaged (%2)</translation>
    </message>
    <message>
        <source>%1&#xa0;: tout est en ordre</source>
        <translation>%1: all is in order</translation>
    </message>
    <message>
        <source>étendue&#xa0;: %1</source>
        <translation>extent: %1</translation>
    </message>
    <message>
        <source>mention d’origine&#xa0;: %1</source>
        <translation>attribution: %1</translation>
    </message>
    <message>
        <source>tuiles&#xa0;: %1, zooms %2 à %3, %4 pixels</source>
        <translation>tiles: %1, zooms %2 to %3, %4 pixels</translation>
    </message>
    <message>
        <source>tronçons de voie&#xa0;: %1, adresses&#xa0;: %2, lieux&#xa0;: %3, surfaces&#xa0;: %4</source>
        <translation>stretches of street: %1, addresses: %2, places: %3, areas: %4</translation>
    </message>
    <message>
        <source>source&#xa0;: %1, %2 retenus, %3 refusés, SHA-256 %4</source>
        <translation>source: %1, %2 used, %3 refused, SHA-256 %4</translation>
    </message>
    <message>
        <source>enregistrement %1&#xa0;: %2</source>
        <translation>record %1: %2</translation>
    </message>
    <message>
        <source>fait un territoire (tuiles, répertoire d’adresses, réseau des voies) de fichiers OpenStreetMap, GeoJSON, GeoPackage, Shapefile, Base Adresse Nationale et de tables de lieux&#xa0;; relancer reprend où l’on en était</source>
        <translation>makes a territory (tiles, addresses, street network) from OpenStreetMap, GeoJSON, GeoPackage, Shapefile and Base Adresse Nationale files and tables of places; running it again goes on where it was</translation>
    </message>
    <message>
        <source>où le mettre&#xa0;; remplacé quand le nouveau est complet</source>
        <translation>where to put it; replaced when the new one is complete</translation>
    </message>
    <message>
        <source>source dont seules les lignes comptent&#xa0;: des voies</source>
        <translation>source of which the lines alone count: streets</translation>
    </message>
    <message>
        <source>source de surfaces&#xa0;: land, quarter, water, park, building ou square</source>
        <translation>source of areas: land, quarter, water, park, building or square</translation>
    </message>
    <message>
        <source>source dont seuls les points comptent&#xa0;: des lieux</source>
        <translation>source of which the points alone count: places</translation>
    </message>
    <message>
        <source>étendue en degrés&#xa0;; sans cela, celle des sources</source>
        <translation>extent in degrees; without it, that of the sources</translation>
    </message>
    <message>
        <source>pixels d’une tuile&#xa0;; 512 pour les écrans à haute densité</source>
        <translation>pixels of a tile; 512 for high-density screens</translation>
    </message>
    <message>
        <source>%1&#xa0;: %2 retenus, %3 refusés</source>
        <translation>%1: %2 used, %3 refused</translation>
    </message>
    <message>
        <source>%1 ne peut pas être lu&#xa0;: %2</source>
        <translation>%1 cannot be read: %2</translation>
    </message>
    <message>
        <source>interrompu&#xa0;; la même commande reprendra où l’on en est</source>
        <translation>interrupted; the same command will go on from here</translation>
    </message>
    <message>
        <source>%1&#xa0;: %2 tuiles, %3 tronçons de voie, %4 adresses, %5 lieux dans %6</source>
        <translation>%1: %2 tiles, %3 stretches of street, %4 addresses, %5 places in %6</translation>
    </message>
    <message>
        <source>laissés de côté hors de l’étendue %1&#xa0;: %2</source>
        <translation>left out, outside the extent %1: %2</translation>
    </message>
</context>
<context>
    <name>WindowTexts</name>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>3 h</source>
        <translation>3 h</translation>
    </message>
    <message>
        <source>6 h</source>
        <translation>6 h</translation>
    </message>
    <message>
        <source>1 jour</source>
        <translation>1 day</translation>
    </message>
    <message>
        <source>1 semaine</source>
        <translation>1 week</translation>
    </message>
    <message>
        <source>%1 h par seconde</source>
        <translation>%1 h per second</translation>
    </message>
    <message>
        <source>%1 min par seconde</source>
        <translation>%1 min per second</translation>
    </message>
</context>
<context>
    <name>ZoneList</name>
    <message>
        <source>%1&#xa0;%</source>
        <comment>share in percent</comment>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 points</source>
        <comment>weight of facts and events</comment>
        <translation>%1 points</translation>
    </message>
    <message>
        <source>1 personne</source>
        <translation>1 person</translation>
    </message>
    <message>
        <source>%1 personnes</source>
        <translation>%1 people</translation>
    </message>
    <message>
        <source>points</source>
        <translation>points</translation>
    </message>
    <message>
        <source>personnes</source>
        <translation>people</translation>
    </message>
    <message>
        <source>%1 points / ha</source>
        <translation>%1 points / ha</translation>
    </message>
    <message>
        <source>%1 personnes / ha</source>
        <translation>%1 people / ha</translation>
    </message>
    <message>
        <source>Zone %1 : %2 sur %3, maximum %4</source>
        <translation>Zone %1: %2 over %3, maximum %4</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Personnes</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>Max. / ha</source>
        <comment>highest density in a zone, per hectare</comment>
        <translation>Max. / ha</translation>
    </message>
    <message>
        <source>%1 : %2 faits</source>
        <translation>%1: %2 facts</translation>
    </message>
    <message>
        <source>%1 : %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Share</translation>
    </message>
    <message>
        <source>Événement ou catégorie</source>
        <translation>Event or category</translation>
    </message>
    <message>
        <source>&lt;&#xa0;1&#xa0;%</source>
        <comment>share in percent</comment>
        <translation>&lt;&#xa0;1%</translation>
    </message>
    <message>
        <source>%1 (%2 ; %3)</source>
        <comment>name, provenance and licence of a source of facts</comment>
        <translation>%1 (%2; %3)</translation>
    </message>
</context>
<context>
    <name>cortege::map::Furniture</name>
    <message>
        <source>Agrandir (touche +)</source>
        <translation>Zoom in (+ key)</translation>
    </message>
    <message>
        <source>Réduire (touche −)</source>
        <translation>Zoom out (− key)</translation>
    </message>
</context>
<context>
    <name>cortege::map::MapTool</name>
    <message>
        <source>Cliquez à l’endroit de l’adresse. Échap pour renoncer.</source>
        <translation>Click where the address is. Escape to give up.</translation>
    </message>
    <message>
        <source>Cliquez pour ajouter un sommet. Double clic ou Entrée pour terminer, Échap pour quitter.</source>
        <translation>Click to add a vertex. Double click or Enter to finish, Escape to leave.</translation>
    </message>
    <message>
        <source>Glissez un sommet ou un côté. Clic droit sur un sommet pour le supprimer, Entrée pour terminer.</source>
        <translation>Drag a vertex or a side. Right click on a vertex removes it, Enter finishes.</translation>
    </message>
    <message>
        <source>Glissez un sommet ou un segment. Cliquez sur une extrémité pour prolonger, clic droit sur un sommet pour le supprimer, Entrée pour terminer.</source>
        <translation>Drag a vertex or a segment. Click on an end to go on from there, right click on a vertex to remove it, Enter to finish.</translation>
    </message>
    <message>
        <source>pose d’une forme</source>
        <translation>placing of a form</translation>
    </message>
    <message>
        <source>Maj : hors des rues. Échap pour renoncer.</source>
        <translation>Shift: off the streets. Escape to give up.</translation>
    </message>
    <message>
        <source>Lâchez pour placer l’adresse. Échap pour renoncer.</source>
        <translation>Let go to place the address. Escape to give up.</translation>
    </message>
    <message>
        <source>Glissez l’adresse pour la déplacer.</source>
        <translation>Drag the address to move it.</translation>
    </message>
    <message>
        <source>Glissez le parcours pour le faire passer ailleurs.</source>
        <translation>Drag the route to lead it elsewhere.</translation>
    </message>
</context>
<context>
    <name>cortege::map::MapView</name>
    <message>
        <source>Carte</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>Flèches : déplacer la carte. Plus et moins : agrandir et réduire. Pendant un dessin, les flèches mènent le viseur, Espace pose un sommet, Tab passe d’un sommet à l’autre, Inser en ajoute un au milieu du côté, Suppr le retire, Entrée termine.</source>
        <translation>Arrows: move the map. Plus and minus: zoom in and out. While drawing, the arrows lead the crosshair, Space places a vertex, Tab goes from one vertex to the next, Insert adds one in the middle of the side, Delete takes it away, Enter ends.</translation>
    </message>
</context>
<context>
    <name>cortege::map::ScaleBar</name>
    <message>
        <source>Échelle</source>
        <translation>Scale</translation>
    </message>
</context>
<context>
    <name>cortege::presentation::Analysis</name>
    <message>
        <source>Zone %1 : %2 sur %3</source>
        <translation>Zone %1: %2 over %3</translation>
    </message>
    <message>
        <source>Niveau : %1 et plus</source>
        <translation>Level: %1 and more</translation>
    </message>
    <message>
        <source>Maximum : %1, %2</source>
        <translation>Maximum: %1, %2</translation>
    </message>
    <message>
        <source>Personnes concernées : %1</source>
        <translation>People concerned: %1</translation>
    </message>
    <message>
        <source>bonne</source>
        <comment>confidence</comment>
        <translation>good</translation>
    </message>
    <message>
        <source>moyenne</source>
        <comment>confidence</comment>
        <translation>fair</translation>
    </message>
    <message>
        <source>faible</source>
        <comment>confidence</comment>
        <translation>low</translation>
    </message>
    <message>
        <source>Confiance : %1 (écart relatif %2 %)</source>
        <translation>Confidence: %1 (relative error %2%)</translation>
    </message>
    <message>
        <source>Repose pour %1 % sur une seule source</source>
        <translation>Rests for %1% on a single source</translation>
    </message>
    <message>
        <source>Faits : %1</source>
        <translation>Facts: %1</translation>
    </message>
</context>
<context>
    <name>cortege::presentation::CertificateNotice</name>
    <message>
        <source>La demande de renouvellement partira dès que la plateforme répondra.</source>
        <translation>The renewal request will be sent as soon as the platform answers.</translation>
    </message>
    <message>
        <source>Le nouveau certificat ne peut pas être utilisé. Prévenez l’administrateur.</source>
        <translation>The new certificate cannot be used. Tell the administrator.</translation>
    </message>
    <message>
        <source>Renouvellement demandé, en attente de délivrance. Empreinte de la demande&#xa0;: %1</source>
        <translation>Renewal requested, waiting to be issued. Fingerprint of the request: %1</translation>
    </message>
    <message>
        <source>Le renouvellement a été refusé&#xa0;: le certificat de ce poste finit le %1. Adressez-vous à l’administrateur.</source>
        <translation>The renewal was refused: this workstation’s certificate ends on %1. Ask the administrator.</translation>
    </message>
    <message>
        <source>Le certificat de ce poste est renouvelé jusqu’au %1.</source>
        <translation>This workstation’s certificate is renewed until %1.</translation>
    </message>
    <message>
        <source>La demande de renouvellement ne peut pas être faite sur ce poste. Prévenez l’administrateur.</source>
        <translation>The renewal request cannot be made on this workstation. Tell the administrator.</translation>
    </message>
    <message>
        <source>Le certificat de ce poste finit le %1.</source>
        <translation>This workstation’s certificate ends on %1.</translation>
    </message>
    <message>
        <source>Le certificat de ce poste finit le %1&#xa0;: demandez-en un autre.</source>
        <translation>This workstation’s certificate ends on %1: ask for another.</translation>
    </message>
    <message>
        <source>Le certificat de ce poste finit le %1. Sans renouvellement, ce poste n’entrera plus.</source>
        <translation>This workstation’s certificate ends on %1. Without a renewal, this workstation will no longer get in.</translation>
    </message>
    <message>
        <source>Le certificat de ce poste a pris fin le %1. Demandez une invitation à l’administrateur, puis fermez et rouvrez ce programme.</source>
        <translation>This workstation’s certificate ended on %1. Ask the administrator for an invitation, then close this program and open it again.</translation>
    </message>
</context>
<context>
    <name>cortege::presentation::ClashWatch</name>
    <message>
        <source>au même endroit</source>
        <translation>at the same place</translation>
    </message>
    <message>
        <source>à %1</source>
        <comment>distance</comment>
        <translation>%1 away</translation>
    </message>
    <message>
        <source>en même temps</source>
        <translation>at the same time</translation>
    </message>
    <message>
        <source>à %1 min d’écart</source>
        <translation>%1 min apart</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>where, when</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>cortege::presentation::ConsoleController</name>
    <message>
        <source>La plateforme a refusé l’accès : %1</source>
        <translation>The platform denied access: %1</translation>
    </message>
    <message>
        <source>Votre habilitation ne comprend ni la consultation ni l’analyse : aucun événement ne peut vous être montré ici. Adressez-vous à la personne qui gère les habilitations de votre service.</source>
        <translation>Your authorisation includes neither consultation nor analysis: no event can be shown to you here. Ask the person who manages your service’s authorisations.</translation>
    </message>
    <message>
        <source>Réglages de la console</source>
        <translation>Settings of the console</translation>
    </message>
    <message>
        <source>Il manque le début ou la fin, ou cette heure n’existe pas ce jour-là.</source>
        <translation>The start or the end is missing, or this time does not exist on that day.</translation>
    </message>
    <message>
        <source>événements de la plateforme jusqu’au n° %1, reçus de la Préfecture de Police (convention du 25 novembre 2019)</source>
        <translation>events of the platform up to no. %1, received from the Préfecture de Police (convention of 25 November 2019)</translation>
    </message>
    <message>
        <source>L’image de la tension est encore en calcul : recommencez dans un instant.</source>
        <translation>The picture of the tension is still being computed: try again in a moment.</translation>
    </message>
</context>
<context>
    <name>cortege::presentation::Copier</name>
    <message>
        <source>L’événement n’est plus dans la liste&#xa0;: sa fiche ne peut pas être exportée.</source>
        <translation>The event is no longer in the list: its sheet cannot be exported.</translation>
    </message>
    <message>
        <source>La plateforme note chaque export avant qu’il soit fait : attendez la connexion.</source>
        <translation>The platform notes each export before it is made: wait for the connection.</translation>
    </message>
    <message>
        <source>%1 ne peut pas être écrit : %2</source>
        <translation>%1 cannot be written: %2</translation>
    </message>
</context>
<context>
    <name>cortege::presentation::CortegeController</name>
    <message>
        <source>Des brouillons sont illisibles : %1. Ils restent sur ce poste.</source>
        <translation>Some drafts cannot be read: %1. They stay on this workstation.</translation>
    </message>
    <message>
        <source>Votre saisie de %1 a été retrouvée : vous pouvez la terminer et l’enregistrer.</source>
        <translation>What you typed on %1 has been found again: you can finish and save it.</translation>
    </message>
    <message>
        <source>Vos saisies non enregistrées ont été retrouvées : %1 brouillons. Voici la plus récente, de %2.</source>
        <translation>What you had not saved has been found again: %1 drafts. This is the latest one, of %2.</translation>
    </message>
    <message>
        <source>%1 vient de modifier cet événement.</source>
        <translation>%1 has just changed this event.</translation>
    </message>
    <message>
        <source>%1 vient de modifier encore cet événement.</source>
        <translation>%1 has just changed this event once more.</translation>
    </message>
    <message>
        <source>%1 a modifié cet événement pendant votre saisie (%2) : ses changements ont été repris, les vôtres sont conservés.</source>
        <translation>%1 changed this event while you were typing (%2): those changes were taken over, yours are kept.</translation>
    </message>
    <message>
        <source>« %1 » avait été modifié entre-temps par %2 : les deux versions ont été réunies.</source>
        <translation>“%1” had been changed meanwhile by %2: the two versions were merged.</translation>
    </message>
    <message>
        <source>Consultation seule : votre habilitation ne comprend pas la saisie.</source>
        <translation>Read-only: your authorisation does not include entry.</translation>
    </message>
    <message>
        <source>Modifié aussi par %1 : à vous de choisir.</source>
        <translation>Changed by %1 as well: the choice is yours.</translation>
    </message>
    <message>
        <source>Brouillon, gardé sur ce poste</source>
        <translation>Draft, kept on this workstation</translation>
    </message>
    <message>
        <source>En attente d’envoi</source>
        <translation>Waiting to be sent</translation>
    </message>
    <message>
        <source>Envoi en cours</source>
        <translation>Being sent</translation>
    </message>
    <message>
        <source>Nouvel événement, pas encore enregistré</source>
        <translation>New event, not saved yet</translation>
    </message>
    <message>
        <source>Annulé. Reçue par la plateforme à %1</source>
        <translation>Cancelled. Received by the platform at %1</translation>
    </message>
    <message>
        <source>Reçue par la plateforme à %1</source>
        <translation>Received by the platform at %1</translation>
    </message>
    <message>
        <source>L’horloge de ce poste retarde de %1 minutes : prévenez le service informatique.</source>
        <translation>This workstation’s clock is %1 minutes slow: tell the IT service.</translation>
    </message>
    <message>
        <source>L’horloge de ce poste avance de %1 minutes : prévenez le service informatique.</source>
        <translation>This workstation’s clock is %1 minutes fast: tell the IT service.</translation>
    </message>
    <message>
        <source>Ce poste est relié à la plateforme, mais une partie de ce qui y attendait l’envoi est illisible. Prévenez le service informatique sans rien effacer.</source>
        <translation>This workstation is connected to the platform, but part of what was waiting here cannot be read. Tell the IT service and delete nothing.</translation>
    </message>
    <message>
        <source>Ce poste est relié à la plateforme, mais son disque n’accepte plus rien : libérez de la place.</source>
        <translation>This workstation is connected to the platform, but its disk takes no more: free some space.</translation>
    </message>
    <message>
        <source>Ce poste est relié à la plateforme : ce que vous enregistrez part aussitôt.</source>
        <translation>This workstation is connected to the platform: what you save is sent at once.</translation>
    </message>
    <message>
        <source>La connexion s’établit. Vous pouvez continuer la saisie.</source>
        <translation>The connection is being made. You can go on typing.</translation>
    </message>
    <message>
        <source>La plateforme n’est pas joignable. Continuez la saisie : vos enregistrements sont gardés sur ce poste, chiffrés, et partiront d’eux-mêmes dès que la connexion reviendra.</source>
        <translation>The platform cannot be reached. Go on typing: what you save is kept on this workstation, encrypted, and will be sent by itself as soon as the connection is back.</translation>
    </message>
    <message>
        <source>La plateforme refuse l’accès de ce poste. %1 Vos enregistrements restent gardés sur ce poste. Adressez-vous à votre administrateur.</source>
        <translation>The platform denies this workstation access. %1 What you saved stays on this workstation. Ask your administrator.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>name, service</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Repris de « %1 », au %2 : vérifiez la date et les nombres.</source>
        <translation>Taken from “%1”, for %2: check the date and the numbers.</translation>
    </message>
    <message>
        <source>Repris de « %1 » : indiquez la date.</source>
        <translation>Taken from “%1”: give the date.</translation>
    </message>
    <message>
        <source>Repris du modèle « %1 » : indiquez la date.</source>
        <translation>Taken from the model “%1”: give the date.</translation>
    </message>
    <message>
        <source>Modèle « %1 » enregistré sur ce poste.</source>
        <translation>Model “%1” saved on this workstation.</translation>
    </message>
    <message>
        <source>Cette saisie n’est pas gardée. %1</source>
        <translation>This entry is not kept. %1</translation>
    </message>
    <message>
        <source>Créneau du %1 : %2</source>
        <comment>date, what is wrong</comment>
        <translation>Slot of %1: %2</translation>
    </message>
    <message>
        <source>1 autre créneau enregistré, comme un événement à part.</source>
        <translation>1 other slot saved, as an event of its own.</translation>
    </message>
    <message>
        <source>%1 autres créneaux enregistrés, un événement chacun.</source>
        <translation>%1 other slots saved, an event each.</translation>
    </message>
    <message>
        <source>L’événement ouvert ne l’est pas encore.</source>
        <translation>The open event is not saved yet.</translation>
    </message>
    <message>
        <source>%1 Vos enregistrements qui ne sont pas partis restent gardés sur ce poste, chiffrés.</source>
        <comment>why nothing is sent</comment>
        <translation>%1 Your entries that have not left stay on this workstation, encrypted.</translation>
    </message>
    <message>
        <source>Cet événement a été effacé de la plateforme&#xa0;: sa durée de conservation est écoulée. Votre saisie non enregistrée a été effacée aussi.</source>
        <translation>This event has been erased from the platform: its retention period is over. What you had entered and not saved has been erased too.</translation>
    </message>
    <message>
        <source>Cet événement a été effacé de la plateforme&#xa0;: sa durée de conservation est écoulée.</source>
        <translation>This event has been erased from the platform: its retention period is over.</translation>
    </message>
    <message>
        <source>1 brouillon effacé de ce poste&#xa0;: son événement a été effacé de la plateforme, sa durée de conservation est écoulée.</source>
        <translation>1 draft erased from this workstation: its event has been erased from the platform, its retention period is over.</translation>
    </message>
    <message>
        <source>%1 brouillons effacés de ce poste&#xa0;: leurs événements ont été effacés de la plateforme, leur durée de conservation est écoulée.</source>
        <translation>%1 drafts erased from this workstation: their events have been erased from the platform, their retention period is over.</translation>
    </message>
    <message>
        <source>%1 Vos enregistrements sont gardés sur ce poste, chiffrés.</source>
        <comment>what is wrong: the card, or too many sessions</comment>
        <translation>%1 Your records are kept on this workstation, encrypted.</translation>
    </message>
</context>
<context>
    <name>cortege::presentation::EnrolmentController</name>
    <message>
        <source>Ce n’est pas une invitation, ou elle n’est pas entière&#xa0;: elle commence par «&#xa0;cortege-enrol:&#xa0;».</source>
        <translation>This is not an invitation, or not all of it: it begins with “cortege-enrol:”.</translation>
    </message>
    <message>
        <source>L’adresse du serveur ne peut pas être lue&#xa0;: copiez l’invitation en entier.</source>
        <translation>The address of the server cannot be read: copy the whole invitation.</translation>
    </message>
    <message>
        <source>Un caractère du code est faux ou manque.</source>
        <translation>A character of the code is wrong or missing.</translation>
    </message>
    <message>
        <source>La fin de l’invitation manque ou n’est pas la bonne.</source>
        <translation>The end of the invitation is missing or wrong.</translation>
    </message>
    <message>
        <source>Le serveur ne connaît pas ce code.</source>
        <translation>The server does not know this code.</translation>
    </message>
    <message>
        <source>Ce code a expiré&#xa0;: demandez une autre invitation.</source>
        <translation>This code has expired: ask for another invitation.</translation>
    </message>
    <message>
        <source>Ce code a déjà servi&#xa0;: demandez une autre invitation.</source>
        <translation>This code has already been used: ask for another invitation.</translation>
    </message>
    <message>
        <source>Ce code a été retiré&#xa0;: demandez une autre invitation.</source>
        <translation>This code was withdrawn: ask for another invitation.</translation>
    </message>
    <message>
        <source>L’administrateur a refusé la demande.</source>
        <translation>The administrator refused the request.</translation>
    </message>
    <message>
        <source>Le serveur n’accepte pas la clé de ce poste. Prévenez l’administrateur.</source>
        <translation>The server does not accept this workstation’s key. Tell the administrator.</translation>
    </message>
    <message>
        <source>Ce serveur n’est pas celui de l’invitation&#xa0;: le code ne lui a pas été dit. Prévenez l’administrateur.</source>
        <translation>This server is not the one of the invitation: it was not told the code. Tell the administrator.</translation>
    </message>
    <message>
        <source>Le serveur ne répond pas. Nouvel essai dans quelques secondes.</source>
        <translation>The server does not answer. Trying again in a few seconds.</translation>
    </message>
    <message>
        <source>La réponse du serveur ne peut pas être utilisée. Prévenez l’administrateur.</source>
        <translation>The server’s answer cannot be used. Tell the administrator.</translation>
    </message>
    <message>
        <source>Ce fichier ne peut pas être lu ou n’est pas une invitation.</source>
        <translation>This file cannot be read or is not an invitation.</translation>
    </message>
    <message>
        <source>Demande au serveur…</source>
        <translation>Asking the server…</translation>
    </message>
    <message>
        <source>En attente de délivrance par l’administrateur. Empreinte de la demande&#xa0;: %1
Vous pouvez fermer ce programme&#xa0;: il reprendra ici.</source>
        <translation>Waiting for the administrator to issue the certificate. Fingerprint of the request: %1
You can close this program: it will go on from here.</translation>
    </message>
    <message>
        <source>Le certificat est sur ce poste.</source>
        <translation>The certificate is on this workstation.</translation>
    </message>
    <message>
        <source>Demande au coffre de secrets de la session…</source>
        <translation>Asking the secret store of the session…</translation>
    </message>
    <message>
        <source>La clé de ce poste est chiffrée&#xa0;; le coffre de secrets de votre session l’ouvre.</source>
        <translation>The key of this workstation is encrypted; the secret store of your session opens it.</translation>
    </message>
    <message>
        <source>Le coffre de secrets de la session n’est pas disponible&#xa0;: la clé est gardée sans chiffrement, dans un fichier lisible de votre compte seul.</source>
        <translation>The secret store of the session is not available: the key is kept without encryption, in a file that only your account can read.</translation>
    </message>
    <message>
        <source>La clé est gardée sans chiffrement, dans un fichier lisible de votre compte seul.</source>
        <translation>The key is kept without encryption, in a file that only your account can read.</translation>
    </message>
    <message>
        <source>Cette invitation mène à un autre serveur que celui de ce poste, %1. %2</source>
        <translation>This invitation leads to another server than that of this workstation, %1. %2</translation>
    </message>
</context>
<context>
    <name>cortege::presentation::FactCategoryTable</name>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Libellé</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Poids</source>
        <translation>Weight</translation>
    </message>
</context>
<context>
    <name>cortege::presentation::FactImportController</name>
    <message>
        <source>La plateforme n’a pas encore dit ce que votre habilitation permet&#xa0;: attendez la connexion.</source>
        <translation>The platform has not told yet what your habilitation allows: wait for the connection.</translation>
    </message>
    <message>
        <source>Votre habilitation ne comprend pas l’administration&#xa0;: elle seule permet d’importer des faits.</source>
        <translation>Your habilitation does not include administration, which alone allows facts to be imported.</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» n’existe pas ou n’est pas un fichier.</source>
        <translation>“%1” does not exist or is not a file.</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» ne peut pas être lu&#xa0;: ce poste n’en a pas le droit.</source>
        <translation>“%1” cannot be read: this workstation is not allowed to.</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» est trop gros&#xa0;: %2 Mo au plus, une fois décompressé.</source>
        <translation>“%1” is too large: %2 MB at most, once decompressed.</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» est endommagé. Rien n’a été pris.</source>
        <translation>“%1” is damaged. Nothing was taken.</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» ne se lit pas ainsi&#xa0;: vérifiez le séparateur, l’encodage, la couche et le système de coordonnées.</source>
        <translation>“%1” cannot be read in this way: check the separator, the encoding, the layer and the coordinate system.</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;»&#xa0;: peut-être %2. Les valeurs en cause ne sont ni montrées ni proposées comme catégories.</source>
        <translation>“%1”: perhaps %2. The values in question are neither shown nor suggested as categories.</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;»&#xa0;: %2. Cette colonne ne peut pas être choisie (article 3).</source>
        <translation>“%1”: %2. This column cannot be chosen (article 3).</translation>
    </message>
    <message>
        <source>Choisissez un fichier.</source>
        <translation>Choose a file.</translation>
    </message>
    <message>
        <source>Le fichier n’est pas encore lu.</source>
        <translation>The file has not been read yet.</translation>
    </message>
    <message>
        <source>Aucune ligne ne peut être importée.</source>
        <translation>No row can be imported.</translation>
    </message>
    <message>
        <source>Le fichier n’a pas de colonne «&#xa0;%1&#xa0;».</source>
        <translation>The file has no column “%1”.</translation>
    </message>
    <message>
        <source>La colonne «&#xa0;%1&#xa0;» contient %2&#xa0;: elle ne peut pas être importée (article 3).</source>
        <translation>Column “%1” contains %2: it cannot be imported (article 3).</translation>
    </message>
    <message>
        <source>Choisissez la colonne de la longitude et celle de la latitude.</source>
        <translation>Choose the column of the longitude and that of the latitude.</translation>
    </message>
    <message>
        <source>Longitude et latitude ne peuvent pas être la même colonne.</source>
        <translation>Longitude and latitude cannot be the same column.</translation>
    </message>
    <message>
        <source>Dites de quelles colonnes vient le début, entre accolades&#xa0;: {date} {heure}.</source>
        <translation>Tell which columns the start comes from, in braces: {date} {heure}.</translation>
    </message>
    <message>
        <source>Dites dans quel format les dates sont écrites&#xa0;: iso, ou par exemple dd/MM/yyyy HH:mm.</source>
        <translation>Tell in which format the dates are written: iso, or for example dd/MM/yyyy HH:mm.</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» n’est pas un fuseau horaire connu.</source>
        <translation>“%1” is not a known time zone.</translation>
    </message>
    <message>
        <source>La recette ne tient pas&#xa0;: revoyez les colonnes et les catégories.</source>
        <translation>The recipe does not hold: check the columns and the categories.</translation>
    </message>
    <message>
        <source>La plateforme connaît déjà une source «&#xa0;%1&#xa0;» avec d’autres catégories&#xa0;: changez l’identifiant, ou reprenez la recette de cette source.</source>
        <translation>The platform already knows a source “%1” with other categories: change the identifier, or use the recipe of that source.</translation>
    </message>
    <message>
        <source>La source «&#xa0;%1&#xa0;» vient d’être retirée de la plateforme&#xa0;: recommencez si elle doit y être.</source>
        <translation>Source “%1” has just been withdrawn from the platform: start again if it should be there.</translation>
    </message>
    <message>
        <source>%1 lignes lues = %2 à envoyer + %3 refusées</source>
        <translation>%1 rows read = %2 to send + %3 refused</translation>
    </message>
    <message>
        <source>%1 lignes lues = %2 enregistrées + %3 déjà connues + %4 refusées</source>
        <translation>%1 rows read = %2 stored + %3 known already + %4 refused</translation>
    </message>
    <message>
        <source> + %1 qui restent à envoyer</source>
        <translation> + %1 still to be sent</translation>
    </message>
</context>
<context>
    <name>cortege::presentation::FactLegend</name>
    <message>
        <source>Source et catégorie</source>
        <translation>Source and category</translation>
    </message>
    <message>
        <source>Dans la période</source>
        <translation>In the period</translation>
    </message>
</context>
<context>
    <name>cortege::presentation::FactPreviewTable</name>
    <message>
        <source> · </source>
        <comment>between examples</comment>
        <translation> · </translation>
    </message>
    <message>
        <source>%1&#xa0;: %2</source>
        <comment>field: reason</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Refusée. %1</source>
        <translation>Refused. %1</translation>
    </message>
    <message>
        <source>Importée</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>Ligne</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>Latitude&#xa0;; longitude</source>
        <translation>Latitude; longitude</translation>
    </message>
    <message>
        <source>Date et heure (Paris)</source>
        <translation>Date and time (Paris)</translation>
    </message>
    <message>
        <source>Catégorie</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>Poids</source>
        <translation>Weight</translation>
    </message>
    <message>
        <source>Résultat</source>
        <translation>Result</translation>
    </message>
</context>
<context>
    <name>cortege::presentation::FileColumnTable</name>
    <message>
        <source>Refusée&#xa0;: %1</source>
        <translation>Refused: %1</translation>
    </message>
    <message>
        <source>Peut-être %1</source>
        <translation>Perhaps %1</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>Dates</translation>
    </message>
    <message>
        <source>Nombres, tous différents</source>
        <translation>Numbers, all different</translation>
    </message>
    <message>
        <source>Nombres</source>
        <translation>Numbers</translation>
    </message>
    <message>
        <source>Textes, tous différents</source>
        <translation>Texts, all different</translation>
    </message>
    <message>
        <source>Textes</source>
        <translation>Texts</translation>
    </message>
    <message>
        <source>longitude</source>
        <translation>longitude</translation>
    </message>
    <message>
        <source>latitude</source>
        <translation>latitude</translation>
    </message>
    <message>
        <source>début</source>
        <translation>start</translation>
    </message>
    <message>
        <source>fin</source>
        <translation>end</translation>
    </message>
    <message>
        <source>catégorie</source>
        <translation>category</translation>
    </message>
    <message>
        <source>poids</source>
        <translation>weight</translation>
    </message>
    <message>
        <source>clé</source>
        <translation>key</translation>
    </message>
    <message>
        <source>non lue</source>
        <translation>not read</translation>
    </message>
    <message>
        <source>Colonne</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>Exemples</source>
        <translation>Examples</translation>
    </message>
    <message>
        <source>Contenu</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>Emploi</source>
        <translation>Use</translation>
    </message>
</context>
<context>
    <name>cortege::presentation::FormModel</name>
    <message>
        <source>saisie : %1</source>
        <translation>typing: %1</translation>
    </message>
</context>
<context>
    <name>cortege::presentation::RowIssueTable</name>
    <message>
        <source>Ligne</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>Champ</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Raison</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Valeur</source>
        <translation>Value</translation>
    </message>
</context>
<context>
    <name>cortege::presentation::ShapeModel</name>
    <message>
        <source>ajout d’un sommet</source>
        <translation>add a vertex</translation>
    </message>
    <message>
        <source>déplacement d’un sommet</source>
        <translation>move a vertex</translation>
    </message>
    <message>
        <source>suppression d’un sommet</source>
        <translation>remove a vertex</translation>
    </message>
    <message>
        <source>suppression du dessin</source>
        <translation>clear the drawing</translation>
    </message>
</context>
<context>
    <name>cortege::presentation::SnapshotCheck</name>
    <message>
        <source>La console n’a pas encore reçu tous les événements de l’instantané, ou il vient d’une autre plateforme.</source>
        <translation>The console has not received all events of the snapshot yet, or the snapshot comes from another platform.</translation>
    </message>
    <message>
        <source>Un événement a changé trop souvent depuis : ce qu’il était ne peut plus être relu.</source>
        <translation>An event has changed too often since: what it was can no longer be read.</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::AboutDialog</name>
    <message>
        <source>Bibliothèques</source>
        <translation>Libraries</translation>
    </message>
    <message>
        <source>Bibliothèque</source>
        <translation>Library</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>À propos de %1</source>
        <translation>About %1</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <translation>%1, version %2</translation>
    </message>
    <message>
        <source>Convention de mise à disposition de données entre la Ville de Marseille et la Préfecture de Police des Bouches-du-Rhône. Usage strictement interne (article 8).</source>
        <translation>Agreement on the provision of data between the City of Marseille and the Préfecture de Police des Bouches-du-Rhône. Strictly internal use (article 8).</translation>
    </message>
    <message>
        <source>Logiciel libre, sous licence EUPL-1.2. Il utilise :</source>
        <translation>Free software, under the EUPL-1.2 licence. It uses:</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::AddressCompleter</name>
    <message>
        <source>Adresses proposées</source>
        <translation>Suggested addresses</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::AddressField</name>
    <message>
        <source>Cliquez sur la carte à l’endroit de l’adresse (Échap : renoncer)</source>
        <translation>Click on the map where the address is (Escape: give up)</translation>
    </message>
    <message>
        <source>Placée sur la carte : cliquer pour la déplacer</source>
        <translation>Placed on the map: click to move it</translation>
    </message>
    <message>
        <source>Placer sur la carte</source>
        <translation>Place on the map</translation>
    </message>
    <message>
        <source>%1 : %2</source>
        <comment>field: what the button does</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Retirer de la carte</source>
        <translation>Take off the map</translation>
    </message>
    <message>
        <source>%1 : retirer de la carte</source>
        <translation>%1: take off the map</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::AddressListEditor</name>
    <message>
        <source>%1 : monter</source>
        <translation>%1: move up</translation>
    </message>
    <message>
        <source>%1 : descendre</source>
        <translation>%1: move down</translation>
    </message>
    <message>
        <source>%1 : supprimer</source>
        <translation>%1: remove</translation>
    </message>
    <message>
        <source>%1&#xa0;: tirer pour le déplacer (au clavier&#xa0;: Alt+↑, Alt+↓)</source>
        <translation>%1: drag to move it (keyboard: Alt+↑, Alt+↓)</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::CertificateBanner</name>
    <message>
        <source>Renouveler le certificat</source>
        <translation>Renew the certificate</translation>
    </message>
    <message>
        <source>Plus tard</source>
        <translation>Later</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::ChartView</name>
    <message>
        <source>Graphique : %1, le même que le tableau</source>
        <translation>Chart: %1, the same as the table</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::ChartsDialog</name>
    <message>
        <source>Graphiques</source>
        <translation>Charts</translation>
    </message>
    <message>
        <source>Compter</source>
        <translation>Count</translation>
    </message>
    <message>
        <source>Le graphique en tableau</source>
        <translation>The chart as a table</translation>
    </message>
    <message>
        <source>&amp;Fermer</source>
        <translation>&amp;Close</translation>
    </message>
    <message>
        <source>Seulement ce qui est &amp;choisi : %1</source>
        <translation>&amp;Only what is chosen: %1</translation>
    </message>
    <message>
        <source>Seulement ce qui est &amp;choisi sur la carte</source>
        <translation>&amp;Only what is chosen on the map</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::ClashPanel</name>
    <message>
        <source>à moins de %1, à moins de %2 min</source>
        <translation>less than %1, less than %2 min</translation>
    </message>
    <message>
        <source>Événements proches</source>
        <translation>Nearby events</translation>
    </message>
    <message>
        <source>(sans objet)</source>
        <translation>(no subject)</translation>
    </message>
    <message>
        <source>%1
%2 · %3</source>
        <comment>subject, when, how near</comment>
        <translation>%1
%2 · %3</translation>
    </message>
    <message>
        <source>Un événement proche (%1)</source>
        <translation>One nearby event (%1)</translation>
    </message>
    <message>
        <source>%1 événements proches (%2)</source>
        <translation>%1 nearby events (%2)</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::ClockFilterDialog</name>
    <message>
        <source>Heures et jours pris en compte</source>
        <translation>Hours and days that count</translation>
    </message>
    <message>
        <source>&amp;Tout prendre en compte</source>
        <translation>Count &amp;all</translation>
    </message>
    <message>
        <source>&amp;Fermer</source>
        <translation>&amp;Close</translation>
    </message>
    <message>
        <source>Jours de la semaine</source>
        <translation>Days of the week</translation>
    </message>
    <message>
        <source>Heures de la journée</source>
        <translation>Hours of the day</translation>
    </message>
    <message>
        <source>À partir de l’heure</source>
        <translation>From the hour</translation>
    </message>
    <message>
        <source>Jusqu’à l’heure</source>
        <translation>Until the hour</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1:00</translation>
    </message>
    <message>
        <source>de</source>
        <translation>from</translation>
    </message>
    <message>
        <source>à</source>
        <translation>to</translation>
    </message>
    <message>
        <source>Toutes les heures de tous les jours comptent.</source>
        <translation>All hours of all days count.</translation>
    </message>
    <message>
        <source>Ne comptent que : %1 (heure de Paris).</source>
        <translation>Only these count: %1 (Paris time).</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::ComparisonDialog</name>
    <message>
        <source>La veille, aux mêmes heures</source>
        <translation>The day before, at the same hours</translation>
    </message>
    <message>
        <source>La semaine précédente</source>
        <translation>The previous week</translation>
    </message>
    <message>
        <source>L’année précédente (52 semaines)</source>
        <translation>The previous year (52 weeks)</translation>
    </message>
    <message>
        <source>%1 semaines plus tôt</source>
        <translation>%1 weeks earlier</translation>
    </message>
    <message>
        <source>Comparer deux périodes</source>
        <translation>Compare two periods</translation>
    </message>
    <message>
        <source>La période juste avant</source>
        <translation>The period just before</translation>
    </message>
    <message>
        <source>Les deux périodes, partie par partie</source>
        <translation>The two periods, part by part</translation>
    </message>
    <message>
        <source>Comparer la période &amp;affichée avec</source>
        <translation>Compare the period &amp;shown with</translation>
    </message>
    <message>
        <source>&amp;Fermer</source>
        <translation>&amp;Close</translation>
    </message>
    <message>
        <source>Maintenant : %1
Avant : %2</source>
        <translation>Now: %1
Before: %2</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::ConflictPanel</name>
    <message>
        <source>Abandonner ma version</source>
        <translation>Discard my version</translation>
    </message>
    <message>
        <source>Vos autres changements sont repris sans question : %1.</source>
        <translation>Your other changes are taken over without asking: %1.</translation>
    </message>
    <message>
        <source>Deux versions de cet événement</source>
        <translation>Two versions of this event</translation>
    </message>
    <message>
        <source>Vous avez annulé cet événement, mais %1 l’a modifié le %2. L’annuler quand même ?</source>
        <translation>You cancelled this event, but %1 changed it on %2. Cancel it all the same?</translation>
    </message>
    <message>
        <source>%1 a annulé cet événement le %2. L’enregistrer le rend de nouveau actif.</source>
        <translation>%1 cancelled this event on %2. Saving it makes it active again.</translation>
    </message>
    <message>
        <source>%1 l’a modifié le %2, pendant que vous le modifiiez aussi. Choisissez la valeur à garder.</source>
        <translation>%1 changed it on %2 while you were changing it too. Choose the value to keep.</translation>
    </message>
    <message>
        <source>Nature de l’événement</source>
        <translation>Kind of event</translation>
    </message>
    <message>
        <source>La nature n’étant pas la même, l’événement est repris en entier d’un seul côté.</source>
        <translation>As the kinds differ, the event is taken as a whole from one side.</translation>
    </message>
    <message>
        <source>Auparavant : %1</source>
        <translation>Before: %1</translation>
    </message>
    <message>
        <source>Votre version</source>
        <translation>Your version</translation>
    </message>
    <message>
        <source>Version de %1</source>
        <translation>Version of %1</translation>
    </message>
    <message>
        <source>Annuler quand même</source>
        <translation>Cancel all the same</translation>
    </message>
    <message>
        <source>Enregistrer la version choisie</source>
        <translation>Save the chosen version</translation>
    </message>
    <message>
        <source>Enregistrer la version réunie</source>
        <translation>Save the merged version</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::ConnectionIndicator</name>
    <message>
        <source>État de la connexion ; Entrée pour une explication</source>
        <translation>State of the connection; Enter for an explanation</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::ConsoleWindow</name>
    <message>
        <source>Cortège – Console</source>
        <translation>Cortège – Console</translation>
    </message>
    <message>
        <source>Sur la carte</source>
        <translation>On the map</translation>
    </message>
    <message>
        <source>Journal des événements reçus et modifiés</source>
        <translation>Log of events received and changed</translation>
    </message>
    <message>
        <source>Détail</source>
        <translation>Detail</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Détail ou journal</source>
        <translation>Detail or log</translation>
    </message>
    <message>
        <source>Période</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Événements</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Événement choisi</source>
        <translation>Chosen event</translation>
    </message>
    <message>
        <source>&amp;Fichier</source>
        <translation>&amp;File</translation>
    </message>
    <message>
        <source>&amp;Quitter</source>
        <translation>&amp;Quit</translation>
    </message>
    <message>
        <source>É&amp;vénements</source>
        <translation>&amp;Events</translation>
    </message>
    <message>
        <source>&amp;Rechercher</source>
        <translation>&amp;Find</translation>
    </message>
    <message>
        <source>&amp;Centrer la carte sur l’événement choisi</source>
        <translation>&amp;Centre the map on the chosen event</translation>
    </message>
    <message>
        <source>&amp;Historique de l’événement choisi…</source>
        <translation>&amp;History of the chosen event…</translation>
    </message>
    <message>
        <source>&amp;Période</source>
        <translation>&amp;Period</translation>
    </message>
    <message>
        <source>&amp;Maintenant</source>
        <translation>&amp;Now</translation>
    </message>
    <message>
        <source>&amp;Lecture ou pause</source>
        <translation>P&amp;lay or pause</translation>
    </message>
    <message>
        <source>P&amp;récédente</source>
        <translation>&amp;Previous</translation>
    </message>
    <message>
        <source>&amp;Suivante</source>
        <translation>Ne&amp;xt</translation>
    </message>
    <message>
        <source>Aller à la &amp;barre de temps</source>
        <translation>Go to the time &amp;bar</translation>
    </message>
    <message>
        <source>&amp;Affichage</source>
        <translation>&amp;View</translation>
    </message>
    <message>
        <source>&amp;Plein écran</source>
        <translation>F&amp;ull screen</translation>
    </message>
    <message>
        <source>A&amp;ide</source>
        <translation>&amp;Help</translation>
    </message>
    <message>
        <source>Heure de Paris</source>
        <translation>Paris time</translation>
    </message>
    <message>
        <source>Connexion à la plateforme</source>
        <translation>Connection to the platform</translation>
    </message>
    <message>
        <source>La console reçoit chaque changement dès qu’il est enregistré.</source>
        <translation>The console receives each change as soon as it is saved.</translation>
    </message>
    <message>
        <source>1 événement, dont %1 dans la période</source>
        <translation>1 event, %1 of them in the period</translation>
    </message>
    <message>
        <source>%1 événements, dont %2 dans la période</source>
        <translation>%1 events, %2 of them in the period</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zones</translation>
    </message>
    <message>
        <source>Croisements</source>
        <translation>Crossings</translation>
    </message>
    <message>
        <source>&amp;Exporter l’analyse…</source>
        <translation>&amp;Export the analysis…</translation>
    </message>
    <message>
        <source>&amp;Rouvrir un instantané…</source>
        <translation>&amp;Reopen a snapshot…</translation>
    </message>
    <message>
        <source>&amp;Heures et jours…</source>
        <translation>&amp;Hours and days…</translation>
    </message>
    <message>
        <source>A&amp;nalyse</source>
        <translation>&amp;Analysis</translation>
    </message>
    <message>
        <source>&amp;Zones de tension</source>
        <translation>Tension &amp;zones</translation>
    </message>
    <message>
        <source>&amp;Croisements</source>
        <translation>&amp;Crossings</translation>
    </message>
    <message>
        <source>Co&amp;mparer deux périodes…</source>
        <translation>Co&amp;mpare two periods…</translation>
    </message>
    <message>
        <source>&amp;Graphiques…</source>
        <translation>Cha&amp;rts…</translation>
    </message>
    <message>
        <source>Où est la &amp;tête du cortège choisi ?</source>
        <translation>Where is the &amp;head of the chosen march?</translation>
    </message>
    <message>
        <source>La carte telle qu’elle est à l’écran, avec échelle, nord, légende, paramètres et sources.</source>
        <translation>The map as it is on the screen, with scale, north, legend, parameters and sources.</translation>
    </message>
    <message>
        <source>Les zones de tension affichées : contour, niveau, surface, maximum, quantité.</source>
        <translation>The tension zones shown: outline, level, area, maximum, amount.</translation>
    </message>
    <message>
        <source>Aucune zone de tension dans cette période.</source>
        <translation>No tension zone in this period.</translation>
    </message>
    <message>
        <source>Carte (PDF)</source>
        <translation>Map (PDF)</translation>
    </message>
    <message>
        <source>carte</source>
        <comment>file name</comment>
        <translation>map</translation>
    </message>
    <message>
        <source>Carte (image PNG)</source>
        <translation>Map (PNG image)</translation>
    </message>
    <message>
        <source>Zones : système d’information géographique (GeoPackage)</source>
        <translation>Zones: geographic information system (GeoPackage)</translation>
    </message>
    <message>
        <source>Zones : GeoJSON</source>
        <translation>Zones: GeoJSON</translation>
    </message>
    <message>
        <source>Instantané, à rouvrir et à vérifier ici</source>
        <translation>Snapshot, to reopen and check here</translation>
    </message>
    <message>
        <source>instantane</source>
        <comment>file name</comment>
        <translation>snapshot</translation>
    </message>
    <message>
        <source>Les résultats affichés, signés, avec ce qu’il faut pour les recalculer.</source>
        <translation>The results shown, signed, with what is needed to compute them again.</translation>
    </message>
    <message>
        <source>Rouvrir un instantané</source>
        <translation>Reopen a snapshot</translation>
    </message>
    <message>
        <source>Instantanés (*.json)</source>
        <translation>Snapshots (*.json)</translation>
    </message>
    <message>
        <source>Exporté : %1</source>
        <translation>Exported: %1</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Ce qui est prévu</source>
        <translation>What is planned</translation>
    </message>
    <message>
        <source>Les événements de la période, les zones de tension, les croisements et les faits, en quatre listes. Choisissez une ligne : la carte y va.</source>
        <translation>The events of the period, the tension zones, the crossings and the facts, in four lists. Choose a row: the map goes there.</translation>
    </message>
    <message>
        <source>La carte</source>
        <translation>The map</translation>
    </message>
    <message>
        <source>Événements, faits et densité. La légende donne l’unité et les paramètres de ce que vous voyez.</source>
        <translation>Events, facts and density. The legend gives the unit and the parameters of what you see.</translation>
    </message>
    <message>
        <source>La période</source>
        <translation>The period</translation>
    </message>
    <message>
        <source>Tirez la fenêtre de temps ou laissez-la suivre l’heure : listes, carte et zones suivent.</source>
        <translation>Drag the time window or let it follow the clock: lists, map and zones follow.</translation>
    </message>
    <message>
        <source>Le détail et le journal</source>
        <translation>The detail and the log</translation>
    </message>
    <message>
        <source>L’événement choisi, avec qui l’a saisi et quand ; et ce qui vient d’arriver, dans l’ordre.</source>
        <translation>The chosen event, with who entered it and when; and what has just come in, in order.</translation>
    </message>
    <message>
        <source>La connexion</source>
        <translation>The connection</translation>
    </message>
    <message>
        <source>Chaque changement arrive dès qu’il est enregistré. F1 ouvre l’aide à la bonne page.</source>
        <translation>Each change arrives as soon as it is saved. F1 opens the help at the right page.</translation>
    </message>
    <message>
        <source>&amp;Réglages de ce poste…</source>
        <translation>&amp;Settings of this workstation…</translation>
    </message>
    <message>
        <source>Faits</source>
        <translation>Facts</translation>
    </message>
    <message>
        <source>Événements, zones, croisements ou faits</source>
        <translation>Events, zones, crossings or facts</translation>
    </message>
    <message>
        <source>&amp;Faits d’autres sources</source>
        <translation>&amp;Facts of other sources</translation>
    </message>
    <message>
        <source>Choisir des faits par un &amp;rectangle</source>
        <translation>Choose facts by a rectan&amp;gle</translation>
    </message>
    <message>
        <source>&amp;Importer des faits…</source>
        <translation>&amp;Import facts…</translation>
    </message>
    <message>
        <source>&amp;Importer des faits… (réservé à l’administration)</source>
        <translation>&amp;Import facts… (for administration only)</translation>
    </message>
    <message>
        <source> ; %1 faits, dont %2 dans la période</source>
        <translation>; %1 facts, %2 of them in the period</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::ConventionBanner</name>
    <message>
        <source>Effacer maintenant</source>
        <translation>Erase now</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::CopyDialog</name>
    <message>
        <source>&amp;Jour</source>
        <translation>&amp;Day</translation>
    </message>
    <message>
        <source>&amp;Exporter</source>
        <translation>&amp;Export</translation>
    </message>
    <message>
        <source>Exporter hors de la plateforme</source>
        <translation>Export from the platform</translation>
    </message>
    <message>
        <source>Fiche de l’événement ouvert, avec la carte (PDF)</source>
        <translation>Sheet of the open event, with the map (PDF)</translation>
    </message>
    <message>
        <source>Feuille du jour, avec la carte (PDF)</source>
        <translation>Sheet of the day, with the map (PDF)</translation>
    </message>
    <message>
        <source>Événements de la liste : tableur (CSV)</source>
        <translation>Events of the list: spreadsheet (CSV)</translation>
    </message>
    <message>
        <source>Événements de la liste : agenda (iCalendar)</source>
        <translation>Events of the list: calendar (iCalendar)</translation>
    </message>
    <message>
        <source>Événements de la liste : système d’information géographique (GeoPackage)</source>
        <translation>Events of the list: geographic information system (GeoPackage)</translation>
    </message>
    <message>
        <source>Événements de la liste : GeoJSON</source>
        <translation>Events of the list: GeoJSON</translation>
    </message>
    <message>
        <source>Événements de la liste : KML</source>
        <translation>Events of the list: KML</translation>
    </message>
    <message>
        <source>à choisir</source>
        <translation>to be chosen</translation>
    </message>
    <message>
        <source>&amp;Parcourir…</source>
        <translation>&amp;Browse…</translation>
    </message>
    <message>
        <source>&amp;Quoi</source>
        <translation>&amp;What</translation>
    </message>
    <message>
        <source>&amp;Finalité</source>
        <translation>&amp;Purpose</translation>
    </message>
    <message>
        <source>F&amp;ichier</source>
        <translation>F&amp;ile</translation>
    </message>
    <message>
        <source>Fichier</source>
        <translation>File</translation>
    </message>
    <message>
        <source>&amp;Renoncer</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>fiche</source>
        <comment>file name</comment>
        <translation>sheet</translation>
    </message>
    <message>
        <source>feuille</source>
        <comment>file name</comment>
        <translation>day</translation>
    </message>
    <message>
        <source>Une page : les champs, la carte telle qu’elle est à l’écran, les heures de passage.</source>
        <translation>One page: the fields, the map as it is on the screen, the passage times.</translation>
    </message>
    <message>
        <source>1 événement, tel que la plateforme l’a reçu.</source>
        <translation>1 event, as the platform received it.</translation>
    </message>
    <message>
        <source>%1 événements, tels que la plateforme les a reçus.</source>
        <translation>%1 events, as the platform received them.</translation>
    </message>
    <message>
        <source>Aucun événement reçu par la plateforme n’est ouvert.</source>
        <translation>No event that the platform has received is open.</translation>
    </message>
    <message>
        <source>La liste est vide.</source>
        <translation>The list is empty.</translation>
    </message>
    <message>
        <source>Le fichier porte votre nom, la date et la finalité ; la plateforme note l’export.</source>
        <translation>The file carries your name, the date and the purpose; the platform notes the export.</translation>
    </message>
    <message>
        <source>Les événements de ce jour, dans l’ordre, et eux seuls sur la carte telle qu’elle est cadrée à l’écran.</source>
        <translation>The events of this day, in order, and they alone on the map as it is framed on the screen.</translation>
    </message>
    <message>
        <source>Enregistrez d’abord, et attendez que la plateforme ait reçu l’événement : la fiche montre ce qu’elle a reçu.</source>
        <translation>Save first, and wait until the platform has received the event: the sheet shows what it has received.</translation>
    </message>
    <message>
        <source>Où et quand la circulation est fermée, et rien d’autre&#xa0;: les parcours et les emprises dont les deux heures sont connues, sans les événements annulés.</source>
        <translation>Where and when traffic is closed, and nothing else: the routes and footprints whose two times are known, without the cancelled events.</translation>
    </message>
    <message>
        <source>Fermetures de voies&#xa0;: DATEX II</source>
        <translation>Road closures: DATEX II</translation>
    </message>
    <message>
        <source>Fermetures de voies&#xa0;: Waze (CIFS)</source>
        <translation>Road closures: Waze (CIFS)</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::CortegeActions</name>
    <message>
        <source>&amp;Nouveau</source>
        <translation>&amp;New</translation>
    </message>
    <message>
        <source>Commencer un événement</source>
        <translation>Begin an event</translation>
    </message>
    <message>
        <source>&amp;Enregistrer</source>
        <translation>&amp;Save</translation>
    </message>
    <message>
        <source>Enregistrer ; l’envoi à la plateforme suit de lui-même</source>
        <translation>Save; it is then sent to the platform by itself</translation>
    </message>
    <message>
        <source>Annuler</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Annuler la dernière saisie ou le dernier tracé</source>
        <translation>Undo the last typing or drawing</translation>
    </message>
    <message>
        <source>Rétablir</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>Rétablir ce qui vient d’être annulé</source>
        <translation>Redo what has just been undone</translation>
    </message>
    <message>
        <source>Dessiner le parcours</source>
        <translation>Draw the route</translation>
    </message>
    <message>
        <source>Voir sur la carte</source>
        <translation>Show on the map</translation>
    </message>
    <message>
        <source>Centrer la carte sur l’événement</source>
        <translation>Centre the map on the event</translation>
    </message>
    <message>
        <source>&amp;Historique</source>
        <translation>&amp;History</translation>
    </message>
    <message>
        <source>Toutes les versions de l’événement</source>
        <translation>All versions of the event</translation>
    </message>
    <message>
        <source>Annuler l’événement…</source>
        <translation>Cancel the event…</translation>
    </message>
    <message>
        <source>L’événement n’aura pas lieu : il reste visible comme annulé</source>
        <translation>The event will not take place: it stays visible as cancelled</translation>
    </message>
    <message>
        <source>Rechercher</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>tool tip (keys)</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Outils</source>
        <translation>Tools</translation>
    </message>
    <message>
        <source>Autres outils</source>
        <translation>More tools</translation>
    </message>
    <message>
        <source>Dessiner l’emprise</source>
        <translation>Draw the footprint</translation>
    </message>
    <message>
        <source>Dessiner l’emprise sur la carte (Ctrl+D)</source>
        <translation>Draw the footprint on the map (Ctrl+D)</translation>
    </message>
    <message>
        <source>Dessiner le tracé du parcours sur la carte (Ctrl+D)</source>
        <translation>Draw the route on the map (Ctrl+D)</translation>
    </message>
    <message>
        <source>&amp;Comme l’an dernier</source>
        <translation>&amp;As last year</translation>
    </message>
    <message>
        <source>Commencer un événement avec le même contenu et le même tracé, le même jour de la même semaine</source>
        <translation>Begin an event with the same content and drawing, on the same day of the same week</translation>
    </message>
    <message>
        <source>Forme de l’emprise</source>
        <translation>Form of the footprint</translation>
    </message>
    <message>
        <source>Coordonnées</source>
        <translation>Coordinates</translation>
    </message>
    <message>
        <source>Taper les coordonnées de l’endroit</source>
        <translation>Type the coordinates of the place</translation>
    </message>
    <message>
        <source>Jour précédent</source>
        <translation>Previous day</translation>
    </message>
    <message>
        <source>Jour suivant</source>
        <translation>Next day</translation>
    </message>
    <message>
        <source>E&amp;xporter…</source>
        <translation>E&amp;xport…</translation>
    </message>
    <message>
        <source>Fiche ou feuille du jour en PDF, fichiers pour d’autres programmes</source>
        <translation>Sheet of an event or of a day as PDF, files for other programs</translation>
    </message>
    <message>
        <source>A&amp;utres créneaux…</source>
        <translation>Ot&amp;her slots…</translation>
    </message>
    <message>
        <source>Enregistrer le même événement à d’autres dates ou heures</source>
        <translation>Save the same event at other dates or hours</translation>
    </message>
    <message>
        <source>Abandonner la saisie : revenir à ce qui est enregistré</source>
        <translation>Discard the entry: back to what is saved</translation>
    </message>
    <message>
        <source>Abandonner</source>
        <translation>Discard</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::CortegeWindow</name>
    <message>
        <source>Choisissez un événement dans la liste ou sur la carte,
ou commencez-en un : Ctrl+N.</source>
        <translation>Choose an event in the list or on the map,
or begin one: Ctrl+N.</translation>
    </message>
    <message>
        <source>Nature de l’événement</source>
        <translation>Kind of event</translation>
    </message>
    <message>
        <source>Connexion à la plateforme</source>
        <translation>Connection to the platform</translation>
    </message>
    <message>
        <source>Cortège</source>
        <translation>Cortège</translation>
    </message>
    <message>
        <source>%1[*] – Cortège</source>
        <translation>%1[*] – Cortège</translation>
    </message>
    <message>
        <source>Cliquez sur la carte à l’endroit de l’adresse. Échap : renoncer.</source>
        <translation>Click on the map where the address is. Escape: give up.</translation>
    </message>
    <message>
        <source>Clic : ajouter un point. Double clic ou Entrée : terminer. Suppr : retirer un point. Échap : arrêter.</source>
        <translation>Click: add a point. Double click or Enter: finish. Del: remove a point. Escape: stop.</translation>
    </message>
    <message>
        <source>Ctrl+N : nouvel événement. Ctrl+F : rechercher.</source>
        <translation>Ctrl+N: new event. Ctrl+F: find.</translation>
    </message>
    <message>
        <source>Tout ce que vous tapez est gardé sur ce poste, même sans connexion.</source>
        <translation>All that you type is kept on this workstation, even without a connection.</translation>
    </message>
    <message>
        <source>Annuler l’événement</source>
        <translation>Cancel the event</translation>
    </message>
    <message>
        <source>Annuler « %1 » ?</source>
        <translation>Cancel “%1”?</translation>
    </message>
    <message>
        <source>Tous les postes le verront comme annulé. Il reste dans l’historique et pourra être rendu actif en l’enregistrant de nouveau.</source>
        <translation>Every workstation will see it as cancelled. It stays in the history and can be made active by saving it again.</translation>
    </message>
    <message>
        <source>Ne rien changer</source>
        <translation>Change nothing</translation>
    </message>
    <message>
        <source>Abandonner la saisie</source>
        <translation>Discard typing</translation>
    </message>
    <message>
        <source>Abandonner ce qui n’est pas enregistré ?</source>
        <translation>Discard what is not saved?</translation>
    </message>
    <message>
        <source>Ce que vous avez tapé et dessiné depuis le dernier enregistrement sera perdu.</source>
        <translation>What you typed and drew since the last save will be lost.</translation>
    </message>
    <message>
        <source>Continuer la saisie</source>
        <translation>Go on typing</translation>
    </message>
    <message>
        <source>Exporté : %1</source>
        <translation>Exported: %1</translation>
    </message>
    <message>
        <source>Choisissez d’abord un sommet sur la carte, par Tab ou d’un clic.</source>
        <translation>First choose a vertex on the map, by Tab or by a click.</translation>
    </message>
    <message>
        <source>import d’un dessin</source>
        <translation>import of a drawing</translation>
    </message>
    <message>
        <source>&amp;Enregistrer comme modèle…</source>
        <translation>&amp;Save as a model…</translation>
    </message>
    <message>
        <source>&amp;Supprimer un modèle</source>
        <translation>&amp;Delete a model</translation>
    </message>
    <message>
        <source>Enregistrer comme modèle</source>
        <translation>Save as a model</translation>
    </message>
    <message>
        <source>Nom du modèle, gardé sur ce poste sans les dates ; un modèle du même nom est remplacé :</source>
        <translation>Name of the model, kept on this workstation without its dates; a model of the same name is replaced:</translation>
    </message>
    <message>
        <source>&amp;Modèles</source>
        <translation>&amp;Models</translation>
    </message>
    <message>
        <source>&amp;Enregistrer ce filtre…</source>
        <translation>&amp;Save this filter…</translation>
    </message>
    <message>
        <source>&amp;Supprimer un filtre</source>
        <translation>&amp;Delete a filter</translation>
    </message>
    <message>
        <source>Enregistrer ce filtre</source>
        <translation>Save this filter</translation>
    </message>
    <message>
        <source>Nom du filtre, gardé sur ce poste ; un filtre du même nom est remplacé :</source>
        <translation>Name of the filter, kept on this workstation; a filter of the same name is replaced:</translation>
    </message>
    <message>
        <source>Fermer Cortège</source>
        <translation>Close Cortège</translation>
    </message>
    <message>
        <source>Fermer, bien que la saisie ne soit pas gardée ?</source>
        <translation>Close although what you have typed is not kept?</translation>
    </message>
    <message>
        <source>Ce que vous avez tapé et dessiné depuis le dernier enregistrement serait perdu.</source>
        <translation>What you have typed and drawn since the last save would be lost.</translation>
    </message>
    <message>
        <source>Fermer quand même</source>
        <translation>Close anyway</translation>
    </message>
    <message>
        <source>Rester</source>
        <translation>Stay</translation>
    </message>
    <message>
        <source>Effacer maintenant</source>
        <translation>Erase now</translation>
    </message>
    <message>
        <source>Effacer ce qui est gardé sur ce poste&#xa0;?</source>
        <translation>Erase what is kept on this workstation?</translation>
    </message>
    <message>
        <source>Rien de cela ne pourra être retrouvé.</source>
        <translation>None of it can be recovered.</translation>
    </message>
    <message>
        <source>Ne rien effacer</source>
        <translation>Erase nothing</translation>
    </message>
    <message>
        <source>Aide</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Aide, visite guidée, à propos (F1 : l’aide sur ce que vous faites)</source>
        <translation>Help, guided tour, about (F1: help on what you are doing)</translation>
    </message>
    <message>
        <source>Les événements</source>
        <translation>The events</translation>
    </message>
    <message>
        <source>Tout ce qui a été saisi, par vous ou par vos collègues. Tapez quelques lettres pour chercher ; choisissez une ligne pour l’ouvrir.</source>
        <translation>All that has been entered, by you or by your colleagues. Type a few letters to search; choose a row to open it.</translation>
    </message>
    <message>
        <source>Commencer</source>
        <translation>To begin</translation>
    </message>
    <message>
        <source>Ctrl+N commence un événement. L’objet suffit pour un premier enregistrement : le reste peut venir plus tard.</source>
        <translation>Ctrl+N begins an event. The subject is enough for a first save: the rest can come later.</translation>
    </message>
    <message>
        <source>La fiche</source>
        <translation>The form</translation>
    </message>
    <message>
        <source>Ce que vous tapez est gardé sur ce poste au fur et à mesure. Ctrl+S enregistre ; l’envoi à la plateforme suit de lui-même.</source>
        <translation>What you type is kept on this workstation as you go. Ctrl+S saves; it is then sent to the platform by itself.</translation>
    </message>
    <message>
        <source>La carte</source>
        <translation>The map</translation>
    </message>
    <message>
        <source>Ctrl+D dessine le parcours ou l’emprise. Avec les rues du territoire, il suffit de dire l’itinéraire dans la fiche.</source>
        <translation>Ctrl+D draws the route or the footprint. With the streets of the territory, it is enough to describe the route in the form.</translation>
    </message>
    <message>
        <source>La connexion</source>
        <translation>The connection</translation>
    </message>
    <message>
        <source>Sans réseau, continuez : ce qui attend est compté ici et part tout seul. F1 ouvre l’aide à la bonne page.</source>
        <translation>Without a network, carry on: what is waiting is counted here and leaves by itself. F1 opens the help at the right page.</translation>
    </message>
    <message>
        <source>Réglages…</source>
        <translation>Settings…</translation>
    </message>
    <message>
        <source>Ce que le programme a lu à son ouverture, et ce qui est verrouillé</source>
        <translation>What the program read when it opened, and what is locked</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::DateTimeField</name>
    <message>
        <source>Calendrier : %1</source>
        <translation>Calendar: %1</translation>
    </message>
    <message>
        <source>Effacer : %1</source>
        <translation>Clear: %1</translation>
    </message>
    <message>
        <source>jj/mm/aaaa</source>
        <translation>dd/mm/yyyy</translation>
    </message>
    <message>
        <source>%1 : date</source>
        <comment>field</comment>
        <translation>%1: date</translation>
    </message>
    <message>
        <source>hh:mm</source>
        <translation>hh:mm</translation>
    </message>
    <message>
        <source>%1 : heure</source>
        <comment>field</comment>
        <translation>%1: time</translation>
    </message>
    <message>
        <source>heure d’été (la première fois)</source>
        <translation>summer time (the first time)</translation>
    </message>
    <message>
        <source>heure d’hiver (la seconde fois)</source>
        <translation>winter time (the second time)</translation>
    </message>
    <message>
        <source>laquelle des deux ?</source>
        <translation>which of the two?</translation>
    </message>
    <message>
        <source>%1 : heure d’été ou d’hiver</source>
        <translation>%1: summer or winter time</translation>
    </message>
    <message>
        <source>inconnue</source>
        <translation>unknown</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::DensityLegend</name>
    <message>
        <source>Densité de personnes attendues</source>
        <translation>Density of expected people</translation>
    </message>
    <message>
        <source>personnes / ha, en moyenne sur la période</source>
        <translation>people / ha, mean over the period</translation>
    </message>
    <message>
        <source>Lissage de la densité, en mètres</source>
        <translation>Smoothing of the density, in metres</translation>
    </message>
    <message>
        <source>Distance sur laquelle les personnes attendues sont réparties autour de leur lieu (écart type du noyau gaussien)</source>
        <translation>Distance over which expected people are spread around their place (standard deviation of the Gaussian kernel)</translation>
    </message>
    <message>
        <source>Personne n’est attendu dans cette période.</source>
        <translation>Nobody is expected in this period.</translation>
    </message>
    <message>
        <source>lissage %1 m</source>
        <translation>smoothing %1 m</translation>
    </message>
    <message>
        <source>Bleu : moins qu’avant ; orange : plus</source>
        <translation>Blue: less than before; orange: more</translation>
    </message>
    <message>
        <source>Maximum : %1</source>
        <translation>Maximum: %1</translation>
    </message>
    <message>
        <source>Écart entre deux périodes</source>
        <translation>Difference between two periods</translation>
    </message>
    <message>
        <source>Densité de faits et d’événements</source>
        <translation>Density of facts and events</translation>
    </message>
    <message>
        <source>points / ha sur la période</source>
        <translation>points / ha over the period</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::DensityScale</name>
    <message>
        <source>Échelle de densité : personne n’est attendu</source>
        <translation>Density scale: nobody is expected</translation>
    </message>
    <message>
        <source>Échelle de densité : de 0 à %1</source>
        <translation>Density scale: from 0 to %1</translation>
    </message>
    <message>
        <source>Échelle de l’écart : de moins à plus %1</source>
        <translation>Difference scale: from minus to plus %1</translation>
    </message>
    <message>
        <source>Échelle de l’écart : rien dans les deux périodes</source>
        <translation>Difference scale: nothing in either period</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::DrawingBar</name>
    <message>
        <source>Forme de l’emprise (Ctrl+Maj+D)</source>
        <translation>Form of the footprint (Ctrl+Shift+D)</translation>
    </message>
    <message>
        <source>&#xa0;m</source>
        <comment>after a width</comment>
        <translation>&#xa0;m</translation>
    </message>
    <message>
        <source>Largeur</source>
        <translation>Width</translation>
    </message>
    <message>
        <source>&#xa0;pers./m²</source>
        <comment>after a density</comment>
        <translation>&#xa0;people/m²</translation>
    </message>
    <message>
        <source>Densité</source>
        <translation>Density</translation>
    </message>
    <message>
        <source>Importer…</source>
        <translation>Import…</translation>
    </message>
    <message>
        <source>Prendre le dessin d’un fichier GPX, KML, GeoJSON ou Shapefile</source>
        <translation>Take the drawing from a GPX, KML, GeoJSON or Shapefile</translation>
    </message>
    <message>
        <source>Latitude et longitude, ou mètres Lambert-93, puis Entrée (Ctrl+G)</source>
        <translation>Latitude and longitude, or metres in Lambert-93, then Enter (Ctrl+G)</translation>
    </message>
    <message>
        <source>Écriture des coordonnées</source>
        <translation>How coordinates are written</translation>
    </message>
    <message>
        <source>Coordonnées</source>
        <translation>Coordinates</translation>
    </message>
    <message>
        <source>Forme&#xa0;: %1</source>
        <translation>Form: %1</translation>
    </message>
    <message>
        <source>Rien à mesurer encore</source>
        <translation>Nothing to measure yet</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::EntryDelegate</name>
    <message>
        <source>dates à préciser</source>
        <translation>dates to be confirmed</translation>
    </message>
    <message>
        <source>%1 pers.</source>
        <comment>people, short</comment>
        <translation>%1 people</translation>
    </message>
    <message>
        <source>(sans objet)</source>
        <translation>(no subject)</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::EventDetail</name>
    <message>
        <source>Centrer</source>
        <translation>Centre</translation>
    </message>
    <message>
        <source>Historique…</source>
        <translation>History…</translation>
    </message>
    <message>
        <source>Détail de l’événement</source>
        <translation>Detail of the event</translation>
    </message>
    <message>
        <source>Choisissez un événement dans la liste ou sur la carte.</source>
        <translation>Choose an event in the list or on the map.</translation>
    </message>
    <message>
        <source>Montrer l’événement sur la carte et dans le temps</source>
        <translation>Show the event on the map and in time</translation>
    </message>
    <message>
        <source>non renseigné</source>
        <translation>not given</translation>
    </message>
    <message>
        <source>Reçue par la plateforme à %1</source>
        <translation>Received by the platform at %1</translation>
    </message>
    <message>
        <source>par %1</source>
        <translation>by %1</translation>
    </message>
    <message>
        <source>Révision %1</source>
        <translation>Revision %1</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::EventForm</name>
    <message>
        <source>Effacer le dessin</source>
        <translation>Erase drawing</translation>
    </message>
    <message>
        <source>Point de passage %1</source>
        <translation>Waypoint %1</translation>
    </message>
    <message>
        <source>Adresse %1</source>
        <translation>Address %1</translation>
    </message>
    <message>
        <source>Ajouter un point de passage</source>
        <translation>Add a waypoint</translation>
    </message>
    <message>
        <source>Ajouter une adresse</source>
        <translation>Add an address</translation>
    </message>
    <message>
        <source>pas encore dessiné</source>
        <translation>not drawn yet</translation>
    </message>
    <message>
        <source>%1, %2 points</source>
        <comment>length or area</comment>
        <translation>%1, %2 points</translation>
    </message>
    <message>
        <source>Vieux-Port – Canebière – Castellane, puis Entrée</source>
        <translation>Vieux-Port – Canebière – Castellane, then Enter</translation>
    </message>
    <message>
        <source>Parcours, comme on le dicte</source>
        <translation>Route, as it is told</translation>
    </message>
    <message>
        <source>Nommez au moins deux lieux, séparés par des tirets ou des virgules.</source>
        <translation>Name at least two places, separated by dashes or commas.</translation>
    </message>
    <message>
        <source>À placer sur la carte, inconnu du territoire : %1.</source>
        <translation>To be placed on the map, unknown to the territory: %1.</translation>
    </message>
    <message>
        <source>Non renseigné</source>
        <translation>Not given</translation>
    </message>
    <message>
        <source>Ce n’est pas une personne</source>
        <translation>This is not a person</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::EventListPanel</name>
    <message>
        <source>Rechercher (Ctrl+F)</source>
        <translation>Find (Ctrl+F)</translation>
    </message>
    <message>
        <source>Rechercher un événement</source>
        <translation>Find an event</translation>
    </message>
    <message>
        <source>À venir</source>
        <translation>Upcoming</translation>
    </message>
    <message>
        <source>Aujourd’hui</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>7 jours</source>
        <translation>7 days</translation>
    </message>
    <message>
        <source>Toutes</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Période</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Annulés</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>Montrer aussi les événements annulés</source>
        <translation>Show cancelled events as well</translation>
    </message>
    <message>
        <source>Événements</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Ne montrer que : %1</source>
        <translation>Show only: %1</translation>
    </message>
    <message>
        <source>Aucun événement</source>
        <translation>No event</translation>
    </message>
    <message>
        <source>1 événement</source>
        <translation>1 event</translation>
    </message>
    <message>
        <source>%1 événements</source>
        <translation>%1 events</translation>
    </message>
    <message>
        <source>%1 sur %2</source>
        <comment>shown events of all</comment>
        <translation>%1 of %2</translation>
    </message>
    <message>
        <source>Aucun événement pour le moment.
Ctrl+N en commence un.</source>
        <translation>No event so far.
Ctrl+N begins one.</translation>
    </message>
    <message>
        <source>Aucun événement ne correspond.
Élargissez la période ou effacez la recherche.</source>
        <translation>No event matches.
Widen the period or clear the search.</translation>
    </message>
    <message>
        <source>Demain</source>
        <translation>Tomorrow</translation>
    </message>
    <message>
        <source>Ce week-end</source>
        <translation>This weekend</translation>
    </message>
    <message>
        <source>Autre date</source>
        <translation>Another date</translation>
    </message>
    <message>
        <source>Filtres enregistrés</source>
        <translation>Saved filters</translation>
    </message>
    <message>
        <source>Jour précédent (Ctrl+Page haut)</source>
        <translation>Previous day (Ctrl+Page Up)</translation>
    </message>
    <message>
        <source>Jour suivant (Ctrl+Page bas)</source>
        <translation>Next day (Ctrl+Page Down)</translation>
    </message>
    <message>
        <source>du %1 au %2</source>
        <comment>dates</comment>
        <translation>%1 to %2</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::EventsPanel</name>
    <message>
        <source>Dans la période</source>
        <translation>In the period</translation>
    </message>
    <message>
        <source>Tous</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Aucun événement ne correspond.</source>
        <translation>No event matches.</translation>
    </message>
    <message>
        <source>Rechercher un événement</source>
        <translation>Find an event</translation>
    </message>
    <message>
        <source>Événements</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Montrer dans la liste : %1</source>
        <translation>Show in the list: %1</translation>
    </message>
    <message>
        <source>Les événements qui ont lieu dans la période choisie en bas de la fenêtre</source>
        <translation>Events that take place in the period chosen at the bottom of the window</translation>
    </message>
    <message>
        <source>Tous les événements de la plateforme</source>
        <translation>All events of the platform</translation>
    </message>
    <message>
        <source>1 événement dans la liste</source>
        <translation>1 event in the list</translation>
    </message>
    <message>
        <source>%1 événements dans la liste</source>
        <translation>%1 events in the list</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::FactImportColumnsPage</name>
    <message>
        <source>Système de coordonnées&#xa0;: choisissez-en un, ou écrivez son numéro, par exemple EPSG:2154.</source>
        <translation>Coordinate system: choose one, or write its number, for example EPSG:2154.</translation>
    </message>
    <message>
        <source>Fin&#xa0;: écrivez les colonnes entre accolades, par exemple {date} {heure}, ou rien si elle n’est pas connue.</source>
        <translation>End: write the columns in braces, for example {date} {heure}, or nothing if it is not known.</translation>
    </message>
    <message>
        <source>&amp;Virgule décimale</source>
        <translation>&amp;Decimal comma</translation>
    </message>
    <message>
        <source>Milieu des lig&amp;nes, surfaces</source>
        <translation>&amp;Middle of lines, surfaces</translation>
    </message>
    <message>
        <source>Refuser &amp;hors du territoire</source>
        <translation>Re&amp;fuse outside the territory</translation>
    </message>
    <message>
        <source>Les faits ont une &amp;date</source>
        <translation>Facts &amp;have a date</translation>
    </message>
    <message>
        <source>Sans date&#xa0;: fait p&amp;ermanent</source>
        <translation>&amp;Without a date: permanent fact</translation>
    </message>
    <message>
        <source>Lieu, date et clé</source>
        <translation>Place, date and key</translation>
    </message>
    <message>
        <source>Celui du fichier, ou WGS 84</source>
        <translation>That of the file, or WGS 84</translation>
    </message>
    <message>
        <source>WGS 84 (EPSG:4326)</source>
        <translation>WGS 84 (EPSG:4326)</translation>
    </message>
    <message>
        <source>Lambert-93 (EPSG:2154)</source>
        <translation>Lambert-93 (EPSG:2154)</translation>
    </message>
    <message>
        <source>CC44 (EPSG:3944)</source>
        <translation>CC44 (EPSG:3944)</translation>
    </message>
    <message>
        <source>Web Mercator (EPSG:3857)</source>
        <translation>Web Mercator (EPSG:3857)</translation>
    </message>
    <message>
        <source>UTM 31 nord (EPSG:32631)</source>
        <translation>UTM 31 north (EPSG:32631)</translation>
    </message>
    <message>
        <source>Lieu</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>L&amp;ongitude, ou X</source>
        <translation>L&amp;ongitude, or X</translation>
    </message>
    <message>
        <source>L&amp;atitude, ou Y</source>
        <translation>L&amp;atitude, or Y</translation>
    </message>
    <message>
        <source>Système de &amp;coordonnées</source>
        <translation>Coordinate &amp;system</translation>
    </message>
    <message>
        <source>un instant</source>
        <translation>an instant</translation>
    </message>
    <message>
        <source>une heure</source>
        <translation>an hour</translation>
    </message>
    <message>
        <source>un jour</source>
        <translation>a day</translation>
    </message>
    <message>
        <source>un mois</source>
        <translation>a month</translation>
    </message>
    <message>
        <source>un an</source>
        <translation>a year</translation>
    </message>
    <message>
        <source>Dé&amp;but&#xa0;: colonnes entre accolades</source>
        <translation>Sta&amp;rt: columns in braces</translation>
    </message>
    <message>
        <source>Fin, &amp;si elle est connue</source>
        <translation>&amp;End, if it is known</translation>
    </message>
    <message>
        <source>For&amp;mat</source>
        <translation>Forma&amp;t</translation>
    </message>
    <message>
        <source>F&amp;useau horaire</source>
        <translation>Time &amp;zone</translation>
    </message>
    <message>
        <source>Sans fin, un fait du&amp;re</source>
        <translation>Without an end, a fact &amp;lasts</translation>
    </message>
    <message>
        <source>Colonnes de la clé</source>
        <translation>Columns of the key</translation>
    </message>
    <message>
        <source>Clé&#xa0;: ce qui identifie une ligne chez la source</source>
        <translation>Key: what identifies a row at the source</translation>
    </message>
    <message>
        <source>Une clé déjà connue de la plateforme n’est pas importée deux fois. Sans clé, la ligne en tient lieu.</source>
        <translation>A key that the platform already knows is not imported twice. Without a key, the row stands in for it.</translation>
    </message>
    <message>
        <source>à choisir</source>
        <translation>to be chosen</translation>
    </message>
    <message>
        <source>géométrie du fichier</source>
        <translation>geometry of the file</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::FactImportDialog</name>
    <message>
        <source>&amp;Précédent</source>
        <translation>&amp;Back</translation>
    </message>
    <message>
        <source>Importer des faits</source>
        <translation>Import facts</translation>
    </message>
    <message>
        <source>Lecture en cours</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>Étape %1 sur %2&#xa0;: %3</source>
        <translation>Step %1 of %2: %3</translation>
    </message>
    <message>
        <source>Réessa&amp;yer</source>
        <translation>Tr&amp;y again</translation>
    </message>
    <message>
        <source>&amp;Importer</source>
        <translation>&amp;Import</translation>
    </message>
    <message>
        <source>Su&amp;ivant</source>
        <translation>&amp;Next</translation>
    </message>
    <message>
        <source>&amp;Fermer</source>
        <translation>&amp;Close</translation>
    </message>
    <message>
        <source>Arrê&amp;ter</source>
        <translation>Sto&amp;p</translation>
    </message>
    <message>
        <source>Lecture du fichier…</source>
        <translation>Reading the file…</translation>
    </message>
    <message>
        <source>C’est fait.</source>
        <translation>Done.</translation>
    </message>
    <message>
        <source>Envoi en cours&#xa0;: ce qui est arrivé reste.</source>
        <translation>Sending: what has arrived stays.</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::FactImportFilePage</name>
    <message>
        <source>Fichier et recette</source>
        <translation>File and recipe</translation>
    </message>
    <message>
        <source>CSV, GeoJSON, GeoPackage, Shapefile, KML ou GPX</source>
        <translation>CSV, GeoJSON, GeoPackage, Shapefile, KML or GPX</translation>
    </message>
    <message>
        <source>Virgule</source>
        <translation>Comma</translation>
    </message>
    <message>
        <source>Point-virgule</source>
        <translation>Semicolon</translation>
    </message>
    <message>
        <source>Tabulation</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Barre verticale</source>
        <translation>Vertical bar</translation>
    </message>
    <message>
        <source>Colonnes du fichier</source>
        <translation>Columns of the file</translation>
    </message>
    <message>
        <source>Par&amp;courir…</source>
        <translation>Bro&amp;wse…</translation>
    </message>
    <message>
        <source>&amp;Ouvrir…</source>
        <translation>&amp;Open…</translation>
    </message>
    <message>
        <source>Fichi&amp;er</source>
        <translation>&amp;File</translation>
    </message>
    <message>
        <source>Fichier</source>
        <translation>File</translation>
    </message>
    <message>
        <source>&amp;Recette</source>
        <translation>&amp;Recipe</translation>
    </message>
    <message>
        <source>Recette</source>
        <translation>Recipe</translation>
    </message>
    <message>
        <source>Sép&amp;arateur</source>
        <translation>&amp;Separator</translation>
    </message>
    <message>
        <source>E&amp;ncodage</source>
        <translation>&amp;Encoding</translation>
    </message>
    <message>
        <source>Couc&amp;he</source>
        <translation>&amp;Layer</translation>
    </message>
    <message>
        <source>Co&amp;lonnes du fichier&#xa0;: seules celles que vous choisissez sont lues</source>
        <translation>Col&amp;umns of the file: only those you choose are read</translation>
    </message>
    <message>
        <source>Nouvelle</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Fichier de faits</source>
        <translation>File of facts</translation>
    </message>
    <message>
        <source>Fichiers de faits (*.csv *.tsv *.txt *.gz *.geojson *.json *.gpkg *.shp *.zip *.kml *.gpx)</source>
        <translation>Files of facts (*.csv *.tsv *.txt *.gz *.geojson *.json *.gpkg *.shp *.zip *.kml *.gpx)</translation>
    </message>
    <message>
        <source>Tous les fichiers (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>Ouvrir une recette</source>
        <translation>Open a recipe</translation>
    </message>
    <message>
        <source>Recettes (*.json)</source>
        <translation>Recipes (*.json)</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» n’est pas une recette que ce programme sait lire.</source>
        <translation>“%1” is not a recipe that this program can read.</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::FactImportPage</name>
    <message>
        <source>%1 (refusée&#xa0;: article 3)</source>
        <translation>%1 (refused: article 3)</translation>
    </message>
    <message>
        <source>%1 (absente du fichier)</source>
        <translation>%1 (not in the file)</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::FactImportPreviewPage</name>
    <message>
        <source>Premières lignes, telles qu’elles seraient importées</source>
        <translation>First rows, as they would be imported</translation>
    </message>
    <message>
        <source>Lignes refusées</source>
        <translation>Refused rows</translation>
    </message>
    <message>
        <source>Premières &amp;lignes</source>
        <translation>First &amp;rows</translation>
    </message>
    <message>
        <source>Aperçu</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>Lecture du fichier…</source>
        <translation>Reading the file…</translation>
    </message>
    <message>
        <source>Aucune ligne &amp;refusée</source>
        <translation>No re&amp;fused row</translation>
    </message>
    <message>
        <source>Lignes &amp;refusées&#xa0;: %1</source>
        <translation>Re&amp;fused rows: %1</translation>
    </message>
    <message>
        <source>Du sud-ouest (%1) au nord-est (%2)</source>
        <translation>From the south-west (%1) to the north-east (%2)</translation>
    </message>
    <message>
        <source>%1&#xa0;: %2</source>
        <comment>category: count</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source> · </source>
        <comment>between facts about the file</comment>
        <translation> · </translation>
    </message>
</context>
<context>
    <name>cortege::widgets::FactImportSendPage</name>
    <message>
        <source>Enre&amp;gistrer la recette</source>
        <translation>&amp;Save the recipe</translation>
    </message>
    <message>
        <source>Enregistrer le rapport des lignes refu&amp;sées…</source>
        <translation>Save the report of re&amp;fused rows…</translation>
    </message>
    <message>
        <source>Faits envoyés</source>
        <translation>Facts sent</translation>
    </message>
    <message>
        <source>&amp;Nom de la recette</source>
        <translation>Na&amp;me of the recipe</translation>
    </message>
    <message>
        <source>Nom de la recette</source>
        <translation>Name of the recipe</translation>
    </message>
    <message>
        <source>Envoi à la plateforme</source>
        <translation>Sending to the platform</translation>
    </message>
    <message>
        <source>Recette enregistrée&#xa0;: %1</source>
        <translation>Recipe saved: %1</translation>
    </message>
    <message>
        <source>La recette ne peut pas être enregistrée sous ce nom.</source>
        <translation>The recipe cannot be saved under this name.</translation>
    </message>
    <message>
        <source>Rapport des lignes refusées</source>
        <translation>Report of refused rows</translation>
    </message>
    <message>
        <source>Rapports (*.csv)</source>
        <translation>Reports (*.csv)</translation>
    </message>
    <message>
        <source>Rapport enregistré&#xa0;: %1</source>
        <translation>Report saved: %1</translation>
    </message>
    <message>
        <source>Le rapport ne peut pas être écrit&#xa0;: %1</source>
        <translation>The report cannot be written: %1</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::FactImportSourcePage</name>
    <message>
        <source>&amp;Virgule décimale</source>
        <translation>&amp;Decimal comma</translation>
    </message>
    <message>
        <source>&amp;Retirer la catégorie</source>
        <translation>&amp;Remove the category</translation>
    </message>
    <message>
        <source>Source, catégories et poids</source>
        <translation>Source, categories and weights</translation>
    </message>
    <message>
        <source>qui publie ces données, et où</source>
        <translation>who publishes this data, and where</translation>
    </message>
    <message>
        <source>Licence Ouverte 2.0</source>
        <translation>Licence Ouverte 2.0</translation>
    </message>
    <message>
        <source>Catégories&#xa0;: code, libellé et poids</source>
        <translation>Categories: code, label and weight</translation>
    </message>
    <message>
        <source>I&amp;dentifiant</source>
        <translation>Id&amp;entifier</translation>
    </message>
    <message>
        <source>&amp;Nom</source>
        <translation>N&amp;ame</translation>
    </message>
    <message>
        <source>Pr&amp;ovenance</source>
        <translation>&amp;Origin</translation>
    </message>
    <message>
        <source>&amp;Licence</source>
        <translation>&amp;Licence</translation>
    </message>
    <message>
        <source>&amp;Catégorie</source>
        <translation>Ca&amp;tegory</translation>
    </message>
    <message>
        <source>Poid&amp;s</source>
        <translation>&amp;Weight</translation>
    </message>
    <message>
        <source>Poids</source>
        <translation>Weight</translation>
    </message>
    <message>
        <source>C&amp;atégories de la source&#xa0;: libellés et poids se modifient</source>
        <translation>Cate&amp;gories of the source: labels and weights can be changed</translation>
    </message>
    <message>
        <source>Un identifiant de source n’a que des minuscules sans accent, des chiffres et des tirets.</source>
        <translation>The identifier of a source has lower case letters without accents, digits and hyphens only.</translation>
    </message>
    <message>
        <source>une seule pour tous les faits</source>
        <translation>a single one for all facts</translation>
    </message>
    <message>
        <source>celui de la catégorie</source>
        <translation>that of the category</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::FactProgress</name>
    <message>
        <source>Faits reçus</source>
        <translation>Facts received</translation>
    </message>
    <message>
        <source>Faits : %1 sur %2</source>
        <translation>Facts: %1 of %2</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::FactsPanel</name>
    <message>
        <source>&amp;Derniers faits</source>
        <translation>&amp;Latest facts</translation>
    </message>
    <message>
        <source>Choisir un rectangle sur la carte</source>
        <translation>Choose a rectangle on the map</translation>
    </message>
    <message>
        <source>Ne plus rien choisir</source>
        <translation>Clear the choice</translation>
    </message>
    <message>
        <source>Graphiques des faits choisis</source>
        <translation>Charts of the chosen facts</translation>
    </message>
    <message>
        <source>Mène la période aux faits les plus récents</source>
        <translation>Takes the period to the most recent facts</translation>
    </message>
    <message>
        <source>Sources et catégories que la carte montre</source>
        <translation>Sources and categories that the map shows</translation>
    </message>
    <message>
        <source>Choisir les faits d’un quartier</source>
        <translation>Choose the facts of a quarter</translation>
    </message>
    <message>
        <source>Faits choisis, par catégorie et source</source>
        <translation>Chosen facts, by category and source</translation>
    </message>
    <message>
        <source>Faits choisis, un par ligne</source>
        <translation>Chosen facts, one a row</translation>
    </message>
    <message>
        <source>Décompte</source>
        <translation>Count</translation>
    </message>
    <message>
        <source>Un par un</source>
        <translation>One by one</translation>
    </message>
    <message>
        <source>Décompte, ou faits un par un</source>
        <translation>Count, or facts one by one</translation>
    </message>
    <message>
        <source>%1…</source>
        <comment>Quartier…: choose one</comment>
        <translation>%1…</translation>
    </message>
    <message>
        <source>Aucun fait d’une autre source.</source>
        <translation>No fact of another source.</translation>
    </message>
    <message>
        <source>%1 faits d’une source</source>
        <translation>%1 facts of one source</translation>
    </message>
    <message>
        <source>%1 faits de %2 sources</source>
        <translation>%1 facts of %2 sources</translation>
    </message>
    <message>
        <source>, du %1 au %2</source>
        <translation>, from %1 to %2</translation>
    </message>
    <message>
        <source>Choisissez un rectangle ou un quartier : ses faits sont comptés ici.</source>
        <translation>Choose a rectangle or a quarter: its facts are counted here.</translation>
    </message>
    <message>
        <source>%1 : %2 faits, poids %3</source>
        <translation>%1: %2 facts, weight %3</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::FirstRunPage</name>
    <message>
        <source>&amp;Ouvrir un fichier…</source>
        <translation>&amp;Open a file…</translation>
    </message>
    <message>
        <source>&amp;Demander le certificat</source>
        <translation>&amp;Request the certificate</translation>
    </message>
    <message>
        <source>&amp;Abandonner</source>
        <translation>&amp;Give up</translation>
    </message>
    <message>
        <source>Fermez cette page pour travailler sans la plateforme en attendant.</source>
        <translation>Close this page to work without the platform meanwhile.</translation>
    </message>
    <message>
        <source>&amp;Invitation</source>
        <translation>&amp;Invitation</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>Invitation</translation>
    </message>
    <message>
        <source>Serveur</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Empreinte de l’autorité du serveur</source>
        <translation>Fingerprint of the server’s authority</translation>
    </message>
    <message>
        <source>Serveur&#xa0;:</source>
        <translation>Server:</translation>
    </message>
    <message>
        <source>Empreinte de son autorité&#xa0;:</source>
        <translation>Fingerprint of its authority:</translation>
    </message>
    <message>
        <source>Ouvrir une invitation</source>
        <translation>Open an invitation</translation>
    </message>
    <message>
        <source>Invitations (*.cortege);;Tous les fichiers (*)</source>
        <translation>Invitations (*.cortege);;All files (*)</translation>
    </message>
    <message>
        <source>Ce poste n’a pas de certificat valable. Collez l’invitation que l’administrateur vous a remise, ou ouvrez le fichier .cortege. La clé est faite sur ce poste et ne le quitte pas.</source>
        <translation>This workstation has no valid certificate. Paste the invitation that the administrator gave you, or open the .cortege file. The key is made on this workstation and does not leave it.</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::Help</name>
    <message>
        <source>&amp;Aide</source>
        <translation>&amp;Help</translation>
    </message>
    <message>
        <source>&amp;Visite guidée</source>
        <translation>&amp;Guided tour</translation>
    </message>
    <message>
        <source>À &amp;propos de %1</source>
        <translation>&amp;About %1</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::HelpWindow</name>
    <message>
        <source>Aide – %1</source>
        <translation>Help – %1</translation>
    </message>
    <message>
        <source>Rechercher dans l’aide</source>
        <translation>Find in the help</translation>
    </message>
    <message>
        <source>Rechercher (Ctrl+F)</source>
        <translation>Find (Ctrl+F)</translation>
    </message>
    <message>
        <source>Sommaire</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>Texte de l’aide</source>
        <translation>Text of the help</translation>
    </message>
    <message>
        <source>Ce guide est en français.</source>
        <translation>This guide is in French.</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::HistoryView</name>
    <message>
        <source>Versions</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>Enregistrée le</source>
        <translation>Saved on</translation>
    </message>
    <message>
        <source>Par</source>
        <translation>By</translation>
    </message>
    <message>
        <source>Changement</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Contenu de la version</source>
        <translation>Content of the version</translation>
    </message>
    <message>
        <source>Champ</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Valeur</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Historique : %1</source>
        <translation>History: %1</translation>
    </message>
    <message>
        <source>Demande de l’historique à la plateforme…</source>
        <translation>Asking the platform for the history…</translation>
    </message>
    <message>
        <source>Fermer</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Nature</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>État</source>
        <translation>State</translation>
    </message>
    <message>
        <source>%1 (modifié)</source>
        <comment>field</comment>
        <translation>%1 (changed)</translation>
    </message>
    <message>
        <source>Restaurer cette version</source>
        <translation>Restore this version</translation>
    </message>
    <message>
        <source>Mettre son contenu dans le formulaire, sans enregistrer</source>
        <translation>Put its content into the form without saving</translation>
    </message>
    <message>
        <source>Identifiant</source>
        <translation>Identifier</translation>
    </message>
    <message>
        <source>auparavant : %1</source>
        <translation>before: %1</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::KeyStoreDialog</name>
    <message>
        <source>&amp;Réessayer</source>
        <translation>&amp;Try again</translation>
    </message>
    <message>
        <source>Coffre de secrets</source>
        <translation>Secret store</translation>
    </message>
    <message>
        <source>&amp;Quitter</source>
        <translation>&amp;Quit</translation>
    </message>
    <message>
        <source>La clé de ce poste est demandée au coffre de secrets de la session. S’il demande à être déverrouillé, répondez-lui.</source>
        <translation>The secret store of the session is asked for the key of this workstation. If it asks to be unlocked, answer it.</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::LayerPanel</name>
    <message>
        <source>Manifestations</source>
        <translation>Demonstrations</translation>
    </message>
    <message>
        <source>Opérations</source>
        <translation>Operations</translation>
    </message>
    <message>
        <source>Visites</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>Annulés</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>Densité</source>
        <translation>Density</translation>
    </message>
    <message>
        <source>Étiquettes</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zones</translation>
    </message>
    <message>
        <source>Points chauds</source>
        <translation>Hot spots</translation>
    </message>
    <message>
        <source>Cortèges</source>
        <translation>Marches</translation>
    </message>
    <message>
        <source>Croisements</source>
        <translation>Crossings</translation>
    </message>
    <message>
        <source>Faits</source>
        <translation>Facts</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::MarchQuestion</name>
    <message>
        <source>Heure à laquelle on cherche la tête du cortège</source>
        <translation>Time at which to look for the head of the march</translation>
    </message>
    <message>
        <source>15:40</source>
        <comment>example of a time</comment>
        <translation>15:40</translation>
    </message>
    <message>
        <source>Où est la &amp;tête à</source>
        <translation>Where is the &amp;head at</translation>
    </message>
    <message>
        <source>?</source>
        <comment>end of: where is the head at 15:40?</comment>
        <translation>?</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::MeetingsPanel</name>
    <message>
        <source>Trier les croisements par</source>
        <translation>Sort the crossings by</translation>
    </message>
    <message>
        <source>Croisements d’événements</source>
        <translation>Crossings of events</translation>
    </message>
    <message>
        <source>&amp;Trier par</source>
        <translation>&amp;Sort by</translation>
    </message>
    <message>
        <source>Aucun croisement dans cette période.</source>
        <translation>No crossing in this period.</translation>
    </message>
    <message>
        <source>1 croisement dans cette période</source>
        <translation>1 crossing in this period</translation>
    </message>
    <message>
        <source>%1 croisements dans cette période</source>
        <translation>%1 crossings in this period</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::MessageStrip</name>
    <message>
        <source>Fermer ce message</source>
        <translation>Close this message</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::NamedMenu</name>
    <message>
        <source>Enregistrer</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Ne rien changer</source>
        <translation>Change nothing</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::NoticeBar</name>
    <message>
        <source>Voir</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Fermer l’avis</source>
        <translation>Close the notice</translation>
    </message>
    <message>
        <source>%1 événements nouveaux ou modifiés</source>
        <translation>%1 new or changed events</translation>
    </message>
    <message>
        <source>et 1 autre</source>
        <translation>and 1 more</translation>
    </message>
    <message>
        <source>et %1 autres</source>
        <translation>and %1 more</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Voir le journal</source>
        <translation>Show the log</translation>
    </message>
    <message>
        <source>Voir : %1</source>
        <translation>Show: %1</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::OccurrencesDialog</name>
    <message>
        <source>Autres créneaux</source>
        <translation>Other slots</translation>
    </message>
    <message>
        <source>chaque jour</source>
        <translation>every day</translation>
    </message>
    <message>
        <source>chaque semaine</source>
        <translation>every week</translation>
    </message>
    <message>
        <source>au cas par cas</source>
        <translation>one by one</translation>
    </message>
    <message>
        <source>5/12 14h-18h
6/12</source>
        <translation>5/12 14h-18h
6/12</translation>
    </message>
    <message>
        <source>&amp;Rythme</source>
        <translation>&amp;Rhythm</translation>
    </message>
    <message>
        <source>&amp;jusqu’au</source>
        <translation>&amp;until</translation>
    </message>
    <message>
        <source>&amp;Créneaux, un par ligne</source>
        <translation>&amp;Slots, one a line</translation>
    </message>
    <message>
        <source>R&amp;enoncer</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Ligne %1 : %2</source>
        <translation>Line %1: %2</translation>
    </message>
    <message>
        <source>Chaque créneau devient un événement à part, avec le même contenu et le même tracé. L’événement ouvert reste comme il est.</source>
        <translation>Each slot becomes an event of its own, with the same content and route. The open event stays as it is.</translation>
    </message>
    <message>
        <source>&amp;Enregistrer %1 événements</source>
        <translation>&amp;Save %1 events</translation>
    </message>
    <message>
        <source>&amp;Enregistrer 1 événement</source>
        <translation>&amp;Save 1 event</translation>
    </message>
    <message>
        <source>&amp;Enregistrer</source>
        <translation>&amp;Save</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::PassagePanel</name>
    <message>
        <source>Heures de passage</source>
        <translation>Passage times</translation>
    </message>
    <message>
        <source>Rue</source>
        <translation>Street</translation>
    </message>
    <message>
        <source>Tête</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Tail</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::PinDialog</name>
    <message>
        <source>&amp;Ouvrir</source>
        <translation>&amp;Open</translation>
    </message>
    <message>
        <source>Code PIN de la carte</source>
        <translation>PIN of the card</translation>
    </message>
    <message>
        <source>Votre certificat est sur une carte. Insérez-la, puis tapez son code PIN : il n’est pas enregistré.</source>
        <translation>Your certificate is on a card. Insert it, then type its PIN: it is not saved.</translation>
    </message>
    <message>
        <source>&amp;Quitter</source>
        <translation>&amp;Quit</translation>
    </message>
    <message>
        <source>&amp;Code PIN</source>
        <translation>&amp;PIN</translation>
    </message>
    <message>
        <source>Un code PIN a de 1 à %1 caractères.</source>
        <translation>A PIN has 1 to %1 characters.</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::SettingsDialog</name>
    <message>
        <source>%1, ligne %2</source>
        <translation>%1, line %2</translation>
    </message>
    <message>
        <source>d’office</source>
        <translation>default</translation>
    </message>
    <message>
        <source>proposé pour ce poste&#xa0;: %1</source>
        <translation>suggested for this workstation: %1</translation>
    </message>
    <message>
        <source>ligne de commande</source>
        <translation>command line</translation>
    </message>
    <message>
        <source>verrouillé&#xa0;: %1 (%2)</source>
        <translation>locked: %1 (%2)</translation>
    </message>
    <message>
        <source>Réglages de ce poste</source>
        <translation>Settings of this workstation</translation>
    </message>
    <message>
        <source>Ce que le programme a lu à son ouverture. Ce qui est verrouillé l’est par le service informatique, pour la raison dite.</source>
        <translation>What the program read when it opened. What is locked is locked by the IT service, for the reason given.</translation>
    </message>
    <message>
        <source>Réglages</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Réglage</source>
        <translation>Setting</translation>
    </message>
    <message>
        <source>Valeur</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>D’où il vient</source>
        <translation>Where it comes from</translation>
    </message>
    <message>
        <source>(rien)</source>
        <translation>(nothing)</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::ShapeImport</name>
    <message>
        <source>Importer un dessin</source>
        <translation>Import a drawing</translation>
    </message>
    <message>
        <source>Dessins (*.gpx *.kml *.geojson *.json *.shp *.zip *.gpkg);;Tous les fichiers (*)</source>
        <translation>Drawings (*.gpx *.kml *.geojson *.json *.shp *.zip *.gpkg);;All files (*)</translation>
    </message>
    <message>
        <source>Dessins du fichier</source>
        <translation>Drawings of the file</translation>
    </message>
    <message>
        <source>«&#xa0;%1&#xa0;» contient plusieurs dessins. Lequel prendre&#xa0;?</source>
        <translation>“%1” holds several drawings. Which one do you want?</translation>
    </message>
    <message>
        <source>&amp;Importer</source>
        <translation>&amp;Import</translation>
    </message>
    <message>
        <source>&amp;Ne rien prendre</source>
        <translation>&amp;Take none</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::SnapshotDialog</name>
    <message>
        <source>Fait par %1 le %2</source>
        <translation>Made by %1 on %2</translation>
    </message>
    <message>
        <source>%1 événements, jusqu’au n° %2 du journal</source>
        <translation>%1 events, up to no. %2 of the journal</translation>
    </message>
    <message>
        <source>Période : %1</source>
        <translation>Period: %1</translation>
    </message>
    <message>
        <source>Paramètres : %1</source>
        <translation>Parameters: %1</translation>
    </message>
    <message>
        <source>Signé, et inchangé depuis.</source>
        <translation>Signed, and unchanged since.</translation>
    </message>
    <message>
        <source>Non signé ; l’empreinte est juste.</source>
        <translation>Not signed; the fingerprint is right.</translation>
    </message>
    <message>
        <source>Recalcul en cours…</source>
        <translation>Computing again…</translation>
    </message>
    <message>
        <source>Identique : le recalcul donne les mêmes données, paramètres et résultats.</source>
        <translation>Identical: computing again gives the same data, parameters and results.</translation>
    </message>
    <message>
        <source>Différent :</source>
        <translation>Different:</translation>
    </message>
    <message>
        <source>Cet instantané a été modifié depuis qu’il a été fait : il ne prouve rien.</source>
        <translation>This snapshot was changed after it was made: it proves nothing.</translation>
    </message>
    <message>
        <source>Ce fichier n’est pas un instantané que cette version sait lire.</source>
        <translation>This file is not a snapshot that this version can read.</translation>
    </message>
    <message>
        <source>Instantané</source>
        <translation>Snapshot</translation>
    </message>
    <message>
        <source>&amp;Fermer</source>
        <translation>&amp;Close</translation>
    </message>
    <message>
        <source>%1 faits d’autres sources</source>
        <translation>%1 facts of other sources</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::TimeBar</name>
    <message>
        <source>dddd d MMMM</source>
        <comment>date format of a wide day</comment>
        <translation>dddd d MMMM</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <comment>date format of a day</comment>
        <translation>ddd d MMM</translation>
    </message>
    <message>
        <source>ddd d</source>
        <comment>date format of a narrow day</comment>
        <translation>ddd d</translation>
    </message>
    <message>
        <source>Période</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Flèches : déplacer ; Maj et flèches : allonger ou raccourcir ; Page : période suivante ou précédente ; Début : maintenant ; Espace : lecture</source>
        <translation>Arrows: move; Shift and arrows: longer or shorter; Page: next or previous period; Home: now; Space: play</translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>hour of the day</comment>
        <translation>%1:00</translation>
    </message>
    <message>
        <source>Période : %1</source>
        <translation>Period: %1</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::TimePanel</name>
    <message>
        <source>Période précédente</source>
        <translation>Previous period</translation>
    </message>
    <message>
        <source>Lecture</source>
        <translation>Play</translation>
    </message>
    <message>
        <source>Période suivante</source>
        <translation>Next period</translation>
    </message>
    <message>
        <source>Maintenant</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>La période suit l’horloge</source>
        <translation>The period follows the clock</translation>
    </message>
    <message>
        <source>Vitesse de lecture</source>
        <translation>Playback speed</translation>
    </message>
    <message>
        <source>Durée de la période : %1</source>
        <translation>Length of the period: %1</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Heures et jours pris en compte</source>
        <translation>Hours and days that count</translation>
    </message>
    <message>
        <source>Heures et jours pris en compte : tous</source>
        <translation>Hours and days that count: all</translation>
    </message>
    <message>
        <source>Heures et jours pris en compte : %1</source>
        <translation>Hours and days that count: %1</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::Tour</name>
    <message>
        <source>Précédent</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Passer la visite</source>
        <translation>Skip the tour</translation>
    </message>
    <message>
        <source>%1 sur %2</source>
        <comment>stop of the tour</comment>
        <translation>%1 of %2</translation>
    </message>
    <message>
        <source>Terminer</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>Suivant</source>
        <translation>Next</translation>
    </message>
</context>
<context>
    <name>cortege::widgets::ZonesPanel</name>
    <message>
        <source>Zones de tension</source>
        <translation>Tension zones</translation>
    </message>
    <message>
        <source>Pourquoi cette zone ?</source>
        <translation>Why this zone?</translation>
    </message>
    <message>
        <source>Ce qui fait la zone, en pour cent</source>
        <translation>What makes the zone, in per cent</translation>
    </message>
    <message>
        <source>Aucune zone de tension dans cette période.</source>
        <translation>No tension zone in this period.</translation>
    </message>
    <message>
        <source>Choisissez une zone dans la liste ou sur la carte.</source>
        <translation>Choose a zone in the list or on the map.</translation>
    </message>
</context>
</TS>
