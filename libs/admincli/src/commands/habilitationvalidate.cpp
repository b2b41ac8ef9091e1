#include "../nominativelist.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class HabilitationValidate final : public ActCommand
{
    QString name() const override { return u"habilitation validate"_s; }
    QString description() const override
    {
        return Admin::tr("valide une proposition : il y faut une autre personne, autorité de la partie");
    }
    ActKind kind() const override { return ActKind::Validate; }
};

} // namespace

std::unique_ptr<Command> habilitationValidate() { return std::make_unique<HabilitationValidate>(); }

} // namespace cortege::admincli
