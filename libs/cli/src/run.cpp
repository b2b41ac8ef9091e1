#include <cli/command.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QLibraryInfo>
#include <QtCore/QLocale>
#include <QtCore/QSocketNotifier>
#include <QtCore/QTranslator>

#include <csignal>
#include <sys/eventfd.h>
#include <unistd.h>

namespace cortege::cli
{
using namespace Qt::StringLiterals;
namespace
{

int interruptDescriptor = -1;

void onInterrupt(int signal)
{
    // The second one ends the program at once.
    std::signal(signal, SIG_DFL);
    const quint64 one = 1;
    [[maybe_unused]] const auto written = write(interruptDescriptor, &one, sizeof one);
}

} // namespace

SpokenLanguage::SpokenLanguage(const QString &language)
{
    QLocale::setDefault(language == u"en" ? QLocale(QLocale::English, QLocale::UnitedKingdom)
                                          : QLocale(QLocale::French, QLocale::France));
    const auto install = [&](const QString &name, const QString &folder) {
        auto translator = std::make_unique<QTranslator>();
        if (translator->load(name + language, folder) && QCoreApplication::installTranslator(translator.get()))
            m_translators.push_back(std::move(translator));
    };
    install(u"qtbase_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(u"cortege_"_s, u":/i18n"_s);
}

SpokenLanguage::~SpokenLanguage() { QLocale::setDefault(m_before); }

int runProgram(int argc, char **argv, const QString &name, std::vector<std::unique_ptr<Command>> commands,
    const std::function<void(Program &)> &prepare)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(name);
    const QStringList arguments = application.arguments().sliced(1);
    const SpokenLanguage language(chooseLanguage(arguments, languageOfEnvironment()));

    QFile out;
    QFile errors;
    if (!out.open(stdout, QIODevice::WriteOnly) || !errors.open(stderr, QIODevice::WriteOnly))
        return static_cast<int>(ExitCode::Failed);
    Terminal terminal(out, errors, isatty(STDERR_FILENO) == 1);
    const SystemClock clock;
    Program program(name, std::move(commands), clock, terminal);
    if (prepare)
        prepare(program);

    interruptDescriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    QSocketNotifier interrupts(interruptDescriptor, QSocketNotifier::Read);
    QObject::connect(&interrupts, &QSocketNotifier::activated, &program, [&] {
        quint64 count = 0;
        [[maybe_unused]] const auto bytes = read(interruptDescriptor, &count, sizeof count);
        program.interrupt();
    });
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);

    QObject::connect(&program, &Program::finished, &application, &QCoreApplication::exit,
        Qt::QueuedConnection); // exec may not have begun yet
    QMetaObject::invokeMethod(&program, [&] { program.start(arguments); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace cortege::cli
