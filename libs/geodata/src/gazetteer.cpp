#include "folding.h"
#include "gazetteerfile.h"
#include "sqlite.h"

#include <geodata/gazetteer.h>

#include <QtCore/QHash>
#include <QtCore/QtEndian>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace cortege::geodata
{
using namespace Qt::StringLiterals;
namespace
{

constexpr int kBeginningMost = 60; // names that begin as typed, the most important first
constexpr int kAnywhereMost = 150; // names that hold the words anywhere
constexpr int kStreetsForNumber = 25; // streets in which a number is looked for
constexpr int kStreetsForCrossing = 20; // on either side of the "/"
constexpr qsizetype kTypedMost = 200; // letters; nobody types an address of more
constexpr qsizetype kWordsMost = 12;
constexpr qsizetype kTooFew = 3; // answers, below which typing errors are looked for
constexpr qsizetype kLikenessMost = 10; // words that a mistyped one may have meant
constexpr double kCrossingMetres = 12;
constexpr double kAddressMetres = 35;
constexpr double kStreetMetres = 300;
constexpr double kNearNumberMetres = 150;

int errorsAllowed(qsizetype letters) { return letters < 4 ? 0 : letters < 8 ? 1 : 2; }

/// Which letters are in a word: two words that differ by n changes differ by 2n of these bits at most.
uint64_t lettersOf(QStringView word)
{
    uint64_t letters = 0;
    for (const QChar c : word) {
        const unsigned code = c.unicode();
        const unsigned bit = code >= 'a' && code <= 'z' ? code - 'a'
            : code >= '0' && code <= '9'                ? 26 + code - '0'
                                                        : 36 + code % 28;
        letters |= uint64_t { 1 } << bit;
    }
    return letters;
}

struct Word {
    QString text;
    uint64_t letters;
};

/// What was typed as a name, in the spellings it may stand for.
struct Typed {
    QString text; ///< folded, as typed
    QString key; ///< with abbreviations written out
    QStringList words;
};

Typed typedAs(const QString &folded)
{
    Typed typed { folded, nameKey(folded), folded.split(u' ', Qt::SkipEmptyParts) };
    if (typed.words.size() > kWordsMost)
        typed.words.resize(kWordsMost);
    return typed;
}

struct Candidate {
    int64_t id = 0;
    FoundKind kind = FoundKind::Street;
    QString label;
    QString key;
    QString context;
    GridPoint position;
    std::optional<GeoBox> extent;
    int importance = 0;
    int grade = 0; ///< 0: the name as typed … 3: its words somewhere; more with each typing error
    double away = 0;
    int order = 0; ///< of what is equal otherwise, such as the suffixes of a number
};

int kindRank(FoundKind kind)
{
    switch (kind) {
    case FoundKind::Address:
    case FoundKind::Street:
        return 0;
    case FoundKind::Crossing:
        return 1;
    case FoundKind::Place:
        return 2;
    case FoundKind::Quarter:
        return 3;
    }
    return 4;
}

auto rankOf(const Candidate &one)
{
    return std::tuple(one.grade, one.importance < 0, kindRank(one.kind), -one.importance, one.away, one.order, one.id);
}

constexpr int kWordsSomewhere = 3;
constexpr int kPerError = 4;

int gradeOf(const QString &key, const Typed &typed)
{
    const QString core = nameCore(key);
    const QString skeleton = nameSkeleton(key);
    int best = kWordsSomewhere;
    for (const QString &form : { typed.text, typed.key }) {
        const QString bare = nameSkeleton(form);
        if (key == form || core == form || skeleton == bare)
            return 0;
        const auto begins = [](const QString &name, const QString &part) {
            if (!name.startsWith(part))
                return kWordsSomewhere;
            return name.size() == part.size() || name[part.size()] == u' ' ? 1 : 2;
        };
        best = std::min({ best, begins(key, form), begins(core, form), begins(skeleton, bare) });
    }
    return best;
}

/// Errors of the typed words against the best words of the name.
int errorsIn(const QString &key, const Typed &typed)
{
    int errors = 0;
    const QStringList words = key.split(u' ');
    for (qsizetype i = 0; i < typed.words.size(); ++i) {
        const QString &word = typed.words[i];
        if (isArticle(word))
            continue;
        const QString meant = unabbreviated(word);
        int least = 3;
        for (const QString &other : words) {
            if (other.startsWith(word) || other == meant.section(u' ', 0, 0))
                least = 0;
            else
                least = std::min(least, editDistance(word, other, 2, i + 1 == typed.words.size()));
        }
        errors += least;
    }
    return errors;
}

/// Whose spelling is doubted.
enum class Forgiveness { None, UnknownWords, AllWords };

QString quoted(const QString &words) { return u'"' + words + u'"'; }

GridPoint pointAt(sqlite3_stmt *row, int column)
{
    return { sqlite3_column_int(row, column), sqlite3_column_int(row, column + 1) };
}

QString labelOf(const NumberParts &parts)
{
    QString number = QString::number(parts.number);
    if (parts.suffix.isEmpty())
        return number;
    return parts.suffix.size() == 1 ? number + parts.suffix.toUpper() : number + u' ' + parts.suffix;
}

std::unexpected<Error> named(const QString &path, Failure kind, const QString &what)
{
    return fail(kind, u"%1: %2"_s.arg(path, what));
}

Result<int64_t> pragma(sqlite3 *handle, const char *sql)
{
    const auto row = sqlite::prepare(handle, sql);
    if (row && sqlite3_step(row->get()) == SQLITE_ROW)
        return sqlite3_column_int64(row->get(), 0);
    return fail(
        sqlite3_errcode(handle) == SQLITE_NOTADB ? Failure::InvalidInput : Failure::Corrupt, sqlite::messageOf(handle));
}

} // namespace

struct Gazetteer::Data {
    sqlite::Connection connection;
    sqlite::Statement search;
    sqlite::Statement entry;
    sqlite::Statement numbers;
    sqlite::Statement crossings;
    sqlite::Statement crossingsOf;
    sqlite::Statement crossingsNear;
    sqlite::Statement numbersNear;
    sqlite::Statement stretchesNear;
    sqlite::Statement stretchesOf;
    sqlite::Statement outlines;
    sqlite::Statement quarters;
    std::vector<Word> words; ///< sorted
    QHash<int64_t, QString> contexts;

    Result<> prepareAll();
    Result<> readWords();

    template <class Row, class... Values>
    void each(const sqlite::Statement &statement, Row row, const Values &...values) const
    {
        int column = 0;
        (sqlite3_bind_int64(statement.get(), ++column, static_cast<sqlite3_int64>(values)), ...);
        while (sqlite3_step(statement.get()) == SQLITE_ROW)
            row(statement.get());
        sqlite3_reset(statement.get());
    }
    void match(const QString &expression, int most, std::vector<int64_t> &ids) const;
    std::optional<Candidate> load(int64_t id) const;
    QStringList likeWords(const QString &word, bool mayGoOn) const;
    bool isKnown(const QString &word, bool mayGoOn) const;
    QString anywhere(const Typed &typed, Forgiveness forgiveness) const;
    std::vector<Candidate> names(const QString &folded, std::optional<GeoPoint> near, bool forgiving = true) const;
    std::vector<Candidate> streets(const QString &folded, std::optional<GeoPoint> near, size_t most) const;
    void addresses(const NumberedText &text, std::optional<GeoPoint> near, std::vector<Candidate> &found) const;
    void crossingsIn(
        const std::pair<QString, QString> &text, std::optional<GeoPoint> near, std::vector<Candidate> &found) const;
    template <class Row>
    void around(const sqlite::Statement &statement, GridPoint point, int cells, Row row) const;
    std::optional<Found> crossingAt(GeoPoint point) const;
    std::optional<Found> addressOrStreetAt(GeoPoint point, int cells) const;
    std::optional<Found> quarterAt(GeoPoint point) const;
};

namespace
{

std::vector<Ring> outlineOf(sqlite3_stmt *row, int column)
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(row, column));
    std::vector<Ring> rings(1);
    for (int i = 0; i + 8 <= sqlite3_column_bytes(row, column); i += 8) {
        const GridPoint corner { qFromLittleEndian<qint32>(bytes + i), qFromLittleEndian<qint32>(bytes + i + 4) };
        if (corner.x == std::numeric_limits<int32_t>::max())
            rings.emplace_back();
        else
            rings.back().push_back(fromGrid(corner));
    }
    if (rings.back().empty()) // an end stands behind each
        rings.pop_back();
    return rings;
}

} // namespace

Gazetteer::Gazetteer(std::unique_ptr<Data> data) : m_data(std::move(data)) { }
Gazetteer::Gazetteer(Gazetteer &&) noexcept = default;
Gazetteer &Gazetteer::operator=(Gazetteer &&) noexcept = default;
Gazetteer::~Gazetteer() = default;

Result<Gazetteer> Gazetteer::open(const QString &path)
{
    auto connection = sqlite::openReadOnly(path);
    if (!connection)
        return std::unexpected(connection.error());
    auto data = std::make_unique<Data>();
    data->connection = *std::move(connection);
    sqlite3 *handle = data->connection.get();
    const auto application = pragma(handle, "PRAGMA application_id");
    if (!application)
        return named(path, application.error().kind, application.error().detail);
    if (*application != kGazetteerApplication)
        return named(path, Failure::InvalidInput, u"not a gazetteer"_s);
    const auto version = pragma(handle, "PRAGMA user_version");
    if (!version || *version != kGazetteerVersion)
        return named(path, Failure::InvalidInput,
            u"gazetteer of version %1; this program reads %2"_s.arg(version.value_or(0)).arg(kGazetteerVersion));
    const auto check = sqlite::prepare(handle, "PRAGMA quick_check(1)");
    if (!check || sqlite3_step(check->get()) != SQLITE_ROW || sqlite::textOf(check->get(), 0) != "ok"_L1)
        return named(path, Failure::Corrupt, check ? sqlite::textOf(check->get(), 0) : check.error().detail);
    if (const auto prepared = data->prepareAll(); !prepared)
        return named(path, Failure::Corrupt, prepared.error().detail);
    if (const auto read = data->readWords(); !read)
        return named(path, Failure::Corrupt, read.error().detail);
    return Gazetteer(std::move(data));
}

Result<> Gazetteer::Data::prepareAll()
{
    for (const auto &[statement, sql] : std::initializer_list<std::pair<sqlite::Statement *, const char *>> {
             { &search, "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid LIMIT ?" },
             { &entry,
                 "SELECT id, kind, label, key, context, x, y, west, south, east, north, weight FROM entry WHERE id=?" },
             { &numbers, "SELECT number, suffix, context, x, y FROM number WHERE street=? AND number=?" },
             { &crossings, "SELECT a, b, x, y FROM crossing WHERE a=? AND b=?" },
             { &crossingsOf, "SELECT a, b, x, y FROM crossing WHERE a=?1 OR b=?1" },
             { &crossingsNear, "SELECT a, b, x, y FROM crossing WHERE cell BETWEEN ? AND ?" },
             { &numbersNear, "SELECT street, number, suffix, context, x, y FROM number WHERE cell BETWEEN ? AND ?" },
             { &stretchesNear, "SELECT street, x1, y1, x2, y2 FROM stretch WHERE cell BETWEEN ? AND ?" },
             { &stretchesOf, "SELECT x1, y1, x2, y2 FROM stretch WHERE street=?" },
             { &outlines,
                 "SELECT quarter, ring FROM outline JOIN entry ON entry.id=quarter"
                 " WHERE ?1 BETWEEN west AND east AND ?2 BETWEEN south AND north" },
             { &quarters, "SELECT label, ring FROM outline JOIN entry ON entry.id=quarter ORDER BY label, n" } }) {
        auto prepared = sqlite::prepare(connection.get(), sql);
        if (!prepared)
            return std::unexpected(prepared.error());
        *statement = *std::move(prepared);
    }
    return {};
}

Result<> Gazetteer::Data::readWords()
{
    const auto word = sqlite::prepare(connection.get(), "SELECT word FROM word ORDER BY word");
    const auto context = sqlite::prepare(connection.get(), "SELECT id, text FROM context");
    if (!word || !context)
        return std::unexpected((word ? context : word).error());
    each(*word, [&](sqlite3_stmt *row) {
        const QString text = sqlite::textOf(row, 0);
        words.push_back({ text, lettersOf(text) });
    });
    std::ranges::sort(words, {}, &Word::text);
    each(*context, [&](sqlite3_stmt *row) { contexts.insert(sqlite3_column_int64(row, 0), sqlite::textOf(row, 1)); });
    return {};
}

void Gazetteer::Data::match(const QString &expression, int most, std::vector<int64_t> &ids) const
{
    sqlite3_bind_text16(search.get(), 1, expression.utf16(), static_cast<int>(expression.size() * 2), SQLITE_TRANSIENT);
    sqlite3_bind_int(search.get(), 2, most);
    while (sqlite3_step(search.get()) == SQLITE_ROW)
        ids.push_back(sqlite3_column_int64(search.get(), 0));
    sqlite3_reset(search.get());
}

std::optional<Candidate> Gazetteer::Data::load(int64_t id) const
{
    std::optional<Candidate> found;
    each(
        entry,
        [&](sqlite3_stmt *row) {
            Candidate one;
            one.id = id;
            one.kind = static_cast<FoundKind>(std::clamp(sqlite3_column_int(row, 1), 0, 4));
            one.label = sqlite::textOf(row, 2);
            one.key = sqlite::textOf(row, 3);
            one.context = sqlite::textOf(row, 4);
            one.position = pointAt(row, 5);
            if (sqlite3_column_type(row, 7) == SQLITE_INTEGER)
                one.extent = GeoBox { fromGrid(pointAt(row, 7)), fromGrid(pointAt(row, 9)) };
            // Fourfold counts as more important; less than that, nearness decides.
            const double weight = std::clamp(sqlite3_column_double(row, 11), kNobodysStreet, 1e9);
            one.importance = weight < 0 ? -1 : static_cast<int>(std::log2(1 + weight) / 2);
            found = std::move(one);
        },
        id);
    return found;
}

bool Gazetteer::Data::isKnown(const QString &word, bool mayGoOn) const
{
    const auto at = std::ranges::lower_bound(words, word, {}, &Word::text);
    return at != words.end() && (at->text == word || (mayGoOn && at->text.startsWith(word)));
}

// The letters' bits leave a few dozen of some ten thousand words for the edit distance itself; a trigram index would
// lose short words with an error in their middle.
QStringList Gazetteer::Data::likeWords(const QString &word, bool mayGoOn) const
{
    const int most = errorsAllowed(word.size());
    if (most == 0)
        return {};
    const uint64_t letters = lettersOf(word);
    std::vector<std::tuple<int, qsizetype, const QString *>> like;
    for (const Word &other : words) {
        if (other.text.size() + most < word.size() || (!mayGoOn && other.text.size() > word.size() + most))
            continue;
        if (std::popcount(letters & ~other.letters) > most
            || (!mayGoOn && std::popcount(other.letters & ~letters) > most))
            continue;
        const int distance = editDistance(word, other.text, most, mayGoOn);
        if (distance <= most)
            like.emplace_back(distance, std::abs(other.text.size() - word.size()), &other.text);
    }
    std::ranges::sort(like, [](const auto &a, const auto &b) {
        return std::tuple(std::get<0>(a), std::get<1>(a), *std::get<2>(a))
            < std::tuple(std::get<0>(b), std::get<1>(b), *std::get<2>(b));
    });
    QStringList result;
    for (const auto &[distance, length, text] : like) {
        if (result.size() < kLikenessMost)
            result.append(*text);
    }
    return result;
}

/// All words, each in its spellings, anywhere in the name.
QString Gazetteer::Data::anywhere(const Typed &typed, Forgiveness forgiveness) const
{
    QStringList parts;
    for (qsizetype i = 0; i < typed.words.size(); ++i) {
        const QString &word = typed.words[i];
        const bool last = i + 1 == typed.words.size();
        if (isArticle(word) && !(last && parts.isEmpty()))
            continue;
        // "ruz paradis": too short to tell what was meant, and the rest says enough.
        if (forgiveness != Forgiveness::None && errorsAllowed(word.size()) == 0 && typed.words.size() > 1
            && !isKnown(word, true))
            continue;
        QStringList spellings { quoted(word) + u'*' };
        if (const QString meant = unabbreviated(word); meant != word)
            spellings.append(quoted(meant) + u'*');
        if (forgiveness == Forgiveness::AllWords
            || (forgiveness == Forgiveness::UnknownWords && spellings.size() == 1 && !isKnown(word, last))) {
            for (const QString &like : likeWords(word, last))
                spellings.append(quoted(like));
        }
        parts.append(u'(' + spellings.join(u" OR "_s) + u')');
    }
    return parts.join(u" AND "_s);
}

std::vector<Candidate> Gazetteer::Data::names(const QString &folded, std::optional<GeoPoint> near, bool forgiving) const
{
    std::vector<Candidate> found;
    const Typed typed = typedAs(folded.first(std::min(folded.size(), kTypedMost)));
    if (typed.words.isEmpty())
        return found;
    std::vector<int64_t> ids;
    const auto loadNew = [&](bool doubted) {
        std::ranges::sort(ids);
        ids.erase(std::ranges::unique(ids).begin(), ids.end());
        for (const int64_t id : ids) {
            if (std::ranges::contains(found, id, &Candidate::id))
                continue;
            auto one = load(id);
            if (!one)
                continue;
            one->grade = gradeOf(one->key, typed);
            if (doubted && one->grade == kWordsSomewhere) {
                const auto length = [](const QString &key) { return nameSkeleton(nameCore(key)).count(u' '); };
                one->grade = kPerError * std::max(1, errorsIn(one->key, typed))
                    + (length(one->key) == length(typed.key) ? 0 : kWordsSomewhere);
            }
            if (near)
                one->away = distanceMetres(*near, fromGrid(one->position));
            found.push_back(*std::move(one));
        }
        ids.clear();
    };

    QStringList beginnings;
    for (const QString &form : { typed.text, typed.key }) {
        for (const auto &column : { u"name"_s, u"core"_s })
            beginnings.append(u"(%1 : ^ %2 *)"_s.arg(column, quoted(form)));
    }
    match(beginnings.join(u" OR "_s), kBeginningMost, ids);
    match(anywhere(typed, Forgiveness::None), kAnywhereMost, ids);
    loadNew(false);
    for (const Forgiveness forgiveness : { Forgiveness::UnknownWords, Forgiveness::AllWords }) {
        if (!forgiving || std::ssize(found) >= kTooFew || folded.size() < 4)
            break;
        if (const QString expression = anywhere(typed, forgiveness); !expression.isEmpty())
            match(expression, kAnywhereMost, ids);
        loadNew(true);
    }
    std::ranges::sort(found, {}, rankOf);
    return found;
}

std::vector<Candidate> Gazetteer::Data::streets(const QString &folded, std::optional<GeoPoint> near, size_t most) const
{
    auto found = names(folded, near);
    std::erase_if(found, [](const Candidate &one) { return one.kind != FoundKind::Street; });
    if (found.size() > most)
        found.resize(most);
    return found;
}

void Gazetteer::Data::addresses(
    const NumberedText &text, std::optional<GeoPoint> near, std::vector<Candidate> &found) const
{
    const auto streetsNamed = streets(text.rest, near, kStreetsForNumber);
    const auto before = found.size();
    for (const Candidate &street : streetsNamed) {
        each(
            numbers,
            [&](sqlite3_stmt *row) {
                const NumberParts parts { sqlite3_column_int(row, 0), sqlite::textOf(row, 1) };
                if (!text.number.suffix.isEmpty() && parts.suffix != text.number.suffix
                    && !(text.number.suffix == "b"_L1 && parts.suffix == "bis"_L1))
                    return;
                Candidate one = street;
                one.kind = FoundKind::Address;
                one.label = labelOf(parts) + u' ' + street.label;
                one.context = contexts.value(sqlite3_column_int64(row, 2));
                one.position = pointAt(row, 3);
                one.extent.reset();
                one.order = static_cast<int>(found.size());
                found.push_back(std::move(one));
            },
            street.id, text.number.number);
    }
    // A number that the base does not have: its street is the best there is.
    if (found.size() == before) {
        for (Candidate street : streetsNamed) {
            street.grade += kPerError;
            found.push_back(std::move(street));
        }
    }
}

void Gazetteer::Data::crossingsIn(
    const std::pair<QString, QString> &text, std::optional<GeoPoint> near, std::vector<Candidate> &found) const
{
    const auto add = [&](const Candidate &one, const Candidate &two, GridPoint where) {
        Candidate crossing;
        crossing.id = one.id;
        crossing.kind = FoundKind::Crossing;
        crossing.label = u"Angle %1 / %2"_s.arg(one.label, two.label);
        crossing.context = one.context;
        crossing.position = where;
        crossing.importance = two.importance;
        crossing.grade = std::max(one.grade, two.grade);
        crossing.order = static_cast<int>(found.size());
        if (near)
            crossing.away = distanceMetres(*near, fromGrid(where));
        found.push_back(std::move(crossing));
    };
    const auto ones = streets(text.first, near, text.second.isEmpty() ? 3 : kStreetsForCrossing);
    if (text.second.isEmpty()) {
        for (const Candidate &one : ones) {
            std::vector<std::pair<int64_t, GridPoint>> met;
            each(
                crossingsOf,
                [&](sqlite3_stmt *row) {
                    const int64_t a = sqlite3_column_int64(row, 0);
                    met.emplace_back(a == one.id ? sqlite3_column_int64(row, 1) : a, pointAt(row, 2));
                },
                one.id);
            for (const auto &[id, where] : met) {
                if (const auto two = load(id))
                    add(one, *two, where);
            }
        }
        return;
    }
    const auto twos = streets(text.second, near, kStreetsForCrossing);
    for (const Candidate &one : ones) {
        for (const Candidate &two : twos) {
            each(
                crossings, [&](sqlite3_stmt *row) { add(one, two, pointAt(row, 2)); }, std::min(one.id, two.id),
                std::max(one.id, two.id));
        }
    }
}

std::vector<Found> Gazetteer::complete(QStringView typed, int limit, std::optional<GeoPoint> near) const
{
    if (near && !isOnEarth(*near))
        near.reset();
    const QStringView text = typed.first(std::min(typed.size(), kTypedMost));
    const QString name = folded(text);
    std::vector<Candidate> found;
    for (const auto &crossing : crossingReadings(text))
        m_data->crossingsIn(crossing, near, found);
    if (found.empty()) {
        // No street is called "12 rue de Rome": its errors are looked for without the number.
        const auto readings = numberedReadings(name);
        found = m_data->names(name, near, readings.isEmpty());
        for (const NumberedText &numbered : readings)
            m_data->addresses(numbered, near, found);
        if (found.empty() && !readings.isEmpty())
            found = m_data->names(name, near);
    }
    std::ranges::stable_sort(found, {}, rankOf);
    std::vector<Found> results;
    for (Candidate &one : found) {
        if (std::ssize(results) >= limit)
            break;
        const bool isEntry = one.kind != FoundKind::Address && one.kind != FoundKind::Crossing;
        Found result { one.kind, std::move(one.label), std::move(one.context), fromGrid(one.position), one.extent,
            isEntry ? one.id : 0 };
        if (!std::ranges::contains(results, result))
            results.push_back(std::move(result));
    }
    return results;
}

template <class Row>
void Gazetteer::Data::around(const sqlite::Statement &statement, GridPoint point, int cells, Row row) const
{
    for (int64_t y = cellRow(point) - cells; y <= cellRow(point) + cells; ++y)
        each(statement, row, cellAt(cellColumn(point) - cells, y), cellAt(cellColumn(point) + cells, y));
}

std::optional<Found> Gazetteer::Data::crossingAt(GeoPoint point) const
{
    double best = kCrossingMetres;
    std::optional<std::tuple<int64_t, int64_t, GridPoint>> where;
    around(crossingsNear, toGrid(point), 1, [&](sqlite3_stmt *row) {
        const GridPoint at = pointAt(row, 2);
        if (const double away = distanceMetres(point, fromGrid(at)); away < best) {
            best = away;
            where = { sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1), at };
        }
    });
    if (!where)
        return std::nullopt;
    const auto one = load(std::get<0>(*where));
    const auto two = load(std::get<1>(*where));
    if (!one || !two)
        return std::nullopt;
    return Found { FoundKind::Crossing, u"Angle %1 / %2"_s.arg(one->label, two->label), one->context,
        fromGrid(std::get<2>(*where)), {}, 0 };
}

std::optional<Found> Gazetteer::Data::addressOrStreetAt(GeoPoint point, int cells) const
{
    struct Number {
        int64_t street;
        NumberParts parts;
        int64_t context;
        GeoPoint position;
        double away;
    };
    std::vector<Number> near;
    around(numbersNear, toGrid(point), cells, [&](sqlite3_stmt *row) {
        const GeoPoint at = fromGrid(pointAt(row, 4));
        if (const double away = distanceMetres(point, at); away < kStreetMetres) {
            near.push_back({ sqlite3_column_int64(row, 0), { sqlite3_column_int(row, 1), sqlite::textOf(row, 2) },
                sqlite3_column_int64(row, 3), at, away });
        }
    });
    std::ranges::stable_sort(near, {}, &Number::away);
    if (!near.empty() && near.front().away < kAddressMetres) {
        if (const auto street = load(near.front().street)) {
            return Found { FoundKind::Address, labelOf(near.front().parts) + u' ' + street->label,
                contexts.value(near.front().context), near.front().position, {}, 0 };
        }
    }
    const Plane plane(point);
    double best = kStreetMetres;
    std::optional<std::pair<int64_t, GeoPoint>> nearest;
    around(stretchesNear, toGrid(point), cells, [&](sqlite3_stmt *row) {
        const Plane::Point a = plane(fromGrid(pointAt(row, 1)));
        const Plane::Point b = plane(fromGrid(pointAt(row, 3)));
        const double t = nearestOn(a, b, {});
        const Plane::Point at { a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t };
        if (const double away = std::hypot(at.x, at.y); away < best) {
            best = away;
            nearest = { sqlite3_column_int64(row, 0), plane.back(at) };
        }
    });
    if (!nearest && !near.empty())
        nearest = { near.front().street, near.front().position };
    const auto street = nearest ? load(nearest->first) : std::nullopt;
    if (!street)
        return std::nullopt;
    QString label = street->label;
    const auto number = std::ranges::find(near, street->id, &Number::street);
    if (number != near.end() && number->away < kNearNumberMetres)
        label += u", près du "_s + labelOf(number->parts);
    return Found { FoundKind::Street, label, street->context, nearest->second, street->extent, street->id };
}

std::optional<Found> Gazetteer::Data::quarterAt(GeoPoint point) const
{
    std::optional<int64_t> quarter;
    const GridPoint at = toGrid(point);
    each(
        outlines,
        [&](sqlite3_stmt *row) {
            if (!quarter && ringsContain(outlineOf(row, 1), point))
                quarter = sqlite3_column_int64(row, 0);
        },
        at.x, at.y);
    const auto found = quarter ? load(*quarter) : std::nullopt;
    return found ? std::optional(Found { found->kind, found->label, found->context, point, found->extent, found->id })
                 : std::nullopt;
}

std::optional<Found> Gazetteer::nearest(GeoPoint point) const
{
    if (!isOnEarth(point))
        return std::nullopt;
    if (auto crossing = m_data->crossingAt(point))
        return crossing;
    for (const int cells : { 1, 2 }) {
        if (auto found = m_data->addressOrStreetAt(point, cells))
            return found;
    }
    return m_data->quarterAt(point);
}

std::vector<Area> Gazetteer::quarters() const
{
    std::vector<Area> areas;
    m_data->each(m_data->quarters,
        [&](sqlite3_stmt *row) { areas.push_back({ sqlite::textOf(row, 0), AreaKind::Quarter, outlineOf(row, 1) }); });
    return areas;
}

std::vector<GeoPoint> Gazetteer::crossings(const Found &one, const Found &two) const
{
    std::vector<GeoPoint> points;
    m_data->each(
        m_data->crossings, [&](sqlite3_stmt *row) { points.push_back(fromGrid(pointAt(row, 2))); },
        std::min(one.id, two.id), std::max(one.id, two.id));
    return points;
}

std::vector<GeoPoint> Gazetteer::pointsAlong(const Found &street) const
{
    std::vector<GeoPoint> points;
    m_data->each(
        m_data->stretchesOf,
        [&](sqlite3_stmt *row) {
            points.push_back(fromGrid(pointAt(row, 0)));
            points.push_back(fromGrid(pointAt(row, 2)));
        },
        street.id);
    return points;
}

} // namespace cortege::geodata
