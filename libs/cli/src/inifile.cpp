#include <cli/inifile.h>

#include "texts.h"

#include <QtCore/QStringDecoder>

namespace cortege::cli
{
using namespace Qt::StringLiterals;
namespace
{

constexpr QByteArrayView kByteOrderMark { "\xEF\xBB\xBF" };

bool isQuoted(QStringView value) { return value.size() >= 2 && value.startsWith(u'"') && value.endsWith(u'"'); }

class IniReader
{
public:
    void take(QByteArrayView bytes)
    {
        ++m_line;
        QStringDecoder decoder(QStringDecoder::Utf8);
        const QString text = decoder(bytes);
        if (decoder.hasError())
            return fault(Cli::tr("la ligne n’est pas en UTF-8"));
        const QStringView line = QStringView(text).trimmed();
        if (line.isEmpty() || line.startsWith(u';') || line.startsWith(u'#'))
            return;
        if (line.startsWith(u'['))
            return takeSection(line);
        const qsizetype sign = line.indexOf(u'=');
        if (sign <= 0)
            return fault(Cli::tr("« %1 » n’est ni « clé=valeur », ni « [section] », ni un commentaire").arg(line));
        QStringView value = line.sliced(sign + 1).trimmed();
        if (isQuoted(value))
            value = value.sliced(1, value.size() - 2);
        m_file.entries.push_back({ m_section, line.first(sign).trimmed().toString(), value.toString(), m_line });
    }
    void fault(const QString &text) { m_file.faults.push_back({ m_line, text }); }
    IniFile finish() { return std::move(m_file); }

private:
    void takeSection(QStringView line)
    {
        if (!line.endsWith(u']') || line.size() < 3)
            return fault(Cli::tr("« %1 » n’est pas une section : [nom]").arg(line));
        m_section = line.sliced(1, line.size() - 2).trimmed().toString();
    }
    IniFile m_file;
    QString m_section;
    int m_line = 0;
};

} // namespace

IniFile readIni(QByteArrayView text)
{
    IniReader reader;
    if (text.size() > kIniLimit) {
        reader.fault(Cli::tr("le fichier dépasse %1 octets").arg(kIniLimit));
        return reader.finish();
    }
    if (text.startsWith(kByteOrderMark))
        text = text.sliced(kByteOrderMark.size());
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n');
        reader.take(end < 0 ? text : text.first(end));
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    }
    return reader.finish();
}

QString iniLine(const QString &key, const QString &value)
{
    Q_ASSERT(!value.contains(u'\n'));
    const bool needsQuotes = value != value.trimmed() || isQuoted(value);
    return key + u'=' + (needsQuotes ? u'"' + value + u'"' : value);
}

} // namespace cortege::cli
