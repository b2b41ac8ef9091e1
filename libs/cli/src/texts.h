#pragma once

#include <QtCore/QCoreApplication>

namespace cortege::cli
{

/// The context of all texts of this library.
struct Cli {
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

} // namespace cortege::cli
