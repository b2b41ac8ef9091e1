#include "folding.h"

#include <QtCore/QHash>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

#include <algorithm>
#include <array>
#include <vector>

namespace cortege::geodata
{
using namespace Qt::StringLiterals;
namespace
{

// Usage of the Base Adresse Nationale and of the post (norme XP Z10-011), and what people write. Berlin's routes have
// "Str." and "Pl.".
const QHash<QString, QString> &abbreviations()
{
    static const QHash<QString, QString> table {
        { u"av"_s, u"avenue"_s },
        { u"ave"_s, u"avenue"_s },
        { u"aven"_s, u"avenue"_s },
        { u"bd"_s, u"boulevard"_s },
        { u"bld"_s, u"boulevard"_s },
        { u"blvd"_s, u"boulevard"_s },
        { u"boul"_s, u"boulevard"_s },
        { u"bvd"_s, u"boulevard"_s },
        { u"r"_s, u"rue"_s },
        { u"pl"_s, u"place"_s },
        { u"pce"_s, u"place"_s },
        { u"all"_s, u"allee"_s },
        { u"allees"_s, u"allee"_s },
        { u"imp"_s, u"impasse"_s },
        { u"che"_s, u"chemin"_s },
        { u"chem"_s, u"chemin"_s },
        { u"ch"_s, u"chemin"_s },
        { u"rte"_s, u"route"_s },
        { u"crs"_s, u"cours"_s },
        { u"qu"_s, u"quai"_s },
        { u"sq"_s, u"square"_s },
        { u"pass"_s, u"passage"_s },
        { u"pas"_s, u"passage"_s },
        { u"trav"_s, u"traverse"_s },
        { u"tra"_s, u"traverse"_s },
        { u"mte"_s, u"montee"_s },
        { u"esp"_s, u"esplanade"_s },
        { u"prom"_s, u"promenade"_s },
        { u"res"_s, u"residence"_s },
        { u"lot"_s, u"lotissement"_s },
        { u"rpt"_s, u"rond point"_s },
        { u"fg"_s, u"faubourg"_s },
        { u"fbg"_s, u"faubourg"_s },
        { u"bat"_s, u"batiment"_s },
        { u"ham"_s, u"hameau"_s },
        { u"st"_s, u"saint"_s },
        { u"ste"_s, u"sainte"_s },
        { u"sts"_s, u"saints"_s },
        { u"stes"_s, u"saintes"_s },
        { u"mal"_s, u"marechal"_s },
        { u"gal"_s, u"general"_s },
        { u"gen"_s, u"general"_s },
        { u"dr"_s, u"docteur"_s },
        { u"doct"_s, u"docteur"_s },
        { u"cdt"_s, u"commandant"_s },
        { u"cmdt"_s, u"commandant"_s },
        { u"col"_s, u"colonel"_s },
        { u"cap"_s, u"capitaine"_s },
        { u"cne"_s, u"capitaine"_s },
        { u"lt"_s, u"lieutenant"_s },
        { u"pdt"_s, u"president"_s },
        { u"prof"_s, u"professeur"_s },
        { u"pr"_s, u"professeur"_s },
        { u"mgr"_s, u"monseigneur"_s },
        { u"nd"_s, u"notre dame"_s },
        { u"adj"_s, u"adjudant"_s },
        { u"sgt"_s, u"sergent"_s },
        { u"ing"_s, u"ingenieur"_s },
        { u"str"_s, u"strasse"_s },
        { u"ptz"_s, u"platz"_s },
    };
    return table;
}

const QSet<QString> &streetTypes()
{
    static const QSet<QString> set { u"avenue"_s, u"boulevard"_s, u"rue"_s, u"place"_s, u"placette"_s, u"allee"_s,
        u"impasse"_s, u"chemin"_s, u"route"_s, u"cours"_s, u"quai"_s, u"square"_s, u"passage"_s, u"traverse"_s,
        u"montee"_s, u"esplanade"_s, u"promenade"_s, u"residence"_s, u"lotissement"_s, u"rond"_s, u"point"_s,
        u"faubourg"_s, u"ruelle"_s, u"sentier"_s, u"villa"_s, u"cite"_s, u"pont"_s, u"porte"_s, u"corniche"_s,
        u"escalier"_s, u"parvis"_s, u"mail"_s, u"voie"_s, u"venelle"_s, u"hameau"_s, u"cour"_s };
    return set;
}

const QSet<QString> &articles()
{
    static const QSet<QString> set { u"de"_s, u"du"_s, u"des"_s, u"d"_s, u"la"_s, u"le"_s, u"les"_s, u"l"_s, u"a"_s,
        u"au"_s, u"aux"_s, u"et"_s, u"en"_s, u"sur"_s, u"sous"_s };
    return set;
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}
bool isSuffix(QStringView word)
{
    static const QSet<QString> words { u"bis"_s, u"ter"_s, u"quater"_s, u"quinquies"_s };
    return words.contains(word.toString()) || (word.size() == 1 && word[0] >= u'a' && word[0] <= u'z');
}

} // namespace

QString unabbreviated(const QString &word)
{
    if (const auto known = abbreviations().constFind(word); known != abbreviations().constEnd())
        return *known;
    if (word.size() > 4 && word.endsWith("str"_L1))
        return word + "asse"_L1;
    return word;
}

QString nameKey(QStringView name)
{
    QStringList words = folded(name).split(u' ', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < words.size(); ++i) {
        // One letter is a street type in front and somebody's initial later.
        if (words[i].size() > 1 || i == 0)
            words[i] = unabbreviated(words[i]);
    }
    return words.join(u' ');
}

bool isStreetType(const QString &word) { return streetTypes().contains(word); }
bool isArticle(const QString &word) { return articles().contains(word); }

QString nameCore(const QString &key)
{
    const QStringList words = key.split(u' ');
    qsizetype first = 0;
    while (first < words.size() && isStreetType(words[first]))
        ++first;
    while (first < words.size() && isArticle(words[first]))
        ++first;
    return first < words.size() ? words.sliced(first).join(u' ') : key;
}

QString nameSkeleton(const QString &key)
{
    QStringList words = key.split(u' ');
    words.removeIf([](const QString &word) { return isArticle(word); });
    return words.isEmpty() ? key : words.join(u' ');
}

std::optional<NumberParts> readNumber(QStringView text)
{
    static const QRegularExpression pattern(u"^0*(\\d{1,5}) ?(bis|ter|quater|quinquies|[a-z])?$"_s);
    const auto match = pattern.match(folded(text));
    if (!match.hasMatch() || match.captured(1).toInt() == 0)
        return std::nullopt;
    return NumberParts { match.captured(1).toInt(), match.captured(2) };
}

QList<NumberedText> numberedReadings(const QString &folded)
{
    QList<NumberedText> readings;
    const QStringList words = folded.split(u' ', Qt::SkipEmptyParts);
    const auto read = [&](qsizetype first, qsizetype count) {
        if (count >= words.size())
            return;
        const auto number = readNumber(words.sliced(first, count).join(u' '));
        if (!number)
            return;
        const QStringList rest = first == 0 ? words.sliced(count) : words.first(first);
        readings.append({ *number, rest.join(u' ') });
    };
    const auto pair = [&](qsizetype first) {
        return first >= 0 && first + 1 < words.size() && isDigits(words[first]) && isSuffix(words[first + 1]);
    };
    if (pair(0))
        read(0, 2);
    read(0, 1);
    if (pair(words.size() - 2))
        read(words.size() - 2, 2);
    if (words.size() > 1)
        read(words.size() - 1, 1);
    return readings;
}

QList<std::pair<QString, QString>> crossingReadings(QStringView text)
{
    static const QRegularExpression opening(
        u"^\\s*(?:à\\s+l['’]\\s*)?(?:angle|coin|croisement|intersection|carrefour)\\b[\\s:]*"
        "(?:(?:de\\s+la|du|des|de|d['’]|entre)\\b\\s*(?=(?:rue|avenue|boulevard|av|bd|bld|blvd|r|cours|quai|allée|"
        "allee|chemin|place|la|l['’]|le)\\b))?"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression between(
        u"\\s*[/×&]\\s*|\\s+(?:x|et)(?:\\s+(?:du|de\\s+la|de\\s+l['’])\\b)?\\s+|\\s+(?:x|et)$"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    const auto opened = opening.matchView(text);
    const QStringView rest = text.sliced(opened.hasMatch() ? opened.capturedEnd() : 0);
    QList<std::pair<QString, QString>> readings;
    for (auto found = between.globalMatchView(rest); found.hasNext();) {
        const auto match = found.next();
        const QString one = folded(rest.first(match.capturedStart()));
        const QString two = folded(rest.sliced(match.capturedEnd()));
        if (!one.isEmpty())
            readings.append({ one, two });
    }
    if (readings.isEmpty() && opened.hasMatch()) {
        if (const QString one = folded(rest); !one.isEmpty())
            readings.append({ one, {} });
    }
    return readings;
}

int editDistance(QStringView typed, QStringView word, int most, bool mayGoOn)
{
    const qsizetype rows = typed.size();
    if (!mayGoOn && std::abs(rows - word.size()) > most)
        return most + 1;
    // Optimal string alignment; columns beyond what `most` changes can reach are never looked at.
    const qsizetype columns = std::min(word.size(), rows + most);
    std::vector<int> before(static_cast<size_t>(columns + 1));
    std::vector<int> last(before.size());
    std::vector<int> now(before.size());
    for (qsizetype c = 0; c <= columns; ++c)
        last[static_cast<size_t>(c)] = static_cast<int>(c);
    for (qsizetype r = 1; r <= rows; ++r) {
        now[0] = static_cast<int>(r);
        int least = now[0];
        for (qsizetype c = 1; c <= columns; ++c) {
            const auto at = static_cast<size_t>(c);
            const int same = typed[r - 1] == word[c - 1] ? 0 : 1;
            now[at] = std::min({ last[at] + 1, now[at - 1] + 1, last[at - 1] + same });
            if (r > 1 && c > 1 && typed[r - 1] == word[c - 2] && typed[r - 2] == word[c - 1])
                now[at] = std::min(now[at], before[at - 2] + 1);
            least = std::min(least, now[at]);
        }
        if (least > most)
            return most + 1;
        std::swap(before, last);
        std::swap(last, now);
    }
    const int distance = mayGoOn ? *std::ranges::min_element(last) : columns == word.size() ? last.back() : most + 1;
    return std::min(distance, most + 1);
}

} // namespace cortege::geodata
