#include <presentation/snapshot.h>

using namespace cortege;
using namespace cortege::presentation;

namespace
{

/// Everybody's signature is good: what comes after it must bear any content.
class Gullible final : public SignatureCheck
{
public:
    Result<> check(const SignedAct &, UtcTime) const override { return {}; }
};

} // namespace

// What is accepted is written as something that is accepted again, and is the same then.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray file(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto opened = readSnapshot(file, Gullible());
    if (!opened)
        return 0;
    const auto again = snapshotFile(opened->snapshot, nullptr);
    const auto reopened = again ? readSnapshot(*again, Gullible()) : std::unexpected(again.error());
    if (!reopened || !differencesOf(opened->snapshot, reopened->snapshot).isEmpty())
        __builtin_trap();
    return 0;
}
