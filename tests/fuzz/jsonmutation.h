#pragma once

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <random>
#include <vector>

extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t maxSize);

/// Changes JSON into other JSON, so that most of it passes the parser and meets what lies behind: one value becomes
/// another of its kind, one from elsewhere in the text, goes, or comes twice.
class JsonMutation
{
public:
    explicit JsonMutation(unsigned seed) : m_random(seed) { }

    /// As LLVMFuzzerCustomMutator does. What is no JSON, and now and then what is, has its bytes changed.
    size_t operator()(uint8_t *data, size_t size, size_t maxSize)
    {
        const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
        const QJsonDocument document = QJsonDocument::fromJson(text);
        if (!document.isObject() || pick(10) == 0)
            return LLVMFuzzerMutate(data, size, maxSize);
        m_values.clear();
        collect(document.object());
        m_left = pick(m_values.size());
        const QByteArray made = QJsonDocument(walk(document.object()).toObject()).toJson(QJsonDocument::Compact);
        if (static_cast<size_t>(made.size()) > maxSize)
            return LLVMFuzzerMutate(data, size, maxSize);
        std::memcpy(data, made.constData(), static_cast<size_t>(made.size()));
        return static_cast<size_t>(made.size());
    }

private:
    size_t pick(size_t below) { return std::uniform_int_distribution<size_t>(0, below - 1)(m_random); }

    void collect(const QJsonValue &value)
    {
        m_values.push_back(value);
        if (value.isArray()) {
            for (const QJsonValue one : value.toArray())
                collect(one);
        } else {
            const QJsonObject object = value.toObject();
            for (auto member = object.begin(); member != object.end(); ++member)
                collect(member.value());
        }
    }
    /// In the order of `collect`.
    QJsonValue walk(const QJsonValue &value)
    {
        if (m_left-- == 0)
            return changed(value);
        if (value.isArray()) {
            QJsonArray array;
            for (const QJsonValue one : value.toArray())
                array.append(walk(one));
            return array;
        }
        if (!value.isObject())
            return value;
        const QJsonObject old = value.toObject();
        QJsonObject object;
        for (auto member = old.begin(); member != old.end(); ++member)
            object.insert(member.key(), walk(member.value()));
        return object;
    }
    QJsonValue changed(const QJsonValue &value)
    {
        if (pick(8) == 0)
            return m_values[pick(m_values.size())];
        switch (value.type()) {
        case QJsonValue::Bool:
            return !value.toBool();
        case QJsonValue::Double:
            return number(value.toDouble());
        case QJsonValue::String:
            return string(value.toString().toUtf8());
        case QJsonValue::Array:
            return array(value.toArray());
        case QJsonValue::Object:
            return object(value.toObject());
        default:
            return m_values[pick(m_values.size())];
        }
    }
    QJsonValue number(double value)
    {
        const std::array others { 0.0, -1.0, 1.0, 2.0, value + 1, value - 1, -value, value / 3, value * 1e9, 90.0,
            180.0, 0x1p31, 0x1p53, 1e308, std::nextafter(value, 1e308) };
        return others[pick(others.size())];
    }
    QJsonValue string(QByteArray text)
    {
        if (pick(12) == 0)
            return QString();
        const qsizetype size = text.size();
        text.resize(size + 16);
        text.resize(static_cast<qsizetype>(LLVMFuzzerMutate(
            reinterpret_cast<uint8_t *>(text.data()), static_cast<size_t>(size), static_cast<size_t>(text.size()))));
        return QString::fromUtf8(text);
    }
    QJsonValue array(QJsonArray array)
    {
        if (array.isEmpty() || pick(4) == 0) {
            array.append(m_values[pick(m_values.size())]);
            return array;
        }
        const auto at = static_cast<qsizetype>(pick(static_cast<size_t>(array.size())));
        if (pick(2) == 0)
            array.removeAt(at);
        else
            array.insert(at, QJsonValue(array.at(at)));
        return array;
    }
    QJsonValue object(QJsonObject object)
    {
        if (object.isEmpty())
            return m_values[pick(m_values.size())];
        const QStringList keys = object.keys();
        const QString key = keys[static_cast<qsizetype>(pick(static_cast<size_t>(keys.size())))];
        switch (pick(3)) {
        case 0:
            object.remove(key);
            break;
        case 1:
            object.insert(key, m_values[pick(m_values.size())]);
            break;
        default:
            object.insert(string(key.toUtf8()).toString(), object.value(key));
        }
        return object;
    }

    std::minstd_rand m_random;
    std::vector<QJsonValue> m_values; ///< of the whole text
    size_t m_left = 0; ///< values before the one that is changed
};
