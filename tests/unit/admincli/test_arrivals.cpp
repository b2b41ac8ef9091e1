#include <admincli/arrivals.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace cortege::admincli;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

void append(const QString &path, const QByteArray &content)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::Append));
    REQUIRE(file.write(content) == content.size());
}

struct Drop {
    QTemporaryDir folder;
    Arrivals arrivals { folder.path(), 50ms, 200ms };
    QSignalSpy told { &arrivals, &Arrivals::arrived };

    QString path(const QString &name) const { return QDir(folder.path()).absoluteFilePath(name); }
    bool hears(int count)
    {
        return QTest::qWaitFor([&] { return told.count() >= count; }, 30'000);
    }
};

} // namespace

TEST_CASE("a file that lies there, and one that comes later, are each told once")
{
    Drop drop;
    append(drop.path(u"un.csv"_s), "1");
    drop.arrivals.start();
    REQUIRE(drop.hears(1));
    append(drop.path(u"deux.csv"_s), "2");
    REQUIRE(drop.hears(2));
    CHECK(drop.told[0][0].toString() == drop.path(u"un.csv"_s));
    CHECK(drop.told[1][0].toString() == drop.path(u"deux.csv"_s));
    CHECK(drop.told.count() == 2);
}

TEST_CASE("a file under a name for what is being written is told once it is renamed")
{
    Drop drop;
    append(drop.path(u"lot.csv.part"_s), "1");
    append(drop.path(u".cache"_s), "1");
    append(drop.path(u"vu.csv"_s), "1");
    drop.arrivals.start();
    REQUIRE(drop.hears(1));
    CHECK(drop.told[0][0].toString() == drop.path(u"vu.csv"_s));
    REQUIRE(QFile::rename(drop.path(u"lot.csv.part"_s), drop.path(u"lot.csv"_s)));
    REQUIRE(drop.hears(2));
    CHECK(drop.told[1][0].toString() == drop.path(u"lot.csv"_s));
}

TEST_CASE("a file that was changed after it was told is told again")
{
    Drop drop;
    append(drop.path(u"un.csv"_s), "1");
    drop.arrivals.start();
    REQUIRE(drop.hears(1));
    append(drop.path(u"un.csv"_s), "2");
    REQUIRE(drop.hears(2));
}
