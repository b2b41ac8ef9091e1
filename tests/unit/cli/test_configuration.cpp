#include <cli/configuration.h>
#include <cli/inifile.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QCommandLineParser>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

using namespace cortege::cli;
using namespace Qt::StringLiterals;
using Origin = Configuration::Origin;

namespace
{

std::vector<Setting> someSettings()
{
    return { { "listen"_L1, u"WHERE"_s, u"Where."_s, u"127.0.0.1:0"_s },
        { "workers"_L1, u"N"_s, u"How many, from 1 to 64."_s, u"2"_s,
            [](const QString &value) { return faultOfNumber(value, 1, 64); } },
        { "look"_L1, u"light|dark"_s, u"How it looks."_s, {},
            [](const QString &value) { return faultOfChoice(value, { u"light"_s, u"dark"_s }); } } };
}

/// The program's file and the policy, as far as they are written.
struct Workstation {
    QTemporaryDir folder;
    ConfigurationPlace place { .program = u"essai"_s,
        .file = folder.filePath(u"essai.ini"_s),
        .policy = folder.filePath(u"policy.ini"_s),
        .others = { u"data"_s } };

    void write(const QString &path, const QByteArray &text) const
    {
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write(text) == text.size());
    }
    Configuration::Checked read(
        const QByteArray &own = {}, const QByteArray &policy = {}, const QHash<QString, QString> &written = {}) const
    {
        if (!own.isNull())
            write(place.file, own);
        if (!policy.isNull())
            write(place.policy, policy);
        return Configuration::read(someSettings(), place, written);
    }
    /// "essai.ini:3 workers", without the text.
    QStringList faults(const Configuration::Checked &checked) const
    {
        QStringList all;
        for (const ConfigurationFault &fault : checked.faults) {
            CHECK_FALSE(fault.text.isEmpty());
            CHECK(fault.toString().contains(fault.text));
            all << u"%1:%2 %3"_s.arg(fault.file.section(u'/', -1)).arg(fault.line).arg(fault.key);
        }
        return all;
    }
};

} // namespace

TEST_CASE("the command line goes before the file, the file before the policy, that before what holds by itself")
{
    const Workstation desk;
    const auto bare = desk.read();
    CHECK(bare.isGood());
    CHECK(bare.files.empty());
    CHECK(bare.configuration.text("listen"_L1) == u"127.0.0.1:0");
    CHECK(bare.configuration.number("workers"_L1) == 2);
    CHECK(bare.configuration.text("look"_L1).isEmpty());
    CHECK(bare.configuration.value("look"_L1).origin == Origin::Standard);

    const QByteArray policy = "[default]\nworkers=3\nlook=dark\ndata=/srv/unsent\n";
    const auto proposed = desk.read({}, policy);
    CHECK(proposed.isGood());
    CHECK(proposed.configuration.number("workers"_L1) == 3);
    const auto own = desk.read("[essai]\nworkers=4\n", policy);
    CHECK(own.configuration.number("workers"_L1) == 4);
    CHECK(own.configuration.value("workers"_L1).origin == Origin::File);
    CHECK(own.configuration.value("workers"_L1).line == 2);
    CHECK(own.configuration.value("look"_L1).origin == Origin::Policy);
    const auto written = desk.read("[essai]\nworkers=4\n", policy, { { u"workers"_s, u"5"_s } });
    CHECK(written.configuration.number("workers"_L1) == 5);
    CHECK(written.configuration.value("workers"_L1).origin == Origin::CommandLine);
}

TEST_CASE("what the policy locks holds, with its reason, and whoever says otherwise hears it")
{
    const Workstation desk;
    const QByteArray policy = "[policy]\nreason=Poste 4567.\n[locked]\nlook=dark\n";
    const auto same = desk.read("[essai]\nlook=dark\n", policy);
    CHECK(same.faults.empty());
    CHECK(same.configuration.isLocked("look"_L1));
    CHECK_FALSE(same.configuration.isLocked("listen"_L1));
    CHECK(same.configuration.lockReason() == u"Poste 4567.");

    const auto other = desk.read("[essai]\nlook=light\n", policy);
    CHECK(other.isGood()); // a remark: the person may not be able to mend it
    CHECK(desk.faults(other) == QStringList { u"essai.ini:2 look"_s });
    CHECK(other.faults.front().text.contains(u"Poste 4567."));
    CHECK(other.configuration.text("look"_L1) == u"dark");

    const auto written = desk.read("[essai]\n", policy, { { u"look"_s, u"light"_s } });
    CHECK_FALSE(written.isGood());
    CHECK(desk.faults(written) == QStringList { u":0 look"_s });
    CHECK(written.faults.front().toString().contains(u"policy.ini"));

    CHECK_FALSE(desk.read({}, "[locked]\nlook=dark\n").configuration.lockReason().isEmpty());
}

TEST_CASE("each fault is named by file, line and key")
{
    const Workstation desk;
    const auto read
        = desk.read("stray=1\n[essai]\nworkers=0\nlook = green\nworker=3\nlisten=\nword\n[other]\nlook=dark\n"
                    "[essai]\nlook=dark\n",
            "[policy]\nraison=x\n[locked]\nworkers=many\n[defaults]\nlook=dark\n", { { u"workers"_s, u"99"_s } });
    CHECK_FALSE(read.isGood());
    CHECK(desk.faults(read)
        == QStringList { u"policy.ini:6 look"_s, u"policy.ini:2 raison"_s, u"policy.ini:4 workers"_s, u"essai.ini:7 "_s,
            u"essai.ini:1 stray"_s, u"essai.ini:9 look"_s, u"essai.ini:11 look"_s, u"essai.ini:3 workers"_s,
            u"essai.ini:4 look"_s, u"essai.ini:5 worker"_s, u"essai.ini:6 listen"_s, u":0 workers"_s });
    const auto slip = std::ranges::find(read.faults, u"worker"_s, &ConfigurationFault::key);
    CHECK(slip->text.contains(u"« workers »"));
    // A fault leaves what held before.
    CHECK(read.configuration.number("workers"_L1) == 2);
}

TEST_CASE("a file that somebody names must be there, and what is wanted must be said")
{
    Workstation desk;
    desk.place.isFileWanted = true;
    CHECK(desk.faults(desk.read()) == QStringList { u"essai.ini:0 "_s });
    desk.place.isFileWanted = false;
    auto settings = someSettings();
    settings.back().isWanted = true;
    CHECK(desk.faults(Configuration::read(settings, desk.place, {})) == QStringList { u"essai.ini:0 look"_s });
    CHECK(Configuration::read(settings, desk.place, { { u"look"_s, u"dark"_s } }).isGood());
}

TEST_CASE("the sample says in comments what holds by itself, and is a file without fault")
{
    const Workstation desk;
    const QByteArray sample = sampleOf(u"essai"_s, someSettings()).toUtf8();
    CHECK(desk.read(sample).faults.empty());
    CHECK(readIni(sample).entries.empty());

    QByteArray uncommented;
    for (const QByteArray &line : sample.split('\n'))
        uncommented += (line.startsWith(';') && !line.startsWith("; ") ? line.sliced(1) : line) + '\n';
    const auto read = desk.read(uncommented);
    CHECK(read.faults.empty());
    for (const Setting &setting : someSettings()) {
        CHECK(sample.contains(setting.name.latin1()));
        CHECK(sample.contains(setting.description.toUtf8()));
        CHECK(read.configuration.text(setting.name) == setting.standard);
        const Origin wanted = setting.standard.isEmpty() ? Origin::Standard : Origin::File;
        CHECK(read.configuration.value(setting.name).origin == wanted);
    }
}

TEST_CASE("another file is named by --config")
{
    const Workstation desk;
    const QString other = desk.folder.filePath(u"other.ini"_s);
    desk.write(other, "[essai]\nlook=dark\n");
    QCommandLineParser parser;
    addOptions(parser, someSettings());
    REQUIRE(parser.parse({ u"essai"_s, u"--workers"_s, u"7"_s, u"--config"_s, other }));
    const auto read = readConfiguration(parser, someSettings(), desk.place);
    CHECK(read.isGood());
    CHECK(read.files == std::vector { other });
    CHECK(read.configuration.text("look"_L1) == u"dark");
    CHECK(read.configuration.number("workers"_L1) == 7);
    CHECK(read.configuration.value("listen"_L1).origin == Origin::Standard);
}
