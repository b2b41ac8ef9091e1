#include "worker.h"

#include <pki/authority.h>

#include <catch2/catch_test_macros.hpp>

#include <support/testkeys.h>
#include <support/wanted.h>

#include <QtCore/QTemporaryDir>

using namespace cortege;
using namespace cortege::server;
using namespace Qt::StringLiterals;

namespace
{

Committed committedBatch(Sequence first, Sequence last)
{
    return { {}, std::make_shared<const std::vector<NewsFrame>>(1, NewsFrame { first, last, "frame" }),
        FactState { .lastBlock = 1, .changes = 1 } };
}

} // namespace

TEST_CASE("a worker that hears of commits before it has opened the database opens it all the same")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"journal.sqlite"_s);
    const SystemClock clock;
    const Log log(clock);
    Metrics metrics;
    OpenSessions openSessions(1, 1);
    const std::shared_ptr<const pki::Signer> signer
        = test::wanted(pki::Signer::fromPem(test::wanted(pki::makeRequest(u"server"_s)).keyPem));
    const auto journal = test::wanted(JournalThread::start(
        { path, folder.filePath(u"audit-anchor"_s), test::anyCipher(), signer }, log, {}, metrics));
    const WorkerThread worker([&] {
        return std::make_unique<Worker>(
            0, Worker::Room { 1, 1, 1 }, nullptr, Patience(), openSessions, clock, log, metrics);
    });
    worker.object().committed(committedBatch(1, 2));
    CHECK(worker.object().open(path, test::anyCipher(), *journal));
    worker.object().committed(committedBatch(1, 2));
}
