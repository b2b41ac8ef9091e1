#include <presentation/coordinates.h>
#include <presentation/momenttext.h>
#include <presentation/occurrences.h>

#include <QtCore/QLocale>

#include <algorithm>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;

namespace
{

const QDate kToday(2026, 11, 21);

/// A date on the first line, a time on the second.
void checkMoment(const QString &text)
{
    const QString date = text.section(u'\n', 0, 0);
    const QString time = text.section(u'\n', 1, 1);
    if (const auto read = dateFromText(date, kToday); read && dateFromText(textOf(*read), QDate()) != read)
        __builtin_trap();
    if (const auto read = timeFromText(time); read && timeFromText(textOf(*read)) != read)
        __builtin_trap();
    for (const auto season :
        { std::optional<Season>(), std::optional(Season::Summer), std::optional(Season::Winter) }) {
        const auto read = readMoment(MomentText { date, time, season }, kToday);
        if (!read || !*read)
            continue;
        const auto again = readMoment(momentTextOf(*read), QDate());
        if (!again || *again != *read)
            __builtin_trap();
    }
}

void checkCoordinates(const QString &text)
{
    const auto read = readCoordinates(text);
    if (!read)
        return;
    if (!isOnEarth(*read))
        __builtin_trap();
    for (const QLocale &locale :
        { QLocale(QLocale::French, QLocale::France), QLocale(QLocale::English, QLocale::UnitedKingdom) }) {
        QLocale::setDefault(locale);
        for (const CoordinateFormat format : kCoordinateFormats) {
            const QString written = coordinateText(*read, format);
            if (written.isEmpty() && format == CoordinateFormat::Lambert93)
                continue;
            const auto again = readCoordinates(written);
            if (!again || distanceMetres(*again, *read) > 0.1)
                __builtin_trap();
        }
    }
}

/// Ends come after beginnings; with both hours said, the lines read as the same.
void checkOccurrences(const QString &text)
{
    FormContent usual;
    usual.begins = { u"28/11/2026"_s, u"14:00"_s, std::nullopt };
    usual.ends = { u"28/11/2026"_s, u"18:00"_s, std::nullopt };
    const auto read = readOccurrences(text, usual, kToday);
    if (!read)
        return;
    QString lines;
    for (const Occurrence &one : *read) {
        const auto begins = readMoment(one.begins, kToday);
        const auto ends = readMoment(one.ends, kToday);
        if (!begins || !*begins || !ends || !*ends || **ends <= **begins)
            __builtin_trap();
        lines += u"%1 %2 – %3\n"_s.arg(one.begins.date, one.begins.time, one.ends.time);
    }
    const auto again = readOccurrences(lines, usual, kToday);
    if (!again || *again != *read)
        __builtin_trap();
}

} // namespace

// Whatever is read can be written, and reads as the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    // People type a few lines.
    const QString text = QString::fromUtf8(
        reinterpret_cast<const char *>(data), static_cast<qsizetype>(std::min<size_t>(size, 2'000)));
    checkMoment(text);
    checkCoordinates(text);
    checkOccurrences(text);
    return 0;
}
