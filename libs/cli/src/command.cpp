#include "texts.h"

#include <cli/command.h>

#include <QtCore/QCommandLineParser>

#include <algorithm>
#include <utility>

namespace cortege::cli
{
using namespace Qt::StringLiterals;
namespace
{

QString sentenceFor(Failure failure)
{
    switch (failure) {
    case Failure::InvalidInput:
        return Cli::tr("une valeur n’est pas acceptée");
    case Failure::NotFound:
        return Cli::tr("introuvable");
    case Failure::Forbidden:
        return Cli::tr("accès refusé");
    case Failure::Unauthenticated:
        return Cli::tr("la plateforme ne reconnaît pas ce certificat");
    case Failure::Conflict:
        return Cli::tr("existe déjà, ou a changé entre-temps");
    case Failure::TooLarge:
        return Cli::tr("trop volumineux");
    case Failure::RateLimited:
        return Cli::tr("trop de demandes ou de sessions à la fois");
    case Failure::Unavailable:
        return Cli::tr("impossible pour le moment");
    case Failure::Corrupt:
        return Cli::tr("données illisibles");
    case Failure::CardAbsent:
        return Cli::tr("carte absente");
    case Failure::PinRefused:
        return Cli::tr("code PIN refusé ou non donné");
    }
    Q_UNREACHABLE_RETURN({});
}

QString written(const Option &option)
{
    const QString name = u"--"_s + option.name;
    return option.value.isEmpty() ? name : name + u' ' + option.value;
}

QString inUsage(const Option &option)
{
    switch (option.wanted) {
    case Option::Wanted::Optional:
        return u'[' + written(option) + u']';
    case Option::Wanted::Repeated:
        return u'[' + written(option) + u" …]"_s;
    case Option::Wanted::Once:
        return written(option);
    case Option::Wanted::OnceOrMore:
        return written(option) + u" ["_s + written(option) + u" …]"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QString line(const QString &left, const QString &right) { return u"  "_s + left.leftJustified(24) + u"  "_s + right; }

} // namespace

std::unexpected<Trouble> failed(const QString &text)
{
    return std::unexpected(Trouble { ExitCode::Failed, Cli::tr("Échec : %1").arg(text) });
}
std::unexpected<Trouble> failed(const Error &error)
{
    const QString sentence = sentenceFor(error.kind);
    return failed(error.detail.isEmpty() ? sentence : Cli::tr("%1 (%2)").arg(sentence, error.detail));
}
std::unexpected<Trouble> misused(const QString &text) { return std::unexpected(Trouble { ExitCode::Misused, text }); }

/// Holds what was written against what the command declares.
class ArgumentReader
{
public:
    explicit ArgumentReader(const Command &command) : m_command(command), m_options(command.options())
    {
        m_parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
        for (const Option &option : m_options)
            m_parser.addOption({ QString(option.name), option.description, option.value });
    }

    std::expected<Arguments, Trouble> read(const QStringList &words)
    {
        // The parser takes the first word for the program.
        const bool parsed = m_parser.parse(QStringList { QString() } + words);
        if (const QStringList unknown = m_parser.unknownOptionNames(); !unknown.isEmpty())
            return misused(Cli::tr("Option inconnue : --%1").arg(unknown.first()));
        if (!parsed)
            return misused(m_parser.errorText());
        for (const Option &option : m_options) {
            if (const auto checked = take(option); !checked)
                return std::unexpected(checked.error());
        }
        if (const auto checked = takeArgument(); !checked)
            return std::unexpected(checked.error());
        return m_read;
    }

private:
    Outcome take(const Option &option)
    {
        const bool there = m_parser.isSet(option.name);
        const QStringList values = option.value.isEmpty() ? QStringList() : m_parser.values(option.name);
        using enum Option::Wanted;
        if (!there && (option.wanted == Once || option.wanted == OnceOrMore))
            return misused(Cli::tr("Option manquante : %1").arg(written(option)));
        if (values.size() > 1 && (option.wanted == Optional || option.wanted == Once))
            return misused(Cli::tr("Option donnée plusieurs fois : --%1").arg(option.name));
        if (std::ranges::any_of(values, [](const QString &value) { return value.trimmed().isEmpty(); }))
            return misused(Cli::tr("Option sans valeur : %1").arg(written(option)));
        if (there)
            m_read.m_options.insert(option.name, values);
        return {};
    }
    Outcome takeArgument()
    {
        QStringList given = m_parser.positionalArguments();
        if (const auto wanted = m_command.argument()) {
            if (given.isEmpty() || given.first().trimmed().isEmpty())
                return misused(Cli::tr("Argument manquant : %1").arg(wanted->value));
            m_read.m_arguments = wanted->several ? std::exchange(given, {}) : QStringList { given.takeFirst() };
        }
        if (!given.isEmpty())
            return misused(Cli::tr("Argument en trop : %1").arg(given.first()));
        return {};
    }

    const Command &m_command;
    std::vector<Option> m_options;
    QCommandLineParser m_parser;
    Arguments m_read;
};

std::expected<Arguments, Trouble> readArguments(const Command &command, const QStringList &words)
{
    return ArgumentReader(command).read(words);
}

QString usageOf(const QString &program, const Command &command)
{
    QStringList parts { program + u' ' + command.name() };
    for (const Option &option : command.options())
        parts << inUsage(option);
    if (const auto argument = command.argument())
        parts << (argument->several ? argument->value + u" …"_s : argument->value);
    return parts.join(u' ');
}

QString helpOf(const QString &program, const Command &command)
{
    QStringList lines { Cli::tr("Usage : %1").arg(usageOf(program, command)), {}, command.description(), {} };
    if (const auto argument = command.argument())
        lines << line(argument->value, argument->description);
    for (const Option &option : command.options())
        lines << line(written(option), option.description);
    lines << line(u"--language fr|en"_s, Cli::tr("langue des messages"));
    return lines.join(u'\n');
}

} // namespace cortege::cli
