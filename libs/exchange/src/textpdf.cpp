#include <exchange/textpdf.h>

#include <QtCore/QHash>

#include <algorithm>
#include <array>

namespace cortege::exchange
{
using namespace Qt::StringLiterals;
namespace
{

// In points of 1/72 inch.
constexpr double kPageWidth = 595;
constexpr double kPageHeight = 842;
constexpr double kMargin = 56;
constexpr double kTextWidth = kPageWidth - 2 * kMargin;

constexpr int kFirstCode = 32;
/// Of Helvetica from blank to tilde, in thousandths of the size (Adobe's font metrics).
constexpr std::array kHelvetica { 278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778,
    722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556,
    500, 722, 500, 500, 500, 334, 260, 334, 584 };
constexpr int kWidestCharacter = 1015; ///< for whatever is not in there
constexpr int kCourier = 600;

struct PdfFont {
    const char *name;
    double size;
    double widening; ///< bold letters are wider: enough to wrap by
    double above; ///< space before the line
};
constexpr std::array kFonts { PdfFont { "/F2", 15, 1.08, 0 }, PdfFont { "/F2", 11, 1.08, 10 },
    PdfFont { "/F1", 10, 1, 0 }, PdfFont { "/F3", 8.5, 1, 0 } }; // in the order of Style
constexpr double kLeading = 1.35;

const PdfFont &fontOf(PdfLine::Style style) { return kFonts.at(static_cast<size_t>(style)); }

/// What Windows-1252 has outside of Latin-1, as far as French needs it.
char codeOf(QChar letter)
{
    static const QHash<char16_t, char> kOthers { { u'€', '\x80' }, { u'…', '\x85' }, { u'Œ', '\x8c' }, { u'‘', '\x91' },
        { u'’', '\x92' }, { u'“', '\x93' }, { u'”', '\x94' }, { u'–', '\x96' }, { u'—', '\x97' }, { u'œ', '\x9c' },
        { u'Ÿ', '\x9f' }, { u'\u202f', '\xa0' } };
    const char16_t code = letter.unicode();
    if ((code >= kFirstCode && code < 0x7f) || (code >= 0xa0 && code <= 0xff))
        return static_cast<char>(code);
    return kOthers.value(code, '?');
}

double widthOf(QChar letter, PdfLine::Style style)
{
    if (style == PdfLine::Style::Fixed)
        return kCourier * fontOf(style).size / 1000;
    const QString parts = letter.decomposition();
    const int place = (parts.isEmpty() ? letter : parts.front()).unicode() - kFirstCode;
    const int width = letter == QChar::Nbsp            ? kHelvetica.front()
        : letter == u'’'                               ? 222
        : place >= 0 && place < int(kHelvetica.size()) ? kHelvetica.at(static_cast<size_t>(place))
                                                       : kWidestCharacter;
    return width * fontOf(style).size * fontOf(style).widening / 1000;
}

/// At the last blank that fits; where there is none, between letters.
QStringList wrapped(const QString &text, PdfLine::Style style)
{
    QStringList lines;
    QString line;
    double width = 0;
    qsizetype blank = -1;
    for (const QChar letter : text) {
        const double more = widthOf(letter, style);
        if (width + more > kTextWidth && !line.isEmpty()) {
            const bool atBlank = blank >= 0;
            lines << (atBlank ? line.left(blank) : line);
            line = atBlank ? line.sliced(blank + 1) : QString();
            width = 0;
            for (const QChar kept : std::as_const(line))
                width += widthOf(kept, style);
            blank = -1;
        }
        if (letter == u' ')
            blank = line.size();
        line += letter;
        width += more;
    }
    return lines << line;
}

QByteArray stringOf(const QString &text)
{
    QByteArray bytes = "(";
    for (const QChar letter : text) {
        const char code = codeOf(letter);
        if (code == '(' || code == ')' || code == '\\')
            bytes += '\\';
        bytes += code;
    }
    return bytes + ')';
}

QByteArray utf16Of(const QString &text)
{
    QByteArray bytes = "<feff";
    for (const QChar letter : text)
        bytes += QByteArray::number(letter.unicode(), 16).rightJustified(4, '0');
    return bytes + '>';
}

QByteArray shownNumber(double number) { return QByteArray::number(number, 'f', 2); }

/// Lines from top to bottom, a page at a time.
class PdfPages
{
public:
    void add(const PdfLine &line)
    {
        const PdfFont &font = fontOf(line.style);
        m_y -= font.above;
        const QStringList lines = wrapped(line.text, line.style);
        for (const QString &one : lines) {
            m_y -= font.size * kLeading;
            if (m_pages.isEmpty() || m_y < kMargin) {
                m_pages << QByteArray();
                m_y = kPageHeight - kMargin - font.size;
            }
            m_pages.back() += show(font, kMargin, m_y, one);
        }
    }
    QByteArrayList finished() const
    {
        QByteArrayList pages = m_pages;
        for (qsizetype i = 0; i < pages.size(); ++i)
            pages[i] += show(fontOf(PdfLine::Style::Text), kPageWidth - kMargin - 30, kMargin / 2,
                u"%1/%2"_s.arg(i + 1).arg(pages.size()));
        return pages;
    }

private:
    static QByteArray show(const PdfFont &font, double x, double y, const QString &text)
    {
        return QByteArray("BT ") + font.name + ' ' + shownNumber(font.size) + " Tf " + shownNumber(x) + ' '
            + shownNumber(y) + " Td " + stringOf(text) + " Tj ET\n";
    }
    QByteArrayList m_pages;
    double m_y = 0;
};

/// Objects with their numbers, and the table of where each begins.
class PdfFile
{
public:
    void add(const QByteArray &object)
    {
        m_places << m_bytes.size();
        m_bytes += QByteArray::number(m_places.size()) + " 0 obj\n" + object + "\nendobj\n";
    }
    QByteArray finished() const
    {
        const QByteArray count = QByteArray::number(m_places.size() + 1);
        QByteArray bytes = m_bytes + "xref\n0 " + count + "\n0000000000 65535 f \n";
        for (const qsizetype place : m_places)
            bytes += QByteArray::number(place).rightJustified(10, '0') + " 00000 n \n";
        return bytes + "trailer\n<< /Size " + count + " /Root 1 0 R /Info 3 0 R >>\nstartxref\n"
            + QByteArray::number(m_bytes.size()) + "\n%%EOF\n";
    }

private:
    QByteArray m_bytes = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"; // the second line says that it is not all ASCII
    QList<qsizetype> m_places;
};

QByteArray fontObject(const char *name)
{
    return QByteArray("<< /Type /Font /Subtype /Type1 /BaseFont /") + name + " /Encoding /WinAnsiEncoding >>";
}

} // namespace

QByteArray textPdf(const QString &title, const std::vector<PdfLine> &lines, UtcTime at)
{
    PdfPages laid;
    for (const PdfLine &line : lines)
        laid.add(line);
    const QByteArrayList pages = laid.finished();
    constexpr int kFirstPage = 7; // its number; behind each page its content
    QByteArray kids;
    for (qsizetype i = 0; i < pages.size(); ++i)
        kids += QByteArray::number(kFirstPage + 2 * i) + " 0 R ";
    QString made = toIso(at).left(19);
    made.removeIf([](QChar c) { return !c.isDigit(); });

    PdfFile file;
    file.add("<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) >>");
    file.add("<< /Type /Pages /Kids [ " + kids + "] /Count " + QByteArray::number(pages.size()) + " >>");
    file.add("<< /Title " + utf16Of(title) + " /Creator " + utf16Of(u"Cortège"_s)
        + " /CreationDate (D:" + made.toLatin1() + "Z) >>");
    for (const char *const font : { "Helvetica", "Helvetica-Bold", "Courier" })
        file.add(fontObject(font));
    for (qsizetype i = 0; i < pages.size(); ++i) {
        file.add("<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Resources << /Font << /F1 4 0 R /F2 5 0 R "
                 "/F3 6 0 R >> >> /Contents "
            + QByteArray::number(kFirstPage + 2 * i + 1) + " 0 R >>");
        file.add("<< /Length " + QByteArray::number(pages[i].size()) + " >>\nstream\n" + pages[i] + "endstream");
    }
    return file.finished();
}

} // namespace cortege::exchange
