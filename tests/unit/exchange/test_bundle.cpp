#include <exchange/bundle.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

#include <rapidcheck.h>
#include <support/wanted.h>

using namespace cortege;
using namespace cortege::exchange;
using namespace Qt::StringLiterals;

namespace
{

const UtcTime kBundledAt { std::chrono::seconds { 1'800'000'000 } };

std::vector<BundledFile> anyFiles()
{
    std::vector<BundledFile> files(*rc::gen::inRange<size_t>(0, 4));
    for (BundledFile &file : files)
        file = { u"f%1.txt"_s.arg(&file - files.data()), QByteArray(*rc::gen::inRange(0, 1'200), 'x') };
    return files;
}

} // namespace

TEST_CASE("files come out of a bundle as they went in, and a changed bit is no other bundle of ours")
{
    REQUIRE(rc::check([] {
        const auto files = anyFiles();
        const QByteArray archive = bundle(files, kBundledAt);
        RC_ASSERT(test::wanted(unbundle(archive)) == files);
        RC_ASSERT(!unbundle(archive + '\0'));
        RC_ASSERT(!unbundle(archive.chopped(1)));
        QByteArray changed = archive;
        const auto at = *rc::gen::inRange<qsizetype>(0, changed.size());
        changed[at] = static_cast<char>(changed[at] ^ 0x40);
        const auto read = unbundle(changed);
        RC_ASSERT((!read || !(*read == files)));
    }));
}

TEST_CASE("a bundle that names a place elsewhere is none of ours")
{
    const QByteArray archive = bundle({ { u"LISEZ-MOI.txt"_s, "texte" } }, kBundledAt);
    REQUIRE(unbundle(archive));
    for (const auto &name : { "../../../etc/x", "/etc/passwdx", ".LISEZ-MOItxt", "LISEZ MOI.txt" }) {
        QByteArray other = archive;
        other.replace(0, static_cast<qsizetype>(qstrlen(name)), name);
        CHECK_FALSE(unbundle(other));
    }
    CHECK_FALSE(unbundle({}));
    CHECK_FALSE(unbundle(QByteArray(10'000, 'x')));
}

TEST_CASE("the tar program opens a bundle")
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"paquet.tar"_s));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(
        bundle({ { u"LISEZ-MOI.txt"_s, "texte" }, { u"evenements.geojson"_s, QByteArray(2'000, 'g') } }, kBundledAt));
    file.close();
    QProcess tar;
    tar.start(u"tar"_s, { u"-x"_s, u"-f"_s, file.fileName(), u"-C"_s, folder.path() });
    REQUIRE(tar.waitForFinished());
    INFO(tar.readAllStandardError().toStdString());
    REQUIRE(tar.exitCode() == 0);
    QFile text(folder.filePath(u"LISEZ-MOI.txt"_s));
    REQUIRE(text.open(QIODevice::ReadOnly));
    CHECK(text.readAll() == "texte");
    CHECK(QFile(folder.filePath(u"evenements.geojson"_s)).size() == 2'000);
}
