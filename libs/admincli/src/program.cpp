#include "command.h"

#include <algorithm>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

constexpr QLatin1StringView kLanguage { "--language" };

/// --language may stand anywhere; it is taken out, since every command has it.
struct LanguageWords {
    std::optional<QString> language; ///< the last one given; empty text when nothing follows the option
    QStringList rest;
};
LanguageWords separateLanguage(const QStringList &arguments)
{
    LanguageWords words;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == kLanguage)
            words.language = arguments.value(++i);
        else if (arguments[i].startsWith(kLanguage + u'='))
            words.language = arguments[i].sliced(kLanguage.size() + 1);
        else
            words.rest << arguments[i];
    }
    return words;
}

std::vector<std::unique_ptr<Command>> allCommands()
{
    std::vector<std::unique_ptr<Command>> all;
    for (const auto make : { authorityCreate, serverIssue, personAdd, personList, personRevoke, certificateRequest,
             certificateIssue, certificateRevoke, profileCreate, eventsImport, eventsExport, databaseCheck })
        all.push_back(make());
    return all;
}

QString groupOf(const Command &command) { return command.name().section(u' ', 0, 0); }
bool isHelp(const QString &word) { return word == u"--help" || word == u"-h" || word == u"help"; }

} // namespace

QString chooseLanguage(const QStringList &arguments, const QString &environment)
{
    const QString wanted = separateLanguage(arguments).language.value_or(environment);
    return wanted == u"en" || wanted.startsWith(u"en_") ? u"en"_s : u"fr"_s;
}

QString languageOfEnvironment()
{
    for (const char *name : { "LC_ALL", "LC_MESSAGES", "LANG" }) {
        if (const QString value = qEnvironmentVariable(name); !value.isEmpty())
            return value;
    }
    return {};
}

Program::Program(const Clock &clock, Terminal &terminal)
    : m_clock(clock), m_terminal(terminal), m_commands(allCommands())
{
}
Program::~Program() = default;

void Program::end(ExitCode code)
{
    m_running = nullptr;
    Q_EMIT finished(static_cast<int>(code));
}

void Program::help(const QString &group)
{
    m_terminal.say(Admin::tr("Usage : cortege-admin GROUPE COMMANDE …"));
    m_terminal.say({});
    for (const auto &command : m_commands) {
        if (group.isEmpty() || groupOf(*command) == group)
            m_terminal.say(u"  "_s + command->name().leftJustified(22) + command->description());
    }
    m_terminal.say({});
    m_terminal.say(Admin::tr("Options d’une commande : cortege-admin GROUPE COMMANDE --help"));
    m_terminal.say(Admin::tr("Codes de sortie : 0 fait, 1 échec ou défauts trouvés, 2 commande mal écrite"));
}

void Program::start(const QStringList &arguments)
{
    Q_ASSERT(!m_running);
    auto [language, words] = separateLanguage(arguments);
    if (language && language != u"fr" && language != u"en") {
        m_terminal.complain(Admin::tr("Langue inconnue : --language %1 (fr ou en)").arg(*language));
        return end(ExitCode::Misused);
    }
    if (words.value(0) == u"--version") {
        m_terminal.say(u"cortege-admin " CORTEGE_VERSION ""_s);
        return end(ExitCode::Done);
    }
    const bool asksForHelp = !words.isEmpty() && (isHelp(words.first()) || (words.size() == 2 && isHelp(words[1])));
    if (words.isEmpty() || asksForHelp) {
        help(words.size() == 2 && asksForHelp && !isHelp(words.first()) ? words.first() : QString());
        return end(asksForHelp ? ExitCode::Done : ExitCode::Misused);
    }
    const QString name = words.first(std::min(words.size(), qsizetype(2))).join(u' ');
    words = words.sliced(std::min(words.size(), qsizetype(2)));
    const auto found = std::ranges::find(m_commands, name, [](const auto &command) { return command->name(); });
    if (found == m_commands.end()) {
        m_terminal.complain(Admin::tr("Commande inconnue : %1 (voir cortege-admin --help)").arg(name));
        return end(ExitCode::Misused);
    }
    if (std::ranges::any_of(words, [](const QString &word) { return word == u"--help" || word == u"-h"; })) {
        m_terminal.say(helpOf(**found));
        return end(ExitCode::Done);
    }
    m_running = found->get();
    const auto done = [this](const Outcome &outcome) {
        if (!outcome && !outcome.error().text.isEmpty())
            m_terminal.complain(outcome.error().text);
        if (!outcome && outcome.error().code == ExitCode::Misused)
            m_terminal.complain(Admin::tr("Usage : %1").arg(usageOf(*m_running)));
        end(outcome ? ExitCode::Done : outcome.error().code);
    };
    const auto read = readArguments(*m_running, words);
    if (!read)
        return done(std::unexpected(read.error()));
    m_running->start(*read, { m_clock, m_terminal }, done);
}

void Program::interrupt()
{
    if (m_running)
        m_running->interrupt();
}

} // namespace cortege::admincli
