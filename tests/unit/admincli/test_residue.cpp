#include "residue.h"

#include <pki/keyring.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <support/testkeys.h>

using namespace cortege;
using namespace cortege::admincli;
using namespace Qt::StringLiterals;

namespace
{

struct Searched {
    QTemporaryDir folder;
    test::TestKeys keys;
    SealedMarks marks;

    Searched()
    {
        for (const auto &print : test::wanted(pki::Keyring::open(keys.folder()))->prints())
            marks.marks.push_back(pki::Keyring::markOf(print.id));
    }
    QByteArray sealed() const { return keys.cipher().seal("Visite", "ici").value(); }
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(folder.filePath(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write(content) == content.size());
        return file.fileName();
    }
    std::vector<Residue> found(const QStringList &paths) const { return test::wanted(searchFor(marks, paths)).found; }
};

} // namespace

TEST_CASE("sealed data is found wherever it lies in a file, each once")
{
    const Searched searched;
    constexpr qint64 kPortion = qint64 { 4 } * 1024 * 1024; // as it reads
    for (const qint64 at : { qint64 { 0 }, kPortion - 40, kPortion - 17, kPortion - 3, kPortion, kPortion + 1 }) {
        INFO(at);
        const QString path = searched.write(u"file"_s, QByteArray(at, 'x') + searched.sealed() + QByteArray(100, 'x'));
        CHECK(searched.found({ path }) == std::vector { Residue { path, at } });
    }
    const QString cut = searched.write(u"cut"_s, "x" + searched.sealed().left(7));
    CHECK(searched.found({ cut }) == std::vector { Residue { cut, 1 } });
    const QByteArray two = searched.sealed() + searched.sealed();
    CHECK(searched.found({ searched.write(u"two"_s, two) }).size() == 2);
}

TEST_CASE("what may stay is passed over, what is under other keys as well, and folders are read to the bottom")
{
    Searched searched;
    const QByteArray kept = searched.sealed();
    searched.marks.spared.insert(kept.left(pki::Keyring::kHeadBytes));
    const test::TestKeys others;
    REQUIRE(QDir(searched.folder.path()).mkdir(u"deep"_s));
    searched.write(u"kept"_s, kept + others.cipher().seal("Visite", "ici").value());
    searched.write(u"empty"_s, {});
    CHECK(searched.found({ searched.folder.path(), u"/nowhere/at/all"_s }).empty());
    const QString deep = searched.write(u"deep/.hidden"_s, kept + searched.sealed());
    CHECK(searched.found({ searched.folder.path() }) == std::vector { Residue { deep, kept.size() } });
}

TEST_CASE("a file that is given twice is read once")
{
    const Searched searched;
    const QString path = searched.write(u"file"_s, searched.sealed());
    const Search search = test::wanted(searchFor(searched.marks, { path, path }));
    CHECK(search.files == QStringList { path });
    CHECK(search.bytes == searched.sealed().size());
    CHECK(search.found.size() == 1);
}
