#include <presentation/mapsheet.h>

#include <presentation/densitypalette.h>
#include <presentation/factsigns.h>
#include <presentation/texts.h>
#include <presentation/zonelist.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QLocale>
#include <QtCore/QSaveFile>
#include <QtGui/QLinearGradient>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>

#include <algorithm>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

struct SheetTexts {
    Q_DECLARE_TR_FUNCTIONS(MapSheet)
};

// Everything is laid out in pixels of 1/96 inch and brought to the paper by the painter.
constexpr double kMapDotsPerInch = 96;
constexpr double kSheetWidth = 1'122; ///< A4 lying
constexpr double kSheetHeight = 793;
constexpr double kSheetEdge = 40;
constexpr double kTitleHeight = 30;
constexpr double kLegendHeight = 52;
constexpr double kTextHeight = 78;
constexpr double kFactHead = 18; ///< of the legend of facts; below it rows of categories
constexpr double kFactRow = 17;
constexpr size_t kFactColumns = 4;
constexpr size_t kMostFactLines = 12; ///< the rest is counted together
constexpr int kPictureDotsPerInch = 200;

void setLetters(QPainter &painter, int pixels, bool bold = false)
{
    QFont font(u"Open Sans"_s);
    font.setPixelSize(pixels);
    font.setBold(bold);
    painter.setFont(font);
    painter.setPen(Qt::black);
}

/// The map is always upright: north is at its top.
void paintNorth(QPainter &painter, QPointF middle)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Qt::white, 3));
    painter.setBrush(Qt::black);
    painter.drawPolygon(QPolygonF {
        middle + QPointF(0, -22), middle + QPointF(9, 8), middle + QPointF(0, 2), middle + QPointF(-9, 8) });
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(QPolygonF {
        middle + QPointF(0, -22), middle + QPointF(9, 8), middle + QPointF(0, 2), middle + QPointF(-9, 8) });
    const QRectF letter(middle + QPointF(-11, 8), QSizeF(22, 18));
    painter.fillRect(letter, QColor(255, 255, 255, 215));
    setLetters(painter, 13, true);
    painter.drawText(letter, Qt::AlignCenter, SheetTexts::tr("N", "north"));
}

void paintLegend(QPainter &painter, const QRectF &room, const TensionPicture &picture)
{
    const bool difference = picture.comparison.has_value();
    const auto &field = difference ? picture.comparison->difference : picture.field;
    const double top = field ? static_cast<double>(field->maximum) : 0;
    const QRectF bar(room.left(), room.top() + 18, 300, 13);
    setLetters(painter, 11, true);
    painter.drawText(QRectF(room.left(), room.top(), room.width(), 16), Qt::AlignLeft | Qt::AlignVCenter,
        difference ? SheetTexts::tr("Écart entre deux périodes (bleu : moins qu’avant ; orange : plus)")
                   : SheetTexts::tr("Densité"));
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    const auto colours = difference ? differenceColours() : densityColours();
    for (size_t i = 0; i < colours.size(); ++i)
        gradient.setColorAt(static_cast<double>(i) / static_cast<double>(colours.size() - 1), colours[i]);
    painter.setPen(QPen(Qt::darkGray, 0.7));
    painter.setBrush(gradient);
    painter.drawRect(bar);
    setLetters(painter, 10);
    painter.drawText(QRectF(bar.left(), bar.bottom() + 1, 150, 14), Qt::AlignLeft | Qt::AlignVCenter,
        difference ? u"−"_s + densityText(top, picture.unit) : QLocale().toString(0));
    painter.drawText(QRectF(bar.right() - 150, bar.bottom() + 1, 150, 14), Qt::AlignRight | Qt::AlignVCenter,
        (difference ? u"+"_s : QString()) + densityText(top, picture.unit));
    painter.drawText(QRectF(bar.right() + 24, room.top(), room.right() - bar.right() - 24, room.height()),
        Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap,
        SheetTexts::tr(
            "Contours à lettre : zones de tension. Ronds numérotés : croisements d’événements. Trait épais : "
            "cortège, de la queue à la tête (flèche)."));
}

double factsHeight(const std::vector<ShownCategory> &facts)
{
    const size_t rows = (std::min(facts.size(), kMostFactLines) + kFactColumns - 1) / kFactColumns;
    return facts.empty() ? 0 : kFactHead + kFactRow * static_cast<double>(rows) + 4;
}

/// In the colours of the map, on a piece of its ground where they would not be seen on paper.
void paintSign(QPainter &painter, QPointF middle, int sign, bool isDark)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(middle);
    if (isDark)
        painter.fillRect(QRectF(-8, -8, 16, 16), QColor(0x2b2b2b));
    painter.fillPath(factShape(sign), factColour(sign, isDark));
    painter.restore();
}

void paintFacts(QPainter &painter, const QRectF &room, const std::vector<ShownCategory> &facts, bool isDark)
{
    if (facts.empty())
        return;
    setLetters(painter, 11, true);
    const QString head = SheetTexts::tr("Faits de la période");
    painter.drawText(QRectF(room.left(), room.top(), room.width(), 16), Qt::AlignLeft | Qt::AlignVCenter, head);
    const double beside = room.left() + 12 + painter.fontMetrics().horizontalAdvance(head);
    setLetters(painter, 10);
    painter.drawText(QRectF(beside, room.top(), room.right() - beside, 16), Qt::AlignLeft | Qt::AlignVCenter,
        SheetTexts::tr("Un signe : un fait de cette catégorie. Une plaque chiffrée : autant de faits en cet endroit, "
                       "toutes catégories affichées."));
    const QFontMetricsF metrics(painter.font());
    const double width = room.width() / static_cast<double>(kFactColumns);
    const bool isTooMuch = facts.size() > kMostFactLines;
    for (size_t i = 0; i < std::min(facts.size(), kMostFactLines); ++i) {
        const size_t row = i / kFactColumns;
        const QPointF corner(room.left() + width * static_cast<double>(i % kFactColumns),
            room.top() + kFactHead + kFactRow * static_cast<double>(row));
        QString name = facts[i].name;
        qint64 count = facts[i].facts;
        if (isTooMuch && i + 1 == kMostFactLines) {
            name = SheetTexts::tr("%1 autres catégories").arg(facts.size() - i);
            for (size_t other = i + 1; other < facts.size(); ++other)
                count += facts[other].facts;
        } else {
            paintSign(painter, corner + QPointF(8, kFactRow / 2), facts[i].sign, isDark);
        }
        const QString text = SheetTexts::tr("%1 : %2").arg(QString(), QLocale().toString(count));
        const double left = width - 28 - metrics.horizontalAdvance(text);
        painter.drawText(QRectF(corner + QPointF(20, 0), QSizeF(width - 24, kFactRow)),
            Qt::AlignLeft | Qt::AlignVCenter,
            SheetTexts::tr("%1 : %2").arg(metrics.elidedText(name, Qt::ElideRight, left), QLocale().toString(count)));
    }
}

void paint(QPainter &painter, const MapSheetContent &sheet, const exchange::Stamp &stamp)
{
    const QRectF page
        = QRectF(0, 0, kSheetWidth, kSheetHeight).marginsRemoved({ kSheetEdge, kSheetEdge, kSheetEdge, kSheetEdge });
    const auto &window = sheet.picture.parameters.window;
    setLetters(painter, 17, true);
    painter.drawText(QRectF(page.left(), page.top(), page.width(), kTitleHeight), Qt::AlignLeft | Qt::AlignVCenter,
        SheetTexts::tr("Tension sur la voie publique – %1").arg(interval(window.begin, window.end)));
    const QRectF room(page.left(), page.top() + kTitleHeight, page.width(),
        page.height() - kTitleHeight - kLegendHeight - factsHeight(sheet.facts) - kTextHeight - 14);
    const QSizeF size
        = sheet.map.isNull() ? room.size() : QSizeF(sheet.map.size()).scaled(room.size(), Qt::KeepAspectRatio);
    const QRectF map(QPointF(room.center().x() - size.width() / 2, room.top()), size);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(map, sheet.map);
    painter.setPen(QPen(Qt::darkGray, 0.7));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(map);
    paintNorth(painter, map.topRight() + QPointF(-28, 36));
    const double below = room.bottom() + 8;
    paintLegend(painter, QRectF(page.left(), below, page.width(), kLegendHeight), sheet.picture);
    const double underLegend = below + kLegendHeight + 6;
    const double facts = factsHeight(sheet.facts);
    paintFacts(painter, QRectF(page.left(), underLegend, page.width(), facts), sheet.facts, sheet.isDark);
    setLetters(painter, 10);
    const QString text = SheetTexts::tr("Paramètres : %1").arg(sheet.parameters) + u'\n'
        + SheetTexts::tr("Sources : %1").arg(sheet.source) + u'\n'
        + SheetTexts::tr("Exporté par %1 le %2. Finalité : %3. Tout autre usage est interdit (convention, article 8).")
              .arg(stamp.person, dateAndTime(stamp.at), purposeText(stamp.purpose));
    painter.drawText(QRectF(page.left(), underLegend + facts, page.width(), kTextHeight),
        Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text);
}

} // namespace

Result<> writeMapSheet(const QString &path, const MapSheetContent &sheet, const exchange::Stamp &stamp)
{
    QSaveFile file(path);
    if (!file.open(QFile::WriteOnly))
        return fail(Failure::Unavailable, file.errorString());
    {
        QPdfWriter writer(&file);
        writer.setPageLayout(
            QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Landscape, QMarginsF(), QPageLayout::Point));
        writer.setResolution(300);
        writer.setTitle(SheetTexts::tr("Tension sur la voie publique"));
        writer.setCreator(u"Cortège"_s);
        QPainter painter(&writer);
        painter.scale(300 / kMapDotsPerInch, 300 / kMapDotsPerInch);
        paint(painter, sheet, stamp);
    }
    if (!file.commit())
        return fail(Failure::Unavailable, file.errorString());
    return {};
}

Result<> writeMapPicture(const QString &path, const MapSheetContent &sheet, const exchange::Stamp &stamp)
{
    constexpr double kScale = kPictureDotsPerInch / kMapDotsPerInch;
    QImage image(QSizeF(kSheetWidth * kScale, kSheetHeight * kScale).toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    {
        QPainter painter(&image);
        painter.scale(kScale, kScale);
        paint(painter, sheet, stamp);
    }
    QSaveFile file(path);
    if (!file.open(QFile::WriteOnly) || !image.save(&file, "PNG") || !file.commit())
        return fail(Failure::Unavailable, file.errorString());
    return {};
}

} // namespace cortege::presentation
