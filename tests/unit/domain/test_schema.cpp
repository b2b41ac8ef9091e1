#include <domain/geojson.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QJsonDocument>
#include <QtCore/QProcess>

#include <support/generators.h>
#include <support/places.h>

using namespace cortege;
using namespace Qt::StringLiterals;

namespace
{

/// What a validator of another make says of the features, one line each.
QStringList verdicts(const QByteArray &lines)
{
    QProcess python;
    python.start(u"python3"_s,
        { test::sourcePath(u"tests/support/validate_schema.py"_s),
            test::sourcePath(u"resources/annexe1.schema.json"_s) });
    REQUIRE(python.waitForStarted());
    python.write(lines);
    python.closeWriteChannel();
    REQUIRE(python.waitForFinished(60'000));
    REQUIRE(python.exitCode() == 0);
    return QString::fromUtf8(python.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
}

QByteArray line(const QJsonObject &feature) { return QJsonDocument(feature).toJson(QJsonDocument::Compact) + '\n'; }

} // namespace

TEST_CASE("whatever we write fits the published schema")
{
    QByteArray lines;
    int count = 0;
    REQUIRE(rc::check([&] {
        lines += line(toFeature(test::anyRecord()));
        lines += line(toFeature(test::anyVersion()));
        count += 2;
    }));
    for (const auto kind : kEventKinds) {
        EventRecord least = emptyRecord(kind);
        least.subject = u"O"_s;
        lines += line(toFeature(least));
        ++count;
    }
    const QStringList said = verdicts(lines);
    CHECK(said.size() == count);
    CHECK(said.count(u"ok"_s) == count);
}

TEST_CASE("what the reader refuses, the published schema refuses")
{
    EventRecord record = emptyRecord(EventKind::StaticDemonstration);
    record.subject = u"O"_s;
    const QJsonObject good = toFeature(record);
    const auto with = [&good](const QString &name, const QJsonValue &value) {
        QJsonObject feature = good;
        QJsonObject properties = feature.value("properties"_L1).toObject();
        properties.insert(name, value);
        feature.insert(u"properties"_s, properties);
        return feature;
    };
    const std::vector<QJsonObject> bad { with(u"nature"_s, u"kermesse"_s), with(u"objet"_s, QString()),
        with(u"objet"_s, u"   "_s), with(u"objet"_s, QString(301, u'x')), with(u"personnesAttendues"_s, -1),
        with(u"personnesAttendues"_s, 1.5), with(u"statutOrganisateur"_s, u"Particulier"_s), with(u"theme"_s, u"MIN"_s),
        with(u"telephone"_s, u"0491"_s), with(u"debut"_s, u"2026-05-01T12:00:00"_s),
        with(u"adresse"_s, u"Vieux-Port"_s) };
    QByteArray lines;
    for (const QJsonObject &feature : bad) {
        CHECK_FALSE(recordFromFeature(feature));
        lines += line(feature);
    }
    const QStringList said = verdicts(lines);
    CHECK(said.size() == std::ssize(bad));
    CHECK(said.count(u"ok"_s) == 0);
}
