#include "../destruction.h"
#include "../register.h"

#include <QtCore/QFileInfo>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

/// What is not as the procès-verbal says, a line each.
class DestructionCheck
{
public:
    explicit DestructionCheck(const Arguments &arguments)
        : m_database(arguments.value("database"_L1)), m_scan(arguments.values("scan"_L1))
    {
    }
    Result<QStringList> run()
    {
        std::optional<SealedMarks> marks;
        {
            auto book = DestructionBook::open(m_database, storage::Access::ReadOnly);
            if (!book)
                return std::unexpected(book.error());
            auto destruction = book->read();
            if (!destruction)
                return std::unexpected(destruction.error());
            if (!destruction->isDone())
                return fail(Failure::Conflict, u"the data is not destroyed"_s);
            m_bordereau = destruction->bordereau();
            checkProceedings(*destruction);
            const auto left = book->store().rowsLeft();
            if (!left)
                return std::unexpected(left.error());
            if (*left > 0)
                m_faults << Admin::tr("%1 lignes restent dans les tables").arg(*left);
            auto known = marksOf(book->store(), *m_bordereau);
            if (!known)
                return std::unexpected(known.error());
            marks = std::move(*known);
        } // closed before its file is read: SQLite would lose its locks on it
        checkFiles();
        m_search = searchFor(*marks, placesToSearch(*m_bordereau, m_database) + m_scan);
        if (!m_search)
            return std::unexpected(m_search.error());
        for (const Residue &residue : m_search->found)
            m_faults << Admin::tr("%1 : données scellées à l’octet %2").arg(residue.path).arg(residue.at);
        return m_faults;
    }
    const Search &search() const { return *m_search; }

private:
    void checkProceedings(const Destruction &destruction)
    {
        const RecordedStep &done = *destruction.last(DestructionStep::Done);
        const auto signer = pki::checkDetached(done.content, done.act->act.signature);
        if (!signer || *signer != done.act->act.signer)
            m_faults << Admin::tr("la signature du procès-verbal n’est pas bonne");
        const auto signedBy
            = [&](DestructionStep step) { return destruction.last(step)->act->signer == done.act->signer; };
        if (!signedBy(DestructionStep::Prepared) && !signedBy(DestructionStep::Confirmed))
            m_faults << Admin::tr("le procès-verbal n’est pas signé par l’une des deux personnes");
    }
    void checkFiles()
    {
        for (const DoomedFile &file : m_bordereau->list.files) {
            if (QFileInfo::exists(file.path))
                m_faults << Admin::tr("%1 est encore là (%2)").arg(file.path, textOf(file.kind));
        }
    }

    const QString m_database;
    const QStringList m_scan;
    std::optional<Bordereau> m_bordereau;
    QStringList m_faults;
    Result<Search> m_search;
};

class DestructionVerify final : public ImmediateCommand
{
    QString name() const override { return u"destruction verify"_s; }
    QString description() const override
    {
        return Admin::tr(
            "vérifie une destruction : signatures, tables, fichiers, et cherche des restes octet par octet");
    }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            { "scan"_L1, Admin::tr("CHEMIN"),
                Admin::tr("fichier ou dossier où chercher aussi, par exemple une sauvegarde"),
                Option::Wanted::Repeated } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        DestructionCheck check(arguments);
        const auto faults = check.run();
        if (!faults)
            return failed(faults.error());
        for (const QString &fault : *faults)
            context.terminal.say(fault);
        if (!faults->isEmpty())
            return failed(faults->size() == 1 ? Admin::tr("1 défaut trouvé")
                                              : Admin::tr("%1 défauts trouvés").arg(faults->size()));
        context.terminal.say(Admin::tr("Aucun défaut : signatures bonnes, rien de scellé dans %1 fichiers (%2 octets).")
                .arg(check.search().files.size())
                .arg(check.search().bytes));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> destructionVerify() { return std::make_unique<DestructionVerify>(); }

} // namespace cortege::admincli
