#include "inputfile.h"

#include <exchange/factfile.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QTemporaryDir>

using namespace cortege;
using namespace cortege::exchange;
using namespace Qt::StringLiterals;

// A recipe and a table for it, with a NUL between them. What is read is written and read as it was; a row that is taken
// keeps the rules.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int count = 1;
    static char name[] = "fuzz_factrecipe";
    static char *names[] = { name, nullptr };
    static const QCoreApplication app(count, names); // by its folder the formats' library is found
    static const QTemporaryDir folder;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype cut = bytes.indexOf('\0');
    if (cut < 0)
        return 0;
    const auto recipe = readRecipe(bytes.first(cut));
    if (!recipe || recipe->file.form != FactRecipe::Form::Table)
        return 0;
    const auto again = readRecipe(recipeText(*recipe));
    if (!again || again->source != recipe->source || again->columns() != recipe->columns())
        __builtin_trap();
    const auto take = [&recipe](const MappedFact &row) {
        if (row ? !validate(row->fact, recipe->source.categories.size()).empty() : row.error().empty())
            __builtin_trap();
    };
    const QString path = folder.filePath(u"facts.csv"_s);
    writeInput(path, bytes.sliced(cut + 1));
    (void)readFacts(path, *recipe, take);
    return 0;
}
