#include <pki/clientcheck.h>
#include <support/oddcertificates.h>
#include <support/soak.h>
#include <support/wireclient.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;

// The matrix of single defects, each by name: tests/unit/pki/test_tls.cpp, tests/integration/server_rights.cpp.
TEST_CASE("no certificate with a defect gets in, whatever the defects; one without gets in each time")
{
    const int most = soakCount(200, 2'000);
    const quint32 seed = soakSeed();
    INFO("CORTEGE_SEED=" << seed);
    std::mt19937 random(seed);
    TestServer server;
    server.start();
    OddCertificates certificates(server.authority());
    const QSslCertificate authority(server.authority().authority().clients.certificatePem);
    int accepted = 0;
    for (int i = 0; i < most; ++i) {
        const bool isBad = i % 10 != 0;
        const auto made = certificates.make(random, isBad);
        INFO(made.defects.join(u", "_s).toStdString());
        const auto checked = pki::checkClientCertificate(made.leaf, authority);
        CHECK(checked.has_value() == !made.isForCheck);

        WireClient peer(server, made.client);
        bool isIn = false;
        QObject::connect(&peer.socket(), &QWebSocket::connected, [&] { isIn = true; });
        REQUIRE(waitFor([&] { return peer.isOver(); })); // the register knows none of them
        CHECK(isIn == !isBad);
        accepted += isIn ? 1 : 0;
    }
    figure(u"certificates: %1 with defects, 0 accepted; %2 without, all accepted"_s.arg(most - accepted).arg(accepted));
}
