#include <support/enrolmentoffice.h>
#include <support/station.h>
#include <support/tunnel.h>

#include <client/enrolment.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;

TEST_CASE("a workstation reaches the platform through its proxy, and only through it")
{
    TestServer server;
    const auto person = server.person(u"Claire"_s, Role::Entry);
    server.start();
    const Tunnel tunnel;
    client::Profile profile = server.profileOf(person);
    profile.proxy = tunnel.url();
    Station station(profile);
    station.goOnline();
    CHECK(tunnel.asked() == QByteArrayList { "127.0.0.1:" + QByteArray::number(server.port()) });

    profile.proxy = QUrl(u"http://127.0.0.1:9"_s); // nobody is there
    Station other(profile);
    other.start();
    REQUIRE(waitUntil([&] { return other->trouble().has_value(); }));
    CHECK(other.link() != client::Link::Online);
}

TEST_CASE("a first certificate is asked for through the proxy")
{
    EnrolmentOffice office;
    const Tunnel tunnel;
    const QTemporaryDir folder;
    const SystemClock clock;
    client::Enrolment enrolment(folder.filePath(u"poste"_s), clock);
    enrolment.setProxy(tunnel.url());
    const Invitation invitation = office.invite();
    wanted(enrolment.begin(invitation));
    REQUIRE(waitUntil([&] { return enrolment.stage() == client::Enrolment::Stage::Waiting; }));
    CHECK(tunnel.asked() == QByteArrayList { "127.0.0.1:" + QByteArray::number(invitation.enrolmentPort) });
}

TEST_CASE("addresses of the platform and of a proxy are read or refused")
{
    CHECK(client::platformAddress(u"wss://plateforme.example:7443"_s));
    for (const QString &wrong : { u"https://plateforme.example"_s, u"wss://"_s, u"wss://a:b@c"_s, u"plateforme"_s })
        CHECK_FALSE(client::platformAddress(wrong));
    CHECK(client::proxyAddress(u"http://proxy.example:3128"_s));
    CHECK(client::proxyAddress(u"http://[::1]:3128/"_s));
    for (const QString &wrong : { u"http://proxy.example"_s, u"https://proxy.example:3128"_s,
             u"http://a:b@proxy.example:3128"_s, u"http://proxy.example:3128/path"_s, u"proxy.example:3128"_s })
        CHECK_FALSE(client::proxyAddress(wrong));
}
