#include "console/factimportpages.h"

#include <QtGui/QStandardItemModel>
#include <QtWidgets/QComboBox>

namespace cortege::widgets
{
using namespace Qt::StringLiterals;

void FactImportPage::refresh()
{
    m_filling = true;
    fill();
    m_filling = false;
}

void FactImportPage::fillColumns(QComboBox &box, const QString &chosen, const QString &none) const
{
    box.clear();
    box.addItem(none, QString());
    const auto &look = m_controller.look();
    if (look) {
        for (const exchange::FileColumn &column : look->columns) {
            const bool refused = column.personal && column.personal->certainty == Certainty::Certain;
            box.addItem(refused ? tr("%1 (refusée : article 3)").arg(column.name) : column.name, column.name);
            auto *model = qobject_cast<QStandardItemModel *>(box.model());
            Q_ASSERT(model);
            model->item(box.count() - 1)->setEnabled(!refused);
        }
    }
    if (box.findData(chosen) < 0)
        box.addItem(tr("%1 (absente du fichier)").arg(chosen), chosen);
    box.setCurrentIndex(box.findData(chosen));
}

} // namespace cortege::widgets
