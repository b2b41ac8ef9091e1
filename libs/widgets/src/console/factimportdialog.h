#pragma once

#include <presentation/announcer.h>
#include <presentation/factimportcontroller.h>

#include <QtWidgets/QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace cortege::widgets
{

class FactImportPage;

/// The import of facts, step by step; the window behind it stays usable.
class FactImportDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `platform` outlives it. Recipes that are saved lie in `recipeFolder`.
    FactImportDialog(client::Platform &platform, const QString &recipeFolder, QWidget *parent);
    ~FactImportDialog() override;

public Q_SLOTS:
    /// Stops what goes on; closes when nothing does.
    void reject() override;

private:
    void build();
    void connectController();
    presentation::ImportStep step() const;
    FactImportPage &page() const;
    void go(presentation::ImportStep step);
    void forward();
    void back();
    QString fault() const;
    void takeTrouble(const QString &why);
    void follow();

    presentation::FactImportController m_controller;
    QLabel *m_title;
    QStackedWidget *m_pages;
    QLabel *m_message;
    QProgressBar *m_busy;
    QPushButton *m_back;
    QPushButton *m_next;
    QPushButton *m_close;
    presentation::Announcer *m_announcer;
    QString m_trouble; ///< what went wrong last; stands until something is changed
};

} // namespace cortege::widgets
