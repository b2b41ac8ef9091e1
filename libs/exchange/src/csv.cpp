#include <exchange/csv.h>

#include <QtCore/QStringDecoder>

namespace cortege::exchange
{
using namespace Qt::StringLiterals;
namespace
{

// QString::fromUtf8 puts a replacement character where it cannot read; a name must not change on its way in.
std::optional<QString> decoded(QByteArrayView bytes)
{
    QStringDecoder decode(
        QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    QString text = decode(bytes);
    return decode.hasError() ? std::nullopt : std::optional(std::move(text));
}

} // namespace

QLatin1StringView name(CsvProblem problem)
{
    switch (problem) {
    case CsvProblem::UnclosedQuote:
        return "unclosed-quote"_L1;
    case CsvProblem::TextAfterQuote:
        return "text-after-quote"_L1;
    case CsvProblem::NotUtf8:
        return "not-utf8"_L1;
    case CsvProblem::TooLong:
        return "row-too-long"_L1;
    }
    Q_UNREACHABLE_RETURN({});
}

CsvReader::CsvReader(QByteArrayView text, char delimiter) : m_text(text), m_delimiter(delimiter)
{
    Q_ASSERT(delimiter > 0 && delimiter != '"' && delimiter != '\n' && delimiter != '\r');
    if (m_text.startsWith("\xEF\xBB\xBF"))
        m_at = 3;
}

bool CsvReader::atLineEnd() const { return m_at == m_text.size() || m_text[m_at] == '\n' || m_text[m_at] == '\r'; }

void CsvReader::skipLineEnd()
{
    if (m_at == m_text.size())
        return;
    if (m_text[m_at] == '\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '\n')
        ++m_at;
    ++m_at;
    ++m_line;
}

std::expected<CsvReader::Cell, CsvProblem> CsvReader::quotedCell()
{
    Cell cell;
    ++m_at;
    while (m_at < m_text.size()) {
        const qsizetype begin = m_at;
        if (m_text[m_at] == '"') {
            if (m_at + 1 == m_text.size() || m_text[m_at + 1] != '"') {
                ++m_at;
                cell.textAfterQuote = !atLineEnd() && m_text[m_at] != m_delimiter;
                if (cell.textAfterQuote)
                    plainCell();
                return cell;
            }
            m_at += 2;
            cell.bytes += '"';
        } else if (atLineEnd()) {
            skipLineEnd();
            cell.bytes += m_text.sliced(begin, m_at - begin);
        } else {
            while (!atLineEnd() && m_text[m_at] != '"')
                ++m_at;
            cell.bytes += m_text.sliced(begin, m_at - begin);
        }
    }
    return std::unexpected(CsvProblem::UnclosedQuote);
}

QByteArray CsvReader::plainCell()
{
    const qsizetype begin = m_at;
    while (!atLineEnd() && m_text[m_at] != m_delimiter)
        ++m_at;
    return m_text.sliced(begin, m_at - begin).toByteArray();
}

std::optional<std::expected<CsvRow, CsvFault>> CsvReader::next()
{
    while (m_at < m_text.size() && atLineEnd())
        skipLineEnd();
    if (m_at == m_text.size())
        return std::nullopt;

    const qsizetype begin = m_at;
    CsvRow row { m_line, {} };
    std::optional<CsvProblem> problem;
    for (bool more = true; more;) {
        Cell cell;
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            auto read = quotedCell();
            if (!read)
                return std::unexpected(CsvFault { row.line, read.error() });
            cell = std::move(*read);
        } else {
            cell.bytes = plainCell();
        }
        const auto text = decoded(cell.bytes);
        if (!problem && cell.textAfterQuote)
            problem = CsvProblem::TextAfterQuote;
        if (!problem && !text)
            problem = CsvProblem::NotUtf8;
        if (!problem && m_at - begin > kCsvRowLimit)
            problem = CsvProblem::TooLong;
        if (!problem)
            row.cells.append(*text);
        more = m_at < m_text.size() && m_text[m_at] == m_delimiter;
        if (more)
            ++m_at;
    }
    skipLineEnd();
    if (problem)
        return std::unexpected(CsvFault { row.line, *problem });
    return row;
}

QByteArray csvLine(const QStringList &cells, char delimiter)
{
    QByteArray line;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        QByteArray cell = cells[i].toUtf8();
        // A row of one empty cell must not become an empty line, nor a first cell a byte order mark.
        const bool quoted = cell.contains(delimiter) || cell.contains('"') || cell.contains('\n') || cell.contains('\r')
            || (cells.size() == 1 && cell.isEmpty()) || cell.startsWith("\xEF\xBB\xBF");
        if (quoted)
            cell = '"' + cell.replace("\"", "\"\"") + '"';
        line += (i == 0 ? QByteArray() : QByteArray(1, delimiter)) + cell;
    }
    return line + "\r\n";
}

QString harmlessCell(const QString &text)
{
    static constexpr QStringView kFormula = u"=+-@\t\r";
    return !text.isEmpty() && kFormula.contains(text.front()) ? u'\'' + text : text;
}

} // namespace cortege::exchange
