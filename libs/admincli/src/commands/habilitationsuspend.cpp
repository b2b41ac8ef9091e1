#include "../nominativelist.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class HabilitationSuspend final : public ActCommand
{
    QString name() const override { return u"habilitation suspend"_s; }
    QString description() const override
    {
        return Admin::tr("suspend une habilitation ; les sessions ouvertes sont coupées");
    }
    ActKind kind() const override { return ActKind::Suspend; }
};

} // namespace

std::unique_ptr<Command> habilitationSuspend() { return std::make_unique<HabilitationSuspend>(); }

} // namespace cortege::admincli
