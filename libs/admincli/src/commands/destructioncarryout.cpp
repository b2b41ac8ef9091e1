#include "../card.h"
#include "../destruction.h"
#include "../files.h"
#include "../proceedings.h"
#include "../register.h"

#include <pki/files.h>
#include <storage/databaselock.h>

#include <QtCore/QDir>

#include <iterator>
#include <optional>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

using Step = DestructionStep;

/// One run: from wherever the last one came to, to the end.
class CarryOut
{
public:
    CarryOut(const Arguments &arguments, const Acting &acting, const Context &context)
        : m_arguments(arguments), m_database(arguments.value("database"_L1)), m_acting(acting), m_context(context)
    {
    }
    /// The procès-verbal, as it is kept in the database.
    Result<RecordedStep> run()
    {
        auto lock = storage::DatabaseLock::take(m_database);
        if (!lock)
            return std::unexpected(lock.error());
        auto destruction = open();
        if (!destruction)
            return std::unexpected(destruction.error());
        if (!destruction->step())
            return fail(Failure::Conflict, u"no bordereau was prepared"_s);
        if (const auto alone = m_book->store().expectAlone(); !alone)
            return std::unexpected(alone.error());
        if (const auto begun = destruction->hasBegun() ? expectOneOfTheTwo(*destruction) : begin(*destruction); !begun)
            return std::unexpected(begun.error());
        for (;;) {
            destruction = m_book->read();
            if (!destruction)
                return std::unexpected(destruction.error());
            if (destruction->isDone())
                return *destruction->last(Step::Done);
            if (const auto done = finish(*destruction); !done)
                return std::unexpected(done.error());
        }
    }

private:
    UtcTime now() const { return m_context.clock.now(); }

    Result<Destruction> open()
    {
        auto book = DestructionBook::open(m_database, storage::Access::ReadWrite);
        if (!book)
            return std::unexpected(book.error());
        m_book.emplace(std::move(*book));
        return m_book->read();
    }

    Result<> expectOneOfTheTwo(const Destruction &destruction) const
    {
        for (const Step step : { Step::Prepared, Step::Confirmed }) {
            if (destruction.last(step)->act->signer == m_acting.person.id)
                return {};
        }
        return fail(Failure::Forbidden, u"that takes one of the two persons who signed the bordereau"_s);
    }

    /// Everything is looked at once more; then there is no way back.
    Result<> begin(const Destruction &destruction)
    {
        const Bordereau &bordereau = destruction.bordereau();
        const auto term = endedTerm(m_database, now());
        if (!term)
            return std::unexpected(term.error());
        const auto keys = keysFrom(m_arguments, m_context);
        if (!keys)
            return std::unexpected(keys.error());
        return listOf(m_book->store(), **keys, placesOf(bordereau, m_arguments))
            .and_then([&](const DestructionList &list) { return expectUnchanged(list, *term, bordereau); })
            .and_then([&] {
                return m_book->store().begin(
                    [&] { return m_book->signedStep(Step::Keys, m_acting, now(), destruction.bordereauHash()); },
                    m_acting.person.author(), **keys);
            });
    }

    /// The step that was written down last, then the next one is written down.
    Result<> finish(const Destruction &destruction)
    {
        const Step step = *destruction.step();
        if (step == Step::Report)
            return report(destruction);
        return carryOut(step, destruction.bordereau()).and_then([&] {
            return m_book->store().append([&]() -> Result<DestructionBook::NewStep> {
                return DestructionBook::NewStep { .step = static_cast<Step>(static_cast<int>(step) + 1), .at = now() };
            });
        });
    }

    Result<> carryOut(Step step, const Bordereau &bordereau)
    {
        switch (step) {
        case Step::Keys:
            return destroyKeys(bordereau);
        case Step::Rows:
            return m_book->store().purge();
        case Step::Space:
            return m_book->store().reclaim();
        case Step::Copies:
            return destroyCopies(bordereau);
        case Step::Prepared:
        case Step::Confirmed:
        case Step::Report:
        case Step::Done:
            break;
        }
        Q_UNREACHABLE_RETURN({});
    }

    static Result<> destroyKeys(const Bordereau &bordereau)
    {
        QStringList folders;
        for (const DoomedFile &file : bordereau.list.files) {
            if (file.kind == DoomedFile::Kind::Key || file.kind == DoomedFile::Kind::KeyCopy)
                folders << QFileInfo(file.path).absolutePath();
        }
        folders.removeDuplicates();
        for (const QString &folder : std::as_const(folders)) {
            if (auto done = pki::Keyring::destroy(folder); !done)
                return done;
        }
        return {};
    }

    static Result<> destroyCopies(const Bordereau &bordereau)
    {
        for (const DoomedFile &file : bordereau.list.files) {
            if (file.kind != DoomedFile::Kind::Former && file.kind != DoomedFile::Kind::Backup)
                continue;
            if (auto done = pki::destroyFile(file.path); !done)
                return done;
        }
        return {};
    }

    /// The database is closed while its file is read: closing a descriptor of it would take away SQLite's locks.
    Result<Search> search(const Bordereau &bordereau)
    {
        const auto marks = marksOf(m_book->store(), bordereau);
        if (!marks)
            return std::unexpected(marks.error());
        m_book.reset();
        auto found = searchFor(*marks, placesToSearch(bordereau, m_database) + m_arguments.values("scan"_L1));
        if (!found)
            return found;
        return open().transform([&](const Destruction &) { return std::move(*found); });
    }

    Result<> report(const Destruction &destruction)
    {
        const auto found = search(destruction.bordereau());
        if (!found)
            return std::unexpected(found.error());
        if (!found->found.empty())
            return fail(Failure::Conflict,
                u"%1: sealed data is left at byte %2, and in %3 places in all; remove it and go on"_s
                    .arg(found->found.front().path)
                    .arg(found->found.front().at)
                    .arg(found->found.size()));
        const auto left = m_book->store().rowsLeft();
        if (!left)
            return std::unexpected(left.error());
        if (*left > 0)
            return fail(Failure::Corrupt, u"%1 rows are left in the tables"_s.arg(*left));
        const auto persons = storage::SqlitePersonRegister::open(m_database, storage::Access::ReadOnly)
                                 .and_then([](const auto &opened) { return opened->list(); });
        if (!persons)
            return std::unexpected(persons.error());
        const auto head = m_book->store().auditHead();
        if (!head)
            return std::unexpected(head.error());
        const UtcTime at = now();
        const QByteArray text = jsonOf(Proceedings { destruction, *persons, *head, *found, at });
        const auto cms = m_acting.signer.signDetached(text);
        auto act = m_acting.signer.sign(text);
        if (!cms || !act)
            return std::unexpected(cms ? act.error() : cms.error());
        act->act.clear(); // who signed, and with which certificate; the signature is the one that others can read
        act->signature = *cms;
        return m_book->store().append([&]() -> Result<DestructionBook::NewStep> {
            return DestructionBook::NewStep { Step::Done, at, text, *act, m_acting.person.id };
        });
    }

    const Arguments &m_arguments;
    const QString m_database;
    const Acting &m_acting;
    const Context &m_context;
    std::optional<DestructionBook> m_book;
};

/// Each with its signature beside it. They can be written again at any time from what the database has.
Result<> writeProceedings(const QString &folder, const RecordedStep &done, const pki::CertificateSigner &signer)
{
    const QString path = QDir(folder).filePath(u"proces-verbal-destruction"_s);
    const auto pdf = pdfOf(done.content);
    if (!pdf)
        return std::unexpected(pdf.error());
    const auto pdfSignature = signer.signDetached(*pdf);
    if (!pdfSignature)
        return std::unexpected(pdfSignature.error());
    if (auto made = makeFolder(folder); !made)
        return made;
    for (const auto &[ending, content] : { std::pair(u".json"_s, done.content),
             { u".json.p7s"_s, done.act->act.signature }, { u".pdf"_s, *pdf }, { u".pdf.p7s"_s, *pdfSignature } }) {
        if (auto written = pki::writePrivateFile(path + ending, content); !written)
            return written;
    }
    return {};
}

class DestructionCarryOut final : public ImmediateCommand
{
    QString name() const override { return u"destruction carry-out"_s; }
    QString description() const override
    {
        return Admin::tr("détruit les données selon le bordereau confirmé, sans retour, et établit le procès-verbal ; "
                         "interrompue, elle se reprend par la même commande");
    }
    std::vector<Option> options() const override
    {
        std::vector<Option> options { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"),
                                          Option::Wanted::Once },
            keysOption(), keysPinFileOption(),
            { "out"_L1, Admin::tr("DOSSIER"), Admin::tr("procès-verbal (JSON et PDF) et signatures"),
                Option::Wanted::Once },
            { "scan"_L1, Admin::tr("CHEMIN"),
                Admin::tr("fichier ou dossier où chercher aussi des restes, par exemple celui de PostgreSQL"),
                Option::Wanted::Repeated } };
        std::ranges::move(actingOptions(), std::back_inserter(options));
        return options;
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto acting = actingPerson(arguments, context);
        if (!acting)
            return failed(acting.error());
        const auto done = CarryOut(arguments, *acting, context).run();
        if (!done)
            return failed(done.error());
        const QString out = arguments.value("out"_L1);
        if (const auto written = writeProceedings(out, *done, acting->signer); !written)
            return failed(written.error());
        context.terminal.say(Admin::tr("Données détruites. Procès-verbal du %1 dans %2.").arg(wallTime(done->at), out));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> destructionCarryOut() { return std::make_unique<DestructionCarryOut>(); }

} // namespace cortege::admincli
