#pragma once

#include <domain/time.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <vector>

/// Text on A4 pages as PDF 1.4 (ISO 32000-1), with the fonts that every reader has of its own: no window system and no
/// font file is needed, and the same text gives the same bytes.
namespace cortege::exchange
{

struct PdfLine {
    enum class Style { Title, Heading, Text, Fixed }; ///< Fixed: letters of one width, for hashes and paths
    Style style = Style::Text;
    QString text; ///< wrapped at blanks; letters outside of Windows-1252 become « ? »
};
QByteArray textPdf(const QString &title, const std::vector<PdfLine> &lines, UtcTime at);

} // namespace cortege::exchange
