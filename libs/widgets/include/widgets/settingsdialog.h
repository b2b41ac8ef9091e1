#pragma once

#include <cli/configuration.h>

#include <QtWidgets/QDialog>

namespace cortege::widgets
{

/// What the program was told at its start: each setting, where it comes from, and, where the workstation's policy locks
/// it, that and why. Nothing is changed here: settings are said before the start.
class SettingsDialog final : public QDialog
{
    Q_OBJECT
public:
    SettingsDialog(const cli::Configuration &configuration, QWidget *parent);
};

} // namespace cortege::widgets
