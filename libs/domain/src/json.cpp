#include <domain/json.h>

#include <cmath>

namespace cortege
{

qint64 JsonValue::integer(qint64 otherwise) const
{
    if (yyjson_is_sint(m_value))
        return yyjson_get_sint(m_value);
    const double value = number(std::nan(""));
    return std::abs(value) <= 0x1p53 && value == std::floor(value) ? static_cast<qint64>(value) : otherwise;
}

std::vector<JsonValue> JsonValue::elements() const
{
    std::vector<JsonValue> all;
    yyjson_arr_iter rest;
    if (yyjson_arr_iter_init(m_value, &rest)) {
        all.reserve(yyjson_arr_size(m_value));
        while (yyjson_val *element = yyjson_arr_iter_next(&rest))
            all.emplace_back(element);
    }
    return all;
}

std::vector<JsonValue::Member> JsonValue::members() const
{
    std::vector<Member> all;
    yyjson_obj_iter rest;
    if (yyjson_obj_iter_init(m_value, &rest)) {
        all.reserve(yyjson_obj_size(m_value));
        while (yyjson_val *key = yyjson_obj_iter_next(&rest))
            all.push_back({ JsonValue(key).utf8(), JsonValue(yyjson_obj_iter_get_val(key)) });
    }
    return all;
}

std::optional<JsonDocument> JsonDocument::read(QByteArrayView text)
{
    // Without YYJSON_READ_INSITU the text is not written to.
    yyjson_doc *const document = yyjson_read(text.data(), static_cast<size_t>(text.size()), YYJSON_READ_NOFLAG);
    return document ? std::optional(JsonDocument(document)) : std::nullopt;
}

} // namespace cortege
