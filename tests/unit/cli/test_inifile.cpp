#include <cli/inifile.h>

#include <catch2/catch_test_macros.hpp>

#include <rapidcheck.h>

using namespace cortege::cli;
using namespace Qt::StringLiterals;

TEST_CASE("an INI text is read line by line, values to the end of the line")
{
    const IniFile read = readIni("\xEF\xBB\xBF; comment\n"
                                 "early = 1\r\n"
                                 "\n"
                                 "[ cortege ]\n"
                                 "  # another; comment\n"
                                 "tiles=https://a.example/{z}/{x}/{y}.png?a=1;b=2,c # no comment\n"
                                 "name = \"  Été  \"\n"
                                 "empty =\n");
    CHECK(read.faults.empty());
    CHECK(read.entries
        == std::vector<IniEntry> { { {}, u"early"_s, u"1"_s, 2 },
            { u"cortege"_s, u"tiles"_s, u"https://a.example/{z}/{x}/{y}.png?a=1;b=2,c # no comment"_s, 6 },
            { u"cortege"_s, u"name"_s, u"  Été  "_s, 7 }, { u"cortege"_s, u"empty"_s, {}, 8 } });
}

TEST_CASE("a line that is none is a fault with its number, and the others are read all the same")
{
    const IniFile read = readIni("[a\nword\n=value\n[]\nk=\xC3(\n[b]\nkey=1");
    std::vector<int> lines;
    for (const IniFault &fault : read.faults) {
        CHECK_FALSE(fault.text.isEmpty());
        lines.push_back(fault.line);
    }
    CHECK(lines == std::vector { 1, 2, 3, 4, 5 });
    CHECK(read.entries == std::vector<IniEntry> { { u"b"_s, u"key"_s, u"1"_s, 7 } });
    CHECK(readIni(QByteArray(kIniLimit + 1, 'x')).faults.size() == 1);
}

TEST_CASE("a line that is written is read as the same value")
{
    REQUIRE(rc::check([](const std::string &bytes) {
        const QString value = QString::fromStdString(bytes).remove(u'\n').remove(QChar::ReplacementCharacter);
        const IniFile read = readIni(iniLine(u"key"_s, value).toUtf8());
        const std::vector<IniEntry> wanted { { {}, u"key"_s, value, 1 } };
        RC_ASSERT(read.faults.empty());
        RC_ASSERT(read.entries == wanted);
    }));
}
