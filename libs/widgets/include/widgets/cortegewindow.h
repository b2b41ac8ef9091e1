#pragma once

#include <cli/configuration.h>
#include <presentation/certificatenotice.h>
#include <presentation/cortegecontroller.h>
#include <presentation/mapport.h>
#include <widgets/questions.h>

#include <QtWidgets/QMainWindow>

#include <memory>

namespace cortege::widgets
{

class Help;

/// The window of Cortège: the list of events, the map, and the form of the event that is open.
class CortegeWindow final : public QMainWindow
{
    Q_OBJECT
public:
    /// `map` is the widget that `port` speaks for; the window takes it as a child. Controller, clock and questions must
    /// outlive the window, and the port lives as long as the widget.
    CortegeWindow(presentation::CortegeController &controller, const Clock &clock, QWidget *map,
        presentation::MapPort &port, Questions &questions);
    ~CortegeWindow() override;
    /// Warns of the certificate's end; the notice must outlive the window.
    void showCertificate(presentation::CertificateNotice &notice);
    /// Adds the help's menu at the end of the tools, and offers the tour to whoever is here for the first time; the
    /// help must outlive the window.
    void showHelp(Help &help);
    /// Lets the person see what the program was told, and what of it is locked.
    void showSettings(const cli::Configuration &configuration);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cortege::widgets
