#include "../nominativelist.h"
#include "../register.h"
#include "../table.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

QJsonObject toJson(const Person &person)
{
    QJsonObject object { { u"id"_s, person.id.toString() }, { u"name"_s, person.name },
        { u"service"_s, person.service },
        { u"roles"_s, QJsonArray::fromStringList(toString(person.roles).split(u',', Qt::SkipEmptyParts)) } };
    if (person.revokedAt)
        object.insert(u"revokedAt"_s, toIso(*person.revokedAt));
    return object;
}

QStringList rowOf(const Person &person)
{
    return { person.id.toString(), person.name, person.service, toString(person.roles),
        person.revokedAt ? Admin::tr("révoquée le %1").arg(wallTime(*person.revokedAt)) : Admin::tr("active") };
}

/// With the roles that their habilitations give them now.
Result<std::vector<Person>> personsOf(const QString &database, UtcTime now)
{
    const auto list = NominativeList::open(database, NominativeList::Access::ReadOnly);
    if (!list)
        return std::unexpected(list.error());
    auto persons = storage::SqlitePersonRegister::open(database, storage::SqlitePersonRegister::Access::ReadOnly)
                       .and_then([](const auto &opened) { return opened->list(); });
    if (persons) {
        for (Person &person : *persons)
            person.roles = person.revokedAt ? Roles() : (*list)->habilitations().rolesOf(person.id, now);
    }
    return persons;
}

class PersonList final : public ImmediateCommand
{
    QString name() const override { return u"person list"_s; }
    QString description() const override { return Admin::tr("affiche toutes les personnes, révoquées comprises"); }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            { "json"_L1, {}, Admin::tr("en JSON") } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto persons = personsOf(arguments.value("database"_L1), context.clock.now());
        if (!persons)
            return failed(persons.error());
        if (arguments.has("json"_L1)) {
            QJsonArray array;
            std::ranges::for_each(*persons, [&](const Person &person) { array.append(toJson(person)); });
            context.terminal.say(QString::fromUtf8(QJsonDocument(array).toJson()).trimmed());
            return {};
        }
        std::vector<QStringList> rows { { Admin::tr("numéro"), Admin::tr("nom"), Admin::tr("service"),
            Admin::tr("rôles"), Admin::tr("état") } };
        std::ranges::transform(*persons, std::back_inserter(rows), rowOf);
        context.terminal.say(alignedLines(rows).join(u'\n'));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> personList() { return std::make_unique<PersonList>(); }

} // namespace cortege::admincli
