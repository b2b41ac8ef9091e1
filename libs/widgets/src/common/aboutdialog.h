#pragma once

#include <QtWidgets/QDialog>

namespace cortege::widgets
{

/// The program's version and licence, the convention that it serves, and the libraries with theirs. Deletes itself when
/// closed.
class AboutDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit AboutDialog(QWidget *parent);
};

} // namespace cortege::widgets
