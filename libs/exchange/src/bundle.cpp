#include <exchange/bundle.h>

#include <QtCore/QSet>

#include <algorithm>
#include <numeric>

namespace cortege::exchange
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qsizetype kTarBlock = 512;
constexpr qsizetype kNameBytes = 99;
constexpr qsizetype kSizeField = 124;
constexpr qsizetype kTimeField = 136;
constexpr qsizetype kSumField = 148;
constexpr int kOctalDigits = 11; ///< of size and time
constexpr qint64 kLargestFile = (qint64 { 1 } << 33) - 1; ///< 11 octal digits

bool isPlainName(const QString &name)
{
    const auto isPlain = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'.'
            || c == u'-' || c == u'_';
    };
    return !name.isEmpty() && name.size() <= kNameBytes && !name.startsWith(u'.') && std::ranges::all_of(name, isPlain);
}

QByteArray octal(qint64 number, int digits) { return QByteArray::number(number, 8).rightJustified(digits, '0'); }
qint64 padded(qint64 size) { return (size + kTarBlock - 1) / kTarBlock * kTarBlock; }

/// The sum of the header's bytes, its own field read as blanks.
int sumOf(const QByteArray &header)
{
    return std::accumulate(
        header.begin(), header.end(), 0, [](int sum, char byte) { return sum + static_cast<unsigned char>(byte); });
}

QByteArray headerOf(const QString &name, qint64 size, qint64 seconds)
{
    QByteArray header(kTarBlock, '\0');
    const auto put = [&header](qsizetype at, const QByteArray &text) { header.replace(at, text.size(), text); };
    put(0, name.toLatin1());
    put(100, "0000600");
    put(108, "0000000");
    put(116, "0000000");
    put(kSizeField, octal(size, kOctalDigits));
    put(kTimeField, octal(seconds, kOctalDigits));
    put(kSumField, QByteArray(8, ' '));
    put(156, "0");
    put(257,
        QByteArray("ustar\0"
                   "00",
            8));
    put(kSumField, octal(sumOf(header), 6) + QByteArray("\0 ", 2));
    return header;
}

std::optional<qint64> octalIn(QByteArrayView header, qsizetype at)
{
    bool good = false;
    const qint64 number = header.sliced(at, kOctalDigits).toByteArray().toLongLong(&good, 8);
    return good && number >= 0 ? std::optional(number) : std::nullopt;
}

std::unexpected<Error> noBundle() { return fail(Failure::Corrupt, u"not an archive of ours"_s); }

} // namespace

QByteArray bundle(const std::vector<BundledFile> &files, UtcTime at)
{
    const qint64 seconds = std::max<qint64>(0, std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
    QByteArray archive;
    for (const BundledFile &file : files) {
        Q_ASSERT(isPlainName(file.name) && file.content.size() <= kLargestFile);
        archive += headerOf(file.name, file.content.size(), seconds) + file.content;
        archive.resize(padded(archive.size()), '\0');
    }
    return archive + QByteArray(2 * kTarBlock, '\0');
}

Result<std::vector<BundledFile>> unbundle(const QByteArray &archive)
{
    std::vector<BundledFile> files;
    QSet<QString> names;
    qsizetype at = 0;
    while (at + kTarBlock <= archive.size() && archive[at] != '\0') {
        const QByteArray header = archive.sliced(at, kTarBlock);
        const QByteArray field = header.first(kNameBytes + 1);
        const QString name = QString::fromLatin1(field.first(std::max<qsizetype>(0, field.indexOf('\0'))));
        const auto size = octalIn(header, kSizeField);
        const auto seconds = octalIn(header, kTimeField);
        at += kTarBlock;
        // Written again it must be the same: links, folders and other people's fields are not ours.
        if (!size || !seconds || !isPlainName(name) || names.contains(name) || headerOf(name, *size, *seconds) != header
            || padded(*size) > archive.size() - at)
            return noBundle();
        const QByteArrayView padding = QByteArrayView(archive).sliced(at + *size, padded(*size) - *size);
        if (std::ranges::any_of(padding, [](char byte) { return byte != '\0'; }))
            return noBundle();
        names.insert(name);
        files.push_back({ name, archive.sliced(at, *size) });
        at += padded(*size);
    }
    if (archive.size() - at != 2 * kTarBlock || archive.sliced(at) != QByteArray(2 * kTarBlock, '\0'))
        return noBundle();
    return files;
}

} // namespace cortege::exchange
