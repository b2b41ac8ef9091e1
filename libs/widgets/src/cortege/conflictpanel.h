#pragma once

#include <presentation/conflict.h>

#include <QtWidgets/QWidget>

#include <functional>
#include <optional>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace cortege::widgets
{

/// Two versions of one event, field by field: the person chooses mine or theirs.
class ConflictPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ConflictPanel(QWidget *parent = nullptr);

    /// A newer version of theirs keeps the answers that it leaves as they are.
    void show(const presentation::Conflict &conflict);
    void clear(); ///< no answer is kept any more
    void focusFirst();

Q_SIGNALS:
    void decided(const cortege::presentation::Conflict &conflict);
    void givenUp(); ///< theirs stands
    /// A drawing was chosen, for the map.
    void shapeChosen(cortege::presentation::Conflict::Side side);

private:
    using Side = presentation::Conflict::Side;
    void buildFrame();
    void addExplanation();
    void addField(Field field);
    void addWhole();
    QWidget *addChoice(const QString &title, const QString &before, const QString &mine, const QString &theirs,
        std::optional<Side> chosen, const std::function<void(Side)> &choose);
    QLabel *addText(const QString &text);
    void refresh();
    QString acceptText() const;

    std::optional<presentation::Conflict> m_conflict;
    QVBoxLayout *m_column;
    QWidget *m_page = nullptr;
    QVBoxLayout *m_questions = nullptr;
    QPushButton *m_accept;
    QPushButton *m_giveUp;
};

} // namespace cortege::widgets
