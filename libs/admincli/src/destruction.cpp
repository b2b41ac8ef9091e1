#include "destruction.h"

#include "card.h"

#include "register.h"

#include <storage/backup.h>
#include <storage/sqliteconvention.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <array>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

Result<DoomedFile> doomedFile(DoomedFile::Kind kind, const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.exists())
        return fail(Failure::NotFound, u"%1: no such file"_s.arg(path));
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return fail(Failure::Forbidden, u"%1: %2"_s.arg(path, file.errorString()));
    return DoomedFile { kind, QFileInfo(path).absoluteFilePath(), file.size(), hash.result() };
}

/// In the order in which they are destroyed.
Result<std::vector<DoomedFile>> filesOf(const DestructionPlaces &places)
{
    std::vector<std::pair<DoomedFile::Kind, QStringList>> all { { DoomedFile::Kind::Key,
        pki::Keyring::filesIn(places.keys) } };
    for (const QString &folder : places.keyCopies)
        all.emplace_back(DoomedFile::Kind::KeyCopy, pki::Keyring::filesIn(folder));
    all.emplace_back(DoomedFile::Kind::Former, storage::formersOf(places.database));
    all.emplace_back(DoomedFile::Kind::Backup, places.backups);
    std::vector<DoomedFile> files;
    for (const auto &[kind, paths] : all) {
        for (const QString &path : paths) {
            auto file = doomedFile(kind, path);
            if (!file)
                return std::unexpected(file.error());
            files.push_back(std::move(*file));
        }
    }
    return files;
}

QStringList foldersOf(const Bordereau &bordereau, DoomedFile::Kind kind)
{
    QStringList folders;
    for (const DoomedFile &file : bordereau.list.files) {
        if (file.kind == kind)
            folders << QFileInfo(file.path).absolutePath();
    }
    folders.removeDuplicates();
    return folders;
}

QString shownSize(qint64 bytes) { return Admin::tr("%1 octets").arg(bytes); }

} // namespace

std::vector<Option> placeOptions()
{
    return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once }, keysOption(),
        keysPinFileOption(),
        { "key-copy"_L1, Admin::tr("DOSSIER"), Admin::tr("copie de ce dossier, à détruire aussi"),
            Option::Wanted::Repeated },
        { "backup"_L1, Admin::tr("FICHIER"), Admin::tr("sauvegarde de la base, à détruire aussi"),
            Option::Wanted::Repeated } };
}

DestructionPlaces placesFrom(const Arguments &arguments)
{
    return { arguments.value("database"_L1), arguments.value("keys"_L1), arguments.values("key-copy"_L1),
        arguments.values("backup"_L1) };
}

DestructionPlaces placesOf(const Bordereau &bordereau, const Arguments &arguments)
{
    DestructionPlaces places { arguments.value("database"_L1), arguments.value("keys"_L1),
        foldersOf(bordereau, DoomedFile::Kind::KeyCopy), {} };
    for (const DoomedFile &file : bordereau.list.files) {
        if (file.kind == DoomedFile::Kind::Backup)
            places.backups << file.path;
    }
    return places;
}

Result<DestructionBook> DestructionBook::open(const QString &database, Access access)
{
    auto store = storage::SqliteDestruction::open(database, access);
    if (!store)
        return std::unexpected(store.error());
    return storage::SqliteHabilitations::open(database, Access::ReadOnly)
        .and_then([](const auto &acts) { return acts->mandates(); })
        .transform(
            [&](std::vector<Mandate> mandates) { return DestructionBook(std::move(*store), std::move(mandates)); });
}

Result<Destruction> DestructionBook::read()
{
    return m_store->steps().and_then([this](std::vector<RecordedStep> steps) {
        return Destruction::read(std::move(steps), m_mandates, m_signatures);
    });
}

Result<DestructionBook::NewStep> DestructionBook::signedStep(
    DestructionStep step, const Acting &acting, UtcTime at, const QByteArray &bordereauHash, const QByteArray &content)
{
    return read()
        .and_then([&](const Destruction &destruction) {
            return destruction.next(step, acting.person.id, at, m_mandates, bordereauHash);
        })
        .and_then([&](const DestructionDeed &deed) { return acting.signer.sign(toCbor(deed)); })
        .and_then([&](const SignedAct &act) {
            // What could not be verified later must not be kept: by an expired certificate, for one.
            return m_signatures.check(act, at).transform(
                [&] { return NewStep { step, at, content, act, acting.person.id }; });
        });
}

Result<ConventionTerm> endedTerm(const QString &database, UtcTime now)
{
    const auto convention
        = storage::SqliteConvention::open(database, storage::Access::ReadOnly).and_then([](const auto &opened) {
              return opened->read();
          });
    if (!convention)
        return std::unexpected(convention.error());
    const ConventionStatus status = convention->status(now);
    if (status.state != ConventionState::Ended)
        return fail(Failure::Conflict, u"the convention has not ended (%1)"_s.arg(name(status.state)));
    return *status.term;
}

Result<DestructionList> listOf(
    storage::SqliteDestruction &store, const pki::Keyring &keys, const DestructionPlaces &places)
{
    auto records = store.tally(keys);
    if (!records)
        return std::unexpected(records.error());
    auto files = filesOf(places);
    if (!files)
        return std::unexpected(files.error());
    DestructionList list { store.place(), std::move(*records), std::move(*files), {} };
    const auto prints = keys.prints();
    for (const pki::Keyring::Print &print : prints)
        list.keys.push_back({ print.id, print.createdAt, print.sha256 });
    return list;
}

Result<> expectUnchanged(const DestructionList &now, const ConventionTerm &term, const Bordereau &bordereau)
{
    const DestructionList &then = bordereau.list;
    QStringList changed;
    for (const auto &[same, what] : { std::pair(now.database == then.database, u"the database"_s),
             { now.records == then.records, u"records"_s }, { now.files == then.files, u"files"_s },
             { now.keys == then.keys, u"keys"_s }, { term == bordereau.term, u"the convention"_s } }) {
        if (!same)
            changed << what;
    }
    if (changed.isEmpty())
        return {};
    return fail(Failure::Conflict,
        u"changed since the bordereau was prepared: %1; prepare it anew"_s.arg(changed.join(u", "_s)));
}

QStringList placesToSearch(const Bordereau &bordereau, const QString &database)
{
    QStringList paths;
    for (const QString &tail : { u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s, u".lock"_s })
        paths << database + tail;
    paths << storage::formersOf(database);
    for (const auto kind : { DoomedFile::Kind::Key, DoomedFile::Kind::KeyCopy })
        paths << foldersOf(bordereau, kind);
    for (const DoomedFile &file : bordereau.list.files)
        paths << file.path;
    return paths;
}

Result<SealedMarks> marksOf(storage::SqliteDestruction &store, const Bordereau &bordereau)
{
    return store.auditBodies(pki::Keyring::kHeadBytes).transform([&](QSet<QByteArray> bodies) {
        SealedMarks marks { {}, std::move(bodies) };
        for (const DoomedKey &key : bordereau.list.keys) {
            if (const QByteArray mark = pki::Keyring::markOf(key.id); !mark.isEmpty())
                marks.marks.push_back(mark);
        }
        return marks;
    });
}

QString textOf(DoomedFile::Kind kind)
{
    switch (kind) {
    case DoomedFile::Kind::Former:
        return Admin::tr("ancienne base");
    case DoomedFile::Kind::Backup:
        return Admin::tr("sauvegarde");
    case DoomedFile::Kind::Key:
        return Admin::tr("fichier de clés");
    case DoomedFile::Kind::KeyCopy:
        return Admin::tr("copie de clés");
    }
    Q_UNREACHABLE_RETURN({});
}

QStringList linesOf(const DestructionList &list)
{
    const RecordTally &records = list.records;
    QStringList lines { Admin::tr("Base : %1").arg(list.database),
        Admin::tr("Événements : %1, en %2 versions").arg(records.events).arg(records.versions) };
    for (const EventKind kind : kEventKinds) {
        const auto &of = records.kinds[static_cast<size_t>(kind)];
        if (of.versions > 0)
            lines << Admin::tr("  %1 : %2, en %3 versions").arg(label(kind)).arg(of.events).arg(of.versions);
    }
    if (records.unreadable > 0)
        lines << Admin::tr("  versions que les clés n’ouvrent pas : %1").arg(records.unreadable);
    if (records.facts)
        lines << Admin::tr("Faits : %1 ; leurs sources : %2").arg(records.facts->facts).arg(records.facts->sources);
    for (const DoomedKey &key : list.keys)
        lines << Admin::tr("Clé de données %1, du %2").arg(key.id, wallTime(key.createdAt));
    for (const DoomedFile &file : list.files)
        lines << Admin::tr("Fichier (%1) : %2, %3").arg(textOf(file.kind), file.path, shownSize(file.bytes));
    return lines;
}

} // namespace cortege::admincli
