#include <domain/enrolment.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QUrlQuery>

#include <algorithm>
#include <array>
#include <ranges>

namespace cortege
{
using namespace Qt::StringLiterals;
namespace
{

constexpr QByteArrayView kCrockford { "0123456789ABCDEFGHJKMNPQRSTVWXYZ" };
constexpr int kBase = 32;
constexpr qsizetype kGroup = 7;
constexpr qsizetype kPinGroup = 4;
constexpr auto kScheme = "cortege-enrol:"_L1;
constexpr auto kPort = "enrol"_L1;

/// The value of a character; nothing where it has none.
std::optional<int> crockfordValue(QChar character)
{
    char c = character.toUpper().toLatin1();
    if (c == 'O')
        c = '0';
    else if (c == 'I' || c == 'L')
        c = '1';
    const qsizetype place = c == 0 ? -1 : kCrockford.indexOf(c);
    return place < 0 ? std::nullopt : std::optional(static_cast<int>(place));
}

/// Luhn's sum over 32 characters: any single wrong character gives another one, and so does nearly any exchange of two
/// neighbours.
char luhnCheck(QByteArrayView characters)
{
    int sum = 0;
    int factor = 2;
    for (const char character : characters | std::views::reverse) {
        const int addend = factor * static_cast<int>(kCrockford.indexOf(character));
        sum += addend / kBase + addend % kBase;
        factor = 3 - factor;
    }
    return kCrockford[(kBase - sum % kBase) % kBase];
}

/// Canonical characters, without what people put between them; nothing where there is another one.
std::optional<QByteArray> canonical(QStringView text)
{
    QByteArray characters;
    for (const QChar c : text) {
        if (c == u'-' || c.isSpace())
            continue;
        const auto value = crockfordValue(c);
        if (!value)
            return std::nullopt;
        characters += kCrockford[*value];
    }
    return characters;
}

QString inGroups(const QByteArray &characters, qsizetype length, QChar between)
{
    QString text;
    for (qsizetype i = 0; i < characters.size(); ++i) {
        if (i > 0 && i % length == 0)
            text += between;
        text += QLatin1Char(characters[i]);
    }
    return text;
}

/// Five bits a character, of whole groups of five bytes.
QByteArray crockfordOf(const QByteArray &bytes)
{
    Q_ASSERT(bytes.size() % 5 == 0);
    QByteArray characters;
    unsigned int held = 0;
    int bits = 0;
    for (const char byte : bytes) {
        held = (held << 8U) | static_cast<unsigned char>(byte);
        for (bits += 8; bits >= 5; bits -= 5)
            characters += kCrockford[static_cast<qsizetype>((held >> static_cast<unsigned>(bits - 5)) & 31U)];
    }
    return characters;
}

QByteArray bytesOfCrockford(QByteArrayView characters)
{
    QByteArray bytes;
    unsigned int held = 0;
    int bits = 0;
    for (const char c : characters) {
        held = (held << 5U) | static_cast<unsigned>(kCrockford.indexOf(c));
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>((held >> static_cast<unsigned>(bits)) & 255U);
        }
    }
    return bytes;
}

constexpr std::array kRequestStates { "pending"_L1, "issued"_L1, "refused"_L1 }; // in the order of RequestState
/// In the order of EnrolmentAnswer::State.
constexpr std::array kAnswerStates { "pending"_L1, "issued"_L1, "refused"_L1, "unknownCode"_L1, "expiredCode"_L1,
    "usedUpCode"_L1, "withdrawnCode"_L1, "badRequest"_L1, "later"_L1 };

template <class Value, size_t size>
std::optional<Value> valueNamed(const std::array<QLatin1StringView, size> &names, QStringView text)
{
    const auto found = std::ranges::find_if(names, [text](QLatin1StringView one) { return text == one; });
    return found == names.end() ? std::nullopt : std::optional(static_cast<Value>(found - names.begin()));
}

} // namespace

// --- the code --------------------------------------------------------------------------------------------------------

Result<EnrolmentCode> EnrolmentCode::fromRandom(QByteArrayView random)
{
    if (random.size() != kRandomBytes)
        return fail(Failure::InvalidInput, u"a code is made of %1 random bytes"_s.arg(kRandomBytes));
    QByteArray characters;
    for (const char byte : random)
        characters += kCrockford[static_cast<unsigned char>(byte) % kBase];
    characters += luhnCheck(characters);
    return EnrolmentCode(std::move(characters));
}

std::optional<EnrolmentCode> EnrolmentCode::parse(QStringView text)
{
    auto characters = canonical(text);
    if (!characters || characters->size() != kRandomBytes + 1
        || characters->back() != luhnCheck(QByteArrayView(*characters).chopped(1)))
        return std::nullopt;
    return EnrolmentCode(std::move(*characters));
}

QString EnrolmentCode::toString() const { return inGroups(m_characters, kGroup, u'-'); }

QByteArray EnrolmentCode::hash() const
{
    return QCryptographicHash::hash("cortege enrolment code 1\n" + m_characters, QCryptographicHash::Sha256);
}

// --- the invitation --------------------------------------------------------------------------------------------------

std::expected<Invitation, Invitation::Fault> Invitation::parse(const QString &text)
{
    if (text.size() > kTextLimit)
        return std::unexpected(Fault::Form);
    QString whole = text;
    whole.removeIf([](QChar c) { return c.isSpace(); });
    if (!whole.startsWith(kScheme, Qt::CaseInsensitive))
        return std::unexpected(Fault::Form);
    whole = whole.sliced(kScheme.size());
    const qsizetype hash = whole.indexOf(u'#');
    const qsizetype dot = whole.indexOf(u'.', hash);
    if (hash < 0 || dot < 0)
        return std::unexpected(Fault::Form);

    QUrl url(whole.first(hash), QUrl::StrictMode);
    bool isNumber = false;
    const auto port = QUrlQuery(url).queryItemValue(kPort).toUShort(&isNumber);
    url.setQuery(QString());
    if (!url.isValid() || url.scheme() != "wss"_L1 || url.host().isEmpty() || !url.userInfo().isEmpty()
        || !url.path().isEmpty() || !isNumber || port == 0)
        return std::unexpected(Fault::Address);
    const auto code = EnrolmentCode::parse(QStringView(whole).sliced(hash + 1, dot - hash - 1));
    if (!code)
        return std::unexpected(Fault::Code);
    const auto pin = canonical(QStringView(whole).sliced(dot + 1));
    if (!pin || pin->size() * 5 != kPinBytes * 8)
        return std::unexpected(Fault::Pin);
    return Invitation { url, port, *code, bytesOfCrockford(*pin) };
}

QString Invitation::toString() const
{
    QUrl url = platform;
    url.setQuery(u"%1=%2"_s.arg(kPort).arg(enrolmentPort));
    return u"%1%2#%3.%4"_s.arg(
        kScheme, url.toString(QUrl::FullyEncoded), code.toString(), QString::fromLatin1(crockfordOf(pin)));
}

QString Invitation::pinText() const { return inGroups(crockfordOf(pin), kPinGroup, u' '); }

// --- names -----------------------------------------------------------------------------------------------------------

QLatin1StringView name(RequestState state) { return kRequestStates[static_cast<size_t>(state)]; }
std::optional<RequestState> requestStateFromName(QStringView text)
{
    return valueNamed<RequestState>(kRequestStates, text);
}

QLatin1StringView name(EnrolmentAnswer::State state) { return kAnswerStates[static_cast<size_t>(state)]; }
std::optional<EnrolmentAnswer::State> enrolmentStateFromName(QStringView text)
{
    return valueNamed<EnrolmentAnswer::State>(kAnswerStates, text);
}

} // namespace cortege
