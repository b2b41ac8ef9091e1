#include "guard/lexicon.h"

#include <QtCore/QFile>
#include <QtCore/QHash>
#include <QtCore/QStringList>

namespace cortege::guard
{
namespace
{

using namespace Qt::StringLiterals;

void add(Words &words, QString word)
{
    const bool unsure = word.endsWith(u'?');
    if (unsure)
        word.chop(1);
    words.longest = std::max(words.longest, word.count(u' ') + 1);
    words.heads.insert(word.section(u' ', 0, 0));
    words.tails.insert(word.section(u' ', -1));
    (unsure ? words.unsure : words.sure).insert(word);
}

void read(const QString &path, const QHash<QString, Words *> &sections)
{
    QFile file(path);
    [[maybe_unused]] const bool there = file.open(QIODevice::ReadOnly);
    Q_ASSERT(there);
    Words *section = nullptr;
    bool phrases = false;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u'#'))
            continue;
        if (line.startsWith(u'[')) {
            section = sections.value(line.sliced(1, line.size() - 2));
            Q_ASSERT_X(section, "guard", qPrintable(line));
            phrases = line.endsWith("phrases]"_L1);
        } else if (phrases) {
            add(*section, line);
        } else {
            for (const QString &word : line.split(u' ', Qt::SkipEmptyParts))
                add(*section, word);
        }
    }
}

Lexicon load()
{
    Lexicon all;
    read(u":/guard/names.txt"_s, { { u"given"_s, &all.given }, { u"family"_s, &all.family } });
    read(u":/guard/words.txt"_s,
        { { u"civil titles"_s, &all.civilTitles }, { u"rank titles"_s, &all.rankTitles },
            { u"rank additions"_s, &all.rankAdditions }, { u"offices"_s, &all.offices },
            { u"office complements"_s, &all.officeComplements }, { u"roles"_s, &all.roles },
            { u"role additions"_s, &all.roleAdditions }, { u"lead phrases"_s, &all.leads },
            { u"remembrance phrases"_s, &all.remembrances }, { u"places"_s, &all.places },
            { u"place additions"_s, &all.placeAdditions }, { u"organisations"_s, &all.organisations },
            { u"organisation additions"_s, &all.organisationAdditions }, { u"person phrases"_s, &all.personPhrases },
            { u"no names"_s, &all.noNames }, { u"common"_s, &all.common }, { u"months"_s, &all.months },
            { u"acronyms"_s, &all.acronyms }, { u"figures phrases"_s, &all.figures } });
    for (const Words *words : { &all.common, &all.places, &all.offices, &all.roles, &all.organisations,
             &all.civilTitles, &all.rankTitles, &all.acronyms, &all.months })
        all.ordinary.unite(words->sure).unite(words->unsure);
    return all;
}

} // namespace

const Lexicon &lexicon()
{
    static const Lexicon all = load();
    return all;
}

} // namespace cortege::guard
