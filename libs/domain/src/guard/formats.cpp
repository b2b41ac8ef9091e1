#include "guard/formats.h"

#include <QtCore/QRegularExpression>

#include <algorithm>
#include <array>

namespace cortege::guard
{
namespace
{

using namespace Qt::StringLiterals;

/// Constant, compiled on first use; on the flat text, so only lower case and ASCII.
QRegularExpression compiled(const QString &pattern)
{
    QRegularExpression expression(pattern);
    Q_ASSERT_X(expression.isValid(), "guard", qPrintable(expression.errorString()));
    expression.optimize();
    return expression;
}

template <class Take>
void each(const QRegularExpression &expression, const QString &text, Take take)
{
    for (auto matches = expression.globalMatch(text); matches.hasNext();)
        take(matches.next());
}
Span spanOf(const QRegularExpressionMatch &match, int group = 0)
{
    return { match.capturedStart(group), match.capturedLength(group) };
}
QString digitsOf(QStringView text)
{
    QString digits;
    std::ranges::copy_if(text, std::back_inserter(digits), [](QChar c) { return c.isDigit() || c.isLetter(); });
    return digits;
}

/// ISO 7064, 97-10: letters count from a = 10.
int remainder97(QStringView code)
{
    int remainder = 0;
    for (const QChar c : code) {
        const int value = c.isDigit() ? c.digitValue() : c.unicode() - u'a' + 10;
        remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
    }
    return remainder;
}

bool isIban(QStringView code)
{
    return code.size() >= 15 && remainder97(code.sliced(4).toString() + code.first(4).toString()) == 1;
}

/// The key is 97 less the remainder; Corsica's departments count as 19 and 18.
bool isNir(QString code)
{
    code.replace(u"2a"_s, u"19"_s).replace(u"2b"_s, u"18"_s);
    const int key = code.last(2).toInt();
    return 97 - remainder97(code.first(13)) == key;
}

class FormatReader
{
public:
    explicit FormatReader(const Text &text)
        : m_text(text), m_flat(text.flat()),
          m_digits(std::ranges::count_if(m_flat, [](QChar c) { return c >= u'0' && c <= u'9'; }))
    {
    }

    /// Most texts have no digit, and the server reads every one: what needs digits is not looked for without them.
    std::vector<FormatSpan> read()
    {
        if (saysAt())
            emails();
        if (m_digits >= 2)
            ibans();
        if (m_digits >= 12)
            nirs();
        if (m_digits >= 9)
            phones();
        if (m_digits >= 2) {
            plates();
            births();
        }
        if (m_digits >= 1)
            homes();
        return std::move(m_found);
    }

private:
    void add(PersonalKind kind, Span span)
    {
        const auto overlaps
            = [&](const FormatSpan &other) { return span.begin < other.span.end() && other.span.begin < span.end(); };
        if (span.length > 0 && std::ranges::none_of(m_found, overlaps))
            m_found.push_back({ kind, span });
    }

    bool saysAt() const
    {
        return m_flat.contains(u'@')
            || std::ranges::any_of(std::array { u"(at)", u"[at]", u"arobase", u" at " },
                [this](QStringView way) { return m_flat.contains(way); });
    }

    void emails()
    {
        static const auto kEmail = compiled(
            uR"((?<![a-z0-9._%+-])[a-z0-9_][a-z0-9._%+-]{0,63}(?:@| ?(?:\(at\)|\[at\]|arobase) ?| at )(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?![a-z0-9]))"_s);
        each(kEmail, m_flat, [this](const auto &match) { add(PersonalKind::Email, spanOf(match)); });
    }

    void ibans()
    {
        static const auto kIban = compiled(
            uR"((?<![a-z0-9])[a-z]{2}\d{2}(?:[ .-]?[a-z0-9]{4}){2,7}(?:[ .-]?[a-z0-9]{1,3})?(?![a-z0-9]))"_s);
        each(kIban, m_flat, [this](const auto &match) {
            if (isIban(digitsOf(match.capturedView())))
                add(PersonalKind::Iban, spanOf(match));
        });
    }

    void nirs()
    {
        static const auto kNir = compiled(
            uR"((?<![\da-z])[1-478][ .]?\d{2}[ .]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .]?(?:\d{2}|2[ab])[ .]?\d{3}[ .]?\d{3}[ ./-]?\d{2}(?![\da-z]))"_s);
        static const auto kWithoutKey = compiled(
            uR"(\b(?:nir|secu|securite sociale|insee)\b[^\d\n]{0,12}([12][ .]?\d{2}[ .]?(?:0[1-9]|1[0-2])[ .]?(?:\d{2}|2[ab])[ .]?\d{3}[ .]?\d{3}(?:[ .]?\d{2})?)(?!\d))"_s);
        each(kNir, m_flat, [this](const auto &match) {
            if (isNir(digitsOf(match.capturedView())))
                add(PersonalKind::SocialSecurity, spanOf(match));
        });
        each(kWithoutKey, m_flat, [this](const auto &match) { add(PersonalKind::SocialSecurity, spanOf(match, 1)); });
    }

    void phones()
    {
        // 08 and short numbers are services, no persons. All gaps or none: "05.12.2025 14" is a date.
        static const auto kFrench = compiled(
            uR"((?<![\d,])(?:(?:\(?\+ ?33\)?|00 ?33)[ .-]*(?:\(0\))?[ .-]*[1-79]|[0o][1-79])(?:(?:[ .\-/]{1,2}\d\d){4}|\d{8}|\d\d[ .-]\d{3}[ .-]\d{3}|\d\d[ .-]\d\d[ .-]\d\d[ .-]\d\d|[ .-]\d{4}[ .-]\d{4})(?!\d))"_s);
        static const auto kForeign
            = compiled(uR"((?<!\d)(?:\+|00 ?)(?!33)[1-9]\d{0,2}(?:[ .\-/]?\(?\d{1,4}\)?){2,5}\d(?!\d))"_s);
        for (const auto *expression : { &kFrench, &kForeign }) {
            each(*expression, m_flat, [this](const auto &match) {
                const auto digits = digitsOf(match.capturedView()).size();
                if (digits >= 9 && digits <= 16)
                    add(PersonalKind::Phone, spanOf(match));
            });
        }
    }

    bool wordsBefore(qsizetype at, const QRegularExpression &expression, qsizetype reach) const
    {
        const qsizetype from = std::max<qsizetype>(0, at - reach);
        return expression.matchView(QStringView(m_flat).sliced(from, at - from)).hasMatch();
    }

    void plates()
    {
        static const auto kNew
            = compiled(uR"((?<![a-z0-9])([a-hj-np-tv-z]{2})([ -]?)(\d{3})([ -]?)([a-hj-np-tv-z]{2})(?![a-z0-9]))"_s);
        static const auto kOld
            = compiled(uR"((?<![a-z0-9])\d{1,4}[ -]?[a-hj-np-tv-z]{2,3}[ -]?(?:\d{2,3}|2[ab])(?![a-z0-9]))"_s);
        static const auto kVehicle = compiled(
            uR"(\b(?:plaques?|immatricul\w*|vehicules?|voitures?|camions?|camionnettes?|fourgons?|fourgonnettes?|scooters?|motos?|remorques?|autocars?)\b[^\n]*$)"_s);
        static const auto kWord = compiled(uR"(^(?:de|la|le|et|en|av|bd|sa|ce|se|me|st|pl|ch|all|cd|rd|ab|km|ct)$)"_s);
        each(kNew, m_flat, [this](const auto &match) {
            const bool hyphened = match.capturedView(2) == "-"_L1 && match.capturedView(4) == "-"_L1;
            const bool vehicle = wordsBefore(match.capturedStart(), kVehicle, 40);
            const bool written
                = std::ranges::none_of(m_text.original().sliced(match.capturedStart(), match.capturedLength()),
                    [](QChar c) { return c.isLower(); });
            const bool words = kWord.matchView(match.capturedView(1)).hasMatch()
                || kWord.matchView(match.capturedView(5)).hasMatch();
            if (vehicle || hyphened || (written && !words))
                add(PersonalKind::Plate, spanOf(match));
        });
        each(kOld, m_flat, [this](const auto &match) {
            if (wordsBefore(match.capturedStart(), kVehicle, 40))
                add(PersonalKind::Plate, spanOf(match));
        });
    }

    void births()
    {
        static const auto kBirth = compiled(
            uR"(\b(?:(?:nee?|ne\(e\))(?: le)?|(?:date (?:et lieu )?de naissance|ddn)(?: ?:)?) +(?:\d{1,2} ?[./ -] ?\d{1,2} ?[./ -] ?(?:19|20)?\d\d|\d{1,2}(?:er)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre) (?:19|20)\d\d)(?!\d))"_s);
        each(kBirth, m_flat, [this](const auto &match) {
            const size_t word = m_text.wordAt(match.capturedStart());
            const bool thing = word > 0 && m_text.gapBefore(word).trimmed().isEmpty()
                && m_text.words()[word - 1].classes.has(Is::Organisation);
            if (!thing)
                add(PersonalKind::Birth, spanOf(match));
        });
    }

    // --- where a person lives -----------------------------------------------------------------------------------

    /// Behind the name of a street that begins at a word.
    size_t streetEnd(size_t word) const
    {
        const auto &words = m_text.words();
        size_t at = word;
        for (; at < words.size() && at < word + 7; ++at) {
            const QStringView gap = m_text.gapBefore(at);
            const bool near = gap.trimmed().isEmpty() || gap == "'"_L1 || gap == "-"_L1;
            if (!near || gap.contains(u'\n') || words[at].hasDigit || isHomePart(words[at].key))
                break;
            const bool ordinary
                = words[at].cased ? !words[at].capital : words[at].classes.has(Is::Common) && at > word + 2;
            if (ordinary && !words[at].classes.has(Is::Article) && at > word)
                break;
        }
        return at;
    }

    static bool isHomePart(const QString &key)
    {
        static const QSet<QString> kParts { u"apt"_s, u"appt"_s, u"app"_s, u"appartement"_s, u"bat"_s, u"batiment"_s,
            u"esc"_s, u"escalier"_s, u"porte"_s, u"bal"_s };
        return kParts.contains(key);
    }

    void homes()
    {
        // A number and a street, with what may stand before them.
        static const auto kStreet = compiled(
            uR"((?<![\da-z])((?:\b(?:demeurant|demeure|demeurent|domiciliee?s?|habitant|habite|residant|reside|domicile|adresse personnelle|adresse (?:du|de la|de l') ?(?:declarant|declarante|organisateur|organisatrice|responsable))\b(?: (?:au|a|est|du))?[ :]{1,3})?)(\d{1,4}(?: ?(?:bis|ter|quater|[a-d]))?,? (?:rue|avenue|av|ave|boulevard|bd|bld|place|pl|chemin|ch|che|traverse|trav|impasse|imp|allees?|cours|quai|montee|square|route|rte|passage|lotissement|residence|cite|corniche|rampe|voie|sentier|clos|villa|mail)\b))"_s);
        // What only a home has behind its street; a building alone may be anybody's.
        static const auto kPart = compiled(
            uR"(^(?:[ ,.(-]{1,3}(?:(?:bat|batiment|esc|escalier|hall|entree)\.? ?[a-z0-9]{1,3}\b))*[ ,.(-]{1,3}(?:(?:apt|appt|app|appartement|porte|bal)\.? ?(?:n ?.? ?)?[a-z0-9]{1,6}\b|(?:\d{1,2} ?(?:er|e|eme)|premier|dernier) etage\b)(?:[ ,]{1,2}(?:porte|a)? ?(?:gauche|droite|[a-z]?\d{1,4})\b)?)"_s);
        static const auto kTown = compiled(uR"(^[ ,-]{1,3}13\d{3}(?: marseille)?\b)"_s);
        each(kStreet, m_flat, [this](const auto &match) {
            const bool lives = match.capturedLength(1) > 0;
            if (lives && organisationLives(match.capturedStart()))
                return;
            const size_t last = streetEnd(m_text.wordAt(match.capturedEnd()));
            qsizetype end
                = last > 0 ? std::max(m_text.words()[last - 1].end, match.capturedEnd()) : match.capturedEnd();
            const auto part = kPart.matchView(QStringView(m_flat).sliced(end));
            end += part.hasMatch() ? part.capturedLength() : 0;
            const auto town = kTown.matchView(QStringView(m_flat).sliced(end));
            end += town.hasMatch() ? town.capturedLength() : 0;
            const qsizetype begin = lives ? match.capturedStart(1) : match.capturedStart(2);
            if (lives || part.hasMatch())
                add(PersonalKind::Address, { begin, end - begin });
        });
    }

    bool organisationLives(qsizetype at) const
    {
        static const auto kOrganisation = compiled(
            uR"(\b(?:association|collectif|comite|union|syndicat|societe|federation|siege|club|amicale|parti)\b[^\n,.;]*$)"_s);
        return wordsBefore(at, kOrganisation, 40);
    }

    const Text &m_text;
    const QString &m_flat;
    const qsizetype m_digits;
    std::vector<FormatSpan> m_found;
};

} // namespace

std::vector<FormatSpan> findFormats(const Text &text) { return FormatReader(text).read(); }

std::vector<Span> findAges(const Text &text)
{
    static const auto kAge = compiled(
        uR"(\(?\b(?:agee? de )?\d{1,2} ans\b\)?|\b(?:nee?|ne\(e\)) (?:en (?:19|20)\d\d|le \d{1,2}(?:er)? [a-z]{3,9})\b)"_s);
    std::vector<Span> found;
    each(kAge, text.flat(), [&](const auto &match) { found.push_back(spanOf(match)); });
    return found;
}

std::vector<Span> findSensitive(const Text &text)
{
    static const QString kSide
        = u"(?:(?:cgt|cfdt|fo|unsa|fsu|sud(?: (?:rail|education|ptt|sante))?|solidaires|cftc|cfe-cgc|snes|unef|fidl|lfi|lr|rn|ps|pcf|npa|eelv|lo|reconquete|modem|udi|renaissance)\\b)"_s;
    static const QString kWing
        = u"(?:(?:extreme|ultra)[ -]?(?:gauche|droite)|black bloc|soulevements|anarch\\w+|antifa\\w*|ecologiste|communiste|trotskiste|royaliste|nationaliste|identitaire|independantiste|salafiste|frontiste|insoumise?|socialiste|zadiste|autonome)"_s;
    static const auto kSensitive
        = compiled(u"\\b(?:(?:militante?|sympathisante?|adherente?|encartee?|membre|deleguee?|"
                   u"secretaire|responsable|syndiquee?|elue?|proche|issue?|permanente?)"
                   "(?: (?:syndical|departemental|regional|federal|local|national|general)e?){0,2}"
                   "(?: (?:a la|a l'|a|au|de la|de l'|du|chez|d'|pour))? ?(?:"_s
            + kSide + u'|' + kWing
            + u")|deleguee? syndicale?|syndiquee?|de (?:confession|religion) [a-z]+|"
              "anarchiste|trotskiste|communiste|royaliste|salafiste|identitaire|zadiste|"
              "(?:musulmane?|juive?|juif|chretienne?|chretien|catholique|protestante?|bouddhiste|hindouiste|athee|"
              "temoin de "
              "jehovah)(?: (?:pratiquant|convaincu|converti)e?)?|"
              "atteinte? d(?:e |'|u "
              ")[a-z]+|diabetique|epileptique|asthmatique|enceinte|handicapee?|seroposi\\w+|schizophrene|"
              "depressi(?:f|ve)|cardiaque|autiste|bipolaire|alcoolique|toxicomane|(?:en|dans un) fauteuil roulant|sous "
              "traitement|"
              "suivie? en psychiatrie|malade d(?:e |u )[a-z]+|homosexuel(?:le)?|transgenre)\\b"_s);
    std::vector<Span> found;
    each(kSensitive, text.flat(), [&](const auto &match) { found.push_back(spanOf(match)); });
    return found;
}

} // namespace cortege::guard
