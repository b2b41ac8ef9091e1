#pragma once

#include <client/secretstore.h>

#include <QtWidgets/QDialog>

#include <functional>

class QLabel;
class QPushButton;

namespace cortege::widgets
{

/// Waits for the desktop's secret store to open the key, and shows itself where that takes a while or is refused: the
/// person tries again, or gives up. It asks once by itself, and again for each press of the button.
class KeyStoreDialog final : public QDialog
{
    Q_OBJECT
public:
    /// Asynchronous, as `client::unsealKey`.
    using Unseal = std::function<void(QObject *context, client::KeyUnsealed then)>;
    explicit KeyStoreDialog(Unseal unseal, QWidget *parent = nullptr);

private:
    void build();
    void ask();
    void take(const client::StoreResult<> &unsealed);
    void say(const QString &text, bool isTrouble);

    const Unseal m_unseal;
    QLabel *m_text;
    QPushButton *m_retry;
};

/// At the start of a program, before its first window: opens the key where it is sealed. False when the person gives
/// up.
bool unsealKey(pki::ClientTlsFiles &files);

} // namespace cortege::widgets
