#pragma once

#include <presentation/factboard.h>
#include <presentation/factselection.h>
#include <presentation/mapport.h>

#include <QtCore/QSet>

namespace cortege::presentation
{

/// What is looked for among the facts.
struct FactWish {
    FactCloudPtr cloud = std::make_shared<const FactCloud>();
    FactChoice choice; ///< its box is what the map wants marks for
    std::optional<double> zoom; ///< nothing: nobody sees marks
    std::optional<FactArea> area;
    std::shared_ptr<const Division> division;
};
/// And what is found.
struct FactFindings {
    FactWish wish;
    FactMarks marks;
    std::vector<FactTally> shown; ///< of the window, wherever they are, by category; hidden ones are counted as well
    std::vector<quint32> selected; ///< in the area, by number
    std::vector<FactTally> selectedTallies; ///< by category
    TensionFacts selectedFacts; ///< those with a time, for charts
};
FactFindings findingsOf(const FactWish &wish);

/// A category that stands on the map.
struct ShownCategory {
    int sign = 0; ///< `factSign`
    QString name; ///< "Vol – Faits 2025" where another source has one of that name
    qint64 facts = 0; ///< of the window, wherever they are

    friend bool operator==(const ShownCategory &, const ShownCategory &) = default;
};

/// "Vol – Faits 2025", when, how much it weighs; of several, how many of which category. Plain text, in lines.
QString describeMark(const FactFindings &findings, size_t mark);
/// "28/11/2026 14 h 32"; a span; "Sans date".
QString timeOf(const Fact &fact);

/// Facts on the map, and those that a person has chosen: computed beside the window's thread, while only the newest
/// wish is kept.
class FactLens final : public QObject
{
    Q_OBJECT
public:
    /// `board` outlives it.
    explicit FactLens(const FactBoard &board, QObject *parent = nullptr);
    ~FactLens() override; ///< waits for the computation

    /// The map must outlive this object.
    void setMap(MapPort &map);
    void setWindow(const UtcInterval &window, const tension::HoursOfWeek &hours);
    /// What is chosen is let go of.
    void setDivision(std::shared_ptr<const Division> division);
    const std::shared_ptr<const Division> &division() const { return m_wish.division; }

    bool isShown(size_t category) const;
    void setShown(const std::vector<size_t> &categories, bool shown);

    /// The person chooses a rectangle on the map, or does no more.
    void setFraming(bool framing);
    bool isFraming() const { return m_isFraming; }
    void select(std::optional<FactArea> area);
    const std::optional<FactArea> &area() const { return m_wish.area; }

    const FactFindings &findings() const { return m_findings; }
    /// Those of the findings that are shown and have facts, the most first.
    std::vector<ShownCategory> shownCategories() const;
    /// The findings are those of the newest wish.
    bool isUpToDate() const { return !m_computation.valid() && !m_stale; }

Q_SIGNALS:
    void found();
    void shownChanged(); ///< another category is shown
    void areaChanged();
    void areaPointed(); ///< chosen on the map
    void framingChanged();

private:
    void takeCloud();
    void takeHidden();
    void takeSight();
    void request();
    void take();
    void drawMarks();
    void drawArea();
    void takeClick(int mark);

    const FactBoard &m_board;
    MapPort *m_map = nullptr;
    FactWish m_wish;
    QSet<std::pair<QString, QString>> m_hidden; ///< source and code, which outlive numbers
    FactFindings m_findings;
    bool m_isFraming = false;
    bool m_stale = false;
    std::future<FactFindings> m_computation; ///< valid while one runs; last, because its end is waited for
};

} // namespace cortege::presentation
