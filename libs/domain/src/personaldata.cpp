#include <domain/personaldata.h>

#include "guard/formats.h"
#include "guard/names.h"
#include "guard/rephrase.h"
#include "guard/text.h"

#include <domain/folding.h>

#include <algorithm>
#include <array>

namespace cortege
{
namespace
{

using namespace guard;
using namespace Qt::StringLiterals;

/// Between a name and what is said of it.
constexpr qsizetype kSaidWithin = 28;

class Guard
{
public:
    Guard(QStringView text, const QSet<QString> &notPersons) : m_text(text), m_notPersons(notPersons) { }

    std::vector<PersonalFinding> read()
    {
        for (const FormatSpan &found : findFormats(m_text))
            add(found.kind, Certainty::Certain, found.span, instead(m_text, found.span));
        names();
        if (m_names.empty()) // of whom would it be said
            return inOrder();
        for (const Span &age : findAges(m_text)) {
            if (const PersonalFinding *name = namedBefore(age))
                add(PersonalKind::Birth, name->certainty, age, instead(m_text, age));
        }
        for (const Span &said : findSensitive(m_text))
            sensitive(said);
        return inOrder();
    }

private:
    std::vector<PersonalFinding> inOrder()
    {
        std::ranges::sort(m_found, {}, &PersonalFinding::begin);
        return std::move(m_found);
    }
    bool add(PersonalKind kind, Certainty certainty, Span span, Rephrasing rephrasing)
    {
        const auto overlaps = [span](const PersonalFinding &other) {
            return span.begin < other.begin + other.length && other.begin < span.end();
        };
        if (std::ranges::any_of(m_found, overlaps))
            return false;
        m_found.push_back({ kind, certainty, span.begin, span.length, std::move(rephrasing) });
        return true;
    }

    void names()
    {
        const auto &words = m_text.words();
        for (const NameSpan &name : findNames(m_text)) {
            const Span span { words[name.first].begin, words[name.end - 1].end - words[name.first].begin };
            const auto certainty = name.reason == NameReason::CivilTitle ? Certainty::Certain : Certainty::Suspected;
            if (certainty == Certainty::Suspected && isKnownForNone(span))
                continue;
            if (add(PersonalKind::Name, certainty, span, instead(m_text, name)))
                m_names.push_back(m_found.back());
        }
    }

    /// Names are few, and those that are known for none fewer: nothing is folded where there are none.
    bool isKnownForNone(Span span) const
    {
        return !m_notPersons.isEmpty()
            && m_notPersons.contains(folded(m_text.original().sliced(span.begin, span.length)));
    }

    QStringView between(qsizetype from, qsizetype to) const
    {
        return QStringView(m_text.flat()).sliced(from, to - from);
    }

    /// The name that a span is said of: on the same line, near, without a full stop in between.
    const PersonalFinding *namedBefore(Span span) const
    {
        const PersonalFinding *nearest = nullptr;
        for (const PersonalFinding &name : m_names) {
            if (name.begin + name.length <= span.begin)
                nearest = &name;
        }
        if (!nearest)
            return nullptr;
        const QStringView gap = between(nearest->begin + nearest->length, span.begin);
        const bool near
            = gap.size() <= kSaidWithin && !gap.contains(u'\n') && !gap.contains(u". ") && !gap.contains(u';');
        return near ? nearest : nullptr;
    }

    void sensitive(Span said)
    {
        if (const PersonalFinding *name = namedBefore(said)) {
            add(PersonalKind::Sensitive, name->certainty, said, instead(m_text, said));
            return;
        }
        const auto next = std::ranges::find_if(m_names, [&](const auto &name) { return name.begin == said.end() + 1; });
        if (next != m_names.end()) // "le militant d’extrême droite Florian Baud"
            add(PersonalKind::Sensitive, next->certainty, said,
                { said.begin, next->begin + next->length - said.begin, u"particulier"_s });
    }

    Text m_text;
    const QSet<QString> &m_notPersons;
    std::vector<PersonalFinding> m_found;
    std::vector<PersonalFinding> m_names;
};

constexpr std::array kPersonalKindNames { "name"_L1, "phone"_L1, "email"_L1, "address"_L1, "birth"_L1, "plate"_L1,
    "social-security"_L1, "iban"_L1, "sensitive"_L1 };

} // namespace

QLatin1StringView name(PersonalKind kind) { return kPersonalKindNames[static_cast<size_t>(kind)]; }

std::vector<PersonalFinding> findPersonalData(QStringView text, TextUse use, const QSet<QString> &notPersons)
{
    auto found = Guard(text, notPersons).read();
    if (use == TextUse::Address)
        std::erase_if(found, [](const PersonalFinding &f) { return f.certainty == Certainty::Suspected; });
    return found;
}

QString rephrased(QString text, const Rephrasing &rephrasing)
{
    return text.replace(rephrasing.begin, rephrasing.length, rephrasing.text);
}

std::vector<PersonalDataAt> findPersonalData(const EventRecord &record)
{
    std::vector<PersonalDataAt> all;
    const auto read = [&](Field field, int index, const QString &text, TextUse use) {
        for (PersonalFinding &finding : findPersonalData(text, use))
            all.push_back({ field, index, std::move(finding) });
    };
    const auto readList = [&](Field field, const std::vector<Address> &addresses) {
        for (size_t i = 0; i < addresses.size(); ++i)
            read(field, static_cast<int>(i), addresses[i].text, TextUse::Address);
    };
    read(Field::Subject, -1, record.subject, TextUse::Prose);
    read(Field::Description, -1, record.description, TextUse::Prose);
    if (const auto *moving = std::get_if<MovingDemonstration>(&record.particulars)) {
        read(Field::Departure, -1, moving->departure.text, TextUse::Address);
        readList(Field::Waypoints, moving->waypoints);
        read(Field::Arrival, -1, moving->arrival.text, TextUse::Address);
    } else if (const auto *fixed = std::get_if<StaticDemonstration>(&record.particulars)) {
        read(Field::PlaceAddress, -1, fixed->address.text, TextUse::Address);
    } else {
        readList(Field::Addresses, addressesOf(record));
    }
    return all;
}

std::vector<FieldIssue> personalDataIssues(const std::vector<PersonalDataAt> &found)
{
    std::vector<FieldIssue> issues;
    for (const PersonalDataAt &at : found) {
        if (at.finding.certainty == Certainty::Certain)
            addIssue(issues, { at.field, Rule::PersonalData, at.index, 0 });
    }
    return issues;
}

std::vector<FieldIssue> issuesForSaving(const EventRecord &record)
{
    auto issues = validate(record);
    for (const FieldIssue &issue : personalDataIssues(findPersonalData(record)))
        addIssue(issues, issue);
    return issues;
}

} // namespace cortege
