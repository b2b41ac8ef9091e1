#pragma once

#include <presentation/formcontent.h>
#include <presentation/formmodel.h>
#include <presentation/placefinder.h>

#include "fieldbox.h"

#include <QtCore/QSet>
#include <QtWidgets/QScrollArea>

#include <functional>
#include <map>

class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace cortege::widgets
{

class AddressField;
class AddressListEditor;
class DateTimeField;
class LineEdit;
class PassagePanel;
class TextEdit;

/// The fields of annexe 1 for the kind of the event in the model. It shows the model and reports what is typed to it.
class EventForm final : public QScrollArea
{
    Q_OBJECT
public:
    /// `places` may be null: a workstation without a territory.
    EventForm(presentation::FormModel &model, std::function<QDate()> today, const presentation::PlaceFinder *places,
        QWidget *parent = nullptr);

    /// Another event: nothing has been touched yet, and the first field is seen.
    void begin();
    void setReadOnly(bool readOnly);
    void showIssues(
        const std::vector<presentation::FormIssue> &issues, const std::vector<presentation::GuardAdvice> &advice);
    void followClock(); ///< what is advised for today may be something else
    /// The person wanted to save: every issue is shown firmly, and the first field with one gets the focus.
    void insist();
    void focusPlace(presentation::FormPlace place);
    void focusFirst();

    /// The answer to `pickRequested`; a point goes to the address that asked.
    void takePosition(GeoPoint point);
    /// Before a save: what is being typed counts as it would once the field was left.
    void settle();
    void endPicking();

    QSize sizeHint() const override;

Q_SIGNALS:
    void pickRequested(bool wanted);
    void placeChosen(cortege::GeoPoint place); ///< to be looked at on the map
    void marchDrawn(); ///< from what was told; it may lie anywhere
    void noPersonMeant(const QString &words); ///< by words of an advice

protected:
    void changeEvent(QEvent *event) override;

private:
    using FormContent = presentation::FormContent;
    void build();
    void buildTexts(QVBoxLayout &column);
    void buildDates(QVBoxLayout &column);
    void buildTold(QVBoxLayout &column);
    void buildAddresses(QVBoxLayout &column);
    void buildShape(QVBoxLayout &column);
    void buildEstimates(QVBoxLayout &column);
    void buildChoices(QVBoxLayout &column);
    FieldBox *box(Field field, QWidget *content, QWidget *focus);
    LineEdit *countField(
        Field field, QString presentation::EstimateText::*part, presentation::EstimateText FormContent::*whole);

    /// `set` changes the content of the model; one step at that place.
    template <class Set>
    void edit(presentation::FormPlace place, Set set);
    void editAddress(int number, const Address &address);
    void takeTold();
    void editList(const std::vector<Address> &list, int line);
    void showModel();
    void showKind();
    void showAddresses(const FormContent &content);
    void showShape(const FormContent &content);
    void showDelay(const FormContent &content);
    void refreshIssues();
    void showBlocking(FieldBox &box, const presentation::FormIssue &issue);
    void showSuspicion(FieldBox &box);
    const presentation::GuardAdvice *adviceIn(const FieldBox &box, Certainty certainty) const;
    void rephrase(const FieldBox &box, Certainty certainty);
    void waive(const FieldBox &box);
    void leaveOffers(const FieldBox &box, presentation::FormPlace place);
    bool isHalfTyped(presentation::FormPlace place) const;
    void requestPick(int number, bool wanted);
    FieldBox *boxOf(Field field) const;

    presentation::FormModel &m_model;
    const presentation::PlaceFinder *m_places;
    std::function<QDate()> m_today;
    std::map<Field, FieldBox *> m_boxes; ///< one box may stand for a field of several kinds
    std::vector<FieldBox *> m_order; ///< from top to bottom

    LineEdit *m_subject = nullptr;
    TextEdit *m_description = nullptr;
    DateTimeField *m_begins = nullptr;
    DateTimeField *m_ends = nullptr;
    QLabel *m_delay = nullptr; ///< when the demonstration has to be declared
    LineEdit *m_told = nullptr; ///< null without a territory
    FieldBox *m_toldBox = nullptr;
    AddressField *m_first = nullptr; ///< departure, or the one address
    AddressListEditor *m_list = nullptr; ///< waypoints, or all addresses
    AddressField *m_arrival = nullptr;
    QLabel *m_shapeText = nullptr;
    QPushButton *m_clearShape = nullptr;
    PassagePanel *m_passages = nullptr; ///< null without a territory
    std::vector<std::function<void(const FormContent &)>> m_showCounts;
    std::vector<LineEdit *> m_counts;
    std::vector<QWidget *> m_demonstrationParts;
    QComboBox *m_organiser = nullptr;
    QComboBox *m_theme = nullptr;

    std::vector<presentation::FormIssue> m_issues;
    std::vector<presentation::GuardAdvice> m_advice;
    QSet<int> m_touched; ///< of Field
    bool m_insisting = false;
    bool m_readOnly = false;
    int m_picking = -1; ///< number in content.addresses
    qsizetype m_pickedAmong = 0; ///< so many addresses there were when the number was given
    std::optional<EventKind> m_shownKind;
};

} // namespace cortege::widgets
