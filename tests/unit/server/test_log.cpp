#include <server/log.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <QtCore/QByteArrayList>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>

#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace cortege;
using namespace cortege::server;
using namespace Qt::StringLiterals;

namespace
{

/// stderr goes into a file for as long as it lives.
class StderrFile
{
public:
    StderrFile() : m_before(::dup(STDERR_FILENO))
    {
        const int file = ::open(path().toUtf8().constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        REQUIRE(file >= 0);
        REQUIRE(::dup2(file, STDERR_FILENO) == STDERR_FILENO);
        ::close(file);
    }
    ~StderrFile()
    {
        ::dup2(m_before, STDERR_FILENO);
        ::close(m_before);
        qunsetenv("JOURNAL_STREAM");
    }
    /// As systemd names the stream.
    static QByteArray name()
    {
        struct stat file {};
        REQUIRE(::fstat(STDERR_FILENO, &file) == 0);
        return QByteArray::number(quint64 { file.st_dev }) + ':' + QByteArray::number(quint64 { file.st_ino });
    }
    QByteArrayList lines() const
    {
        QFile file(path());
        REQUIRE(file.open(QIODevice::ReadOnly));
        return file.readAll().trimmed().split('\n');
    }

private:
    QString path() const { return m_folder.filePath(u"stderr"_s); }
    QTemporaryDir m_folder;
    int m_before;
};

QByteArrayList written(const StderrFile &file)
{
    const SystemClock clock;
    const Log log(clock);
    log.info("one"_L1);
    log.warning("two"_L1, { { u"number"_s, 2 } });
    log.error("three"_L1);
    return file.lines();
}

} // namespace

TEST_CASE("lines are JSON alone where stderr is not systemd's journal")
{
    const StderrFile file;
    // As after `server 2>file` in a service: the variable is about another stream.
    qputenv("JOURNAL_STREAM", GENERATE(QByteArray("8:1"), QByteArray()));
    for (const QByteArray &line : written(file))
        CHECK(QJsonDocument::fromJson(line).isObject());
}

TEST_CASE("in systemd's journal each line begins with its priority")
{
    const StderrFile file;
    qputenv("JOURNAL_STREAM", StderrFile::name());
    const QByteArrayList lines = written(file);
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].startsWith("<6>{"));
    CHECK(lines[1].startsWith("<4>{"));
    CHECK(lines[2].startsWith("<3>{"));
    CHECK(QJsonDocument::fromJson(lines[1].sliced(3)).object().value(u"number"_s).toInt() == 2);
}
