#pragma once

#include <QtCore/QLatin1StringView>
#include <QtCore/QString>

#include <array>
#include <optional>

/// Copies of events that leave the platform as a file or on paper. The convention forbids another use than the stated
/// one (Art. 8), so each carries a purpose and is noted on the server.
namespace cortege
{

/// Events, and from MapPicture on what the console's analysis makes of them.
enum class CopyForm {
    GeoJson,
    GeoPackage,
    Csv,
    Kml,
    ICalendar,
    DatexII, ///< the roads that they close
    Cifs, ///< the same, for Waze
    EventSheet,
    DaySheet,
    MapPicture,
    MapSheet,
    ZonesGeoJson,
    ZonesGeoPackage,
    Snapshot,
};
inline constexpr std::array kCopyForms { CopyForm::GeoJson, CopyForm::GeoPackage, CopyForm::Csv, CopyForm::Kml,
    CopyForm::ICalendar, CopyForm::DatexII, CopyForm::Cifs, CopyForm::EventSheet, CopyForm::DaySheet,
    CopyForm::MapPicture, CopyForm::MapSheet, CopyForm::ZonesGeoJson, CopyForm::ZonesGeoPackage, CopyForm::Snapshot };

/// A closed list: a purpose in one's own words would be a place for personal data, in copies and in logs.
enum class Purpose { Preparation, Conduct, Report, Analysis, AuthorityRequest };
inline constexpr std::array kPurposes { Purpose::Preparation, Purpose::Conduct, Purpose::Report, Purpose::Analysis,
    Purpose::AuthorityRequest };

QLatin1StringView jsonName(CopyForm form); ///< stable, on the wire and in logs: "geojson", "fiche" …
std::optional<CopyForm> copyFormFromJsonName(QStringView name);
QLatin1StringView jsonName(Purpose purpose); ///< "preparation", "compteRendu" …
std::optional<Purpose> purposeFromJsonName(QStringView name);
/// As it stands in files, in French whatever the interface speaks: "Préparation du service d’ordre" … On the screen and
/// on paper it is presentation::purposeText.
QString label(Purpose purpose);

} // namespace cortege
