#pragma once

#include <QtCore/QString>

namespace cortege::test
{

// Absolute paths are in one source file alone: the others compile to the same objects wherever the repository lies, and
// the compiler cache knows them.
QString binPath(const QString &name); ///< of a program of this build
QString sourcePath(const QString &path); ///< in the repository
QString outputPath(const QString &name); ///< what a test leaves for people to look at; makes the folder

} // namespace cortege::test
