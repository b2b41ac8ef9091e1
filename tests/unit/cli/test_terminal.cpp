#include <cli/terminal.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QBuffer>

using namespace cortege::cli;
using namespace Qt::StringLiterals;

namespace
{
struct Written {
    QBuffer out;
    QBuffer errors;
    Written()
    {
        out.open(QIODevice::WriteOnly);
        errors.open(QIODevice::WriteOnly);
    }
};
} // namespace

TEST_CASE("progress is drawn for somebody who watches, and for nobody else")
{
    Written piped;
    Terminal quiet(piped.out, piped.errors, false);
    quiet.progress(5, 10);
    quiet.say(u"fait"_s);
    CHECK(piped.out.data() == "fait\n");
    CHECK(piped.errors.data().isEmpty());

    Written watched;
    Terminal terminal(watched.out, watched.errors, true);
    terminal.progress(5, 10);
    CHECK(watched.errors.data().contains("5 / 10"));
    const qsizetype once = watched.errors.size();
    terminal.progress(5, 10);
    CHECK(watched.errors.size() == once); // nothing new to draw
    terminal.complain(u"ennui"_s);
    CHECK(watched.errors.data().endsWith("\r\x1b[Kennui\n")); // the bar has gone
    CHECK(watched.out.data().isEmpty());
}
