#include <domain/personaldata.h>

using namespace cortege;

/// Spans lie in the text, in order and apart; what is proposed can be put in.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    // UTF-16 as it comes, lone surrogates included.
    const QString text(
        reinterpret_cast<const QChar *>(data), static_cast<qsizetype>(std::min<size_t>(size, 16'000) / 2));
    for (const auto use : { TextUse::Prose, TextUse::Address }) {
        qsizetype last = 0;
        for (const PersonalFinding &finding : findPersonalData(text, use)) {
            const Rephrasing &instead = finding.rephrasing;
            if (finding.begin < last || finding.length <= 0 || instead.begin < 0
                || instead.begin + instead.length > text.size())
                __builtin_trap();
            last = finding.begin + finding.length;
            if (last > text.size() || rephrased(text, instead) == text)
                __builtin_trap();
        }
    }
    return 0;
}
