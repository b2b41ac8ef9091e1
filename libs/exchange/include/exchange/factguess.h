#pragma once

#include <domain/personaldata.h>
#include <exchange/factrecipe.h>

#include <optional>
#include <vector>

/// What a file looks like, for somebody who writes a recipe for it.
namespace cortege::exchange
{

struct FileColumn {
    QString name;
    QStringList values; ///< different ones of its first rows, at most `kColumnValues`; none that may name somebody
    bool hasMore = false; ///< there were others
    bool isUnique = false; ///< filled in each of the first rows, each time otherwise
    bool isNumber = false; ///< all that are filled, with a point or a comma
    bool isTime = false; ///< all that are filled, ISO 8601
    /// What the guard finds in its first rows, what is certain before what is suspected (Art. 3).
    struct Personal {
        PersonalKind kind {};
        Certainty certainty {};

        friend bool operator==(const Personal &, const Personal &) = default;
    };
    std::optional<Personal> personal {};

    friend bool operator==(const FileColumn &, const FileColumn &) = default;
};
inline constexpr qsizetype kColumnValues = 64;
inline constexpr int kRowsLookedAt = 2'000;

struct FileLook {
    FactRecipe::File file; ///< form, delimiter, encoding; the layer that was looked at
    QStringList layers;
    std::vector<FileColumn> columns;
};
/// A table where the name ends in csv, tsv or txt, perhaps packed; a layer otherwise.
FactRecipe::Form formOf(const QString &path);
/// In the form that its name tells. `layer` as in a recipe. Errors as of `readFacts`.
Result<FileLook> lookInto(const QString &path, const QString &layer = {});
/// The same, read as a recipe says instead of as it seems.
Result<FileLook> lookAs(const QString &path, const FactRecipe::File &file);

/// The category of each row stands in that column: its values make the source's categories, and what was not seen, or
/// must not be, goes where nobody reads it. nullptr: all rows are of one. Labels are in French whoever asks: all
/// persons on the platform read the same ones.
void takeCategories(FactRecipe &recipe, const FileColumn *column);

/// A recipe to begin with. What nobody can guess (name, provenance, licence) is empty, so that it is refused until
/// somebody has written it.
FactRecipe guessRecipe(const FileLook &look, const FactSourceId &source);

} // namespace cortege::exchange
