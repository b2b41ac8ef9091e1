#pragma once

#include <domain/fact.h>
#include <domain/geometry.h>
#include <domain/result.h>

#include <QtCore/QHash>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

/// How somebody else's file becomes facts: a value that a window can edit, and a JSON file that can be used again.
/// resources/recipes has real ones; docs/administration.md explains the keys. A column that a recipe does not name is
/// not looked at.
namespace cortege::exchange
{

/// Text with columns in braces: "2018-{mois}". "{hrmn:4}" writes zeros before what is shorter.
struct CellText {
    struct Part {
        QString literal;
        QString column; ///< empty: the literal
        int width = 0;

        friend bool operator==(const Part &, const Part &) = default;
    };
    std::vector<Part> parts;

    /// Nothing for a brace without its other half, or without a column between them.
    static std::optional<CellText> parse(QStringView text);
    QString toString() const;
    QStringList columns() const;
    bool isEmpty() const { return parts.empty(); }
    friend bool operator==(const CellText &, const CellText &) = default;
};

struct FactRecipe {
    enum class Form {
        Table, ///< CSV
        Layer, ///< what `openVectorFile` opens
    };
    struct File {
        Form form = Form::Table;
        char delimiter = ',';
        QString encoding = QStringLiteral("UTF-8"); ///< of a table
        QString layer {}; ///< empty: the first that has records

        friend bool operator==(const File &, const File &) = default;
    };
    struct Place {
        QString longitude; ///< columns; both empty: the record's geometry. The first coordinate, where metric
        QString latitude;
        bool decimalComma = false;
        std::optional<int> epsg; ///< of the columns, or of a layer that does not say; without, WGS 84
        bool centroid = false; ///< lines and surfaces stand where their middle is; otherwise they are refused
        std::optional<GeoBox> area; ///< what lies outside is refused

        friend bool operator==(const Place &, const Place &) = default;
    };
    /// How long a time in the file lasts: as exactly as it is known.
    enum class Lasts { Instant, Hour, Day, Month, Year };
    struct When {
        CellText begin;
        CellText end; ///< empty: `lasts` after the beginning
        QString format = QStringLiteral("iso"); ///< or as QDateTime::fromString says: "dd/MM/yyyy HH:mm"
        QString zone = QStringLiteral("Europe/Paris"); ///< IANA name; of times that do not say theirs
        Lasts lasts = Lasts::Instant;
        bool mayMiss = false; ///< rows without a time are always there; otherwise they are refused

        friend bool operator==(const When &, const When &) = default;
    };
    struct Category {
        QString column; ///< empty: all are `otherwise`
        QHash<QString, QString> table; ///< cell -> code; a cell that is not in it is a code itself
        QString otherwise; ///< for what is no code of the source; empty: refused

        friend bool operator==(const Category &, const Category &) = default;
    };
    struct Weight {
        QString column; ///< empty, or an empty cell: the category's
        bool decimalComma = false;

        friend bool operator==(const Weight &, const Weight &) = default;
    };

    FactSource source;
    File file {};
    Place place {};
    std::optional<When> when {}; ///< without, facts are always there
    Category category {};
    Weight weight {};
    QStringList key {}; ///< columns of the source's own key; empty: made of what is imported

    /// All columns that are looked at, each once.
    QStringList columns() const;
    friend bool operator==(const FactRecipe &, const FactRecipe &) = default;
};

/// InvalidInput with the key at fault: unknown keys are refused, so that a slip of the pen is not passed over, and so
/// is a source that breaks a rule or holds personal data.
Result<FactRecipe> readRecipe(const QByteArray &json);
/// What `readRecipe` says of it, for a recipe that was put together otherwise.
Result<> checkRecipe(const FactRecipe &recipe);
/// For people to read and change; `readRecipe` gives the same recipe.
QByteArray recipeText(const FactRecipe &recipe);

} // namespace cortege::exchange
