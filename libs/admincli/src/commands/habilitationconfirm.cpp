#include "../nominativelist.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class HabilitationConfirm final : public ActCommand
{
    QString name() const override { return u"habilitation confirm"_s; }
    QString description() const override
    {
        return Admin::tr("confirme une habilitation à la revue : elle reste nécessaire");
    }
    ActKind kind() const override { return ActKind::Confirm; }
};

} // namespace

std::unique_ptr<Command> habilitationConfirm() { return std::make_unique<HabilitationConfirm>(); }

} // namespace cortege::admincli
