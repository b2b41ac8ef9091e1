#include <exchange/textpdf.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QRegularExpression>

using namespace cortege;
using namespace cortege::exchange;
using namespace Qt::StringLiterals;
using Style = PdfLine::Style;

namespace
{

const UtcTime kPrintedAt { std::chrono::sys_days { std::chrono::year { 2026 } / 9 / 1 } };

/// What is shown, line by line, as it stands between the parentheses.
QByteArrayList shownIn(const QByteArray &pdf)
{
    QByteArrayList lines;
    static const QRegularExpression kShown(u"Td \\(((?:\\\\.|[^\\\\)])*)\\) Tj"_s);
    auto all = kShown.globalMatch(QString::fromLatin1(pdf));
    while (all.hasNext())
        lines << all.next().captured(1).toLatin1();
    return lines;
}

} // namespace

TEST_CASE("each object of a PDF stands where its table says")
{
    std::vector<PdfLine> lines { { Style::Title, u"Procès-verbal"_s } };
    for (int i = 0; i < 200; ++i)
        lines.push_back({ Style::Text, u"Ligne %1"_s.arg(i) });
    const QByteArray pdf = textPdf(u"Procès-verbal"_s, lines, kPrintedAt);
    CHECK(textPdf(u"Procès-verbal"_s, lines, kPrintedAt) == pdf);
    const qsizetype start = pdf.lastIndexOf("startxref\n") + 10;
    const qsizetype table = pdf.sliced(start, pdf.indexOf('\n', start) - start).toLongLong();
    const QByteArrayList entries = pdf.sliced(table).split('\n');
    REQUIRE(entries[0] == "xref");
    const int count = entries[1].split(' ').value(1).toInt();
    CHECK(pdf.contains("/Size " + QByteArray::number(count) + ' '));
    for (int i = 1; i < count; ++i) {
        const QByteArray &entry = entries[2 + i];
        CHECK(entry.size() == 19); // 20 with its line feed
        CHECK(pdf.sliced(entry.left(10).toLongLong()).startsWith(QByteArray::number(i) + " 0 obj\n"));
    }
    const qsizetype pages = pdf.count("/Type /Page ");
    CHECK(pages > 1);
    CHECK(pdf.contains("/Count " + QByteArray::number(pages) + " >>"));
    CHECK(shownIn(pdf).contains("Ligne 199"));
    CHECK(shownIn(pdf).contains(QByteArray::number(pages) + '/' + QByteArray::number(pages)));
}

TEST_CASE("French letters are written, brackets are no syntax, and long lines are wrapped at blanks")
{
    const auto shown
        = [](Style style, const QString &text) { return shownIn(textPdf({}, { { style, text } }, kPrintedAt)); };
    CHECK(shown(Style::Text, u"L’œuvre (été) \\ 漢"_s).front() == "L\x92\x9cuvre \\(\xe9t\xe9\\) \\\\ ?");
    const QString long_ = u"manifestation "_s.repeated(30).trimmed();
    QByteArrayList wrapped = shown(Style::Text, long_);
    wrapped.removeLast(); // the page's number
    CHECK(wrapped.size() > 3);
    CHECK(wrapped.join(' ') == long_.toLatin1());
    QByteArrayList hard = shown(Style::Fixed, QString(300, u'a'));
    hard.removeLast();
    CHECK(hard.size() == 4);
    CHECK(hard.join() == QByteArray(300, 'a'));
}
