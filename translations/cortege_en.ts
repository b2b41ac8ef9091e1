<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="fr">
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
</TS>
