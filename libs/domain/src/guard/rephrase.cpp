#include "guard/rephrase.h"

#include <algorithm>

namespace cortege::guard
{
namespace
{

using namespace Qt::StringLiterals;

bool isSoft(QChar c)
{
    return c == u' ' || c == u',' || c == QChar(0xB0) || c == u':' || c == u'-' || c == u'.' || c == u'\'';
}

/// Nothing in the place of the span: the space or the comma before it goes as well.
Rephrasing removal(const Text &text, qsizetype begin, qsizetype end)
{
    const QString &flat = text.flat();
    const auto at = [&](qsizetype i) { return i >= 0 && i < flat.size() ? flat[i] : QChar(u'\n'); };
    if (at(begin - 1) == u'(' && at(end) == u')') {
        --begin;
        ++end;
    }
    while (at(begin - 1) == u' ' || at(begin - 1) == u',')
        --begin;
    if (at(begin - 1) == u'\n') {
        while (at(end) == u' ' || at(end) == u',' || at(end) == u':' || at(end) == u';')
            ++end;
    }
    if (text.original().size() > end && at(begin) == u',' && at(end) == u',')
        ++end; // what stood between two commas
    const bool nothingBefore = at(begin - 1) == u'\n';
    const bool nothingAfter = at(end) == u'\n';
    if (nothingBefore && nothingAfter)
        return { begin, end - begin, u"coordonnées connues du service"_s };
    return { begin, end - begin, nothingAfter && at(begin - 1) == u':' ? u" connu du service"_s : QString() };
}

bool beginsSentence(const Text &text, qsizetype at)
{
    const QStringView before = QStringView(text.flat()).first(at);
    const QStringView words = before.trimmed();
    return words.isEmpty() || words.endsWith(u'.') || before.endsWith(u'\n');
}

/// `what` in the place of the words, with the article that French wants: "de une" is "d’une", "du" becomes "d’un".
Rephrasing replacement(const Text &text, size_t first, qsizetype end, QString what)
{
    const auto &words = text.words();
    qsizetype begin = words[first].begin;
    const bool follows = first > 0 && text.gapBefore(first) == " "_L1;
    const bool several = what.startsWith("des "_L1);
    const bool an = what.startsWith("un"_L1);
    if (follows && (words[first - 1].key == "de"_L1 || words[first - 1].key == "du"_L1)) {
        begin = words[first - 1].begin;
        what = an ? u"d’"_s + what : several ? u"de "_s + what.sliced(4) : u"de "_s + what;
    } else if (follows && words[first - 1].key == "au"_L1) {
        begin = words[first - 1].begin;
        what = u"à "_s + what;
    }
    if (words[first].shouted)
        what = what.toUpper();
    else if (beginsSentence(text, begin))
        what[0] = what[0].toUpper();
    return { begin, end - begin, what };
}

QString partOf(const QString &role)
{
    static const QSet<QString> kContacts { u"contact"_s, u"contacts"_s, u"responsable"_s, u"referent"_s, u"referente"_s,
        u"interlocuteur"_s, u"interlocutrice"_s, u"correspondant"_s, u"correspondante"_s, u"joindre"_s };
    return kContacts.contains(role) ? u"le représentant de l’organisateur"_s : u"un particulier"_s;
}

} // namespace

Rephrasing instead(const Text &text, const NameSpan &name)
{
    const auto &words = text.words();
    const QString &because = words[name.because].key;
    const qsizetype end = words[name.end - 1].end;
    const QStringView gap = text.gapBefore(name.first);
    const bool apart = gap.contains(u':') || (name.first > 0 && words[name.first - 1].key == "est"_L1);
    switch (name.reason) {
    case NameReason::Office:
        return removal(text, words[name.first].begin, end);
    case NameReason::RankTitle:
        return removal(text, words[name.because].end, end);
    case NameReason::Role:
        return apart ? replacement(text, name.first, end, partOf(because))
                     : removal(text, words[name.first].begin, end);
    case NameReason::Remembrance:
        if (because == "famille"_L1 || because == "mariage"_L1)
            return removal(text, words[name.first].begin, end);
        return replacement(text, name.first, end, because == "de"_L1 ? u"une personne décédée"_s : u"une personne"_s);
    case NameReason::CivilTitle:
        if (because == "me"_L1 || because == "maitre"_L1)
            return replacement(text, name.first, end, u"un avocat"_s);
        if (name.first > 0 && apart)
            return replacement(text, name.first, end, partOf(words[name.first - 1].key));
        break;
    case NameReason::Lead:
        if (because == "contact"_L1)
            return replacement(text, name.first, end, (apart ? QString() : u": "_s) + partOf(because));
        break;
    case NameReason::Bare:
        break;
    }
    return replacement(text, name.first, end, name.several ? u"des personnes"_s : u"une personne"_s);
}

Rephrasing instead(const Text &text, Span span)
{
    static const QSet<QString> kAnnouncing { u"joignable"_s, u"au"_s, u"ou"_s, u"tel"_s, u"telephone"_s, u"portable"_s,
        u"port"_s, u"mobile"_s, u"fixe"_s, u"numero"_s, u"num"_s, u"no"_s, u"n"_s, u"mail"_s, u"email"_s, u"courriel"_s,
        u"adresse"_s, u"a"_s, u"immatricule"_s, u"immatriculee"_s, u"plaque"_s, u"nir"_s, u"iban"_s, u"rib"_s,
        u"secu"_s, u"est"_s, u"sur"_s, u"virer"_s, u"compte"_s, u"le"_s };
    const auto &words = text.words();
    size_t first = text.wordAt(span.begin);
    const auto soft = [&](size_t i) {
        const qsizetype from = words[i - 1].end;
        const qsizetype to = std::max(from, i < words.size() ? std::min(words[i].begin, span.begin) : span.begin);
        return std::ranges::all_of(QStringView(text.flat()).sliced(from, to - from), isSoft);
    };
    while (first > 0 && soft(first) && kAnnouncing.contains(words[first - 1].key))
        --first;
    const qsizetype begin = std::min(span.begin, first < words.size() ? words[first].begin : span.begin);
    return removal(text, begin, span.end());
}

} // namespace cortege::guard
