#include <exchange/gzip.h>

#include <QtCore/QFile>

#include <algorithm>
#include <limits>

#define ZLIB_CONST
#include <zlib.h>

namespace cortege::exchange
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qsizetype kStep = qsizetype { 256 } * 1024;
constexpr int kGzipOnly = 16 + MAX_WBITS;

class Inflater
{
public:
    Inflater() { m_ready = inflateInit2(&m_stream, kGzipOnly) == Z_OK; }
    ~Inflater()
    {
        if (m_ready)
            inflateEnd(&m_stream);
    }
    Q_DISABLE_COPY_MOVE(Inflater)

    bool isReady() const { return m_ready; }
    z_stream &stream() { return m_stream; }

private:
    z_stream m_stream {};
    bool m_ready = false;
};

} // namespace

bool isGzip(QByteArrayView bytes) { return bytes.startsWith("\x1f\x8b"); }

Result<QByteArray> gunzip(QByteArrayView bytes, qsizetype limit)
{
    if (bytes.size() > std::numeric_limits<uInt>::max())
        return fail(Failure::TooLarge, u"more compressed bytes than zlib takes at once"_s);
    Inflater inflater;
    if (!inflater.isReady())
        return fail(Failure::Unavailable, u"zlib is not available"_s);
    z_stream &stream = inflater.stream();
    stream.next_in = reinterpret_cast<const Bytef *>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());

    QByteArray content;
    QByteArray step(kStep, Qt::Uninitialized);
    int status = Z_OK;
    do {
        // A further member begins where the last one ended.
        if (status == Z_STREAM_END && inflateReset(&stream) != Z_OK)
            return fail(Failure::Unavailable, u"zlib is not available"_s);
        stream.next_out = reinterpret_cast<Bytef *>(step.data());
        stream.avail_out = static_cast<uInt>(step.size());
        status = inflate(&stream, Z_NO_FLUSH);
        if (status != Z_OK && status != Z_STREAM_END)
            return fail(Failure::Corrupt, u"not a whole gzip file"_s);
        const qsizetype made = step.size() - stream.avail_out;
        if (content.size() + made > limit)
            return fail(Failure::TooLarge, u"more than %1 bytes when unpacked"_s.arg(limit));
        content.append(step.constData(), made);
    } while (status != Z_STREAM_END || stream.avail_in > 0);
    return content;
}

Result<QByteArray> readUnpacked(const QString &path, qsizetype limit)
{
    QFile file(path);
    if (!file.exists())
        return fail(Failure::NotFound, u"%1: no such file"_s.arg(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Failure::Forbidden, u"%1: %2"_s.arg(path, file.errorString()));
    QByteArray content; // by steps: asked for all at once, Qt takes the memory of the limit for every file
    for (QByteArray step; content.size() <= limit && !(step = file.read(kStep)).isEmpty();)
        content += step;
    if (content.size() > limit)
        return fail(Failure::TooLarge, u"%1: larger than %2 bytes"_s.arg(path).arg(limit));
    if (!isGzip(content))
        return content;
    return gunzip(content, limit).transform_error([&](const Error &error) {
        return Error { error.kind, u"%1: %2"_s.arg(path, error.detail) };
    });
}

} // namespace cortege::exchange
