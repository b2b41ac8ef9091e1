#include <domain/audit.h>
#include <domain/cbor.h>

#include <QtCore/QCborMap>
#include <QtCore/QCborStreamWriter>
#include <QtCore/QCborValue>
#include <QtCore/QCryptographicHash>

#include <algorithm>
#include <array>
#include <utility>

namespace cortege
{
using namespace Qt::StringLiterals;
namespace
{

constexpr std::array kActionNames { "login"_L1, "refused"_L1, "save"_L1, "cancel"_L1, "history"_L1, "subscribe"_L1,
    "copy"_L1, "end"_L1, "prune"_L1, "erase"_L1, "handover"_L1, "statement"_L1, "retention"_L1, "certificate"_L1,
    "destroy"_L1, "fact-source"_L1, "facts-add"_L1, "facts-withdraw"_L1, "facts-read"_L1, "certificate-issue"_L1,
    "certificate-refuse"_L1, "certificate-revoke"_L1, "events-read"_L1 }; // in the order of AuditAction

constexpr qsizetype kAnchorBytes = 120;

qint64 milliseconds(UtcTime time) { return time.time_since_epoch().count(); }

} // namespace

QLatin1StringView name(AuditAction action) { return kActionNames[static_cast<size_t>(action)]; }

std::optional<AuditAction> auditActionFromName(QStringView name)
{
    const auto found = std::ranges::find_if(kActionNames, [&](QLatin1StringView one) { return one == name; });
    if (found == kActionNames.end())
        return std::nullopt;
    return static_cast<AuditAction>(found - kActionNames.begin());
}

QByteArray auditBody(const AuditNote &note)
{
    QByteArray bytes;
    QCborStreamWriter writer(&bytes);
    writer.startMap(1 + (note.person ? 2 : 0) + (note.event ? 1 : 0) + (note.detail.isEmpty() ? 0 : 1));
    const auto add = [&writer](QLatin1StringView key, QStringView value) {
        writer.append(key);
        writer.append(value);
    };
    add("action"_L1, QString(name(note.action)));
    if (note.person) {
        add("person"_L1, note.person->id.toString());
        add("name"_L1, note.person->name);
    }
    if (note.event)
        add("event"_L1, note.event->toString());
    if (!note.detail.isEmpty())
        add("detail"_L1, note.detail);
    writer.endMap();
    return bytes;
}

Result<AuditNote> auditNoteFrom(const QByteArray &body, UtcTime at)
{
    const QCborMap map = wholeCbor(body).toMap();
    const auto text = [&map](QLatin1StringView key) { return map.value(key).toString(); };
    const auto action = auditActionFromName(text("action"_L1));
    if (!action)
        return fail(Failure::Corrupt, u"not an entry of the audit"_s);
    AuditNote note { .action = *action, .at = at, .detail = text("detail"_L1) };
    if (const auto person = PersonId::parse(text("person"_L1)))
        note.person = Author { *person, text("name"_L1) };
    note.event = EventId::parse(text("event"_L1));
    if (auditBody(note) != body) // one form only
        return fail(Failure::Corrupt, u"not an entry of the audit"_s);
    return note;
}

QByteArray auditHash(QByteArrayView previous, const AuditEntry &entry)
{
    QByteArray bytes;
    bytes.reserve(previous.size() + entry.body.size() + 80);
    bytes.append(previous);
    {
        QByteArray canonical;
        QCborStreamWriter writer(&canonical);
        writer.startArray(5);
        writer.append(entry.number);
        writer.append(milliseconds(entry.at));
        writer.append(entry.body);
        if (entry.sequence)
            writer.append(qint64 { *entry.sequence });
        else
            writer.append(nullptr);
        if (entry.rowHash.isEmpty())
            writer.append(nullptr);
        else
            writer.append(entry.rowHash);
        writer.endArray();
        bytes.append(canonical);
    }
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

QByteArray anchorLine(const AuditHead &head)
{
    return QByteArray(QByteArray::number(head.entry) + ' ' + head.hash.toHex() + ' ' + toIso(head.at).toLatin1())
               .leftJustified(kAnchorBytes - 1)
        + '\n';
}

Result<AuditHead> headFromAnchor(QByteArrayView line)
{
    const QList<QByteArray> words = line.toByteArray().simplified().split(' ');
    bool good = words.size() == 3;
    const qint64 entry = good ? words[0].toLongLong(&good) : 0;
    const auto at = good ? fromIso(QString::fromLatin1(words[2])) : std::nullopt;
    AuditHead head { entry, good ? QByteArray::fromHex(words[1]) : QByteArray(), at.value_or(UtcTime {}) };
    if (!good || anchorLine(head) != line || head.hash.size() != kAuditHashBytes)
        return fail(Failure::Corrupt, u"not an anchor of an audit"_s);
    return head;
}

QByteArray signedText(const AuditHead &head)
{
    return "cortege.v1 receipt\n" + QByteArray::number(head.entry) + '\n' + head.hash.toHex() + '\n'
        + toIso(head.at).toLatin1() + '\n';
}

AuditVerifier::AuditVerifier(const AuditHead &base, std::vector<AuditHead> marks)
    : m_head(base), m_marks(std::move(marks)), m_agreed(base.entry)
{
    std::ranges::sort(m_marks, {}, &AuditHead::entry);
    while (m_nextMark < m_marks.size() && m_marks[m_nextMark].entry < base.entry)
        ++m_nextMark;
    compareMarks();
}

void AuditVerifier::take(const AuditEntry &entry)
{
    using Kind = AuditFault::Kind;
    const qint64 expected = m_head.entry + 1;
    if (entry.number < expected) {
        m_faults.push_back({ .kind = Kind::Disordered, .entry = entry.number });
        return;
    }
    if (entry.number > expected) // what it follows is not known: it is taken as it says
        m_faults.push_back({ .kind = Kind::Missing, .entry = expected, .last = entry.number - 1 });
    else if (entry.hash != auditHash(m_head.hash, entry))
        m_faults.push_back({ .kind = Kind::Altered, .entry = entry.number });
    m_head = entry.head();
    while (m_nextMark < m_marks.size() && m_marks[m_nextMark].entry < m_head.entry)
        ++m_nextMark; // its entry is missing, which has been said
    compareMarks();
}

void AuditVerifier::compareMarks()
{
    for (; m_nextMark < m_marks.size() && m_marks[m_nextMark].entry == m_head.entry; ++m_nextMark) {
        if (m_marks[m_nextMark].hash == m_head.hash) {
            m_agreed = m_head.entry;
        } else if (!std::exchange(m_forked, true)) { // whatever follows a fork differs as well
            m_faults.push_back({ .kind = AuditFault::Kind::Forked, .entry = m_agreed + 1, .last = m_head.entry });
        }
    }
}

std::vector<AuditFault> AuditVerifier::finish()
{
    if (!m_marks.empty() && m_marks.back().entry > m_head.entry)
        m_faults.push_back(
            { .kind = AuditFault::Kind::Truncated, .entry = m_head.entry + 1, .last = m_marks.back().entry });
    return std::move(m_faults);
}

} // namespace cortege
