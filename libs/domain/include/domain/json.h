#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <yyjson.h>

#include <memory>
#include <optional>
#include <vector>

/// A JSON text (RFC 8259) that was read once, looked at in place. yyjson does the reading: one pass, one block of
/// memory, no recursion. Values must not outlive their document.
namespace cortege
{

/// One value of a text, or what is not there: then it is undefined, and so is everything asked of it.
class JsonValue
{
public:
    JsonValue() = default;
    explicit JsonValue(yyjson_val *value) : m_value(value) { }

    bool isUndefined() const { return !m_value; }
    bool isMissing() const { return !m_value || yyjson_is_null(m_value); } ///< undefined or null
    bool isObject() const { return yyjson_is_obj(m_value); }
    bool isArray() const { return yyjson_is_arr(m_value); }
    bool isString() const { return yyjson_is_str(m_value); }
    bool isNumber() const { return yyjson_is_num(m_value); }
    bool isBool() const { return yyjson_is_bool(m_value); }
    bool isTrue() const { return yyjson_is_true(m_value); }

    /// Empty where it is no string.
    QString text() const { return QString::fromUtf8(utf8()); }
    QByteArrayView utf8() const
    {
        return isString() ? QByteArrayView(yyjson_get_str(m_value), static_cast<qsizetype>(yyjson_get_len(m_value)))
                          : QByteArrayView();
    }
    double number(double otherwise = 0) const { return isNumber() ? yyjson_get_num(m_value) : otherwise; }
    /// Also of 3.0 and 3e2, as JSON knows one kind of number; `otherwise` where it is not whole or not exact as double.
    qint64 integer(qint64 otherwise) const;

    /// Elements of an array, members of an object.
    qsizetype size() const { return static_cast<qsizetype>(yyjson_get_len(isString() ? nullptr : m_value)); }
    /// The first member of that name.
    JsonValue operator[](QLatin1StringView name) const
    {
        return JsonValue(yyjson_obj_getn(m_value, name.data(), static_cast<size_t>(name.size())));
    }
    /// For short arrays: it walks to the place.
    JsonValue operator[](qsizetype place) const
    {
        return JsonValue(yyjson_arr_get(m_value, static_cast<size_t>(place)));
    }
    std::vector<JsonValue> elements() const; ///< none where it is no array
    struct Member;
    std::vector<Member> members() const; ///< none where it is no object; a name may stand there twice

private:
    yyjson_val *m_value = nullptr;
};

struct JsonValue::Member {
    QByteArrayView name; ///< UTF-8
    JsonValue value;
};

class JsonDocument
{
public:
    /// Nothing where it is not JSON in UTF-8.
    static std::optional<JsonDocument> read(QByteArrayView text);
    JsonValue root() const { return JsonValue(yyjson_doc_get_root(m_document.get())); }

private:
    struct Free {
        void operator()(yyjson_doc *document) const { yyjson_doc_free(document); }
    };
    explicit JsonDocument(yyjson_doc *document) : m_document(document) { }
    std::unique_ptr<yyjson_doc, Free> m_document;
};

} // namespace cortege
