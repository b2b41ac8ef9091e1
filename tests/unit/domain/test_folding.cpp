#include <domain/folding.h>
#include <support/generators.h>

#include <catch2/catch_test_macros.hpp>
#include <rapidcheck/catch.h>

using namespace cortege;
using namespace Qt::StringLiterals;

TEST_CASE("spelling is set aside")
{
    CHECK(folded(u"Rue de l’Évêché") == u"rue de l eveche"_s);
    CHECK(folded(u"  SAINT-FERRÉOL ") == u"saint ferreol"_s);
    CHECK(folded(u"Notre-Dame du Sacré-Cœur, œuvre") == u"notre dame du sacre coeur oeuvre"_s);
    CHECK(folded(u"Straße des 17. Juni") == u"strasse des 17 juni"_s);
    CHECK(folded(u"Lætitia Sørensen, Wałęsa, ofﬁce") == u"laetitia sorensen walesa office"_s);
    CHECK(folded(u"nom_voie") == folded(u"Nom voie"));
    CHECK(folded(u"–—«»") == QString());
}

TEST_CASE("one apostrophe and one hyphen are like another")
{
    for (const QChar apostrophe : { u'\'', u'’', u'‘', u'\u02BC', u'´' })
        CHECK(folded(u"L%1Haÿ"_s.arg(apostrophe)) == u"l hay"_s);
    for (const QChar hyphen : { u'-', u'\u2010', u'\u2011', u'–', u'—', u'\u2212' })
        CHECK(folded(u"Saint%1Jean"_s.arg(hyphen)) == u"saint jean"_s);
}

TEST_CASE("a text folds the same however it is written, once and for all")
{
    rc::prop("", [] {
        const QString text = test::anyText(60);
        const QString once = folded(text);
        RC_ASSERT(folded(once) == once);
        RC_ASSERT(folded(text.toUpper()) == once);
        RC_ASSERT(folded(text.toLower()) == once);
        RC_ASSERT(folded(text.normalized(QString::NormalizationForm_D)) == once);
        RC_ASSERT(folded(text.normalized(QString::NormalizationForm_C)) == once);
        RC_ASSERT(!once.startsWith(u' ') && !once.endsWith(u' ') && !once.contains(u"  "_s));
    });
}
