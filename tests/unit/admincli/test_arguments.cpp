#include <support/ran.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;

namespace
{

void checkMisuse(const QStringList &words, const QString &named)
{
    INFO(words.join(u' ').toStdString());
    const Ran ran = run(words);
    INFO(ran.complained.toStdString());
    CHECK(ran.code == 2);
    CHECK(ran.said.isEmpty());
    CHECK(ran.complained.section(u'\n', 0, 0).contains(named));
    CHECK(ran.complained.contains(u"cortege-admin"_s)); // how it is written rightly
}

} // namespace

TEST_CASE("each wrong argument is refused with its name")
{
    const QStringList add { u"person"_s, u"add"_s, u"--database"_s, u"x.db"_s, u"--name"_s, u"N"_s };
    const QString id = u"00000000-0000-4000-8000-000000000001"_s;

    const QStringList propose { u"habilitation"_s, u"propose"_s, u"--database"_s, u"x.db"_s, u"--person"_s, id,
        u"--as-certificate"_s, u"c"_s, u"--as-key"_s, u"k"_s };

    SECTION("missing") { checkMisuse(add, u"--service"_s); }
    SECTION("missing among those that may come several times")
    {
        checkMisuse(propose + QStringList { u"--party"_s, u"ville"_s, u"--until"_s, u"2027-01-01"_s }, u"--role"_s);
    }
    SECTION("unknown") { checkMisuse(add + QStringList { u"--colour"_s, u"red"_s }, u"--colour"_s); }
    SECTION("without a value") { checkMisuse(add + QStringList { u"--service"_s }, u"--service"_s); }
    SECTION("with an empty value") { checkMisuse(add + QStringList { u"--service"_s, u" "_s }, u"--service"_s); }
    SECTION("given twice")
    {
        checkMisuse(add + QStringList { u"--service"_s, u"S"_s, u"--name"_s, u"M"_s }, u"--name"_s);
    }
    SECTION("a role, a party or a day that there is not")
    {
        const auto proposed = [&](const QString &role, const QString &party, const QString &until) {
            return propose + QStringList { u"--role"_s, role, u"--party"_s, party, u"--until"_s, until };
        };
        checkMisuse(proposed(u"king"_s, u"ville"_s, u"2027-01-01"_s), u"king"_s);
        checkMisuse(proposed(u"entry"_s, u"police"_s, u"2027-01-01"_s), u"police"_s);
        checkMisuse(proposed(u"entry"_s, u"ville"_s, u"2027-02-30"_s), u"--until"_s);
        checkMisuse(proposed(u"entry"_s, u"ville"_s, u"1er mai"_s), u"--until"_s);
    }
    SECTION("a suspension without its reason")
    {
        checkMisuse({ u"habilitation"_s, u"suspend"_s, u"--database"_s, u"x.db"_s, u"--as-certificate"_s, u"c"_s,
                        u"--as-key"_s, u"k"_s, id },
            u"--reason"_s);
    }
    SECTION("a mandate without its party or its deed")
    {
        const QStringList authority { u"person"_s, u"authority"_s, u"--database"_s, u"x.db"_s, id };
        checkMisuse(authority, u"--party"_s);
        checkMisuse(authority + QStringList { u"--party"_s, u"ville"_s }, u"--deed"_s);
    }
    SECTION("a name longer than a certificate can carry")
    {
        checkMisuse({ u"person"_s, u"add"_s, u"--database"_s, u"x.db"_s, u"--name"_s, QString(65, u'x'), u"--service"_s,
                        u"S"_s },
            u"--name"_s);
    }
    SECTION("a word too many")
    {
        checkMisuse(
            { u"database"_s, u"check"_s, u"--database"_s, u"x.db"_s, u"--keys"_s, u"k"_s, u"more"_s }, u"more"_s);
    }
    SECTION("the argument is missing")
    {
        checkMisuse({ u"person"_s, u"revoke"_s, u"--database"_s, u"x.db"_s }, u"NUMÉRO"_s);
    }
    SECTION("no id")
    {
        checkMisuse({ u"person"_s, u"revoke"_s, u"--database"_s, u"x.db"_s, u"7"_s }, u"7"_s);
        checkMisuse({ u"certificate"_s, u"issue"_s, u"--authority"_s, u"a"_s, u"--database"_s, u"x.db"_s, u"--person"_s,
                        u"7"_s, u"--request"_s, u"r"_s, u"--out"_s, u"o"_s },
            u"--person"_s);
    }
    SECTION("a CSV file without its mapping, a mapping without its places, places without a mapping")
    {
        const QTemporaryDir folder;
        const QString mapping = folder.filePath(u"mapping.json"_s);
        QFile file(mapping);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(R"({"namespace":"0d4f7d0b-53c8-4a0e-8a1e-6c1f0a5f2bff","gazetteer":true,"key":["id"],
            "kind":{"default":"visiteOfficielle"},"fields":{"objet":{"columns":["objet"]}}})");
        file.close();
        const QStringList import { u"events"_s, u"import"_s, u"--profile"_s, u"p"_s };
        checkMisuse(import + QStringList { u"x.csv"_s }, u"--mapping"_s);
        checkMisuse(import + QStringList { u"x.csv.gz"_s }, u"--mapping"_s);
        checkMisuse(import + QStringList { u"--mapping"_s, mapping, u"x.csv"_s }, u"--gazetteer"_s);
        checkMisuse(import + QStringList { u"--gazetteer"_s, u"g.json"_s, u"x.geojson"_s }, u"--gazetteer"_s);
        checkMisuse(import, u"FICHIER"_s);
    }
    SECTION("a sequence or an address that is none")
    {
        checkMisuse({ u"events"_s, u"export"_s, u"--profile"_s, u"p"_s, u"--out"_s, u"o"_s, u"--since"_s, u"-1"_s },
            u"--since"_s);
        checkMisuse({ u"profile"_s, u"create"_s, u"--authority"_s, u"a"_s, u"--database"_s, u"d"_s, u"--person"_s, id,
                        u"--server"_s, u"http://x"_s, u"--out"_s, u"o"_s },
            u"--server"_s);
    }
    SECTION("no such command")
    {
        checkMisuse({ u"person"_s, u"feed"_s }, u"person feed"_s);
        checkMisuse({ u"person"_s }, u"person"_s);
    }
    SECTION("no such language")
    {
        const Ran ran = run({ u"--language"_s, u"de"_s, u"person"_s, u"list"_s });
        CHECK(ran.code == 2);
        CHECK(ran.complained.contains(u"--language de"_s));
    }
}

TEST_CASE("help names every command and every option")
{
    const Ran all = run({ u"--help"_s });
    CHECK(all.code == 0);
    for (const auto &name : { u"authority create"_s, u"server issue"_s, u"person add"_s, u"person list"_s,
             u"person revoke"_s, u"person authority"_s, u"habilitation propose"_s, u"habilitation validate"_s,
             u"habilitation suspend"_s, u"habilitation resume"_s, u"habilitation confirm"_s, u"habilitation revoke"_s,
             u"habilitation list"_s, u"habilitation review"_s, u"habilitation export"_s, u"certificate bind"_s,
             u"certificate request"_s, u"certificate issue"_s, u"certificate revoke"_s, u"convention show"_s,
             u"convention notify"_s, u"convention denounce"_s, u"convention amend"_s, u"convention annexe"_s,
             u"convention correct"_s, u"database check"_s, u"keys create"_s, u"keys rotate"_s, u"keys rewrap"_s,
             u"audit verify"_s, u"audit list"_s, u"audit prune"_s })
        CHECK(all.said.contains(name));

    const Ran one = run({ u"person"_s, u"add"_s, u"--help"_s });
    CHECK(one.code == 0);
    for (const auto &option : { u"--database"_s, u"--name"_s, u"--service"_s, u"--language"_s })
        CHECK(one.said.contains(option));

    CHECK(run({ u"person"_s, u"--help"_s }).said.contains(u"person revoke"_s));
    CHECK_FALSE(run({ u"person"_s, u"--help"_s }).said.contains(u"authority create"_s));
    CHECK(run({}).code == 2);
    CHECK(run({ u"--version"_s }).said.startsWith(u"cortege-admin "_s));
}

TEST_CASE("the language is French unless somebody says English")
{
    CHECK(cli::chooseLanguage({}, {}) == u"fr"_s);
    CHECK(cli::chooseLanguage({}, u"C.UTF-8"_s) == u"fr"_s);
    CHECK(cli::chooseLanguage({}, u"de_DE.UTF-8"_s) == u"fr"_s);
    CHECK(cli::chooseLanguage({}, u"en_GB.UTF-8"_s) == u"en"_s);
    CHECK(cli::chooseLanguage({ u"person"_s, u"--language"_s, u"fr"_s }, u"en_GB.UTF-8"_s) == u"fr"_s);
    CHECK(cli::chooseLanguage({ u"--language=en"_s }, u"fr_FR.UTF-8"_s) == u"en"_s);
}

TEST_CASE("failures name the file and end with 1")
{
    const QTemporaryDir folder;
    const QString nowhere = folder.filePath(u"nowhere/authority"_s);
    const Ran create = run({ u"authority"_s, u"create"_s, u"--name"_s, u"A"_s, u"--directory"_s, nowhere });
    CHECK(create.code == 1);
    CHECK(create.complained.contains(nowhere));

    const QString database = folder.filePath(u"none.db"_s);
    const QString keys = folder.filePath(u"keys"_s);
    const QStringList words { u"database"_s, u"check"_s, u"--database"_s, database, u"--keys"_s, keys };
    CHECK(run(words).complained.contains(keys));
    REQUIRE(run({ u"keys"_s, u"create"_s, u"--directory"_s, keys }).code == 0);
    CHECK(run({ u"keys"_s, u"create"_s, u"--directory"_s, keys }).code == 1); // never overwritten
    CHECK(run({ u"keys"_s, u"rotate"_s, u"--keys"_s, keys }).code == 0);
    CHECK(run({ u"keys"_s, u"rewrap"_s, u"--keys"_s, keys }).code == 0);
    const Ran check = run(words);
    CHECK(check.code == 1);
    CHECK(check.complained.contains(database));
    CHECK_FALSE(QFile::exists(database));
    const Ran list = run({ u"person"_s, u"list"_s, u"--database"_s, database });
    CHECK(list.code == 1);
    CHECK_FALSE(QFile::exists(database));
}

TEST_CASE("every command takes a day in one way, and says the same of any other")
{
    const QString database = u"x.db"_s;
    const QString id = u"00000000-0000-4000-8000-000000000001"_s;
    struct Taking {
        QStringList words; ///< up to the option
        QString option;
    };
    const Taking all[] {
        { { u"audit"_s, u"list"_s, u"--keys"_s, u"k"_s }, u"--since"_s },
        { { u"audit"_s, u"list"_s, u"--keys"_s, u"k"_s }, u"--before"_s },
        { { u"audit"_s, u"prune"_s, u"--keys"_s, u"k"_s, u"--out"_s, u"o"_s }, u"--before"_s },
        { { u"retention"_s, u"preview"_s, u"--keys"_s, u"k"_s }, u"--on"_s },
        { { u"convention"_s, u"notify"_s }, u"--date"_s },
        { { u"convention"_s, u"denounce"_s, u"--by"_s, u"ville"_s }, u"--received"_s },
        { { u"habilitation"_s, u"propose"_s, u"--person"_s, id, u"--party"_s, u"ville"_s, u"--role"_s, u"entry"_s,
              u"--as-certificate"_s, u"c"_s, u"--as-key"_s, u"k"_s },
            u"--until"_s },
    };
    for (const Taking &one : all) {
        for (const QString &day : { u"2026-02-30"_s, u"1er mai"_s, u"01/05/2026"_s, u"2026-5-1"_s,
                 u"2026-05-01T10:00"_s, u"2026-05-01 "_s + u"soir"_s, u"20260501"_s }) {
            const Ran ran = run(one.words + QStringList { u"--database"_s, database, one.option, day });
            INFO((one.words.join(u' ') + u' ' + one.option + u' ' + day + u'\n' + ran.complained).toStdString());
            CHECK(ran.code == 2);
            CHECK(ran.complained.section(u'\n', 0, 0)
                    .simplified()
                    .endsWith(u"Date illisible : %1 %2 (AAAA-MM-JJ)"_s.arg(one.option, day)));
        }
    }
}
