#include <cli/configuration.h>

#include "texts.h"

#include <cli/inifile.h>
#include <cli/program.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QDir>
#include <QtCore/QFile>

#include <algorithm>
#include <numeric>

namespace cortege::cli
{
using namespace Qt::StringLiterals;
namespace
{

constexpr auto kConfig = "config"_L1;
constexpr auto kCheckConfig = "check-config"_L1;
constexpr auto kSampleConfig = "sample-config"_L1;
constexpr auto kPolicySection = "policy"_L1;
constexpr auto kReason = "reason"_L1;
constexpr auto kDefaultSection = "default"_L1;
constexpr auto kLockedSection = "locked"_L1;
constexpr int kNear = 2; ///< so many letters wrong may be a slip
constexpr qsizetype kSampleWidth = 100;

/// How many letters must be put in, taken out or changed (Levenshtein).
int lettersBetween(QStringView a, QStringView b)
{
    std::vector<int> row(static_cast<size_t>(b.size()) + 1);
    std::ranges::iota(row, 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = std::exchange(row[0], static_cast<int>(i) + 1);
        for (size_t j = 1; j < row.size(); ++j) {
            const int changed = diagonal + (a[i] == b[static_cast<qsizetype>(j) - 1] ? 0 : 1);
            diagonal = std::exchange(row[j], std::min({ changed, row[j] + 1, row[j - 1] + 1 }));
        }
    }
    return row.back();
}

QString unknownKey(const QString &key, const QStringList &known)
{
    const auto distance = [&key](const QString &name) { return lettersBetween(key, name); };
    const auto nearest = std::ranges::min_element(known, {}, distance);
    return nearest != known.end() && distance(*nearest) <= kNear
        ? Cli::tr("clé inconnue ; vouliez-vous dire « %1 » ?").arg(*nearest)
        : Cli::tr("clé inconnue");
}

QString namesOf(const QStringList &sections)
{
    QStringList written;
    std::ranges::transform(sections, std::back_inserter(written), [](const QString &one) { return u'[' + one + u']'; });
    return written.join(u", "_s);
}

QStringList wrapped(const QString &text)
{
    QStringList lines { QString() };
    for (const QString &word : text.split(u' ')) {
        if (!lines.last().isEmpty() && lines.last().size() + word.size() >= kSampleWidth)
            lines << QString();
        lines.last() += (lines.last().isEmpty() ? QString() : u" "_s) + word;
    }
    return lines;
}

} // namespace

QString faultOfNumber(const QString &value, int least, int most)
{
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    return isNumber && number >= least && number <= most
        ? QString()
        : Cli::tr("« %1 » n’est pas un nombre de %2 à %3").arg(value).arg(least).arg(most);
}

QString faultOfChoice(const QString &value, const QStringList &choices)
{
    return choices.contains(value) ? QString()
                                   : Cli::tr("« %1 » n’est pas possible : %2").arg(value, choices.join(u", "_s));
}

QString ConfigurationFault::toString() const
{
    if (file.isEmpty())
        return key.isEmpty() ? text : Cli::tr("--%1 : %2").arg(key, text);
    const QString where = QDir::toNativeSeparators(file);
    if (line == 0)
        return key.isEmpty() ? Cli::tr("%1 : %2").arg(where, text) : Cli::tr("%1, « %2 » : %3").arg(where, key, text);
    return key.isEmpty() ? Cli::tr("%1, ligne %2 : %3").arg(where).arg(line).arg(text)
                         : Cli::tr("%1, ligne %2, « %3 » : %4").arg(where).arg(line).arg(key, text);
}

const Configuration::Value &Configuration::value(QLatin1StringView name) const
{
    const auto found = m_values.constFind(QString(name));
    Q_ASSERT(found != m_values.constEnd());
    return *found;
}

QString Configuration::lockReason() const
{
    return m_reason.isEmpty() ? Cli::tr("Fixé par le service informatique pour ce poste.") : m_reason;
}

bool Configuration::Checked::isGood() const { return std::ranges::all_of(faults, &ConfigurationFault::isRemark); }

/// Each layer over the one before.
class ConfigurationReader
{
public:
    ConfigurationReader(std::vector<Setting> settings, const ConfigurationPlace &place) : m_place(place)
    {
        for (const Setting &setting : settings) {
            m_names << setting.name;
            m_checked.configuration.m_values.insert(setting.name, { setting.standard });
        }
        m_checked.configuration.m_settings = std::move(settings);
    }

    Configuration::Checked read(const QHash<QString, QString> &written)
    {
        if (!m_place.policy.isEmpty())
            readPolicy();
        readOwn();
        for (const QString &name : m_names) {
            if (const auto found = written.constFind(name); found != written.constEnd())
                set(name, { *found, Configuration::Origin::CommandLine });
        }
        lock();
        for (const Setting &setting : m_checked.configuration.m_settings) {
            if (setting.isWanted && m_checked.configuration.text(setting.name).isEmpty())
                fault({ .file = m_place.file,
                    .key = setting.name,
                    .text = Cli::tr("manque, ici et sur la ligne de commande") });
        }
        return std::move(m_checked);
    }

private:
    using Value = Configuration::Value;
    using Origin = Configuration::Origin;

    void fault(const ConfigurationFault &fault) { m_checked.faults.push_back(fault); }

    /// Entries in one of the sections, each key once; what is wrong with the others is said.
    std::vector<IniEntry> entriesOf(const QString &path, bool isWanted, const QStringList &sections)
    {
        QFile file(path);
        if (!file.exists() && !isWanted)
            return {};
        if (!file.open(QIODevice::ReadOnly)) {
            fault({ .file = path, .text = Cli::tr("ne peut pas être lu : %1").arg(file.errorString()) });
            return {};
        }
        m_checked.files.push_back(path);
        IniFile read = readIni(file.read(kIniLimit + 1));
        for (const IniFault &one : read.faults)
            fault({ .file = path, .line = one.line, .text = one.text });
        std::vector<IniEntry> entries;
        for (IniEntry &entry : read.entries) {
            const auto same
                = [&entry](const IniEntry &other) { return other.section == entry.section && other.key == entry.key; };
            if (!sections.contains(entry.section))
                fault({ path, entry.line, entry.key,
                    entry.section.isEmpty()
                        ? Cli::tr("avant toute section : %1").arg(namesOf(sections))
                        : Cli::tr("section inconnue [%1] ; attendu : %2").arg(entry.section, namesOf(sections)) });
            else if (const auto before = std::ranges::find_if(entries, same); before != entries.end())
                fault({ path, entry.line, entry.key, Cli::tr("déjà donné à la ligne %1").arg(before->line) });
            else
                entries.push_back(std::move(entry));
        }
        return entries;
    }

    void readPolicy()
    {
        const auto entries = entriesOf(m_place.policy, false, { kPolicySection, kDefaultSection, kLockedSection });
        for (const IniEntry &entry : entries) {
            if (entry.section != kPolicySection)
                take(entry, m_place.policy, entry.section == kLockedSection ? Origin::Locked : Origin::Policy);
            else if (entry.key == kReason)
                m_checked.configuration.m_reason = entry.value;
            else
                fault({ m_place.policy, entry.line, entry.key, unknownKey(entry.key, { kReason }) });
        }
    }

    void readOwn()
    {
        for (const IniEntry &entry : entriesOf(m_place.file, m_place.isFileWanted, { m_place.program }))
            take(entry, m_place.file, Origin::File);
    }

    void take(const IniEntry &entry, const QString &file, Origin origin)
    {
        if (m_names.contains(entry.key))
            set(entry.key, { entry.value, origin, file, entry.line });
        else if (origin == Origin::File || !m_place.others.contains(entry.key))
            fault({ file, entry.line, entry.key, unknownKey(entry.key, m_names) });
    }

    void set(const QString &name, const Value &value)
    {
        const auto setting = std::ranges::find(m_checked.configuration.m_settings, name, &Setting::name);
        QString wrong;
        if (value.text.trimmed().isEmpty())
            wrong = Cli::tr("rien n’est écrit derrière");
        else if (setting->fault)
            wrong = setting->fault(value.text);
        if (!wrong.isEmpty())
            return fault({ value.file, value.line, name, wrong });
        if (value.origin == Origin::Locked)
            m_locked.insert(name, value);
        else
            m_checked.configuration.m_values.insert(name, value);
    }

    /// What somebody says against it on the command line is refused, since they would believe it done; in a file it
    /// stands perhaps for another day, or for the next policy.
    void lock()
    {
        for (const auto &[name, locked] : m_locked.asKeyValueRange()) {
            Value &value = m_checked.configuration.m_values[name];
            const bool isWritten = value.origin == Origin::CommandLine;
            if ((isWritten || value.origin == Origin::File) && value.text != locked.text)
                fault({ value.file, value.line, name,
                    Cli::tr("fixé à « %1 » par %2, ligne %3 : %4")
                        .arg(locked.text, QDir::toNativeSeparators(locked.file))
                        .arg(locked.line)
                        .arg(m_checked.configuration.lockReason()),
                    !isWritten });
            value = locked;
        }
    }

    const ConfigurationPlace &m_place;
    QStringList m_names;
    QMap<QString, Value> m_locked; ///< by name, so that faults have an order
    Configuration::Checked m_checked;
};

Configuration::Checked Configuration::read(
    std::vector<Setting> settings, const ConfigurationPlace &place, const QHash<QString, QString> &written)
{
    return ConfigurationReader(std::move(settings), place).read(written);
}

QString sampleOf(const QString &program, const std::vector<Setting> &settings)
{
    QStringList lines;
    for (const QString &line : wrapped(
             Cli::tr("Réglages de %1. Chaque clé est aussi une option de la ligne de commande, qui l’emporte. Ce qui "
                     "est en commentaire est ce qui vaut sans cela. Vérifier : %1 --check-config")
                 .arg(program)))
        lines << u"; "_s + line;
    lines << QString() << u'[' + program + u']';
    for (const Setting &setting : settings) {
        lines << QString();
        for (const QString &line : wrapped(setting.description))
            lines << u"; "_s + line;
        if (setting.isWanted)
            lines << u"; "_s + Cli::tr("Obligatoire.");
        // A key with nothing behind it would be a fault: where nothing holds, the form alone is shown.
        lines << (setting.standard.isEmpty() ? u"; "_s + setting.name + u" = "_s + setting.value
                                             : u';' + iniLine(setting.name, setting.standard));
    }
    return lines.join(u'\n') + u'\n';
}

// --- the command line -----------------------------------------------------------------------------------------------

void addOptions(QCommandLineParser &parser, const std::vector<Setting> &settings)
{
    for (const Setting &setting : settings) {
        const QString standard
            = setting.standard.isEmpty() ? QString() : Cli::tr(" Sans cela : %1").arg(setting.standard);
        parser.addOption({ QString(setting.name), setting.description + standard, setting.value });
    }
    parser.addOptions({ { QString(kConfig), Cli::tr("Lire les réglages dans ce fichier-là."), Cli::tr("FICHIER") },
        { QString(kCheckConfig), Cli::tr("Dire ce qui est faux dans les réglages, avec fichier, ligne et clé.") },
        { QString(kSampleConfig), Cli::tr("Écrire un fichier de réglages commenté.") } });
}

Configuration::Checked readConfiguration(
    const QCommandLineParser &parser, std::vector<Setting> settings, ConfigurationPlace place)
{
    place.isFileWanted = parser.isSet(kConfig);
    if (place.isFileWanted)
        place.file = parser.value(kConfig);
    QHash<QString, QString> written;
    for (const Setting &setting : settings) {
        if (parser.isSet(setting.name))
            written.insert(setting.name, parser.value(setting.name));
    }
    return Configuration::read(std::move(settings), place, written);
}

std::optional<int> answerQuestion(const QCommandLineParser &parser, const ConfigurationPlace &place,
    const Configuration::Checked &checked, Terminal &terminal)
{
    if (parser.isSet(kSampleConfig)) {
        terminal.say(sampleOf(place.program, checked.configuration.settings()).trimmed());
        return static_cast<int>(ExitCode::Done);
    }
    return parser.isSet(kCheckConfig) ? std::optional(sayChecked(checked, terminal)) : std::nullopt;
}

int sayChecked(const Configuration::Checked &checked, Terminal &terminal)
{
    for (const ConfigurationFault &fault : checked.faults)
        terminal.complain(fault.toString());
    if (!checked.faults.empty())
        return static_cast<int>(ExitCode::Failed);
    if (checked.files.empty())
        terminal.say(Cli::tr("Aucun fichier de réglages : tout est comme sans cela."));
    for (const QString &file : checked.files)
        terminal.say(Cli::tr("%1 : rien à redire").arg(QDir::toNativeSeparators(file)));
    return static_cast<int>(ExitCode::Done);
}

} // namespace cortege::cli
