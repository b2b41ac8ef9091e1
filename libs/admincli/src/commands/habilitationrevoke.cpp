#include "../nominativelist.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class HabilitationRevoke final : public ActCommand
{
    QString name() const override { return u"habilitation revoke"_s; }
    QString description() const override
    {
        return Admin::tr("retire une habilitation, ou refuse une proposition ; les sessions ouvertes sont coupées");
    }
    ActKind kind() const override { return ActKind::Revoke; }
};

} // namespace

std::unique_ptr<Command> habilitationRevoke() { return std::make_unique<HabilitationRevoke>(); }

} // namespace cortege::admincli
