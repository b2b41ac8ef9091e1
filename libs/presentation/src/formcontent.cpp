#include <presentation/formcontent.h>
#include <presentation/guardadvice.h>
#include <presentation/texts.h>

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

struct FormTexts {
    Q_DECLARE_TR_FUNCTIONS(FormTexts)
};

bool isSet(const Address &address) { return address.position || !address.text.trimmed().isEmpty(); }

/// Where lines of the form went in the record's list: `lines[i]` is the line of entry i.
std::vector<int> filledLines(const FormContent &content, int first, int end)
{
    std::vector<int> lines;
    for (int line = first; line < end; ++line) {
        if (isSet(content.addresses[static_cast<size_t>(line)]))
            lines.push_back(line);
    }
    return lines;
}

/// The lines of the form that are entries of a list of annexe 1.
std::vector<int> listedLines(const FormContent &content)
{
    const int count = static_cast<int>(content.addresses.size());
    switch (content.kind) {
    case EventKind::MovingDemonstration:
        return filledLines(content, 1, count - 1);
    case EventKind::StaticDemonstration:
        return {};
    case EventKind::PlannedOperation:
    case EventKind::OfficialVisit:
        return filledLines(content, 0, count);
    }
    return {};
}

class Reader
{
public:
    Reader(const FormContent &content, QDate today, const QSet<QString> &notPersons)
        : m_content(content), m_today(today), m_notPersons(notPersons)
    {
    }

    FormReading read()
    {
        FormReading reading;
        EventRecord &record = reading.record;
        record = emptyRecord(m_content.kind);
        record.subject = m_content.subject;
        record.description = m_content.description;
        record.begins = moment(m_content.begins, Field::Begins);
        record.ends = moment(m_content.ends, Field::Ends);
        std::visit([this](auto &particulars) { fill(particulars); }, record.particulars);
        for (FormIssue &issue : issuesInForm(m_content, validate(record)))
            add(std::move(issue));
        reading.advice = guardAdvice(m_content, m_notPersons);
        for (const GuardAdvice &advice : reading.advice) {
            if (advice.certainty == Certainty::Certain)
                add({ advice.place, advice.text });
        }
        reading.issues = inOrder();
        return reading;
    }

private:
    void add(FormIssue issue)
    {
        if (std::ranges::none_of(m_issues, [&](const FormIssue &i) { return i.place.field == issue.place.field; }))
            m_issues.push_back(std::move(issue));
    }

    std::vector<FormIssue> inOrder()
    {
        const auto fields = fieldsOf(m_content.kind);
        std::ranges::sort(m_issues, {},
            [&](const FormIssue &issue) { return std::ranges::find(fields, issue.place.field) - fields.begin(); });
        return std::move(m_issues);
    }

    std::optional<UtcTime> moment(const MomentText &text, Field field)
    {
        const auto time = readMoment(text, m_today);
        if (!time)
            add({ { field }, describe(time.error()) });
        return time.value_or(std::nullopt);
    }

    std::optional<int> number(const QString &text, Field field)
    {
        QString digits = text;
        digits.removeIf([](QChar c) { return c.isSpace(); });
        if (digits.isEmpty())
            return std::nullopt;
        bool readable = false;
        const qint64 value = digits.toLongLong(&readable);
        const bool onlyDigits = std::ranges::all_of(digits, [](QChar c) { return c >= u'0' && c <= u'9'; });
        if (!readable && !onlyDigits) {
            add({ { field }, FormTexts::tr("Écrivez un nombre entier, par exemple 1 200.") });
            return std::nullopt;
        }
        // What is too long to be a number here is certainly too big.
        return readable ? static_cast<int>(std::clamp<qint64>(value, -1, limits::kCount + 1)) : limits::kCount + 1;
    }

    void demonstration(auto &demo)
    {
        demo.people = { number(m_content.people.expected, Field::PeopleExpected),
            number(m_content.people.declared, Field::PeopleDeclared) };
        demo.cars = { number(m_content.cars.expected, Field::CarsExpected),
            number(m_content.cars.declared, Field::CarsDeclared) };
        demo.organiser = m_content.organiser;
    }

    std::vector<Address> listed() const
    {
        std::vector<Address> addresses;
        for (const int line : listedLines(m_content))
            addresses.push_back(m_content.addresses[static_cast<size_t>(line)]);
        return addresses;
    }

    void fill(MovingDemonstration &moving)
    {
        demonstration(moving);
        moving.departure = m_content.addresses.front();
        moving.waypoints = listed();
        moving.arrival = m_content.addresses.back();
        moving.route = m_content.shape;
    }
    void fill(StaticDemonstration &fixed)
    {
        demonstration(fixed);
        fixed.address = m_content.addresses.front();
        fixed.footprint = m_content.shape;
    }
    void fill(PlannedOperation &operation) { operation = { listed(), m_content.theme }; }
    void fill(OfficialVisit &visit) { visit.addresses = listed(); }

    const FormContent &m_content;
    QDate m_today;
    const QSet<QString> &m_notPersons;
    std::vector<FormIssue> m_issues;
};

QString digits(std::optional<int> number) { return number ? QString::number(*number) : QString(); }

EstimateText estimateText(const Estimate &estimate) { return { digits(estimate.expected), digits(estimate.declared) }; }

template <class Demonstration>
void takeDemonstration(FormContent &content, const Demonstration &demonstration)
{
    content.people = estimateText(demonstration.people);
    content.cars = estimateText(demonstration.cars);
    content.organiser = demonstration.organiser;
}

FormContent withField(FormContent content, Field field, const FormContent &source)
{
    switch (field) {
    case Field::Subject:
        content.subject = source.subject;
        break;
    case Field::Description:
        content.description = source.description;
        break;
    case Field::Begins:
        content.begins = source.begins;
        break;
    case Field::Ends:
        content.ends = source.ends;
        break;
    case Field::Departure:
    case Field::PlaceAddress:
        content.addresses.front() = source.addresses.front();
        break;
    case Field::Arrival:
        content.addresses.back() = source.addresses.back();
        break;
    case Field::Waypoints: {
        auto addresses = source.addresses;
        addresses.front() = content.addresses.front();
        addresses.back() = content.addresses.back();
        content.addresses = std::move(addresses);
        break;
    }
    case Field::Addresses:
        content.addresses = source.addresses;
        break;
    case Field::PeopleExpected:
        content.people.expected = source.people.expected;
        break;
    case Field::PeopleDeclared:
        content.people.declared = source.people.declared;
        break;
    case Field::CarsExpected:
        content.cars.expected = source.cars.expected;
        break;
    case Field::CarsDeclared:
        content.cars.declared = source.cars.declared;
        break;
    case Field::Organiser:
        content.organiser = source.organiser;
        break;
    case Field::Theme:
        content.theme = source.theme;
        break;
    case Field::Route:
    case Field::Footprint:
        content.shape = source.shape;
        break;
    }
    return content;
}

} // namespace

void keepAddressLines(FormContent &content)
{
    if (content.kind == EventKind::StaticDemonstration)
        content.addresses.resize(1);
    else if (content.kind == EventKind::MovingDemonstration && content.addresses.size() < 2)
        content.addresses.resize(2);
}

FormContent withFields(FormContent content, const std::vector<Field> &fields, const FormContent &source)
{
    for (const Field field : fields)
        content = withField(std::move(content), field, source);
    return content;
}

FormPlace placeOfAddress(const FormContent &content, int number)
{
    switch (content.kind) {
    case EventKind::MovingDemonstration:
        if (number == 0)
            return { Field::Departure };
        if (number == static_cast<int>(content.addresses.size()) - 1)
            return { Field::Arrival };
        return { Field::Waypoints, number - 1 };
    case EventKind::StaticDemonstration:
        return { Field::PlaceAddress };
    case EventKind::PlannedOperation:
    case EventKind::OfficialVisit:
        break;
    }
    return { Field::Addresses, number };
}

namespace
{

/// The inverse of `placeOfAddress`.
std::optional<size_t> addressAt(const FormContent &content, FormPlace place)
{
    for (int number = 0; number < std::ssize(content.addresses); ++number) {
        if (placeOfAddress(content, number) == place)
            return static_cast<size_t>(number);
    }
    return std::nullopt;
}

} // namespace

std::optional<QString> typedText(const FormContent &content, FormPlace place)
{
    const auto moment = [](const MomentText &text) { return text.date + u'\n' + text.time; };
    if (place == kToldPlace)
        return content.told;
    switch (place.field) {
    case Field::Subject:
        return content.subject;
    case Field::Description:
        return content.description;
    case Field::Begins:
        return moment(content.begins);
    case Field::Ends:
        return moment(content.ends);
    case Field::PeopleExpected:
        return content.people.expected;
    case Field::PeopleDeclared:
        return content.people.declared;
    case Field::CarsExpected:
        return content.cars.expected;
    case Field::CarsDeclared:
        return content.cars.declared;
    case Field::Departure:
    case Field::PlaceAddress:
    case Field::Arrival:
    case Field::Waypoints:
    case Field::Addresses:
        break;
    case Field::Organiser:
    case Field::Theme:
    case Field::Route:
    case Field::Footprint:
        return std::nullopt;
    }
    const auto number = addressAt(content, place);
    return number ? std::optional(content.addresses[*number].text) : std::nullopt;
}

FormContent withProse(FormContent content, FormPlace place, const QString &text)
{
    if (place.field == Field::Subject)
        content.subject = text;
    else if (place.field == Field::Description)
        content.description = text;
    else if (const auto number = addressAt(content, place))
        content.addresses[*number].text = text;
    return content;
}

FormReading read(const FormContent &content, QDate today, const QSet<QString> &notPersons)
{
    FormContent complete = content;
    keepAddressLines(complete);
    return Reader(complete, today, notPersons).read();
}

std::vector<FormIssue> issuesInForm(const FormContent &content, const std::vector<FieldIssue> &issues)
{
    const auto lines = listedLines(content);
    const int first = content.kind == EventKind::MovingDemonstration ? 1 : 0;
    std::vector<FormIssue> placed;
    for (FieldIssue issue : issues) {
        const bool listed = issue.field == Field::Waypoints || issue.field == Field::Addresses;
        if (listed && issue.index >= 0 && issue.index < std::ssize(lines))
            issue.index = lines[static_cast<size_t>(issue.index)] - first;
        placed.push_back({ { issue.field, listed ? issue.index : -1 }, describe(issue) });
    }
    return placed;
}

FormContent contentOf(const EventRecord &record)
{
    FormContent content;
    content.kind = record.kind();
    content.subject = record.subject;
    content.description = record.description;
    content.begins = momentTextOf(record.begins);
    content.ends = momentTextOf(record.ends);
    content.addresses = addressesOf(record);
    if (const auto *moving = std::get_if<MovingDemonstration>(&record.particulars)) {
        takeDemonstration(content, *moving);
        content.shape = moving->route;
    } else if (const auto *fixed = std::get_if<StaticDemonstration>(&record.particulars)) {
        takeDemonstration(content, *fixed);
        content.shape = fixed->footprint;
    } else if (const auto *operation = std::get_if<PlannedOperation>(&record.particulars)) {
        content.theme = operation->theme;
    }
    keepAddressLines(content);
    return content;
}

FormContent convertedTo(const FormContent &content, EventKind kind, QDate today)
{
    if (content.kind == kind)
        return content;
    FormContent converted = contentOf(convertedTo(read(content, today).record, kind));
    converted.begins = content.begins;
    converted.ends = content.ends;
    if (isDemonstration(content.kind) && isDemonstration(kind)) {
        converted.people = content.people;
        converted.cars = content.cars;
    }
    return converted;
}

} // namespace cortege::presentation
