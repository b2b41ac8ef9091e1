#include "../nominativelist.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class HabilitationResume final : public ActCommand
{
    QString name() const override { return u"habilitation resume"_s; }
    QString description() const override { return Admin::tr("rétablit une habilitation suspendue"); }
    ActKind kind() const override { return ActKind::Resume; }
};

} // namespace

std::unique_ptr<Command> habilitationResume() { return std::make_unique<HabilitationResume>(); }

} // namespace cortege::admincli
