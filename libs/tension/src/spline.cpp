#include "spline.h"

#include <cmath>
#include <complex>
#include <numbers>

namespace cortege::tension
{
namespace
{

using Complex = std::complex<double>;

Complex sinc(Complex f)
{
    const Complex angle = std::numbers::pi * f;
    return std::abs(angle) < 1e-8 ? Complex { 1 } : std::sin(angle) / angle;
}

} // namespace

double splineAt(double distance, int order)
{
    // Cox and de Boor on whole knots, from order 1 up; x counts from the first knot.
    const double x = distance + order / 2.0;
    if (!(x > 0 && x < order))
        return 0;
    std::vector<double> values(static_cast<size_t>(order));
    values[static_cast<size_t>(x)] = 1;
    for (int k = 2; k <= order; ++k) {
        for (int i = 0; i + k <= order; ++i) {
            const auto at = static_cast<size_t>(i);
            values[at] = ((x - i) * values[at] + (i + k - x) * values[at + 1]) / (k - 1);
        }
    }
    return values[0];
}

std::vector<double> kernelFor(double deviation, int reach, int step)
{
    constexpr int kSteps = 30;
    constexpr double kDeviations = 0.3; // of the Gaussian in u: the trapezoid rule is exact to the last bit
    const double spread = 1 / (2 * std::numbers::pi * deviation);
    std::vector<double> kernel;
    for (int n = 0; n <= reach; ++n) {
        const double imaginary = n / (2 * std::numbers::pi * deviation * deviation);
        double sum = 0;
        for (int i = 0; i <= kSteps; ++i) {
            const double across = i * kDeviations;
            const Complex f { across * spread, imaginary };
            Complex divisor = std::pow(sinc(f), kOrder);
            if (step > 1)
                divisor *= std::pow(sinc(static_cast<double>(step) * f), kDrawnOrder);
            sum += (i == 0 ? 1 : 2) * std::exp(-across * across / 2) * (1.0 / divisor).real();
        }
        kernel.push_back(std::exp(-n * n / (2 * deviation * deviation)) * sum * kDeviations * spread);
    }
    return kernel;
}

} // namespace cortege::tension
