#include <storage/sqliteconvention.h>

#include "database.h"
#include "times.h"

#include <QtCore/QVariant>

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

constexpr auto kNotification = "notification"_L1;
constexpr auto kDenunciation = "denunciation"_L1;
constexpr auto kAmendment = "amendment"_L1;
constexpr auto kAnnexe = "annexe"_L1;
constexpr auto kCorrection = "correction"_L1;

/// One row. What an act of its kind does not have is NULL.
struct ActRow {
    QString kind;
    QVariant day {};
    QVariant party {};
    QVariant subject {};
    QVariant lastDay {};
    QVariant annexe {};
    QVariant cityDay {};
    QVariant city {};
    QVariant prefectureDay {};
    QVariant prefecture {};
    QVariant impactStudy {};
    QVariant corrects {};
};

QVariant written(QDate day) { return day.isValid() ? QVariant(day.toString(Qt::ISODate)) : QVariant(); }
QVariant written(const QString &text) { return text.isEmpty() ? QVariant() : QVariant(text); }

ActRow rowOf(const ConventionNotified &notified) { return { .kind = kNotification, .day = written(notified.day) }; }
ActRow rowOf(const Denunciation &denunciation)
{
    return {
        .kind = kDenunciation, .day = written(denunciation.received), .party = QVariant(QString(name(denunciation.by)))
    };
}
ActRow rowOf(const Amendment &amendment)
{
    return { .kind = kAmendment,
        .day = written(amendment.day),
        .subject = amendment.subject,
        .lastDay = written(amendment.lastDay.value_or(QDate())),
        .annexe = written(amendment.annexe) };
}
ActRow rowOf(const AnnexeVersion &annexe)
{
    return { .kind = kAnnexe,
        .annexe = annexe.name,
        .cityDay = written(annexe.city.day),
        .city = annexe.city.reference,
        .prefectureDay = written(annexe.prefecture.day),
        .prefecture = annexe.prefecture.reference,
        .impactStudy = annexe.impactStudy };
}
ActRow rowOf(const Correction &correction) { return { .kind = kCorrection, .corrects = correction.act }; }

std::optional<QDate> dayIn(const QVariant &value)
{
    const QDate day = QDate::fromString(value.toString(), Qt::ISODate);
    return day.isValid() ? std::optional(day) : std::nullopt;
}

/// Columns as in `read`. Nothing for a row that an act of ours never makes.
std::optional<ConventionAct::Content> contentOf(const Rows &row)
{
    const QString kind = row.value(1).toString();
    const auto day = dayIn(row.value(2));
    if (kind == kNotification && day)
        return ConventionNotified { *day };
    if (kind == kDenunciation && day) {
        if (const auto party = partyFromName(row.value(4).toString()))
            return Denunciation { *party, *day };
    }
    const auto lastDay = dayIn(row.value(6));
    if (kind == kAmendment && day && lastDay.has_value() != row.value(6).isNull())
        return Amendment { *day, row.value(5).toString(), lastDay, row.value(7).toString() };
    const auto cityDay = dayIn(row.value(8));
    const auto prefectureDay = dayIn(row.value(10));
    if (kind == kAnnexe && cityDay && prefectureDay)
        return AnnexeVersion { row.value(7).toString(), { *cityDay, row.value(9).toString() },
            { *prefectureDay, row.value(11).toString() }, row.value(12).toString() };
    if (kind == kCorrection)
        return Correction { row.value(13).toInt() };
    return std::nullopt;
}

} // namespace

SqliteConvention::SqliteConvention(std::unique_ptr<Database> database) : m_database(std::move(database)) { }
SqliteConvention::~SqliteConvention() = default;

Result<std::unique_ptr<SqliteConvention>> SqliteConvention::open(const QString &path, Access access)
{
    return Database::openNewest(path, access).transform([](std::unique_ptr<Database> database) {
        return std::unique_ptr<SqliteConvention>(new SqliteConvention(std::move(database)));
    });
}

Result<Convention> SqliteConvention::read()
{
    static const QString kSql
        = u"SELECT act, kind, day, reference, party, subject, last_day, annexe, dpo_city_day, dpo_city, "
          "dpo_prefecture_day, dpo_prefecture, impact_study, corrects, recorded_by, recorded_at "
          "FROM convention_act ORDER BY act"_s;
    auto rows = m_database->run(kSql);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<ConventionAct> acts;
    const auto read = rows->forEach([&acts](const Rows &row) -> Result<> {
        const int number = row.value(0).toInt();
        auto content = contentOf(row);
        // An act that is passed over could be the one that ends it all.
        if (!content)
            return fail(Failure::Corrupt, u"act %1 of the convention cannot be read"_s.arg(number));
        acts.push_back({ number, std::move(*content), row.value(3).toString(), row.value(14).toString(),
            timeFrom(row.value(15)) });
        return {};
    });
    return read.transform([&acts] { return Convention(std::move(acts)); });
}

Result<int> SqliteConvention::record(const ConventionAct &act)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto convention = read();
    if (!convention)
        return std::unexpected(convention.error());
    if (auto good = convention->accepts(act); !good)
        return std::unexpected(good.error());
    const int number = static_cast<int>(convention->acts().size()) + 1;
    const ActRow row = std::visit([](const auto &content) { return rowOf(content); }, act.content);
    {
        auto added = m_database->run(
            u"INSERT INTO convention_act (act, kind, day, reference, party, subject, last_day, annexe, dpo_city_day, "
            "dpo_city, dpo_prefecture_day, dpo_prefecture, impact_study, corrects, recorded_by, recorded_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
            { number, row.kind, row.day, act.reference, row.party, row.subject, row.lastDay, row.annexe, row.cityDay,
                row.city, row.prefectureDay, row.prefecture, row.impactStudy, row.corrects, act.recordedBy,
                milliseconds(act.recordedAt) });
        if (!added)
            return std::unexpected(added.error());
    }
    return (*transaction)->commit().transform([number] { return number; });
}

} // namespace cortege::storage
