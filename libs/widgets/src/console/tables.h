#pragma once

class QTableView;

namespace cortege::widgets
{

/// A table that is read row by row: no grid, no row numbers, Tab leaves it, `stretched` takes the room that is left.
void makeReading(QTableView &table, int stretched);

} // namespace cortege::widgets
