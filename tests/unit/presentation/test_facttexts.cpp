#include <presentation/facttexts.h>

#include <exchange/csv.h>

#include <catch2/catch_test_macros.hpp>

using namespace cortege;
using exchange::CsvProblem;

TEST_CASE("what is wrong with a row of a table is said in words, not as reports write it")
{
    for (const auto problem :
        { CsvProblem::UnclosedQuote, CsvProblem::TextAfterQuote, CsvProblem::NotUtf8, CsvProblem::TooLong }) {
        const auto word = exchange::name(problem);
        INFO(QString(word).toStdString());
        CHECK(presentation::reasonText(exchange::rowIssue(2, QString(), word)) != word);
    }
}
