#pragma once

#include <presentation/enrolmentcontroller.h>
#include <widgets/questions.h>
#include <widgets/startoptions.h>

#include <QtWidgets/QWidget>

#include <optional>

class QApplication;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace cortege::widgets
{

/// The first page of both programs on a workstation without a certificate: paste or open the invitation, see whom it
/// leads to, ask, wait.
class FirstRunPage final : public QWidget
{
    Q_OBJECT
public:
    /// What becomes of the program when the page is closed before.
    enum class Otherwise { End, Offline };
    /// Controller and questions must outlive the page. It closes itself once the profile is there.
    FirstRunPage(presentation::EnrolmentController &controller, Questions &questions, Otherwise otherwise);

protected:
    void changeEvent(QEvent *event) override;

private:
    void openFile();
    void refresh();
    void refreshColours();

    presentation::EnrolmentController &m_controller;
    Questions &m_questions;
    QPlainTextEdit *m_text;
    QLabel *m_issue;
    QLabel *m_server;
    QLabel *m_pin;
    QLabel *m_key;
    QLabel *m_status;
    QPushButton *m_open;
    QPushButton *m_start;
    QPushButton *m_giveUp;
};

/// Shows that page where the profile's folder has no profile, or one whose certificate has ended, and returns once
/// there is another: nothing, and the program goes on. When the page is closed before, whoever has had a certificate
/// goes on without the platform, so that unsent work can be seen; others get a code to end the program with.
std::optional<int> enrolFirst(QApplication &application, const StartOptions &options, const Clock &clock);

} // namespace cortege::widgets
