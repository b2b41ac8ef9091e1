#pragma once

#include <QtCore/QStringList>

#include <vector>

namespace cortege::admincli
{

/// One line a row, the columns below each other. Rows have the same number of cells.
QStringList alignedLines(const std::vector<QStringList> &rows);

} // namespace cortege::admincli
