#include <presentation/eventlistmodel.h>

#include <domain/folding.h>
#include <presentation/period.h>
#include <presentation/texts.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QLocale>

#include <algorithm>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

struct ListTexts {
    Q_DECLARE_TR_FUNCTIONS(ListTexts)
};

std::optional<OrganiserStatus> organiserOf(const EventRecord &record)
{
    return std::visit(
        [](const auto &particulars) -> std::optional<OrganiserStatus> {
            if constexpr (requires { particulars.organiser; })
                return particulars.organiser;
            else
                return std::nullopt;
        },
        record.particulars);
}

/// Shorter ones would be found in identifiers by chance.
constexpr qsizetype kIdentifierLength = 8;

QString textsOf(const EventRecord &record)
{
    QStringList texts { record.subject, record.description, label(record.kind()) };
    for (const Address &address : addressesOf(record))
        texts << address.text;
    if (const auto *operation = std::get_if<PlannedOperation>(&record.particulars); operation && operation->theme)
        texts << label(*operation->theme);
    if (const auto organiser = organiserOf(record))
        texts << label(*organiser);
    return folded(texts.join(u'\n'));
}

QString peopleText(const EventRecord &record)
{
    const auto people = peopleOf(record);
    const auto number = people ? (people->expected ? people->expected : people->declared) : std::nullopt;
    return number ? QLocale().toString(*number) : QString();
}

QString statusText(const EventRow &row)
{
    return row.state == EventState::Cancelled ? label(row.state) : describe(row.transfer);
}

QString display(const EventRow &row, int column, QDate today)
{
    switch (column) {
    case EventListModel::Kind:
        return label(row.record.kind());
    case EventListModel::Subject:
        return row.record.subject;
    case EventListModel::When:
        return briefInterval(row.record.begins, row.record.ends, today);
    case EventListModel::People:
        return peopleText(row.record);
    case EventListModel::Status:
        return statusText(row);
    default:
        return {};
    }
}

/// The views show a row as one drawing; this is the same in words.
QString spoken(const EventRow &row, QDate today)
{
    QStringList parts { row.record.subject.trimmed(), label(row.record.kind()),
        interval(row.record.begins, row.record.ends, today) };
    if (const QString people = peopleText(row.record); !people.isEmpty())
        parts << ListTexts::tr("%1 personnes").arg(people);
    parts << label(row.state);
    parts << (row.transfer == Transfer::Received && row.receivedAt
            ? ListTexts::tr("Reçue par la plateforme le %1").arg(dateAndTime(*row.receivedAt))
            : describe(row.transfer));
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

/// Events without a date stand last: nobody knows yet when they will be.
qint64 timeKey(const EventRow &row)
{
    const auto time = row.record.begins ? row.record.begins : row.record.ends;
    return time ? qint64 { time->time_since_epoch().count() } : std::numeric_limits<qint64>::max();
}

QVariant sortKey(const EventRow &row, int column)
{
    switch (column) {
    case EventListModel::Kind:
        return static_cast<int>(row.record.kind());
    case EventListModel::When:
        return timeKey(row);
    case EventListModel::People:
        return weightOf(row.record);
    default:
        return display(row, column, {}); // dates have their key above
    }
}

} // namespace

QString describe(Transfer transfer)
{
    switch (transfer) {
    case Transfer::Received:
        return ListTexts::tr("Reçue");
    case Transfer::Waiting:
        return ListTexts::tr("En attente d’envoi");
    case Transfer::Sending:
        return ListTexts::tr("Envoi en cours");
    case Transfer::Conflict:
        return ListTexts::tr("Conflit à résoudre");
    case Transfer::Refused:
        return ListTexts::tr("Refusée par la plateforme");
    case Transfer::Draft:
        return ListTexts::tr("Brouillon");
    }
    return {};
}

EventRow rowOf(const EventVersion &version)
{
    return { version.id, version.state, version.record, version.revision, version.author.name, version.recordedAt,
        Transfer::Received };
}

EventRow rowOf(const client::PendingChange &pending, const EventVersion *known)
{
    EventRow row = known ? rowOf(*known)
                         : EventRow { pending.event, EventState::Active, pending.base.value_or(EventRecord {}), 0, {},
                               {}, Transfer::Waiting };
    if (const auto *record = std::get_if<EventRecord>(&pending.change)) {
        row.record = *record;
        row.state = EventState::Active;
    } else {
        row.state = EventState::Cancelled;
    }
    using State = client::PendingChange::State;
    switch (pending.state) {
    case State::Waiting:
        row.transfer = Transfer::Waiting;
        break;
    case State::Sending:
        row.transfer = Transfer::Sending;
        break;
    case State::Conflict:
        row.transfer = Transfer::Conflict;
        break;
    case State::Refused:
        row.transfer = Transfer::Refused;
        break;
    }
    return row;
}

void EventListModel::append(const EventRow &row)
{
    m_numbers.insert(row.id, static_cast<int>(m_rows.size()));
    m_searchable.push_back(textsOf(row.record));
    m_rows.push_back(row);
}

EventListModel::EventListModel(const Clock &clock, QObject *parent) : QAbstractTableModel(parent), m_clock(clock) { }

QDate EventListModel::today() const { return toParis(m_clock.now()).date(); }

void EventListModel::reset(const std::vector<EventRow> &rows)
{
    beginResetModel();
    m_rows.clear();
    m_searchable.clear();
    m_numbers.clear();
    for (const EventRow &row : rows)
        append(row);
    endResetModel();
}

void EventListModel::put(const EventRow &row)
{
    const int number = rowNumberOf(row.id);
    if (number < 0) {
        beginInsertRows({}, rowCount(), rowCount());
        append(row);
        endInsertRows();
        return;
    }
    const auto at = static_cast<size_t>(number);
    if (m_rows[at] == row)
        return;
    m_searchable[at] = textsOf(row.record);
    m_rows[at] = row;
    Q_EMIT dataChanged(index(number, 0), index(number, ColumnCount - 1));
}

void EventListModel::remove(const EventId &event)
{
    const int number = rowNumberOf(event);
    if (number < 0)
        return;
    beginRemoveRows({}, number, number);
    m_rows.erase(m_rows.begin() + number);
    m_searchable.erase(m_searchable.begin() + number);
    m_numbers.remove(event);
    for (int later = number; later < rowCount(); ++later)
        m_numbers[m_rows[static_cast<size_t>(later)].id] = later;
    endRemoveRows();
}

const EventRow *EventListModel::find(const EventId &event) const
{
    const int number = rowNumberOf(event);
    return number < 0 ? nullptr : &m_rows[static_cast<size_t>(number)];
}

int EventListModel::rowNumberOf(const EventId &event) const { return m_numbers.value(event, -1); }

QByteArray EventListModel::digest() const
{
    QStringList lines;
    lines.reserve(rowCount());
    for (const EventRow &row : m_rows)
        lines << u"%1 %2\n"_s.arg(row.id.toString()).arg(row.revision);
    lines.sort();
    return QCryptographicHash::hash(lines.join(QString()).toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
}

int EventListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EventListModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant EventListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto at = static_cast<size_t>(index.row());
    const EventRow &row = m_rows[at];
    switch (role) {
    case Qt::DisplayRole:
        return display(row, index.column(), today());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            index.column() == People ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return index.column() == Subject ? spoken(row, today()) : display(row, index.column(), today());
    case SortRole:
        return sortKey(row, index.column());
    case EventIdRole:
        return row.id.toString();
    case KindRole:
        return static_cast<int>(row.record.kind());
    case StateRole:
        return static_cast<int>(row.state);
    case TransferRole:
        return static_cast<int>(row.transfer);
    case SearchRole:
        return m_searchable[at];
    default:
        return {};
    }
}

QVariant EventListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Kind:
        return ListTexts::tr("Nature");
    case Subject:
        return label(Field::Subject);
    case When:
        return ListTexts::tr("Quand");
    case People:
        return ListTexts::tr("Personnes");
    case Status:
        return ListTexts::tr("État");
    default:
        return {};
    }
}

EventFilter::EventFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(EventListModel::SortRole);
    setDynamicSortFilter(true);
}

void EventFilter::setText(const QString &text)
{
    m_words.clear();
    for (const QString &typed : text.split(u' ', Qt::SkipEmptyParts)) {
        if (const QString word = folded(typed); !word.isEmpty())
            m_words.push_back({ word, typed.toLower() });
    }
    invalidateRowsFilter();
}

void EventFilter::setKinds(const QSet<int> &kinds)
{
    m_kinds = kinds;
    invalidateRowsFilter();
}

void EventFilter::setPeriod(std::optional<UtcInterval> period, const ClockFilter &clock)
{
    m_period = period;
    m_parts = period ? partsOf(*period, clock) : std::vector<UtcInterval>();
    m_agenda = false;
    invalidateRowsFilter();
}

void EventFilter::setAgenda(const UtcInterval &days)
{
    m_period = days;
    m_parts = { days };
    m_agenda = true;
    invalidateRowsFilter();
    if (rowCount() > 0) // what stays may be shown from another day
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, EventListModel::ColumnCount - 1));
}

QVariant EventFilter::data(const QModelIndex &index, int role) const
{
    if (!m_agenda || role != Qt::DisplayRole || index.column() != EventListModel::When)
        return QSortFilterProxyModel::data(index, role);
    const auto *model = qobject_cast<EventListModel *>(sourceModel());
    const EventRow &row = model->rows()[static_cast<size_t>(mapToSource(index).row())];
    if (!takesPlaceIn(row.record, *m_period))
        return QSortFilterProxyModel::data(index, role); // here because of its conflict
    return timesWithin(row.record.begins, row.record.ends, *m_period);
}

void EventFilter::setShowCancelled(bool show)
{
    m_showCancelled = show;
    invalidateRowsFilter();
}

bool EventFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const auto *model = qobject_cast<EventListModel *>(sourceModel());
    Q_ASSERT(model);
    const EventRow &event = model->rows()[static_cast<size_t>(row)];
    // A change of ours that is not at the platform yet must not be hidden because of its date or its cancellation.
    const bool settled = event.transfer == Transfer::Received;
    if (!m_showCancelled && event.state == EventState::Cancelled && settled)
        return false;
    const bool there = isDated(event.record) ? !m_period || takesPlaceInAny(event.record, m_parts) : !m_agenda;
    const bool needsPerson = event.transfer == Transfer::Conflict || event.transfer == Transfer::Refused;
    if (!there && !needsPerson && (m_agenda || settled))
        return false;
    return matches(row);
}

bool EventFilter::matches(int sourceRow) const
{
    const auto *model = qobject_cast<EventListModel *>(sourceModel());
    const EventRow &event = model->rows()[static_cast<size_t>(sourceRow)];
    if (!m_kinds.isEmpty() && !m_kinds.contains(static_cast<int>(event.record.kind())))
        return false;
    if (m_words.empty())
        return true;
    const QString text = model->index(sourceRow, 0).data(EventListModel::SearchRole).toString();
    const QString identifier = event.id.toString();
    return std::ranges::all_of(m_words, [&](const Word &word) {
        return text.contains(word.folded)
            || (word.typed.size() >= kIdentifierLength && identifier.startsWith(word.typed));
    });
}

bool EventFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant a = left.data(sortRole());
    const QVariant b = right.data(sortRole());
    if (a != b)
        return a.typeId() == QMetaType::QString ? QString::localeAwareCompare(a.toString(), b.toString()) < 0
                                                : QVariant::compare(a, b) == QPartialOrdering::Less;
    // The same order at every start, whatever the order of arrival.
    const auto *model = qobject_cast<const EventListModel *>(sourceModel());
    const EventRow &one = model->rows()[static_cast<size_t>(left.row())];
    const EventRow &other = model->rows()[static_cast<size_t>(right.row())];
    if (const int subjects = QString::localeAwareCompare(one.record.subject, other.record.subject); subjects != 0)
        return subjects < 0;
    return one.id.toString() < other.id.toString();
}

} // namespace cortege::presentation
