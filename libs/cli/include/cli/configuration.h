#pragma once

#include <QtCore/QHash>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <expected>
#include <functional>
#include <optional>
#include <vector>

class QCommandLineParser;

/// What a program is told: by a table of settings, each of which is an option of its command line and a key of its INI
/// file. The command line goes before the file, the file before the policy of a managed workstation, that before what
/// holds by itself; what the policy locks goes before all of them.
namespace cortege::cli
{

class Terminal;

struct Setting {
    QLatin1StringView name; ///< of the option and of the key
    QString value; ///< what to write after it, for the help
    QString description;
    QString standard {}; ///< what holds where nobody says anything; empty: nothing
    /// What is wrong with a value, in the language of the interface; empty: nothing.
    std::function<QString(const QString &)> fault {};
    bool isWanted = false; ///< nothing goes on without it
};

/// For `Setting::fault`.
QString faultOfNumber(const QString &value, int least, int most);
QString faultOfChoice(const QString &value, const QStringList &choices);

struct ConfigurationFault {
    QString file {}; ///< empty: the command line
    int line = 0; ///< 0: the file as a whole
    QString key {};
    QString text; ///< in the language of the interface
    /// A line of a file without effect, because the policy locks the setting; the program starts all the same.
    bool isRemark = false;

    /// "/etc/cortege/server.ini, ligne 4, « listen » : …"
    QString toString() const;
    friend bool operator==(const ConfigurationFault &, const ConfigurationFault &) = default;
};

/// Where it is read from.
struct ConfigurationPlace {
    QString program; ///< the section of its file
    QString file; ///< its own
    bool isFileWanted = false; ///< somebody named it: it must be there
    QString policy {}; ///< of the workstation; empty: none is looked for
    QStringList others {}; ///< settings of other programs under the same policy
};

/// The policy of a managed workstation:
///
///     [policy]
///     reason=Poste géré par le service informatique (poste 4567).
///     [default]                 ; holds where neither the person's file nor the command line says otherwise
///     territory=/usr/share/cortege/territories/marseille
///     [locked]                  ; nobody changes it here
///     server=wss://plateforme.example:7443
inline constexpr QLatin1StringView kPolicyFile { "/etc/cortege/policy.ini" };

class Configuration
{
public:
    enum class Origin { Standard, Policy, File, CommandLine, Locked };
    struct Value {
        QString text;
        Origin origin = Origin::Standard;
        QString file {}; ///< where it stands, unless on the command line or nowhere
        int line = 0;
    };

    struct Checked;
    /// `written`: what stands on the command line, by name.
    static Checked read(
        std::vector<Setting> settings, const ConfigurationPlace &place, const QHash<QString, QString> &written);

    QString text(QLatin1StringView name) const { return value(name).text; }
    int number(QLatin1StringView name) const { return text(name).toInt(); }
    /// The name must be in the table.
    const Value &value(QLatin1StringView name) const;
    bool isLocked(QLatin1StringView name) const { return value(name).origin == Origin::Locked; }
    /// Why the policy locks something, as it says itself; a sentence of ours where it says nothing.
    QString lockReason() const;
    const std::vector<Setting> &settings() const { return m_settings; }

private:
    friend class ConfigurationReader;
    std::vector<Setting> m_settings;
    QHash<QString, Value> m_values; ///< of every setting
    QString m_reason;
};

/// With faults that are no remarks the configuration is not one to start with.
struct Configuration::Checked {
    Configuration configuration;
    std::vector<ConfigurationFault> faults; ///< in the order policy, file, command line
    std::vector<QString> files; ///< that were read

    bool isGood() const;
};

/// A commented file with every setting at what holds by itself: with the comment signs before keys taken away it says
/// what it says with them.
QString sampleOf(const QString &program, const std::vector<Setting> &settings);

// --- a program whose command line is read by QCommandLineParser ----------------------------------------------------

/// The settings as options, and --config FILE, --check-config and --sample-config.
void addOptions(QCommandLineParser &parser, const std::vector<Setting> &settings);
/// What was parsed, with the file that --config names.
Configuration::Checked readConfiguration(
    const QCommandLineParser &parser, std::vector<Setting> settings, ConfigurationPlace place);
/// Says what --check-config or --sample-config asks for, and the exit code to end with; nothing: neither was asked for.
std::optional<int> answerQuestion(const QCommandLineParser &parser, const ConfigurationPlace &place,
    const Configuration::Checked &checked, Terminal &terminal);

/// As --check-config answers it: every fault, or that there is none. The exit code.
int sayChecked(const Configuration::Checked &checked, Terminal &terminal);

} // namespace cortege::cli
