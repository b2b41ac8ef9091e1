#include <presentation/sheets.h>

#include <presentation/recordtexts.h>
#include <presentation/texts.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QLocale>
#include <QtCore/QSaveFile>
#include <QtCore/QUrl>
#include <QtGui/QAbstractTextDocumentLayout>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>
#include <QtGui/QTextDocument>

#include <algorithm>
#include <cmath>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

struct Sheets {
    Q_DECLARE_TR_FUNCTIONS(Sheets)
};

// In pixels of 1/96 inch, which the document is laid out in; the painter brings them to the paper.
constexpr int kResolution = 300;
constexpr double kPixelsPerInch = 96;
constexpr double kMarginMillimetres = 14;
constexpr double kFootHeight = 34;
constexpr int kUsualLetters = 13;
constexpr int kSmallLetters = 11; ///< 8 points: read without effort; the map matters more than larger ones
constexpr int kSmallestLetters = 8;
constexpr int kHighestMap = 430;
constexpr int kLowestMap = 230;

struct Page {
    double width = 0;
    double height = 0; ///< of what is above the foot
};

QString escaped(const QString &text) { return text.toHtmlEscaped().replace(u'\n', u"<br>"_s); }

QString footOf(const exchange::Stamp &stamp, int page, int pages)
{
    return Sheets::tr("Exporté par %1 le %2. Finalité : %3. Page %4 sur %5.")
               .arg(stamp.person, dateAndTime(stamp.at), purposeText(stamp.purpose))
               .arg(page)
               .arg(pages)
        + u' ' + Sheets::tr("Tout autre usage est interdit (convention, article 8).");
}

/// A page of paper at a time, whatever the document.
class Printer
{
public:
    Printer(const QString &path, const QString &title) : m_file(path)
    {
        if (!m_file.open(QFile::WriteOnly))
            return;
        m_writer.emplace(&m_file);
        m_writer->setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait,
            QMarginsF(kMarginMillimetres, kMarginMillimetres, kMarginMillimetres, kMarginMillimetres),
            QPageLayout::Millimeter));
        m_writer->setResolution(kResolution);
        m_writer->setTitle(title);
        m_writer->setCreator(u"Cortège"_s);
    }

    Page page() const
    {
        return { m_writer ? m_writer->width() / scale() : 0,
            m_writer ? m_writer->height() / scale() - kFootHeight : 0 };
    }

    Result<> print(QTextDocument &document, const exchange::Stamp &stamp)
    {
        if (!m_writer)
            return fail(Failure::Unavailable, m_file.errorString());
        const Page size = page();
        const int pages = document.pageCount();
        {
            QPainter painter(&*m_writer);
            painter.scale(scale(), scale());
            for (int i = 0; i < pages; ++i) {
                if (i > 0)
                    m_writer->newPage();
                painter.save();
                painter.translate(0, -i * size.height);
                document.drawContents(&painter, QRectF(0, i * size.height, size.width, size.height));
                painter.restore();
                paintFoot(painter, size, footOf(stamp, i + 1, pages));
            }
        }
        m_writer.reset();
        if (!m_file.commit())
            return fail(Failure::Unavailable, m_file.errorString());
        return {};
    }

private:
    static double scale() { return kResolution / kPixelsPerInch; }
    static void paintFoot(QPainter &painter, const Page &size, const QString &text)
    {
        QFont font = painter.font();
        font.setPixelSize(10);
        painter.setFont(font);
        painter.setPen(QPen(Qt::darkGray, 0.5));
        painter.drawLine(QPointF(0, size.height + 6), QPointF(size.width, size.height + 6));
        painter.setPen(Qt::black);
        painter.drawText(QRectF(0, size.height + 8, size.width, kFootHeight - 8), Qt::TextWordWrap, text);
    }

    QSaveFile m_file;
    std::optional<QPdfWriter> m_writer; ///< goes before the file, which it writes its end into
};

void lay(QTextDocument &document, const QString &html, const QImage &map, const Page &page, int letters)
{
    document.setDocumentMargin(0);
    QFont font(u"Open Sans"_s);
    font.setPixelSize(letters);
    document.setDefaultFont(font);
    document.addResource(QTextDocument::ImageResource, QUrl(u"map"_s), map);
    document.setHtml(html);
    document.setPageSize(QSizeF(page.width, page.height));
}

QString mapHtml(const QImage &map, const Page &page, int height)
{
    if (map.isNull())
        return {};
    const QSize size = map.size().scaled(static_cast<int>(page.width), height, Qt::KeepAspectRatio);
    return u"<p align=\"center\"><img src=\"map\" width=\"%1\" height=\"%2\"></p>"_s.arg(size.width())
        .arg(size.height());
}

QString row(const QString &name, const QString &value)
{
    return u"<tr><td style=\"color:#555; padding:1px 10px 1px 0\">%1</td><td style=\"padding:1px 0\">%2</td></tr>"_s
        .arg(escaped(name), escaped(value));
}

QString stateOf(const EventVersion &version)
{
    return Sheets::tr("%1 – révision %2, reçue par la plateforme le %3, saisie par %4")
        .arg(label(version.state), QString::number(version.revision), dateAndTime(version.recordedAt),
            version.author.name);
}

QString passagesHtml(const PassageTimes &passages)
{
    QStringList times;
    for (const PassageTimes::Row &one : passages.rows)
        times << Sheets::tr("%1 : %2 à %3", "street: from to").arg(one.street, one.head, one.tail);
    if (times.isEmpty())
        return {};
    return u"<p><b>%1</b> %2<br>%3</p>"_s.arg(escaped(Sheets::tr("Heures de passage (tête à queue).")),
        escaped(passages.stated), escaped(times.join(u" · "_s)));
}

/// `most`: so many characters of the description at most.
QString eventHtml(const EventSheet &sheet, const Page &page, int mapHeight, qsizetype most)
{
    const EventVersion &version = sheet.version;
    QString html = u"<p style=\"color:#555\">%1</p><h2>%2</h2><p>%3</p>"_s.arg(escaped(label(version.record.kind())),
        escaped(version.record.subject), escaped(interval(version.record.begins, version.record.ends)));
    if (version.state == EventState::Cancelled)
        html += u"<p style=\"color:#b00020\"><b>%1</b></p>"_s.arg(escaped(Sheets::tr("ANNULÉ")));
    html += mapHtml(sheet.map, page, mapHeight);
    html += u"<table width=\"100%\">"_s;
    for (const Field field : fieldsOf(version.record.kind())) {
        if (field == Field::Subject)
            continue;
        QString value = valueText(version.record, field);
        if (field == Field::Description && value.size() > most)
            value = value.first(most) + u"… "_s + Sheets::tr("(la suite est sur la plateforme)");
        html += row(label(field), value);
    }
    html += u"</table>"_s;
    if (sheet.passages)
        html += passagesHtml(*sheet.passages);
    return html + u"<p style=\"color:#555\">%1</p>"_s.arg(escaped(stateOf(version)));
}

QString dayHtml(const DaySheet &sheet, const std::vector<EventVersion> &events, const Page &page)
{
    QString html = u"<h2>%1</h2><p>%2</p>"_s.arg(escaped(longDate(sheet.day)),
        escaped(events.size() == 1 ? Sheets::tr("1 événement")
                                   : Sheets::tr("%1 événements").arg(QLocale().toString(qint64(events.size())))));
    html += mapHtml(sheet.map, page, kHighestMap);
    html += u"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"3\" border=\"0\">"_s;
    for (const EventVersion &event : events) {
        QStringList places;
        for (const Address &address : addressesOf(event.record)) {
            if (!address.text.isEmpty())
                places << address.text;
        }
        const auto people = peopleOf(event.record);
        const QString cancelled = event.state == EventState::Cancelled ? u" – "_s + label(event.state) : QString();
        QString details = places.join(u" – "_s);
        if (people && people->expected)
            details += (details.isEmpty() ? QString() : u" · "_s)
                + Sheets::tr("%1 personnes attendues").arg(QLocale().toString(*people->expected));
        html
            += u"<tr><td width=\"27%\" style=\"border-top:1px solid #bbb\">%1</td>"
               "<td style=\"border-top:1px solid #bbb\"><b>%2</b><br>%3%4</td></tr>"_s.arg(
                   escaped(briefInterval(event.record.begins, event.record.ends, sheet.day)),
                   escaped(event.record.subject), escaped(label(event.record.kind()) + cancelled),
                   details.isEmpty() ? QString() : u"<br><span style=\"color:#555\">%1</span>"_s.arg(escaped(details)));
    }
    return html + u"</table>"_s;
}

} // namespace

Result<> writeEventSheet(const QString &path, const EventSheet &sheet, const exchange::Stamp &stamp)
{
    Printer printer(path, sheet.version.record.subject);
    const Page page = printer.page();
    QTextDocument document;
    int mapHeight = kHighestMap;
    int letters = kUsualLetters;
    qsizetype most = sheet.version.record.description.size();
    lay(document, eventHtml(sheet, page, mapHeight, most), sheet.map, page, letters);
    while (document.pageCount() > 1 && most > 0) {
        const int least = mapHeight > kLowestMap ? kSmallLetters : kSmallestLetters;
        if (letters > least)
            --letters;
        else if (mapHeight > kLowestMap)
            mapHeight -= 25;
        else
            most = most * 4 / 5;
        lay(document, eventHtml(sheet, page, mapHeight, most), sheet.map, page, letters);
    }
    return printer.print(document, stamp);
}

Result<> writeDaySheet(const QString &path, const DaySheet &sheet, const exchange::Stamp &stamp)
{
    auto events = sheet.events;
    const auto beginning = [](const EventVersion &event) { return event.record.begins.value_or(UtcTime::max()); };
    std::ranges::stable_sort(events, {}, beginning);
    Printer printer(path, longDate(sheet.day));
    const Page page = printer.page();
    QTextDocument document;
    lay(document, dayHtml(sheet, events, page), sheet.map, page, kUsualLetters);
    return printer.print(document, stamp);
}

} // namespace cortege::presentation
