#include "../card.h"
#include "../retentionplan.h"

#include "../register.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

/// Whoever fixed the duration answers for what it erases: nobody sits at a timer.
Result<Author> answerableFor(const PlanPart &part, const QString &database)
{
    using storage::SqlitePersonRegister;
    return SqlitePersonRegister::open(database, SqlitePersonRegister::Access::ReadOnly)
        .and_then([&](const auto &persons) { return findPerson(*persons, part.rule->by); })
        .transform([](const Person &person) { return person.author(); });
}

Result<qint64> erase(
    const PlanPart &part, const QString &database, DataRegister &data, const PayloadCipher &cipher, UtcTime now)
{
    if (part.due.empty())
        return 0;
    const auto by = answerableFor(part, database);
    if (!by)
        return std::unexpected(by.error());
    std::vector<storage::Erasure> events;
    std::vector<qint64> statements;
    for (const Due &due : part.due) {
        if (due.event)
            events.push_back({ due.event->id, due.event->revision, u"retention "_s + name(part.category) });
        else
            statements.push_back(due.act);
    }
    return storage::eraseEvents(database, cipher, events, *by, now).and_then([&](qint64 erased) {
        return data.store().eraseDocuments(statements, *by, now).transform([erased](qint64 more) {
            return erased + more;
        });
    });
}

class RetentionApply final : public ImmediateCommand
{
    QString name() const override { return u"retention apply"_s; }
    QString description() const override
    {
        return Admin::tr("efface pour toujours ce dont la durée de conservation est écoulée, serveur en marche ou non");
    }
    std::vector<Option> options() const override { return { databaseOption(), keysOption(), keysPinFileOption() }; }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto keys = keysFrom(arguments, context);
        if (!keys)
            return failed(keys.error());
        const QString database = arguments.value("database"_L1);
        const UtcTime now = context.clock.now();
        const auto data = DataRegister::open(database, **keys);
        if (!data)
            return failed(data.error());
        const auto plan = planFor(database, **data, **keys, now);
        if (!plan)
            return failed(plan.error());
        for (const PlanPart &part : *plan) {
            const auto erased = erase(part, database, **data, **keys, now);
            if (!erased)
                return failed(erased.error());
            if (*erased > 0)
                context.terminal.say(Admin::tr("%1 : %2 effacés").arg(textOf(part.category)).arg(*erased));
        }
        // Also when nothing was due: the last run may have been kept from it.
        if (const auto swept = storage::sweep(database); !swept)
            return failed(swept.error());
        context.terminal.say(Admin::tr("Rien d’autre n’est à effacer ce jour."));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> retentionApply() { return std::make_unique<RetentionApply>(); }

} // namespace cortege::admincli
