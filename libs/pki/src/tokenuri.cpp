#include <pki/tokenuri.h>

#include <QtCore/QDir>

#include <algorithm>

namespace cortege::pki
{
using namespace Qt::StringLiterals;
namespace
{

std::unexpected<Error> badUri(QStringView why)
{
    return fail(Failure::InvalidInput, u"not a PKCS#11 URI: %1"_s.arg(why));
}

bool isUriCharacter(QChar c) { return c > u' ' && c < u'\x7f'; }

struct Attribute {
    QByteArray name;
    QByteArray value; ///< as it is written, percent signs and all
};
Result<QList<Attribute>> attributesOf(const QByteArray &text, char separator)
{
    QList<Attribute> attributes;
    if (text.isEmpty())
        return attributes;
    for (const QByteArray &part : text.split(separator)) {
        const qsizetype equals = part.indexOf('=');
        const QByteArray name = part.left(equals);
        if (equals < 1 || equals + 1 == part.size())
            return badUri(u"an attribute is NAME=VALUE"_s);
        if (std::ranges::contains(attributes, name, &Attribute::name)) // RFC 7512, 2.3
            return badUri(u"an attribute is there twice"_s);
        attributes.append({ name, part.sliced(equals + 1) });
    }
    return attributes;
}

} // namespace

Result<TokenUri> TokenUri::parse(const QString &text)
{
    if (!isMeant(text) || text.size() > kLimit || !std::ranges::all_of(text, isUriCharacter))
        return badUri(u"pkcs11:token=…;object=…"_s);
    const QByteArray rest = text.toLatin1().sliced(qsizetype { sizeof "pkcs11:" } - 1);
    const qsizetype mark = rest.indexOf('?');
    const auto path = attributesOf(mark < 0 ? rest : rest.first(mark), ';');
    const auto query = attributesOf(mark < 0 ? QByteArray() : rest.sliced(mark + 1), '&');
    if (!path || !query)
        return std::unexpected(path ? query.error() : path.error());

    TokenUri uri;
    uri.m_text = text;
    bool hasToken = false;
    bool hasKey = false;
    for (const Attribute &one : *path) {
        hasToken |= one.name == "token" || one.name == "serial";
        hasKey |= one.name == "object" || one.name == "id";
        if (one.name != "type") // it is asked for one type after the other
            uri.m_attributes += (uri.m_attributes.isEmpty() ? "" : ";") + one.name + '=' + one.value;
    }
    if (!hasToken || !hasKey)
        return badUri(u"it must name a token (token or serial) and a key on it (object or id)"_s);
    for (const Attribute &one : *query) {
        if (one.name == "pin-value" || one.name == "pin-source")
            return badUri(u"a PIN is not written into it"_s);
        if (one.name != "module-path")
            return badUri(u"only module-path may follow the question mark"_s);
        uri.m_modulePath = QByteArray::fromPercentEncoding(one.value);
        if (!QDir::isAbsolutePath(QString::fromUtf8(uri.m_modulePath)) || uri.m_modulePath.contains('\0'))
            return badUri(u"module-path is not an absolute path"_s);
    }
    return uri;
}

QByteArray TokenUri::forType(Type type) const
{
    const char *const name = type == Type::Public ? "public" : type == Type::Private ? "private" : "cert";
    return "pkcs11:" + m_attributes + ";type=" + name;
}

} // namespace cortege::pki
