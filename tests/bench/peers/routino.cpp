// libroutino's answer to pairs of points, in a program of its own: the library is under the AGPL, and what it keeps in
// globals is not ours. Called by bench_entry with the folder and the prefix of a database; a line "lat lon lat lon" in
// gives "milliseconds metres" out, or "none".
#include <routino.h>

#include <chrono>
#include <cmath>
#include <cstdio>

namespace
{

constexpr int kOptions = ROUTINO_ROUTE_SHORTEST | ROUTINO_ROUTE_LIST_TEXT_ALL;

double haversine(double angle) { return std::sin(angle / 2) * std::sin(angle / 2); }

/// Along the points of the route, on our sphere: its own total is on another one, and rounds every stretch to a metre.
double metresOf(const Routino_Output *output)
{
    constexpr double kEarthRadius = 6'371'008.8;
    double metres = 0;
    for (; output && output->next; output = output->next) {
        const double from = output->lat; // radians, single precision: 0.4 m
        const double to = output->next->lat;
        const double h = haversine(to - from)
            + std::cos(from) * std::cos(to) * haversine(double { output->next->lon } - output->lon);
        metres += 2 * kEarthRadius * std::asin(std::sqrt(h));
    }
    return metres;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    if (Routino_ParseXMLProfiles("/usr/share/routino/profiles.xml") != 0
        || Routino_ParseXMLTranslations("/usr/share/routino/translations.xml") != 0)
        return 1;
    Routino_Database *database = Routino_LoadDatabase(argv[1], argv[2]);
    Routino_Profile *onFoot = Routino_GetProfile("foot");
    Routino_Translation *words = Routino_GetTranslation("en");
    if (!database || !onFoot || !words || Routino_ValidateProfile(database, onFoot) != 0)
        return 1;
    double from[2];
    double to[2];
    while (std::scanf("%lf %lf %lf %lf", &from[0], &from[1], &to[0], &to[1]) == 4) {
        const auto begin = std::chrono::steady_clock::now();
        Routino_Waypoint *ends[] { Routino_FindWaypoint(database, onFoot, from[0], from[1]),
            Routino_FindWaypoint(database, onFoot, to[0], to[1]) };
        Routino_Output *route = ends[0] && ends[1]
            ? Routino_CalculateRoute(database, onFoot, words, ends, 2, kOptions, nullptr)
            : nullptr;
        const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
        if (route)
            std::printf("%.6f %.6f\n", time.count(), metresOf(route));
        else
            std::printf("none\n");
        std::fflush(stdout);
        if (route)
            Routino_DeleteRoute(route);
    }
    return 0;
}
