#pragma once

#include <QtCore/QByteArray>

namespace cortege::server
{

/// To one request; the connection ends with it.
struct HttpAnswer {
    int status = 200;
    QByteArray type;
    QByteArray body;
};

/// "Not Found".
QByteArray reasonOf(int status);
/// Status line, fields and body, as they are sent.
QByteArray bytesOf(const HttpAnswer &answer);

} // namespace cortege::server
