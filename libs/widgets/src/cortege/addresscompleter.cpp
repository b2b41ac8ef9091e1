#include "addresscompleter.h"

#include <QtGui/QStandardItemModel>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QLineEdit>

namespace cortege::widgets
{
using namespace Qt::StringLiterals;

AddressCompleter::AddressCompleter(QLineEdit *line, const presentation::PlaceFinder &finder)
    : QObject(line), m_line(line), m_finder(finder), m_model(new QStandardItemModel(this)),
      m_completer(new QCompleter(m_model, this))
{
    // Not QLineEdit::setCompleter: that writes into the line while the person looks through the list.
    m_completer->setWidget(line);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setObjectName(u"addressSuggestions"_s);
    m_completer->popup()->setAccessibleName(tr("Adresses proposées"));
    m_completer->popup()->setTextElideMode(Qt::ElideMiddle);
    connect(line, &QLineEdit::textEdited, this, &AddressCompleter::suggest);
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this, [this](const QModelIndex &row) {
        if (row.isValid() && row.row() < std::ssize(m_suggestions))
            Q_EMIT chosen(m_suggestions[static_cast<size_t>(row.row())].address);
    });
}

void AddressCompleter::suggest(const QString &typed)
{
    m_suggestions = m_finder.suggestions(typed, m_near);
    m_model->clear();
    for (const auto &suggestion : m_suggestions) {
        const QString text
            = suggestion.context.isEmpty() ? suggestion.label : u"%1 — %2"_s.arg(suggestion.label, suggestion.context);
        m_model->appendRow(new QStandardItem(text));
    }
    if (m_suggestions.empty())
        m_completer->popup()->hide();
    else
        m_completer->complete();
}

} // namespace cortege::widgets
