#pragma once

#include <domain/event.h>
#include <presentation/placefinder.h>

#include <QtWidgets/QWidget>

class QToolButton;

namespace cortege::widgets
{

class AddressCompleter;
class LineEdit;

/// One address: its text, and the place on the map that somebody gave it.
class AddressField final : public QWidget
{
    Q_OBJECT
public:
    explicit AddressField(QWidget *parent = nullptr);

    /// What it is called for screen readers: "Adresse de départ", "Point de passage 2".
    void setName(const QString &name);
    void show(const Address &address);
    const Address &address() const { return m_address; }
    void setReadOnly(bool readOnly);
    /// Proposes addresses while one types. The finder must outlive the field.
    void setFinder(const presentation::PlaceFinder &finder);
    void setNear(std::optional<GeoPoint> near); ///< what is proposed first, of equal names
    /// The typing has ended: a place that an earlier text named does not stay behind another text. A place that was
    /// pointed at on the map does.
    void settle();
    /// The next click on the map is for this address.
    void setPicking(bool picking);
    QWidget *firstField() const;
    QList<QWidget *> tabStops() const;

Q_SIGNALS:
    void edited(const cortege::Address &address);
    void pickRequested(bool wanted);

private:
    void edit(const Address &address);
    void refresh();

    Address m_address;
    std::optional<QString> m_named; ///< the text that came with the position
    AddressCompleter *m_completer = nullptr;
    QString m_name;
    LineEdit *m_text;
    QToolButton *m_place;
    QToolButton *m_forget;
    bool m_readOnly = false;
};

} // namespace cortege::widgets
