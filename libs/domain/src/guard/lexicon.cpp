#include "guard/lexicon.h"

#include <QtCore/QFile>
#include <QtCore/QStringList>

namespace cortege::guard
{
namespace
{

using namespace Qt::StringLiterals;

/// What the words of a section are; those that end with "?" are the second.
struct WordSection {
    Classes sure;
    Classes unsure;
};
struct PhraseSection {
    Phrases *phrases;
    Classes first; ///< what the first word of each is
    Classes last;
};

class Reader
{
public:
    Lexicon read()
    {
        read(u":/guard/names.txt"_s);
        read(u":/guard/words.txt"_s);
        return std::move(m_all);
    }

private:
    void read(const QString &path)
    {
        QFile file(path);
        [[maybe_unused]] const bool there = file.open(QIODevice::ReadOnly);
        Q_ASSERT(there);
        QString title;
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
            if (line.startsWith(u'#'))
                continue;
            if (line.startsWith(u'['))
                title = line.sliced(1, line.size() - 2);
            else if (const auto phrases = m_phrases.constFind(title); phrases != m_phrases.cend())
                addPhrase(*phrases, line);
            else
                addWords(title, line);
        }
    }

    void addWords(const QString &title, const QString &line)
    {
        const auto section = m_sections.constFind(title);
        Q_ASSERT_X(section != m_sections.cend(), "guard", qPrintable(title));
        for (QString word : line.split(u' ', Qt::SkipEmptyParts)) {
            const bool unsure = word.endsWith(u'?');
            if (unsure)
                word.chop(1);
            m_all.words[word].add(unsure ? section->unsure : section->sure);
        }
    }

    void addPhrase(const PhraseSection &section, const QString &line)
    {
        section.phrases->all.insert(line);
        section.phrases->longest = std::max(section.phrases->longest, line.count(u' ') + 1);
        m_all.words[line.section(u' ', 0, 0)].add(section.first);
        m_all.words[line.section(u' ', -1)].add(section.last);
    }

    Lexicon m_all;
    const QHash<QString, WordSection> m_sections {
        { u"given"_s, { { Is::GivenName }, { Is::MaybeGivenName } } },
        { u"family"_s, { { Is::FamilyName }, { Is::MaybeFamilyName } } },
        { u"civil titles"_s, { { Is::CivilTitle, Is::Ordinary }, { Is::MaybeCivilTitle, Is::Ordinary } } },
        { u"rank titles"_s, { { Is::RankTitle, Is::Ordinary }, {} } },
        { u"rank additions"_s, { { Is::RankAddition }, {} } },
        { u"offices"_s, { { Is::Office, Is::Ordinary }, {} } },
        { u"office complements"_s, { { Is::OfficeComplement }, {} } },
        { u"roles"_s, { { Is::Role, Is::Ordinary }, {} } },
        { u"role additions"_s, { { Is::RoleAddition }, {} } },
        { u"places"_s, { { Is::Place, Is::Ordinary }, {} } },
        { u"place additions"_s, { { Is::PlaceAddition }, {} } },
        { u"several places"_s, { { Is::PluralPlace }, {} } },
        { u"saints"_s, { { Is::Saint }, {} } },
        { u"organisations"_s, { { Is::Organisation, Is::Ordinary }, {} } },
        { u"organisation additions"_s, { { Is::OrganisationAddition }, {} } },
        { u"no names"_s, { { Is::NoName }, {} } },
        { u"common"_s, { { Is::Common, Is::Ordinary }, {} } },
        { u"months"_s, { { Is::Ordinary }, {} } },
        { u"acronyms"_s, { { Is::Ordinary }, {} } },
        { u"articles"_s, { { Is::Article, Is::Ordinary }, {} } },
        { u"particles"_s, { { Is::StrongParticle }, {} } },
    };
    const QHash<QString, PhraseSection> m_phrases {
        { u"lead phrases"_s, { &m_all.leads, {}, { Is::LeadEnd } } },
        { u"remembrance phrases"_s, { &m_all.remembrances, {}, { Is::RemembranceEnd } } },
        { u"person phrases"_s, { &m_all.personPhrases, { Is::PersonPhraseBegin }, {} } },
        { u"figures phrases"_s, { &m_all.figures, { Is::FigureBegin }, {} } },
    };
};

} // namespace

const Lexicon &lexicon()
{
    static const Lexicon all = Reader().read();
    return all;
}

} // namespace cortege::guard
