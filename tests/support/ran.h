#pragma once

#include <admincli/commands.h>

#include <QtCore/QBuffer>

namespace cortege::test
{

using namespace Qt::StringLiterals;

struct Ran {
    int code = -1;
    QString said;
    QString complained;
};

/// One run of cortege-admin in this process, for commands that wait for nothing. Needs cortege_admincli.
/// `prepare` is called before it starts.
inline Ran run(const QStringList &words, const Clock &clock = SystemClock(),
    const std::function<void(cli::Program &)> &prepare = {})
{
    QBuffer out;
    QBuffer errors;
    out.open(QIODevice::WriteOnly);
    errors.open(QIODevice::WriteOnly);
    cli::Terminal terminal(out, errors, false);
    cli::Program program(u"cortege-admin"_s, admincli::allCommands(), clock, terminal);
    if (prepare)
        prepare(program);
    Ran ran;
    QObject::connect(&program, &cli::Program::finished, &program, [&](int code) { ran.code = code; });
    program.start(words);
    ran.said = QString::fromUtf8(out.data());
    ran.complained = QString::fromUtf8(errors.data());
    return ran;
}

} // namespace cortege::test
