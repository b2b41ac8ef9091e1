#include <presentation/zonelist.h>

#include <presentation/texts.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <cmath>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

struct ZoneTexts {
    Q_DECLARE_TR_FUNCTIONS(ZoneList)
};

constexpr int kZoneLetters = 25;

QString percentText(int percent)
{
    return percent > 0 ? ZoneTexts::tr("%1\u00a0%", "share in percent").arg(percent)
                       : ZoneTexts::tr("< 1 %", "share in percent");
}

QVariant alignment(bool number)
{
    return QVariant::fromValue((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace

QString zoneLetter(int number) { return number < kZoneLetters ? QString(QChar(u'A' + number)) : u"…"_s; }

QString amountText(double amount, TensionUnit unit)
{
    if (unit == TensionUnit::Weight)
        return ZoneTexts::tr("%1 points", "weight of facts and events").arg(figureText(amount));
    const auto people = std::llround(amount);
    return people == 1 ? ZoneTexts::tr("1 personne") : ZoneTexts::tr("%1 personnes").arg(QLocale().toString(people));
}

QString unitName(TensionUnit unit)
{
    return unit == TensionUnit::Weight ? ZoneTexts::tr("points") : ZoneTexts::tr("personnes");
}

QString densityText(double perHectare, TensionUnit unit)
{
    const QString value = figureText(perHectare);
    return unit == TensionUnit::Weight ? ZoneTexts::tr("%1 points / ha").arg(value)
                                       : ZoneTexts::tr("%1 personnes / ha").arg(value);
}

QString citation(const FactSource &source)
{
    return ZoneTexts::tr("%1 (%2 ; %3)", "name, provenance and licence of a source of facts")
        .arg(source.name, source.provenance, source.licence);
}

void ZoneList::set(const TensionPicture &picture)
{
    if (picture.zones == m_zones && picture.unit == m_unit)
        return;
    beginResetModel();
    m_zones = picture.zones;
    m_unit = picture.unit;
    endResetModel();
}

int ZoneList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_zones.size());
}

int ZoneList::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ZoneList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TensionZone &zone = m_zones[static_cast<size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return alignment(index.column() != Letter);
    if (role == Qt::AccessibleTextRole && index.column() == Letter)
        return ZoneTexts::tr("Zone %1 : %2 sur %3, maximum %4")
            .arg(zoneLetter(index.row()), amountText(zone.amount, m_unit), areaText(zone.area),
                densityText(zone.highest, m_unit));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Letter:
        return zoneLetter(index.row());
    case Amount:
        return m_unit == TensionUnit::People ? QLocale().toString(std::llround(zone.amount)) : figureText(zone.amount);
    case Area:
        return areaText(zone.area);
    case Highest:
        return figureText(zone.highest);
    default:
        return {};
    }
}

QVariant ZoneList::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Letter:
        return ZoneTexts::tr("Zone");
    case Amount:
        return m_unit == TensionUnit::People ? ZoneTexts::tr("Personnes") : ZoneTexts::tr("Points");
    case Area:
        return ZoneTexts::tr("Surface");
    case Highest:
        return ZoneTexts::tr("Max. / ha", "highest density in a zone, per hectare");
    default:
        return {};
    }
}

void ContributionList::set(std::vector<Contribution> contributions, TensionUnit unit)
{
    if (contributions == m_contributions && unit == m_unit)
        return;
    beginResetModel();
    m_contributions = std::move(contributions);
    m_unit = unit;
    endResetModel();
}

int ContributionList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_contributions.size());
}

int ContributionList::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ContributionList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Contribution &one = m_contributions[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::TextAlignmentRole:
        return alignment(index.column() != Source);
    case KindRole:
        return one.kind ? QVariant(static_cast<int>(*one.kind)) : QVariant();
    case Qt::ToolTipRole:
        return one.event ? one.name
                         : ZoneTexts::tr("%1 : %2 faits").arg(one.name, QLocale().toString(one.facts))
                + (one.source ? u'\n' + citation(*one.source) : QString());
    case Qt::AccessibleTextRole:
        if (index.column() == Percent)
            return ZoneTexts::tr("%1 : %2").arg(one.name, percentText(one.percent));
        [[fallthrough]];
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case Percent:
        return percentText(one.percent);
    case Source:
        return one.source ? one.name + u" – "_s + one.source->name : one.name;
    case Amount:
        return m_unit == TensionUnit::People ? QLocale().toString(std::llround(one.amount)) : figureText(one.amount);
    default:
        return {};
    }
}

QVariant ContributionList::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Percent:
        return ZoneTexts::tr("Part");
    case Source:
        return ZoneTexts::tr("Événement ou catégorie");
    case Amount:
        return m_unit == TensionUnit::People ? ZoneTexts::tr("Personnes") : ZoneTexts::tr("Points");
    default:
        return {};
    }
}

} // namespace cortege::presentation
