#include <domain/fact.h>

#include <domain/personaldata.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QSet>

#include <algorithm>
#include <array>
#include <cmath>
#include <ranges>

namespace cortege
{
using namespace Qt::StringLiterals;
namespace
{

constexpr std::array kFactFields { "lieu"_L1, "date"_L1, "categorie"_L1, "poids"_L1, "cle"_L1, "source"_L1, "nom"_L1,
    "provenance"_L1, "licence"_L1, "categories"_L1 }; // in the order of FactField

/// What a person wrote about a source.
std::optional<FactIssue> issueOf(FactField field, const QString &text, int limit, int index = -1)
{
    if (text.trimmed().isEmpty())
        return FactIssue { field, Rule::Required, index };
    if (const auto fault = faultOf(text, limit))
        return FactIssue { field, *fault, index, *fault == Rule::TooLong ? limit : 0 };
    if (!text.isValidUtf16()) // it would not come back from UTF-8 as it was
        return FactIssue { field, Rule::ControlCharacter, index };
    const bool names = std::ranges::any_of(
        findPersonalData(text), [](const PersonalFinding &finding) { return finding.certainty == Certainty::Certain; });
    return names ? std::optional(FactIssue { field, Rule::PersonalData, index }) : std::nullopt;
}

std::optional<Rule> faultOfWeight(float weight)
{
    if (!std::isfinite(weight))
        return Rule::WrongType;
    if (weight < 0)
        return Rule::Negative;
    return weight > limits::kFactWeight ? std::optional(Rule::TooBig) : std::nullopt;
}

FactIssue weightIssue(FactField field, Rule rule, int index = -1)
{
    return { field, rule, index, rule == Rule::TooBig ? static_cast<int>(limits::kFactWeight) : 0 };
}

std::optional<FactIssue> issueOf(const FactCategory &category, int index)
{
    if (auto issue = issueOf(FactField::Categories, category.code, limits::kCategoryCode, index))
        return issue;
    if (auto issue = issueOf(FactField::Categories, category.label, limits::kCategoryLabel, index))
        return issue;
    const auto rule = faultOfWeight(category.weight);
    return rule ? std::optional(weightIssue(FactField::Categories, *rule, index)) : std::nullopt;
}

void checkCategories(const FactSource &source, std::vector<FactIssue> &issues)
{
    if (source.categories.empty())
        issues.push_back({ FactField::Categories, Rule::Required });
    if (source.categories.size() > limits::kCategories) {
        issues.push_back({ FactField::Categories, Rule::TooMany, -1, limits::kCategories });
        return;
    }
    QSet<QString> codes;
    for (size_t i = 0; i < source.categories.size(); ++i) {
        const FactCategory &category = source.categories[i];
        auto issue = issueOf(category, static_cast<int>(i));
        if (!issue && codes.contains(category.code)) // a fact must not have two to choose from
            issue = FactIssue { FactField::Categories, Rule::UnknownValue, static_cast<int>(i) };
        if (issue)
            issues.push_back(*issue);
        codes.insert(category.code);
    }
}

std::optional<FactIssue> issueOf(const UtcInterval &when)
{
    using namespace std::chrono;
    static constexpr UtcTime kFirst { sys_days { year { 1 } / January / 1 } };
    static constexpr UtcTime kLast { sys_days { year { 10'000 } / January / 1 } };
    if (when.end < when.begin)
        return FactIssue { FactField::When, Rule::EndBeforeStart };
    if (when.begin < kFirst || when.end >= kLast)
        return FactIssue { FactField::When, Rule::TooBig };
    if (when.end - when.begin > days { limits::kFactDays })
        return FactIssue { FactField::When, Rule::TooLongDuration, -1, limits::kFactDays };
    return std::nullopt;
}

} // namespace

std::optional<FactSourceId> FactSourceId::parse(QStringView text)
{
    const auto allowed = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-'; };
    if (text.isEmpty() || text.size() > limits::kSourceId || !std::ranges::all_of(text, allowed))
        return std::nullopt;
    return FactSourceId(text.toString());
}

std::optional<quint16> FactSource::categoryOf(QStringView code) const
{
    const auto found = std::ranges::find_if(categories, [code](const FactCategory &one) { return one.code == code; });
    return found == categories.end() ? std::nullopt : std::optional(static_cast<quint16>(found - categories.begin()));
}

QLatin1StringView name(FactField field) { return kFactFields[static_cast<size_t>(field)]; }

QString toString(const FactIssue &issue)
{
    return (
        issue.index < 0 ? u"%1: %2"_s.arg(name(issue.field)) : u"%1[%2]: %3"_s.arg(name(issue.field)).arg(issue.index))
        .arg(name(issue.rule));
}

std::vector<FactIssue> validate(const FactSource &source)
{
    std::vector<FactIssue> issues;
    const std::pair<FactField, const QString &> texts[] { { FactField::SourceName, source.name },
        { FactField::Provenance, source.provenance }, { FactField::Licence, source.licence } };
    for (const auto &[field, text] : texts) {
        if (const auto issue = issueOf(field, text, limits::kSourceText))
            issues.push_back(*issue);
    }
    checkCategories(source, issues);
    return issues;
}

std::vector<FactIssue> validate(const Fact &fact, size_t categories)
{
    std::vector<FactIssue> issues;
    if (!isOnEarth(fact.place))
        issues.push_back({ FactField::Place, Rule::OutsideWorld });
    if (const auto issue = fact.when ? issueOf(*fact.when) : std::nullopt)
        issues.push_back(*issue);
    if (fact.category >= categories)
        issues.push_back({ FactField::Category, Rule::UnknownValue });
    if (const auto rule = faultOfWeight(fact.weight))
        issues.push_back(weightIssue(FactField::Weight, *rule));
    return issues;
}

bool maySucceed(const FactSource &corrected, const FactSource &before)
{
    return corrected.id == before.id && corrected.categories.size() >= before.categories.size()
        && std::ranges::equal(before.categories, corrected.categories | std::views::take(before.categories.size()), {},
            &FactCategory::code, &FactCategory::code);
}

QByteArray sourceText(const FactSource &source)
{
    QJsonArray categories;
    for (const FactCategory &category : source.categories)
        categories.append(QJsonObject { { u"code"_s, category.code }, { u"label"_s, category.label },
            { u"weight"_s, static_cast<double>(category.weight) } });
    const QJsonObject object { { u"id"_s, source.id.toString() }, { u"name"_s, source.name },
        { u"provenance"_s, source.provenance }, { u"licence"_s, source.licence }, { u"categories"_s, categories } };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<FactSource> sourceFromJson(JsonValue source)
{
    auto id = FactSourceId::parse(source["id"_L1].text());
    if (!id)
        return fail(Failure::InvalidInput, u"source.id: 1 to %1 of a-z, 0-9 and -"_s.arg(limits::kSourceId));
    for (const auto key : { "name"_L1, "provenance"_L1, "licence"_L1 }) {
        if (!source[key].isString())
            return fail(Failure::InvalidInput, u"source.%1: must be a text"_s.arg(key));
    }
    FactSource read { std::move(*id), source["name"_L1].text(), source["provenance"_L1].text(),
        source["licence"_L1].text(), {} };
    const JsonValue categories = source["categories"_L1];
    if (!categories.isArray() || categories.size() > limits::kCategories)
        return fail(
            Failure::InvalidInput, u"source.categories: must be a list of at most %1"_s.arg(limits::kCategories));
    for (const JsonValue category : categories.elements()) {
        const JsonValue weight = category["weight"_L1];
        if (!category["code"_L1].isString() || !category["label"_L1].isString()
            || !(weight.isUndefined() || weight.isNumber()))
            return fail(Failure::InvalidInput, u"source.categories: each has a code, a label and perhaps a weight"_s);
        read.categories.push_back(
            { category["code"_L1].text(), category["label"_L1].text(), static_cast<float>(weight.number(1)) });
    }
    return read;
}

} // namespace cortege
