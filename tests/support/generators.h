#pragma once

#include <domain/event.h>
#include <domain/personaldata.h>

#include <rapidcheck.h>

/// Valid records and versions for property tests. Texts hold accents, quotes, and characters outside the BMP.
namespace cortege::test
{

/// Letters thrown together name somebody now and then, "mr aa", and such a text is not valid.
inline QString anyText(int most)
{
    static constexpr std::u32string_view kAlphabet
        = U"abcdefghijklmnopqrstuvwxyz ABCÉÈÀçœ’«»\"\\/<&>{}[]0123456789-–…😀漢ع";
    const int length = *rc::gen::inRange(0, most);
    std::u32string text;
    for (int i = 0; i < length; ++i)
        text.push_back(kAlphabet[*rc::gen::inRange<size_t>(0, kAlphabet.size())]);
    const QString made = QString::fromUcs4(text.data(), static_cast<qsizetype>(text.size()));
    return findPersonalData(made).empty() ? made : QString();
}
template <class T, class Make>
std::optional<T> maybe(Make make)
{
    return *rc::gen::arbitrary<bool>() ? std::optional<T>(make()) : std::nullopt;
}
inline GeoPoint anyPoint()
{
    return { *rc::gen::inRange(-180'000'000, 180'000'000) / 1e6, *rc::gen::inRange(-90'000'000, 90'000'000) / 1e6 };
}
inline UtcTime anyTime()
{
    return UtcTime { std::chrono::seconds { *rc::gen::inRange<qint64>(1'500'000'000, 2'000'000'000) } };
}
inline Address anyAddress() { return { anyText(40), maybe<GeoPoint>(anyPoint) }; }
inline std::vector<Address> anyAddresses()
{
    std::vector<Address> all(*rc::gen::inRange<size_t>(0, 5));
    std::ranges::generate(all, anyAddress);
    return all;
}
inline Estimate anyEstimate()
{
    const auto count = [] { return *rc::gen::inRange(0, 100'000); };
    return { maybe<int>(count), maybe<int>(count) };
}
/// Star-shaped about a point, so that it cannot cross itself.
inline Ring anyRing()
{
    const int corners = *rc::gen::inRange(3, 12);
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double radius = *rc::gen::inRange(100, 1'000) / 1e5;
        const double angle = 6.283185307179586 * i / corners;
        ring.push_back({ 5.37 + radius * std::cos(angle), 43.3 + radius * std::sin(angle) });
    }
    return ring;
}

inline EventRecord anyRecord()
{
    EventRecord record = emptyRecord(*rc::gen::elementOf(kEventKinds));
    record.subject = u'O' + anyText(60);
    record.description = anyText(200);
    record.begins = maybe<UtcTime>(anyTime);
    if (record.begins)
        record.ends
            = maybe<UtcTime>([&] { return *record.begins + std::chrono::minutes { *rc::gen::inRange(0, 10'000) }; });
    const auto organiser = [] { return *rc::gen::elementOf(kOrganiserStatuses); };
    if (auto *moving = std::get_if<MovingDemonstration>(&record.particulars)) {
        *moving = { anyAddress(), anyAddresses(), anyAddress(), anyEstimate(), anyEstimate(),
            maybe<OrganiserStatus>(organiser), {} };
        if (*rc::gen::arbitrary<bool>()) {
            moving->route.resize(*rc::gen::inRange<size_t>(2, 20));
            std::ranges::generate(moving->route, anyPoint);
        }
    } else if (auto *fixed = std::get_if<StaticDemonstration>(&record.particulars)) {
        *fixed = { anyAddress(), anyEstimate(), anyEstimate(), maybe<OrganiserStatus>(organiser),
            *rc::gen::arbitrary<bool>() ? anyRing() : Ring {} };
    } else if (auto *operation = std::get_if<PlannedOperation>(&record.particulars)) {
        *operation = { anyAddresses(), maybe<OperationTheme>([] { return *rc::gen::elementOf(kOperationThemes); }) };
    } else {
        std::get<OfficialVisit>(record.particulars).addresses = anyAddresses();
    }
    return record;
}

inline EventVersion anyVersion()
{
    return { EventId::make(), *rc::gen::inRange(1, 1'000), *rc::gen::inRange<Sequence>(1, 1'000'000),
        *rc::gen::element(EventState::Active, EventState::Cancelled), { PersonId::make(), anyText(30) }, anyTime(),
        anyRecord() };
}

} // namespace cortege::test
