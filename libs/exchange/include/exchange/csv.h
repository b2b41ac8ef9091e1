#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <expected>
#include <optional>

/// Comma-separated values (RFC 4180) in UTF-8, read row by row with the physical line of each.
namespace cortege::exchange
{

struct CsvRow {
    int line = 0; ///< of its first character, from 1
    QStringList cells;

    friend bool operator==(const CsvRow &, const CsvRow &) = default;
};

enum class CsvProblem {
    UnclosedQuote, ///< the text ends inside quotes; nothing after that line can be read
    TextAfterQuote, ///< "a"b: the row is left out, the next one is read
    NotUtf8,
    TooLong, ///< over `kCsvRowLimit`
};
QLatin1StringView name(CsvProblem problem); ///< for reports: "unclosed-quote" …
struct CsvFault {
    int line = 0;
    CsvProblem problem {};

    friend bool operator==(const CsvFault &, const CsvFault &) = default;
};
inline constexpr qsizetype kCsvRowLimit = qsizetype { 1024 } * 1024; ///< bytes

/// Lines end with LF, CRLF or CR. Lines without any character are no rows. A quote in the middle of an unquoted cell
/// is a character like another. A byte order mark is skipped.
class CsvReader
{
public:
    /// `text` must outlive the reader. The delimiter is one ASCII character, neither a quote nor a line end.
    explicit CsvReader(QByteArrayView text, char delimiter = ',');
    /// The next row, or what is wrong with it; nothing at the end.
    std::optional<std::expected<CsvRow, CsvFault>> next();

private:
    struct Cell {
        QByteArray bytes;
        bool textAfterQuote = false;
    };
    std::expected<Cell, CsvProblem> quotedCell();
    QByteArray plainCell();
    bool atLineEnd() const;
    void skipLineEnd();

    QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_line = 1;
    char m_delimiter;
};

/// One row with CRLF at its end; cells are quoted where they must be.
QByteArray csvLine(const QStringList &cells, char delimiter = ',');
/// A cell that a spreadsheet would take for a formula is shown as it was typed: `csvLine` does not do this by itself,
/// because other programs read the character that protects.
QString harmlessCell(const QString &text);

} // namespace cortege::exchange
