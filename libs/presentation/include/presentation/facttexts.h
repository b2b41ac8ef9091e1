#pragma once

#include <domain/fact.h>
#include <exchange/importrow.h>

/// What facts, and what is wrong with them, are called on the screen.
namespace cortege::presentation
{

/// The name of the field in the form of a source: "Provenance" …
QString label(FactField field);
/// One sentence, for whoever describes the source.
QString describe(const FactIssue &issue);

/// Words of reports in French: `RowIssue::field`, which may be a column of the file, and `RowIssue::reason`.
QString fieldText(const exchange::RowIssue &issue);
QString reasonText(const exchange::RowIssue &issue);

QString placeText(GeoPoint place); ///< "43,29550 ; 5,37400": latitude first, as on paper maps
QString timeText(const std::optional<UtcInterval> &when); ///< in Europe/Paris; "permanent" for those without a time

} // namespace cortege::presentation
