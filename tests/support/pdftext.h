#pragma once

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QProcess>

#include <utility>

namespace cortege::test
{

/// What a PDF says, laid out as on its pages, without the fonts' ligatures.
inline QString textOfPdf(const QString &path)
{
    using namespace Qt::StringLiterals;
    QProcess reader;
    reader.start(u"pdftotext"_s, { u"-layout"_s, path, u"-"_s });
    REQUIRE(reader.waitForFinished(60'000));
    QString text = QString::fromUtf8(reader.readAllStandardOutput());
    for (const auto &[ligature, letters] : { std::pair { u'ﬀ', u"ff"_s }, std::pair { u'ﬁ', u"fi"_s },
             std::pair { u'ﬂ', u"fl"_s }, std::pair { u'ﬃ', u"ffi"_s } })
        text.replace(ligature, letters);
    return text;
}

} // namespace cortege::test
