#pragma once

#include <QtGui/QColor>
#include <QtGui/QImage>

#include <algorithm>
#include <cmath>
#include <map>

/// Contrast as WCAG 2.2 has it, from 1:1 to 21:1.
namespace cortege::test
{

inline double luminance(const QColor &colour)
{
    const auto linear
        = [](float part) { return part <= 0.04045F ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// Of a text that may be half transparent.
inline double contrast(QColor text, const QColor &ground)
{
    const auto over = [&](float part, float under) { return part * text.alphaF() + under * (1 - text.alphaF()); };
    text = QColor::fromRgbF(
        over(text.redF(), ground.redF()), over(text.greenF(), ground.greenF()), over(text.blueF(), ground.blueF()));
    const double a = luminance(text);
    const double b = luminance(ground);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

/// What a picture is painted in.
class Painted
{
public:
    explicit Painted(const QImage &picture)
    {
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                ++m_pixels[picture.pixel(x, y)];
    }
    bool isEmpty() const { return m_pixels.empty(); }
    /// The most frequent colour.
    QColor ground() const { return QColor(std::ranges::max_element(m_pixels, {}, &Count::second)->first); }
    /// Of whatever stands out most from that.
    double strongestContrast() const
    {
        const QColor ground = this->ground();
        double strongest = 1;
        for (const auto &[colour, count] : m_pixels)
            strongest = std::max(strongest, contrast(QColor(colour), ground));
        return strongest;
    }

private:
    using Count = std::pair<const QRgb, int>;
    std::map<QRgb, int> m_pixels;
};

/// Pixels of two pictures of one thing that differ at 3:1 at least.
inline int changedPixels(const QImage &before, const QImage &after)
{
    int changed = 0;
    for (int y = 0; y < before.height(); ++y)
        for (int x = 0; x < before.width(); ++x)
            changed += before.pixel(x, y) != after.pixel(x, y)
                    && contrast(before.pixelColor(x, y), after.pixelColor(x, y)) >= 3
                ? 1
                : 0;
    return changed;
}

} // namespace cortege::test
