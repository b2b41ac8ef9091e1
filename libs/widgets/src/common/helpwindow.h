#pragma once

#include <QtWidgets/QWidget>

class QLineEdit;
class QListWidget;
class QTextBlock;
class QTextBrowser;
class QUrl;

namespace cortege::widgets
{

/// A page of docs/ with its headings beside it and a search. Follows links between the pages that are in the program,
/// and nothing else: a workstation has no internet.
class HelpWindow final : public QWidget
{
    Q_OBJECT
public:
    explicit HelpWindow(const QString &page);

    /// Leaves the page that links led to. An anchor that the page has not shows its top.
    void showSection(const QString &anchor);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void open(const QString &page);
    void goTo(const QString &anchor);
    void scrollTo(int row);
    void follow(const QUrl &link);
    void findNext();

    const QString m_guide;
    QString m_page;
    QListWidget *m_contents;
    QLineEdit *m_search;
    QTextBrowser *m_text;
};

} // namespace cortege::widgets
