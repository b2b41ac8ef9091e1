#include "metricstext.h"

#include <server/metricsaddress.h>

#include <catch2/catch_test_macros.hpp>

#include <support/prometheus.h>

using namespace cortege;
using namespace cortege::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

TEST_CASE("what was counted stands on the page, each thing once and with its type")
{
    Metrics metrics;
    metrics.sessions = 3;
    metrics.mostSessions = 4'000;
    metrics.logins = 5;
    metrics.refused.add(Refused::Handshake);
    metrics.refused.add(Refused::Handshake);
    metrics.refused.add(Refused::Person);
    metrics.refused.add(Refused::Convention);
    for (int i = 0; i < 3; ++i)
        metrics.refused.add(Refused::Sessions);
    for (int i = 0; i < 4; ++i)
        metrics.refused.add(Refused::Full);
    metrics.changed.add(Changed::Conflict);
    metrics.lastSequence = 9'000'000'000;
    metrics.certificateEnd = 1'800'000'000;
    metrics.destructionDue = 1'900'000'000;
    metrics.enrolment.answers.add(EnrolmentAnswer::State::Issued);
    metrics.enrolment.answers.add(EnrolmentAnswer::State::Later);
    metrics.enrolment.answers.add(EnrolmentAnswer::State::Later);
    metrics.enrolment.refused = 4;
    metrics.enrolment.connections = 6;
    metrics.enrolment.oldestConnection = 1'500;
    metrics.enrolment.waiting = 7;
    metrics.enrolment.oldestAskedAt = 1'700'000'000;
    const test::PrometheusPage page(metricsText(metrics, true));
    CHECK(page.value("cortege_enrolment_requests_total{answer=\"issued\"}") == 1);
    CHECK(page.value("cortege_enrolment_requests_total{answer=\"later\"}") == 2);
    CHECK(page.value("cortege_enrolment_requests_total{answer=\"pending\"}") == 0);
    CHECK(page.value("cortege_enrolment_refused_connections_total") == 4);
    CHECK(page.value("cortege_enrolment_connections") == 6);
    CHECK(page.value("cortege_enrolment_oldest_connection_seconds") == 1.5);
    CHECK(page.value("cortege_enrolment_requests_waiting") == 7);
    CHECK(page.value("cortege_enrolment_oldest_request_seconds") == 1'700'000'000);
    CHECK(page.value("cortege_sessions") == 3);
    CHECK(page.type("cortege_sessions") == "gauge");
    CHECK(page.value("cortege_sessions_limit") == 4'000);
    CHECK(page.value("cortege_logins_total") == 5);
    CHECK(page.type("cortege_logins_total") == "counter");
    CHECK(page.value("cortege_refused_connections_total{reason=\"handshake\"}") == 2);
    CHECK(page.value("cortege_refused_connections_total{reason=\"person\"}") == 1);
    CHECK(page.value("cortege_refused_connections_total{reason=\"convention\"}") == 1);
    CHECK(page.value("cortege_refused_connections_total{reason=\"sessions\"}") == 3);
    CHECK(page.value("cortege_refused_connections_total{reason=\"full\"}") == 4);
    CHECK(page.value("cortege_refused_connections_total{reason=\"crowded\"}") == 0);
    CHECK(page.value("cortege_changes_total{result=\"conflict\"}") == 1);
    CHECK(page.value("cortege_changes_total{result=\"saved\"}") == 0);
    CHECK(page.value("cortege_last_sequence") == 9'000'000'000);
    CHECK(page.value("cortege_certificate_not_after_seconds") == 1'800'000'000);
    CHECK(page.value("cortege_destruction_due_seconds") == 1'900'000'000);
    CHECK(page.value("cortege_healthy") == 1);
    CHECK(page.value("cortege_build_info{version=\"" CORTEGE_VERSION "\"}") == 1);
    CHECK(page.value("process_open_fds") > 2);
    CHECK(page.value("process_open_fds") < page.value("process_max_fds"));
    CHECK(page.value("process_resident_memory_bytes") > 1'000'000);
    CHECK(page.value("process_cpu_seconds_total") > 0);
    CHECK(test::PrometheusPage(metricsText(metrics, false)).value("cortege_healthy") == 0);
}

TEST_CASE("a histogram counts what took as long as a bound below it")
{
    Metrics metrics;
    for (const auto took : { 400us, 500us, 600us })
        metrics.commits.add(took);
    metrics.commits.add(20s);
    const test::PrometheusPage page(metricsText(metrics, true));
    CHECK(page.value("cortege_commit_seconds_bucket{le=\"0.0005\"}") == 2);
    CHECK(page.value("cortege_commit_seconds_bucket{le=\"0.001\"}") == 3);
    CHECK(page.value("cortege_commit_seconds_bucket{le=\"10\"}") == 3);
    CHECK(page.value("cortege_commit_seconds_bucket{le=\"+Inf\"}") == 4);
    CHECK(page.value("cortege_commit_seconds_sum") > 20);
}

TEST_CASE("a pulse is fresh for as long as one has patience")
{
    Pulse pulse;
    pulse.beat();
    const Instant at = now();
    CHECK(pulse.isFresh(at, 1s));
    CHECK_FALSE(pulse.isFresh(at + 2s, 1s));
    pulse.beat();
    CHECK(pulse.isFresh(at, 1s));
}

TEST_CASE("figures are given on this machine only")
{
    const auto read = [](const QString &text) { return readMetricsAddress(text); };
    CHECK(read(u"127.0.0.1:9464"_s) == MetricsAddress { .path = {}, .address = QHostAddress::LocalHost, .port = 9464 });
    CHECK(read(u"[::1]:0"_s) == MetricsAddress { .path = {}, .address = QHostAddress::LocalHostIPv6, .port = 0 });
    CHECK(read(u"unix:/run/cortege/metrics"_s)->path == u"/run/cortege/metrics"_s);
    for (const QString &bad : { u"0.0.0.0:9464"_s, u"192.0.2.1:9464"_s, u"[::]:9464"_s, u"localhost:9464"_s, u"9464"_s,
             u"127.0.0.1:99999"_s, u"unix:metrics"_s, u"unix:"_s, u"unix:/"_s + QString(120, u'x'), u""_s }) {
        INFO(bad.toStdString());
        const auto refused = read(bad);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().kind == Failure::InvalidInput);
        CHECK(refused.error().detail.contains(bad));
    }
}
