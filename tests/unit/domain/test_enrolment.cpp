#include <domain/enrolment.h>

#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

using namespace cortege;
using namespace Qt::StringLiterals;

namespace
{

EnrolmentCode anyCode()
{
    const auto bytes = *rc::gen::container<std::vector<char>>(
        static_cast<size_t>(EnrolmentCode::kRandomBytes), rc::gen::arbitrary<char>());
    return EnrolmentCode::fromRandom(QByteArrayView(bytes.data(), std::ssize(bytes))).value();
}

Invitation invitation()
{
    return { QUrl(u"wss://plateforme.exemple:7443"_s), 7444,
        EnrolmentCode::fromRandom(QByteArray("abcdefghijklmnopqrst")).value(), QByteArray(Invitation::kPinBytes, 'p') };
}

Invitation::Fault faultOf(const QString &text)
{
    const auto read = Invitation::parse(text);
    return read ? Invitation::Fault::None : read.error();
}

} // namespace

TEST_CASE("a code is read as people write it")
{
    REQUIRE(rc::check([] {
        const EnrolmentCode code = anyCode();
        const QString text = code.toString();
        RC_ASSERT(text.size() == 23);
        RC_ASSERT(EnrolmentCode::parse(text) == code);
        RC_ASSERT(EnrolmentCode::parse(text.toLower().replace(u'-', u' ')) == code);
        QString confused = text;
        confused.replace(u'0', u'o').replace(u'1', u'l');
        RC_ASSERT(EnrolmentCode::parse(confused) == code);
        RC_ASSERT(code.hash().size() == 32);
    }));
}

TEST_CASE("any one wrong character of a code is found before it is sent")
{
    const QString alphabet = u"0123456789ABCDEFGHJKMNPQRSTVWXYZ"_s;
    REQUIRE(rc::check([&] {
        QString text = anyCode().toString().remove(u'-');
        const auto at = *rc::gen::inRange<qsizetype>(0, text.size());
        const QChar other = alphabet[*rc::gen::inRange<qsizetype>(0, alphabet.size())];
        RC_PRE(text[at] != other);
        text[at] = other;
        RC_ASSERT_FALSE(EnrolmentCode::parse(text));
    }));
    CHECK_FALSE(EnrolmentCode::parse(u""));
    CHECK_FALSE(EnrolmentCode::parse(u"0000000-0000000-000000"));
    CHECK_FALSE(EnrolmentCode::parse(u"0000000-0000000-000000U"));
    CHECK_FALSE(EnrolmentCode::parse(u"0000000-0000000-000000é"));
    CHECK(EnrolmentCode::fromRandom("short").error().kind == Failure::InvalidInput);
}

TEST_CASE("an invitation is read back, also as mail programs break it")
{
    const QString text = invitation().toString();
    CHECK(text.startsWith(u"cortege-enrol:wss://plateforme.exemple:7443?enrol=7444#"_s));
    CHECK(Invitation::parse(text) == invitation());
    QString broken = text;
    for (qsizetype i = 20; i < broken.size(); i += 21)
        broken.insert(i, u"\r\n  "_s);
    CHECK(Invitation::parse(u'\n' + broken + u' ') == invitation());
    CHECK(invitation().pinText().split(u' ').size() == 8);

    REQUIRE(rc::check([] {
        Invitation one = invitation();
        one.code = anyCode();
        const auto pin = *rc::gen::container<std::vector<char>>(
            static_cast<size_t>(Invitation::kPinBytes), rc::gen::arbitrary<char>());
        one.pin = QByteArray(pin.data(), std::ssize(pin));
        one.enrolmentPort = *rc::gen::inRange<quint16>(1, 65'535);
        RC_ASSERT(Invitation::parse(one.toString()).value() == one);
    }));
}

TEST_CASE("an invitation that cannot be read says where it is wrong")
{
    using enum Invitation::Fault;
    const QString good = invitation().toString();
    CHECK(faultOf(u""_s) == Form);
    CHECK(faultOf(u"https://plateforme.exemple"_s) == Form);
    CHECK(faultOf(good.section(u'#', 0, 0)) == Form);
    CHECK(faultOf(good + QString(Invitation::kTextLimit, u' ')) == Form);
    CHECK(faultOf(QString(good).replace(u"wss://"_s, u"ws://"_s)) == Address);
    CHECK(faultOf(QString(good).replace(u"?enrol=7444"_s, u""_s)) == Address);
    CHECK(faultOf(QString(good).replace(u"7444"_s, u"0"_s)) == Address);
    CHECK(faultOf(QString(good).replace(u"plateforme"_s, u"moi@plateforme"_s)) == Address);
    const qsizetype code = good.indexOf(u'#') + 1;
    CHECK(faultOf(QString(good).replace(code, 1, good[code] == u'A' ? u"B"_s : u"A"_s)) == Code);
    CHECK(faultOf(good.chopped(1)) == Pin);
    CHECK(faultOf(good + u'A') == Pin);
}
