#include <exchange/csv.h>

#include <catch2/catch_test_macros.hpp>

#include <support/generators.h>

#include <rapidcheck.h>

using namespace cortege;
using namespace cortege::exchange;
using namespace Qt::StringLiterals;

namespace
{
using Read = std::expected<CsvRow, CsvFault>;
std::vector<Read> readAll(const QByteArray &text, char delimiter = ',')
{
    CsvReader reader(text, delimiter);
    std::vector<Read> rows;
    while (auto row = reader.next())
        rows.push_back(*row);
    return rows;
}
QStringList anyCells()
{
    QStringList cells;
    for (int i = *rc::gen::inRange(1, 6); i > 0; --i)
        cells.append(
            test::anyText(12) + *rc::gen::element(u""_s, u"\n"_s, u"\r\n"_s, u"\r"_s, u"\""_s, u","_s, u";"_s));
    return cells;
}
} // namespace

TEST_CASE("what was written as CSV is read again, with the line where each row begins")
{
    REQUIRE(rc::check([] {
        const char delimiter = *rc::gen::element(',', ';', '\t', '|');
        QByteArray text = *rc::gen::arbitrary<bool>() ? "\xEF\xBB\xBF" : "";
        std::vector<CsvRow> written;
        int line = 1;
        for (int i = *rc::gen::inRange(0, 6); i > 0; --i) {
            const QStringList cells = anyCells();
            written.push_back({ line, cells });
            const QByteArray row = csvLine(cells, delimiter);
            text += row;
            QByteArray ends = row;
            line += static_cast<int>(ends.replace("\r\n", "\n").replace('\r', '\n').count('\n'));
        }
        const auto read = readAll(text, delimiter);
        RC_ASSERT(read.size() == written.size());
        for (size_t i = 0; i < read.size(); ++i) {
            RC_ASSERT(read[i].has_value());
            RC_ASSERT(read[i]->cells == written[i].cells);
            RC_ASSERT(read[i]->line == written[i].line);
        }
    }));
}

TEST_CASE("any bytes at all end, and every line number is in the file")
{
    REQUIRE(rc::check([] {
        QByteArray text;
        for (int i = *rc::gen::inRange(0, 60); i > 0; --i)
            text += *rc::gen::element('"', ',', '\n', '\r', 'a', '\xC3', '\xA9', '\0');
        for (const Read &row : readAll(text)) {
            const int line = row ? row->line : row.error().line;
            RC_ASSERT(line >= 1);
            RC_ASSERT(line <= text.size() + 1);
        }
    }));
}

TEST_CASE("faults name the line, and the rows after them are read")
{
    CHECK(readAll("a,b\n\"x\ny\"z,1\nc,d\n")
        == std::vector<Read> { CsvRow { 1, { u"a"_s, u"b"_s } },
            std::unexpected(CsvFault { 2, CsvProblem::TextAfterQuote }), CsvRow { 4, { u"c"_s, u"d"_s } } });
    CHECK(readAll("a\n\xFF,b\nc\n")
        == std::vector<Read> {
            CsvRow { 1, { u"a"_s } }, std::unexpected(CsvFault { 2, CsvProblem::NotUtf8 }), CsvRow { 3, { u"c"_s } } });
    CHECK(readAll("a\n\nb,\"c\nd\n")
        == std::vector<Read> { CsvRow { 1, { u"a"_s } }, std::unexpected(CsvFault { 3, CsvProblem::UnclosedQuote }) });
    const auto large = readAll(QByteArray(kCsvRowLimit + 1, 'x') + "\ny\n");
    REQUIRE(large.size() == 2);
    CHECK(large[0] == Read(std::unexpected(CsvFault { 1, CsvProblem::TooLong })));
    CHECK(large[1] == Read(CsvRow { 2, { u"y"_s } }));
}

TEST_CASE("empty cells are cells, empty lines are no rows, a quote inside a cell is a character")
{
    CHECK(readAll(",\r\n\r\n\"\"\na\"b,\"c\"\"d\"")
        == std::vector<Read> {
            CsvRow { 1, { u""_s, u""_s } }, CsvRow { 3, { u""_s } }, CsvRow { 4, { u"a\"b"_s, u"c\"d"_s } } });
}
