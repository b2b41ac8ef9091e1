#pragma once

#include <presentation/placefinder.h>

#include <QtCore/QObject>

class QCompleter;
class QLineEdit;
class QStandardItemModel;

namespace cortege::widgets
{

/// The addresses that may be meant, below the line while it is typed. Nothing is changed until the person chooses one.
class AddressCompleter final : public QObject
{
    Q_OBJECT
public:
    /// The finder must outlive it.
    AddressCompleter(QLineEdit *line, const presentation::PlaceFinder &finder);
    /// Nearer ones come first.
    void setNear(std::optional<GeoPoint> near) { m_near = near; }

Q_SIGNALS:
    void chosen(const cortege::Address &address);

private:
    void suggest(const QString &typed);

    QLineEdit *m_line;
    const presentation::PlaceFinder &m_finder;
    QStandardItemModel *m_model;
    QCompleter *m_completer;
    std::vector<presentation::PlaceFinder::Suggestion> m_suggestions;
    std::optional<GeoPoint> m_near;
};

} // namespace cortege::widgets
