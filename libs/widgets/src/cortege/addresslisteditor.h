#pragma once

#include <domain/event.h>
#include <presentation/placefinder.h>

#include <QtWidgets/QWidget>

#include <vector>

class QFrame;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace cortege::widgets
{

class AddressField;
class LineGrip;

/// Several addresses in order: add, remove, move up and down. Alt+Up and Alt+Down move the line with the focus; the
/// mouse takes a line by its grip.
class AddressListEditor final : public QWidget
{
    Q_OBJECT
public:
    explicit AddressListEditor(QWidget *parent = nullptr);

    /// `lineName` with %1 for the number: "Point de passage %1".
    void setTexts(const QString &lineName, const QString &addText);
    void show(const std::vector<Address> &addresses);
    void setReadOnly(bool readOnly);
    void setNear(std::optional<GeoPoint> near); ///< see AddressField
    void settle(); ///< see AddressField
    void setFinder(const presentation::PlaceFinder *finder)
    {
        m_finder = finder;
    } ///< before the first line; may be null
    void setPicking(int line); ///< −1: none
    /// The text of a line, or the button that adds one when there is no such line.
    QWidget *fieldOf(int line) const;
    QWidget *firstField() const { return fieldOf(0); }

Q_SIGNALS:
    /// `line`: which text was typed in; −1 when lines came, went or moved.
    void edited(const std::vector<cortege::Address> &addresses, int line);
    void pickRequested(int line, bool wanted);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    struct Line {
        QWidget *row = nullptr;
        LineGrip *grip = nullptr;
        AddressField *field = nullptr;
        QToolButton *up = nullptr;
        QToolButton *down = nullptr;
        QToolButton *remove = nullptr;
    };
    void addRow();
    void removeRow();
    void refresh();
    void orderTabs();
    int lineOf(const QObject *part) const;
    void insertLine();
    void removeLine(int line);
    void moveLine(int line, int to);
    int lineAt(int y) const;
    void showTarget(int line, int to);
    void commit(const std::vector<Address> &addresses, int line);

    QString m_lineName;
    const presentation::PlaceFinder *m_finder = nullptr;
    std::vector<Address> m_addresses;
    std::vector<Line> m_lines;
    QVBoxLayout *m_rows;
    QPushButton *m_add;
    QFrame *m_target; ///< where the line that is held would come to lie
    bool m_readOnly = false;
};

} // namespace cortege::widgets
