#pragma once

#include <presentation/formcontent.h>

#include <geodata/passage.h>

namespace cortege::presentation
{

/// When a march passes each street that it crosses or turns into, as one reads it out.
struct PassageTimes {
    struct Row {
        QString street;
        QString head; ///< "14 h 20", Paris time
        QString tail;
        GeoPoint position;

        friend bool operator==(const Row &, const Row &) = default;
    };
    QString stated; ///< what the times rest on, in one or two sentences
    std::vector<Row> rows; ///< empty while something is missing that `stated` asks for

    friend bool operator==(const PassageTimes &, const PassageTimes &) = default;
};

/// Nothing for other kinds of event and for marches without a route. `today` completes dates without a year.
std::optional<PassageTimes> passageTimes(
    const FormContent &content, QDate today, const geodata::StreetNetwork &network);

} // namespace cortege::presentation
