#include <support/ran.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;

namespace
{

/// cortege-admin with an INI file of its own.
struct ConfiguredOffice {
    QTemporaryDir folder;
    QString file = folder.filePath(u"admin.ini"_s);

    void write(const QByteArray &text) const
    {
        QFile ini(file);
        REQUIRE(ini.open(QIODevice::WriteOnly));
        REQUIRE(ini.write(text) == text.size());
    }
    Ran run(const QStringList &words) const
    {
        return test::run(
            words, SystemClock(), [this](cli::Program &program) { program.configure(admincli::settings(), file); });
    }
};

} // namespace

TEST_CASE("an option that the file says need not be written, and is overridden where it is")
{
    const ConfiguredOffice office;
    const QString database = office.folder.filePath(u"base.sqlite"_s);
    const QStringList add { u"person"_s, u"add"_s, u"--name"_s, u"Claire"_s, u"--service"_s, u"DOPC"_s };
    CHECK(office.run(add).code == 2); // no file, and no --database

    office.write("[cortege-admin]\ndatabase=" + database.toUtf8() + "\n");
    const Ran added = office.run(add);
    INFO(added.complained.toStdString());
    CHECK(added.code == 0);
    CHECK(office.run({ u"person"_s, u"list"_s }).said.contains(u"Claire"));
    const QString other = office.folder.filePath(u"autre.sqlite"_s);
    CHECK(office.run(add + QStringList { u"--database="_s + other }).code == 0);
    CHECK(QFile::exists(other));
}

TEST_CASE("a setting is none for an option of that name that wants something else")
{
    const ConfiguredOffice office;
    office.write("[cortege-admin]\nauthority=/srv/autorite\n");
    const Ran ran = office.run(
        { u"handover"_s, u"open"_s, u"--certificate"_s, u"c"_s, u"--key"_s, u"k"_s, u"--to"_s, u"t"_s, u"paquet"_s });
    CHECK(ran.code == 2);
    CHECK(ran.complained.contains(u"--authority"));
}

TEST_CASE("cortege-admin checks its file and writes a sample of it")
{
    const ConfiguredOffice office;
    CHECK(office.run({ u"--check-config"_s }).code == 0);
    office.write("[cortege-admin]\ndatabase=x\nkey=y\n");
    const Ran checked = office.run({ u"--check-config"_s });
    CHECK(checked.code == 1);
    CHECK(checked.complained.contains(office.file));
    CHECK(checked.complained.contains(u"3"));
    CHECK(checked.complained.contains(u"« keys »")); // what was meant
    CHECK(office.run({ u"person"_s, u"list"_s }).code == 2);

    const Ran sample = office.run({ u"--sample-config"_s });
    CHECK(sample.code == 0);
    office.write(sample.said.toUtf8());
    CHECK(office.run({ u"--check-config"_s }).code == 0);
    CHECK(office.run({ u"--check-config"_s, u"--config"_s, u"/nowhere.ini"_s }).code == 1);
}
