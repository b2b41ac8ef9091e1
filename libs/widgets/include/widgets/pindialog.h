#pragma once

#include <pki/tls.h>

#include <QtWidgets/QDialog>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace cortege::widgets
{

/// Asks for the PIN of a card and hands it to `unlock`, once for each press of the button: accepted when that works;
/// else it says why beside the field and lets the person go on. Nothing of it is kept.
class PinDialog final : public QDialog
{
    Q_OBJECT
public:
    using Unlock = std::function<pki::TokenResult<>(const pki::Pin &pin)>;
    explicit PinDialog(Unlock unlock, QWidget *parent = nullptr);

private:
    void build();
    void tryPin();
    void say(const QString &trouble);

    const Unlock m_unlock;
    QLineEdit *m_pin;
    QLabel *m_trouble;
    QPushButton *m_open;
};

/// At the start of a program, before its first window: opens the key where it is on a card. False when the person gives
/// up.
bool unlockCard(pki::ClientTlsFiles &files);

} // namespace cortege::widgets
