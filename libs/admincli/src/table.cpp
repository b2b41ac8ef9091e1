#include "table.h"

#include <algorithm>

namespace cortege::admincli
{

QStringList alignedLines(const std::vector<QStringList> &rows)
{
    std::vector<qsizetype> widths(rows.empty() ? 0 : static_cast<size_t>(rows.front().size()));
    for (const QStringList &row : rows) {
        for (size_t i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], row[static_cast<qsizetype>(i)].size());
    }
    QStringList lines;
    for (const QStringList &row : rows) {
        QString line;
        for (size_t i = 0; i < widths.size(); ++i)
            line += row[static_cast<qsizetype>(i)].leftJustified(widths[i] + 2);
        lines << line.trimmed();
    }
    return lines;
}

} // namespace cortege::admincli
