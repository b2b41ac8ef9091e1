#include "helpwindow.h"
#include "frenchspacing.h"
#include "helpsections.h"

#include <widgets/theme.h>

#include <QtCore/QFile>
#include <QtCore/QLocale>
#include <QtCore/QRegularExpression>
#include <QtCore/QUrl>
#include <QtGui/QAbstractTextDocumentLayout>
#include <QtGui/QKeyEvent>
#include <QtGui/QShortcut>
#include <QtGui/QTextBlock>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QVBoxLayout>

#include <optional>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;

constexpr int kContentsWidth = 250;
constexpr int kBlock = Qt::UserRole; ///< the heading's place in the text
constexpr int kAnchor = Qt::UserRole + 1;

QString fileOf(const QString &page) { return u":/help/"_s + page + u".md"_s; }

/// Where a link of `page` leads; nothing: to what is not in the program.
std::optional<QString> pageBehind(const QUrl &link, const QString &page)
{
    const QString path = link.path();
    QString behind = path.isEmpty() ? page : path.chopped(path.endsWith(u".md") ? 3 : 0);
    return link.scheme().isEmpty() && QFile::exists(fileOf(behind)) ? std::optional(std::move(behind)) : std::nullopt;
}

/// What a link that leads nowhere here says stays as text, as in the printed guide.
QString withoutDeadLinks(const QString &text, const QString &page)
{
    static const QRegularExpression link(u"\\[([^\\]]*)\\]\\(([^)\\s]+)\\)"_s);
    QString kept;
    qsizetype end = 0;
    for (const auto &match : link.globalMatch(text)) {
        kept += QStringView(text).sliced(end, match.capturedStart() - end);
        kept += pageBehind(QUrl(match.captured(2)), page) ? match.captured(0) : match.captured(1);
        end = match.capturedEnd();
    }
    kept += QStringView(text).sliced(end);
    return kept;
}

/// What stands in code is to be typed as it is.
QString spacedOutsideCode(const QString &text)
{
    QStringList parts = text.split(u'`');
    for (qsizetype i = 0; i < parts.size(); i += 2)
        parts[i] = spacedAsInFrench(parts[i]);
    return parts.join(u'`');
}

/// The pictures are for the printed guide: here the windows themselves are beside it.
QString textOf(const QString &page)
{
    QFile file(fileOf(page));
    [[maybe_unused]] const bool opened = file.open(QFile::ReadOnly);
    Q_ASSERT(opened);
    static const QRegularExpression picture(u"^!\\[[^\\n]*\\)\\n+"_s, QRegularExpression::MultilineOption);
    return spacedOutsideCode(withoutDeadLinks(QString::fromUtf8(file.readAll()).remove(picture), page));
}

} // namespace

HelpWindow::HelpWindow(const QString &page)
    : m_guide(page), m_contents(new QListWidget(this)), m_search(new QLineEdit(this)), m_text(new QTextBrowser(this))
{
    setObjectName(u"helpWindow"_s);
    setWindowTitle(tr("Aide – %1").arg(QApplication::applicationDisplayName()));
    setAttribute(Qt::WA_QuitOnClose, false); // the program ends with its own window
    build();
    open(page);
    connect(m_contents, &QListWidget::currentRowChanged, this, &HelpWindow::scrollTo);
    connect(m_search, &QLineEdit::returnPressed, this, &HelpWindow::findNext);
    connect(m_text, &QTextBrowser::anchorClicked, this, &HelpWindow::follow);
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_search, [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
}

void HelpWindow::build()
{
    m_search->setObjectName(u"helpSearch"_s);
    m_search->setAccessibleName(tr("Rechercher dans l’aide"));
    m_search->setPlaceholderText(tr("Rechercher (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    m_contents->setObjectName(u"helpContents"_s);
    m_contents->setAccessibleName(tr("Sommaire"));
    m_contents->setFixedWidth(kContentsWidth);
    m_contents->setWordWrap(true);
    m_text->setObjectName(u"helpText"_s);
    m_text->setAccessibleName(tr("Texte de l’aide"));
    m_text->setOpenLinks(false);
    m_text->setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    auto *language = new QLabel(tr("Ce guide est en français."), this);
    language->setVisible(QLocale().language() != QLocale::French);
    auto *left = new QVBoxLayout;
    left->addWidget(m_search);
    left->addWidget(m_contents, 1);
    left->addWidget(language);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    columns->setSpacing(kSpacing);
    columns->addLayout(left);
    columns->addWidget(m_text, 1);
    resize(900, 640);
}

void HelpWindow::open(const QString &page)
{
    m_page = page;
    m_text->setMarkdown(textOf(page));
    m_text->document()->setDocumentMargin(kMargin);
    const QSignalBlocker quiet(m_contents);
    m_contents->clear();
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next()) {
        const int level = block.blockFormat().headingLevel();
        if (level == 0)
            continue;
        auto *item = new QListWidgetItem(QString(qsizetype { 4 } * (level - 1), u' ') + block.text(), m_contents);
        item->setData(Qt::AccessibleTextRole, block.text());
        item->setData(kBlock, block.blockNumber());
        item->setData(kAnchor, anchorOf(block.text()));
    }
}

void HelpWindow::showSection(const QString &anchor)
{
    if (m_page != m_guide)
        open(m_guide);
    goTo(anchor);
    m_text->setFocus(Qt::OtherFocusReason); // where a screen reader goes on reading
}

void HelpWindow::goTo(const QString &anchor)
{
    int row = 0;
    for (int i = 0; i < m_contents->count(); ++i) {
        if (m_contents->item(i)->data(kAnchor) == anchor)
            row = i;
    }
    m_contents->setCurrentRow(row);
    scrollTo(row); // also where it was the current one already
}

void HelpWindow::scrollTo(int row)
{
    const auto *item = m_contents->item(row);
    if (!item)
        return;
    const QTextBlock block = m_text->document()->findBlockByNumber(item->data(kBlock).toInt());
    m_text->setTextCursor(QTextCursor(block));
    const QRectF place = m_text->document()->documentLayout()->blockBoundingRect(block);
    m_text->verticalScrollBar()->setValue(static_cast<int>(place.top()));
}

void HelpWindow::follow(const QUrl &link)
{
    const auto page = pageBehind(link, m_page);
    if (!page)
        return;
    if (*page != m_page)
        open(*page);
    goTo(link.fragment(QUrl::FullyDecoded));
}

void HelpWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

void HelpWindow::findNext()
{
    if (m_text->find(m_search->text()))
        return;
    m_text->moveCursor(QTextCursor::Start); // once more from the top
    m_text->find(m_search->text());
}

} // namespace cortege::widgets
