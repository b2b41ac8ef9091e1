#include "texts.h"

#include <cli/command.h>

#include <algorithm>
#include <array>

namespace cortege::cli
{
using namespace Qt::StringLiterals;
namespace
{

constexpr QLatin1StringView kLanguageWord { "--language" };
constexpr QLatin1StringView kConfigWord { "--config" };
constexpr QLatin1StringView kCheckConfigWord { "--check-config" };
constexpr QLatin1StringView kSampleConfigWord { "--sample-config" };

/// What every command has may stand anywhere, and is taken out.
struct CommonWords {
    std::optional<QString> language; ///< the last one given; empty text when nothing follows the option
    std::optional<QString> config;
    QStringList rest;
};
CommonWords separateCommon(const QStringList &arguments)
{
    CommonWords words;
    const std::array options { std::pair(kLanguageWord, &words.language), std::pair(kConfigWord, &words.config) };
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &word = arguments[i];
        const auto isMeant = [&word](const auto &option) { return word.section(u'=', 0, 0) == option.first; };
        const auto option = std::ranges::find_if(options, isMeant);
        if (option == options.end())
            words.rest << word;
        else
            *option->second = word.contains(u'=') ? word.section(u'=', 1) : arguments.value(++i);
    }
    return words;
}

/// With what the configuration says of the command's options, those that were not written. Of those that want the same
/// thing: a setting that is a folder is none for an option of that name that is a file. In front: behind a "--" they
/// would be arguments.
QStringList withConfigured(const QStringList &words, const Command &command, const Configuration &configuration)
{
    QStringList configured;
    for (const Option &option : command.options()) {
        const auto isIt = [&option](const Setting &setting) {
            return setting.name == option.name && setting.value == option.value;
        };
        const auto isWritten
            = [name = u"--"_s + option.name](const QString &word) { return word.section(u'=', 0, 0) == name; };
        const bool isSetting = std::ranges::any_of(configuration.settings(), isIt);
        if (const QString value = isSetting ? configuration.text(option.name) : QString();
            !value.isEmpty() && !std::ranges::any_of(words, isWritten))
            configured << u"--%1=%2"_s.arg(option.name, value);
    }
    return configured + words;
}

bool hasGroup(const Command &command) { return command.name().contains(u' '); }
QString groupOf(const Command &command) { return command.name().section(u' ', 0, 0); }
bool isHelp(const QString &word) { return word == u"--help" || word == u"-h" || word == u"help"; }

} // namespace

QString chooseLanguage(const QStringList &arguments, const QString &environment)
{
    const QString wanted = separateCommon(arguments).language.value_or(environment);
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

Program::Program(QString name, std::vector<std::unique_ptr<Command>> commands, const Clock &clock, Terminal &terminal)
    : m_name(std::move(name)), m_clock(clock), m_terminal(terminal), m_commands(std::move(commands))
{
}
Program::~Program() = default;

void Program::configure(std::vector<Setting> settings, const QString &file)
{
    m_settings = std::move(settings);
    m_place = { .program = m_name, .file = file };
}

void Program::end(ExitCode code)
{
    m_running = nullptr;
    Q_EMIT finished(static_cast<int>(code));
}

void Program::help(const QString &group)
{
    const bool groups = hasGroup(*m_commands.front());
    const QString form = m_name + (groups ? Cli::tr(" GROUPE COMMANDE") : Cli::tr(" COMMANDE"));
    m_terminal.say(Cli::tr("Usage : %1").arg(form + u" …"_s));
    m_terminal.say({});
    for (const auto &command : m_commands) {
        if (group.isEmpty() || groupOf(*command) == group)
            m_terminal.say(u"  "_s + command->name().leftJustified(22) + command->description());
    }
    m_terminal.say({});
    m_terminal.say(Cli::tr("Options d’une commande : %1").arg(form + u" --help"_s));
    if (!m_place.file.isEmpty())
        m_terminal.say(Cli::tr("Réglages : %1 ; --config en nomme un autre, --check-config les vérifie, "
                               "--sample-config en écrit un modèle")
                .arg(m_place.file));
    m_terminal.say(Cli::tr("Codes de sortie : 0 fait, 1 échec ou défauts trouvés, 2 commande mal écrite"));
}

/// Takes the command's name off `words`.
Command *Program::find(QStringList &words) const
{
    for (const auto &command : m_commands) {
        const auto length = hasGroup(*command) ? 2 : 1;
        if (words.first(std::min(words.size(), qsizetype(length))).join(u' ') == command->name()) {
            words = words.sliced(length);
            return command.get();
        }
    }
    return nullptr;
}

void Program::start(const QStringList &arguments)
{
    Q_ASSERT(!m_running);
    auto [language, config, words] = separateCommon(arguments);
    if (language && language != u"fr" && language != u"en") {
        m_terminal.complain(Cli::tr("Langue inconnue : --language %1 (fr ou en)").arg(*language));
        return end(ExitCode::Misused);
    }
    if (words.value(0) == u"--version") {
        m_terminal.say(m_name + u" " CORTEGE_VERSION ""_s);
        return end(ExitCode::Done);
    }
    const bool ofGroup = words.size() == 2 && isHelp(words[1]) && hasGroup(*m_commands.front());
    const bool isConfigurable = !m_place.file.isEmpty();
    if (config && !isConfigurable) {
        m_terminal.complain(Cli::tr("Option inconnue : --%1").arg("config"_L1));
        return end(ExitCode::Misused);
    }
    if (isConfigurable && words.value(0) == kSampleConfigWord) {
        m_terminal.say(sampleOf(m_name, m_settings).trimmed());
        return end(ExitCode::Done);
    }
    m_place.isFileWanted = isConfigurable && config.has_value();
    if (m_place.isFileWanted)
        m_place.file = *config;
    const auto configured = isConfigurable ? Configuration::read(m_settings, m_place, {}) : Configuration::Checked();
    if (isConfigurable && words.value(0) == kCheckConfigWord)
        return end(static_cast<ExitCode>(sayChecked(configured, m_terminal)));
    const bool asksForHelp = ofGroup || (!words.isEmpty() && isHelp(words.first()));
    if (words.isEmpty() || asksForHelp) {
        help(ofGroup && !isHelp(words.first()) ? words.first() : QString());
        return end(asksForHelp ? ExitCode::Done : ExitCode::Misused);
    }
    const QString written = words.first(std::min(words.size(), qsizetype(2))).join(u' ');
    m_running = find(words);
    if (!m_running) {
        m_terminal.complain(Cli::tr("Commande inconnue : %1 (voir %2 --help)").arg(written, m_name));
        return end(ExitCode::Misused);
    }
    if (std::ranges::any_of(words, [](const QString &word) { return word == u"--help" || word == u"-h"; })) {
        m_terminal.say(helpOf(m_name, *m_running));
        return end(ExitCode::Done);
    }
    const auto done = [this](const Outcome &outcome) {
        if (!outcome && !outcome.error().text.isEmpty())
            m_terminal.complain(outcome.error().text);
        if (!outcome && outcome.error().code == ExitCode::Misused)
            m_terminal.complain(Cli::tr("Usage : %1").arg(usageOf(m_name, *m_running)));
        end(outcome ? ExitCode::Done : outcome.error().code);
    };
    if (!configured.isGood()) {
        sayChecked(configured, m_terminal);
        return end(ExitCode::Misused);
    }
    const auto read = readArguments(*m_running, withConfigured(words, *m_running, configured.configuration));
    if (!read)
        return done(std::unexpected(read.error()));
    m_running->start(*read, { m_clock, m_terminal }, done);
}

void Program::interrupt()
{
    if (m_running)
        m_running->interrupt();
}

} // namespace cortege::cli
