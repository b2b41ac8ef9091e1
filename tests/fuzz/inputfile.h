#pragma once

#include <QtCore/QFile>

/// For readers of files.
inline void writeInput(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush())
        __builtin_trap();
}
