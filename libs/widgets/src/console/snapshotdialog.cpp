#include "console/snapshotdialog.h"

#include <presentation/announcer.h>
#include <presentation/snapshotcheck.h>
#include <presentation/texts.h>
#include <widgets/theme.h>

#include <QtCore/QLocale>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
using namespace Qt::StringLiterals;
using presentation::SnapshotCheck;

SnapshotDialog::SnapshotDialog(
    presentation::ConsoleController &controller, const presentation::OpenedSnapshot &opened, QWidget *parent)
    : QDialog(parent), m_content(new QLabel(this)), m_verdict(new QLabel(this))
{
    build();
    const auto &snapshot = opened.snapshot;
    const auto &window = snapshot.parameters.window;
    QStringList lines;
    lines << tr("Fait par %1 le %2").arg(snapshot.person, presentation::dateAndTime(snapshot.madeAt));
    lines << tr("%1 événements, jusqu’au n° %2 du journal")
                 .arg(QLocale().toString(snapshot.events), QLocale().toString(snapshot.upTo));
    if (snapshot.facts > 0)
        lines << tr("%1 faits d’autres sources").arg(QLocale().toString(snapshot.facts));
    lines << tr("Période : %1").arg(presentation::interval(window.begin, window.end));
    lines << tr("Paramètres : %1").arg(printed(snapshot.parameters.set));
    lines << (opened.isSigned ? tr("Signé, et inchangé depuis.") : tr("Non signé ; l’empreinte est juste."));
    m_content->setText(lines.join(u'\n'));
    say(tr("Recalcul en cours…"));
    auto *check = new SnapshotCheck(
        controller.platform(), controller.facts().cloud(), snapshot, presentation::kTerritory, this);
    connect(check, &SnapshotCheck::failed, this, &SnapshotDialog::say);
    connect(check, &SnapshotCheck::checked, this, [this](const QStringList &differences) {
        say(differences.isEmpty() ? tr("Identique : le recalcul donne les mêmes données, paramètres et résultats.")
                                  : tr("Différent :") + u'\n' + differences.join(u'\n'));
    });
    check->start();
}

SnapshotDialog::SnapshotDialog(const Error &error, QWidget *parent)
    : QDialog(parent), m_content(new QLabel(this)), m_verdict(new QLabel(this))
{
    build();
    m_content->hide();
    say(error.kind == Failure::Corrupt ? tr("Cet instantané a été modifié depuis qu’il a été fait : il ne prouve rien.")
                                       : tr("Ce fichier n’est pas un instantané que cette version sait lire."));
}

void SnapshotDialog::build()
{
    setObjectName(u"snapshot"_s);
    setWindowTitle(tr("Instantané"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_content->setObjectName(u"snapshotContent"_s);
    m_verdict->setObjectName(u"snapshotVerdict"_s);
    auto font = m_verdict->font();
    font.setBold(true);
    m_verdict->setFont(font);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(kSpacing);
    for (auto *label : { m_content, m_verdict }) {
        label->setWordWrap(true);
        label->setMinimumWidth(460);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        layout->addWidget(label);
    }
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("&Fermer"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

void SnapshotDialog::say(const QString &verdict)
{
    m_verdict->setText(verdict);
    (new presentation::Announcer(this))->tell(verdict);
}

} // namespace cortege::widgets
