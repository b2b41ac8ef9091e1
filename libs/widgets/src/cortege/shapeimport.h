#pragma once

#include <presentation/importoffer.h>
#include <widgets/questions.h>

#include <QtCore/QPointer>

class QDialog;

namespace cortege::widgets
{

/// From "Importer…" to the points of the one drawing that is meant: the file, and where it holds several, a list that
/// leaves the window as usable as it was.
class ShapeImport final : public QObject
{
    Q_OBJECT
public:
    ShapeImport(Questions &questions, QWidget *window);

    void start(presentation::ShapeModel::Kind kind);
    void giveUp(); ///< the event it was for is no longer there

Q_SIGNALS:
    void chosen(const std::vector<cortege::GeoPoint> &points);

private:
    void take(const QString &path, presentation::ShapeModel::Kind kind);
    void showList(const QString &file, presentation::ImportOffer offer);

    Questions &m_questions;
    QWidget *m_window;
    QPointer<QDialog> m_list;
    int m_request = 0; ///< an answer to an older one is not wanted any more
};

} // namespace cortege::widgets
