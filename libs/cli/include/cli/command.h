#pragma once

#include <cli/program.h>
#include <domain/result.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

#include <expected>
#include <functional>
#include <memory>
#include <vector>

/// One command, one file: it declares its options, calls the libraries, says what happened.
namespace cortege::cli
{

struct Option {
    enum class Wanted { Optional, Repeated, Once, OnceOrMore };
    QLatin1StringView name;
    QString value; ///< what to write after it, for the help; empty for a switch
    QString description;
    Wanted wanted = Wanted::Optional;
};
struct Argument {
    QString value;
    QString description;
    bool several = false; ///< one or more of them
};

/// What the person wrote; checked against the declaration, so that wanted options are there and not empty.
class Arguments
{
public:
    bool has(QLatin1StringView option) const { return m_options.contains(option); }
    QString value(QLatin1StringView option) const { return m_options.value(option).value(0); }
    QStringList values(QLatin1StringView option) const { return m_options.value(option); }
    QString argument() const { return m_arguments.value(0); }
    QStringList arguments() const { return m_arguments; }

private:
    friend class ArgumentReader;
    QHash<QString, QStringList> m_options;
    QStringList m_arguments;
};

struct Trouble {
    ExitCode code;
    QString text;
};
using Outcome = std::expected<void, Trouble>;
std::unexpected<Trouble> failed(const QString &text);
/// A sentence for the kind, and the detail behind it.
std::unexpected<Trouble> failed(const Error &error);
std::unexpected<Trouble> misused(const QString &text);

struct Context {
    const Clock &clock;
    Terminal &terminal;
};

class Command
{
public:
    virtual ~Command() = default;

    virtual QString name() const = 0; ///< "person add", "build"
    virtual QString description() const = 0;
    virtual std::vector<Option> options() const = 0;
    virtual std::optional<Argument> argument() const { return std::nullopt; }

    using Done = std::function<void(const Outcome &)>;
    /// Calls `done` once, now or later.
    virtual void start(const Arguments &arguments, const Context &context, Done done) = 0;
    virtual void interrupt() { }
};

/// A command that waits for nothing.
class ImmediateCommand : public Command
{
public:
    void start(const Arguments &arguments, const Context &context, Done done) final { done(run(arguments, context)); }

protected:
    virtual Outcome run(const Arguments &arguments, const Context &context) = 0;
};

std::expected<Arguments, Trouble> readArguments(const Command &command, const QStringList &words);
QString helpOf(const QString &program, const Command &command);
/// "cortege-admin person add --database FILE …"
QString usageOf(const QString &program, const Command &command);

} // namespace cortege::cli
