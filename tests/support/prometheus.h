#pragma once

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QByteArrayList>
#include <QtCore/QRegularExpression>

#include <map>

namespace cortege::test
{

/// The samples of a page in Prometheus' text format 0.0.4, by name and labels as they stand there. Stricter than its
/// readers: every family has its help and type first and its samples together, nothing stands there twice, histograms
/// add up.
class PrometheusPage
{
public:
    explicit PrometheusPage(const QByteArray &text)
    {
        REQUIRE(text.endsWith('\n'));
        const QByteArrayList lines = text.chopped(1).split('\n');
        for (const QByteArray &line : lines) {
            INFO(line.toStdString());
            if (line.startsWith("# HELP "))
                readHelp(line.sliced(7));
            else if (line.startsWith("# TYPE "))
                readType(line.sliced(7));
            else
                readSample(line);
        }
        for (const auto &[family, type] : m_types) {
            if (type == "histogram")
                checkHistogram(family);
        }
    }
    bool has(const QByteArray &sample) const { return m_samples.contains(sample); }
    double value(const QByteArray &sample) const
    {
        INFO(sample.toStdString());
        REQUIRE(has(sample));
        return m_samples.at(sample);
    }
    QByteArray type(const QByteArray &family) const
    {
        return m_types.contains(family) ? m_types.at(family) : QByteArray();
    }

private:
    void readHelp(const QByteArray &rest)
    {
        m_family = rest.left(rest.indexOf(' '));
        REQUIRE_FALSE(m_types.contains(m_family));
        REQUIRE(rest.size() > m_family.size() + 1);
    }
    void readType(const QByteArray &rest)
    {
        const QByteArrayList words = rest.split(' ');
        REQUIRE(words.size() == 2);
        REQUIRE(words[0] == m_family);
        REQUIRE(QByteArrayList { "counter", "gauge", "histogram" }.contains(words[1]));
        m_types[m_family] = words[1];
    }
    void readSample(const QByteArray &line)
    {
        static const QRegularExpression kForm(
            QStringLiteral(R"(^([a-z_][a-z0-9_]*)((?:\{[a-z_]+="[^"\\\n]*"\})?) ([0-9.e+-]+)$)"));
        const auto match = kForm.match(QString::fromLatin1(line));
        REQUIRE(match.hasMatch());
        const QByteArray name = match.captured(1).toLatin1();
        const QByteArray type = m_types.at(m_family);
        if (type == "histogram")
            REQUIRE(QByteArrayList { m_family + "_bucket", m_family + "_sum", m_family + "_count" }.contains(name));
        else
            REQUIRE(name == m_family);
        if (type == "counter")
            REQUIRE(name.endsWith("_total"));
        bool good = false;
        const double value = match.captured(3).toDouble(&good);
        REQUIRE(good);
        REQUIRE(m_samples.emplace(name + match.captured(2).toLatin1(), value).second);
        if (name.endsWith("_bucket"))
            m_buckets[m_family].push_back(value);
    }
    void checkHistogram(const QByteArray &family)
    {
        const auto &buckets = m_buckets[family];
        REQUIRE(std::ranges::is_sorted(buckets));
        REQUIRE(value(family + "_bucket{le=\"+Inf\"}") == value(family + "_count"));
        REQUIRE(buckets.back() == value(family + "_count"));
        REQUIRE(has(family + "_sum"));
    }

    QByteArray m_family;
    std::map<QByteArray, QByteArray> m_types;
    std::map<QByteArray, double> m_samples;
    std::map<QByteArray, std::vector<double>> m_buckets;
};

} // namespace cortege::test
