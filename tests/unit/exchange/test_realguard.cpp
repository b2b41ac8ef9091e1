#include <domain/personaldata.h>
#include <exchange/csv.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <cstdio>

using namespace cortege;
using namespace cortege::exchange;
using namespace Qt::StringLiterals;

namespace
{

struct Table {
    QStringList header;
    std::vector<QStringList> rows;
};

Table tableOf(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    const QByteArray first = text.left(text.indexOf('\n'));
    const auto most = std::ranges::max({ ',', ';', '\t' }, {}, [&](char c) { return first.count(c); });
    CsvReader reader(text, most);
    Table table;
    while (auto row = reader.next()) {
        if (*row)
            table.rows.push_back((*row)->cells);
    }
    REQUIRE_FALSE(table.rows.empty());
    table.header = table.rows.front();
    table.rows.erase(table.rows.begin());
    return table;
}

struct Count {
    int all = 0;
    int found = 0;
    void look(const QString &text, TextUse use = TextUse::Prose)
    {
        ++all;
        found += !findPersonalData(text, use).empty();
    }
    double share() const { return all ? 1.0 * found / all : 0; }
};

bool hasAny(const QString &name, const QStringList &words)
{
    return std::ranges::any_of(words, [&](const QString &word) { return name.contains(word, Qt::CaseInsensitive); });
}

} // namespace

// Written by the city's offices, not by us: schools and gymnasiums named after people, telephones and addresses of
// offices as people write them. Where CORTEGE_DATA holds them.
TEST_CASE("in the city's own tables telephones and e-mail addresses are found, and places are no persons")
{
    const QDir folder(qEnvironmentVariable("CORTEGE_DATA") + u"/marseille/equipements"_s);
    const QStringList tables = folder.entryList({ u"*.csv"_s });
    if (tables.isEmpty())
        SKIP("CORTEGE_DATA holds no equipements");
    Count phones, mails, names, addresses;
    for (const QString &name : tables) {
        const Table table = tableOf(folder.filePath(name));
        for (qsizetype column = 0; column < table.header.size(); ++column) {
            const QString &head = table.header[column];
            for (const QStringList &row : table.rows) {
                const QString cell = row.value(column).trimmed();
                if (cell.isEmpty())
                    continue;
                if (hasAny(head, { u"mail"_s }))
                    mails.look(u"Contact : "_s + cell);
                else if (hasAny(head, { u"telephone"_s, u"téléphone"_s }) && cell.contains(u'0'))
                    phones.look(u"Contact : "_s + cell);
                else if (hasAny(head, { u"adresse"_s, u"address"_s }))
                    addresses.look(cell, TextUse::Address);
                else if (hasAny(head, { u"nom d"_s, u"name"_s, u"dénomination"_s }))
                    names.look(u"Rassemblement devant "_s + cell);
            }
        }
    }
    std::printf("%d telephones, %d found; %d e-mail addresses, %d found; %d names of places, %d taken for persons; %d "
                "addresses, %d taken for homes\n",
        phones.all, phones.found, mails.all, mails.found, names.all, names.found, addresses.all, addresses.found);
    CHECK(phones.all + mails.all > 1'000);
    CHECK(names.all > 1'000);
    CHECK(phones.share() >= 0.97);
    CHECK(mails.share() >= 0.97);
    CHECK(names.share() <= 0.03);
    CHECK(addresses.share() <= 0.01);
}
