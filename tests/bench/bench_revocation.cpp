// From the commit of a revocation to the end of the session, seen at its other end: 500 live sessions, 100 of which
// lose their habilitation one act after the other, as fast as acts can be recorded. A figure, not a verdict: it ends
// with 0 whatever it has measured.
#include "contenders/cortege.h"
#include "contenders/setting.h"

#include <support/grantor.h>

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>
#include <cstdio>
#include <thread>

#include <sys/epoll.h>
#include <unistd.h>

using namespace cortege;
using namespace cortege::bench;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kSessions = 500;
constexpr size_t kRevoked = 100;
constexpr double kTargetMs = 250;
constexpr int kPatienceMs = 10'000;

struct Holder {
    HabilitationId habilitation;
    SslContext context;
    std::unique_ptr<Connection> session;
    SteadyClock::time_point committed {};
    SteadyClock::time_point closed {};
};

std::vector<Holder> enterHolders(const Credentials &credentials, CortegeContender &platform, test::Grantor &grantor)
{
    const auto persons
        = storage::SqlitePersonRegister::open(platform.database(), storage::SqlitePersonRegister::Access::ReadWrite);
    demand(persons.has_value(), u"no register"_s);
    std::vector<Holder> holders;
    for (size_t i = 0; i < kRevoked; ++i) {
        const auto identity = credentials.issue(u"holder%1"_s.arg(i), Role::Analyst);
        demand((*persons)->add(identity.person)
                && (*persons)->bind(identity.fingerprint, identity.person.id, SystemClock().now()),
            u"the register takes nobody"_s);
        const auto granted = grantor.grant(identity.person.id, Role::Analyst);
        demand(granted.has_value(), u"nobody is habilitated"_s);
        auto context = clientContext(identity.files);
        auto session = platform.console(context.get());
        holders.push_back({ *granted, std::move(context), std::move(session) });
    }
    return holders;
}

/// A console takes the server's goodbye for a fault.
bool hasEnded(Connection &session)
{
    try {
        session.receive();
        return false;
    } catch (const SetupFault &) {
        return true;
    }
}

/// Until every one of them has ended; how many have not.
size_t watch(std::vector<Holder> &holders)
{
    const int epoll = epoll_create1(EPOLL_CLOEXEC);
    for (size_t i = 0; i < holders.size(); ++i) {
        epoll_event wanted { .events = EPOLLIN, .data = { .u64 = i } };
        epoll_ctl(epoll, EPOLL_CTL_ADD, holders[i].session->descriptor(), &wanted);
    }
    size_t left = holders.size();
    std::array<epoll_event, 64> events {};
    while (left > 0) {
        const int count = epoll_wait(epoll, events.data(), static_cast<int>(events.size()), kPatienceMs);
        if (count <= 0)
            break;
        for (int i = 0; i < count; ++i) {
            Holder &holder = holders[events[static_cast<size_t>(i)].data.u64];
            if (!hasEnded(*holder.session))
                continue;
            holder.closed = SteadyClock::now();
            epoll_ctl(epoll, EPOLL_CTL_DEL, holder.session->descriptor(), nullptr);
            --left;
        }
    }
    ::close(epoll);
    return left;
}

void measure()
{
    const RunFolder folder;
    const Credentials credentials(folder.of("keys"_L1));
    CortegeContender platform(credentials, folder.of("cortege"_L1), emptyRecord(EventKind::OfficialVisit));
    const SystemClock clock;
    const auto grantor = test::Grantor::make(credentials.clients(), platform.database(), clock);
    demand(grantor.has_value(), u"nobody grants"_s);

    auto holders = enterHolders(credentials, platform, **grantor);
    std::vector<std::unique_ptr<Connection>> others;
    while (others.size() + holders.size() < kSessions)
        others.push_back(platform.console());

    bool recorded = true;
    const auto begun = SteadyClock::now();
    std::thread authority([&] {
        for (Holder &holder : holders) {
            recorded &= (*grantor)->decide(ActKind::Revoke, holder.habilitation).has_value();
            holder.committed = SteadyClock::now();
        }
    });
    const size_t left = watch(holders);
    authority.join();
    const std::chrono::duration<double, std::milli> took = SteadyClock::now() - begun;
    demand(recorded && left == 0, u"%1 of %2 revoked sessions live on"_s.arg(left).arg(kRevoked));
    Samples samples;
    for (const Holder &holder : holders)
        samples.add(holder.closed - holder.committed);
    const auto cut
        = static_cast<size_t>(std::ranges::count_if(others, [](const auto &session) { return hasEnded(*session); }));
    demand(cut == 0, u"%1 other sessions were cut"_s.arg(cut));
    const double p99 = samples.percentile(0.99);
    std::printf("%d sessions, %zu revoked by as many acts in %.0f ms; commit to close, ms: p50 %.1f, p99 %.1f, "
                "longest %.1f\n",
        kSessions, kRevoked, took.count(), samples.percentile(0.50), p99, samples.percentile(1));
    std::printf("target: p99 within %.0f ms: %.2f of it, %s\n", kTargetMs, p99 / kTargetMs,
        p99 <= kTargetMs ? "met" : "NOT met");
}

} // namespace

int main(int argc, char **argv)
try {
    const QCoreApplication app(argc, argv);
    prepareProcess();
    measure();
    return 0;
} catch (const std::exception &fault) {
    std::fprintf(stderr, "bench_revocation: %s\n", fault.what());
    return 1;
}
