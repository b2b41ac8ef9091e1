#include <widgets/settingsdialog.h>
#include <widgets/theme.h>

#include <QtCore/QDir>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
using namespace Qt::StringLiterals;
namespace
{

constexpr QSize kSettingsSize { 860, 420 };

QString originOf(const cli::Configuration &configuration, const cli::Configuration::Value &value)
{
    const auto place = [&value] {
        return SettingsDialog::tr("%1, ligne %2").arg(QDir::toNativeSeparators(value.file)).arg(value.line);
    };
    switch (value.origin) {
    case cli::Configuration::Origin::Standard:
        return SettingsDialog::tr("d’office");
    case cli::Configuration::Origin::Policy:
        return SettingsDialog::tr("proposé pour ce poste : %1").arg(place());
    case cli::Configuration::Origin::File:
        return place();
    case cli::Configuration::Origin::CommandLine:
        return SettingsDialog::tr("ligne de commande");
    case cli::Configuration::Origin::Locked:
        return SettingsDialog::tr("verrouillé : %1 (%2)").arg(configuration.lockReason(), place());
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

SettingsDialog::SettingsDialog(const cli::Configuration &configuration, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"settingsDialog"_s);
    setWindowTitle(tr("Réglages de ce poste"));
    auto *explanation = new QLabel(tr("Ce que le programme a lu à son ouverture. Ce qui est verrouillé l’est par le "
                                      "service informatique, pour la raison dite."),
        this);
    explanation->setWordWrap(true);
    auto *list = new QTreeWidget(this);
    list->setObjectName(u"settings"_s);
    list->setAccessibleName(tr("Réglages"));
    list->setRootIsDecorated(false);
    list->setHeaderLabels({ tr("Réglage"), tr("Valeur"), tr("D’où il vient") });
    list->header()->setStretchLastSection(true);
    for (const cli::Setting &setting : configuration.settings()) {
        const auto &value = configuration.value(setting.name);
        const QString origin = originOf(configuration, value);
        auto *item = new QTreeWidgetItem(
            list, { QString(setting.name), value.text.isEmpty() ? tr("(rien)") : value.text, origin });
        item->setToolTip(0, setting.description);
        item->setToolTip(1, value.text);
        item->setToolTip(2, origin);
    }
    list->resizeColumnToContents(0);
    list->setColumnWidth(1, kSettingsSize.width() / 3);
    list->setCurrentItem(list->topLevelItem(0));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kSpacing);
    layout->addWidget(explanation);
    layout->addWidget(list, 1);
    layout->addWidget(buttons);
    resize(kSettingsSize);
}

} // namespace cortege::widgets
