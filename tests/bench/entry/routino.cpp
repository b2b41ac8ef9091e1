#include "routino.h"

#include <support/places.h>

#include <QtCore/QFile>
#include <QtCore/QXmlStreamWriter>

#include <chrono>
#include <cstdio>

namespace cortege::bench
{
namespace
{

using namespace Qt::StringLiterals;

constexpr int kPatience = 120'000;

class OsmFile
{
public:
    explicit OsmFile(QIODevice &file) : m_xml(&file)
    {
        m_xml.writeStartDocument();
        m_xml.writeStartElement(u"osm"_s);
        m_xml.writeAttribute(u"version"_s, u"0.6"_s);
    }
    ~OsmFile() { m_xml.writeEndDocument(); }

    qint64 node(GeoPoint point)
    {
        m_xml.writeStartElement(u"node"_s);
        m_xml.writeAttribute(u"id"_s, QString::number(++m_lastNode));
        m_xml.writeAttribute(u"lat"_s, QString::number(point.latitude, 'f', 7));
        m_xml.writeAttribute(u"lon"_s, QString::number(point.longitude, 'f', 7));
        m_xml.writeEndElement();
        return m_lastNode;
    }
    void way(const std::vector<qint64> &nodes)
    {
        m_xml.writeStartElement(u"way"_s);
        m_xml.writeAttribute(u"id"_s, QString::number(++m_lastWay));
        for (const qint64 node : nodes) {
            m_xml.writeStartElement(u"nd"_s);
            m_xml.writeAttribute(u"ref"_s, QString::number(node));
            m_xml.writeEndElement();
        }
        m_xml.writeStartElement(u"tag"_s);
        m_xml.writeAttribute(u"k"_s, u"highway"_s);
        m_xml.writeAttribute(u"v"_s, u"residential"_s);
        m_xml.writeEndElement();
        m_xml.writeEndElement();
    }

private:
    QXmlStreamWriter m_xml;
    qint64 m_lastNode = 0;
    qint64 m_lastWay = 0;
};

/// All nodes before all ways, as planetsplitter wants them.
void write(const geodata::StreetGraph &graph, QIODevice &file)
{
    OsmFile osm(file);
    for (const GeoPoint node : graph.nodes)
        osm.node(node);
    std::vector<std::vector<qint64>> ways;
    for (const auto &edge : graph.edges) {
        std::vector<qint64> &way = ways.emplace_back();
        way.push_back(qint64 { edge.from } + 1);
        const auto line = graph.lineOf(edge);
        for (size_t i = 1; i + 1 < line.size(); ++i)
            way.push_back(osm.node(line[i]));
        way.push_back(qint64 { edge.to } + 1);
    }
    for (const auto &way : ways)
        osm.way(way);
}

} // namespace

Routino::~Routino()
{
    m_program.closeWriteChannel(); // it ends with its input
    m_program.waitForFinished(kPatience);
}

bool Routino::start(const geodata::StreetGraph &graph)
{
    const QString osm = m_folder.filePath(u"town.osm"_s);
    QFile file(osm);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    write(graph, file);
    file.close();
    const auto begin = std::chrono::steady_clock::now();
    QProcess splitter;
    splitter.setStandardOutputFile(QProcess::nullDevice());
    splitter.start(u"planetsplitter"_s,
        { u"--dir="_s + m_folder.path(), u"--prefix=town"_s, u"--tagging=/usr/share/routino/tagging.xml"_s, osm });
    if (!splitter.waitForFinished(kPatience) || splitter.exitCode() != 0) {
        std::printf("libroutino is not beside it: planetsplitter: %s\n", qPrintable(splitter.errorString()));
        return false;
    }
    m_preparation = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    m_program.start(test::binPath(u"routino_peer"_s), { m_folder.path(), u"town"_s });
    return m_program.waitForStarted();
}

std::optional<Routino::Answer> Routino::route(GeoPoint from, GeoPoint to)
{
    m_program.write(u"%1 %2 %3 %4\n"_s.arg(from.latitude, 0, 'f', 7)
            .arg(from.longitude, 0, 'f', 7)
            .arg(to.latitude, 0, 'f', 7)
            .arg(to.longitude, 0, 'f', 7)
            .toLatin1());
    while (!m_program.canReadLine()) {
        if (!m_program.waitForReadyRead(kPatience))
            return std::nullopt;
    }
    const QList<QByteArray> parts = m_program.readLine().trimmed().split(' ');
    return parts.size() == 2 ? std::optional(Answer { parts[0].toDouble(), parts[1].toDouble() }) : std::nullopt;
}

} // namespace cortege::bench
