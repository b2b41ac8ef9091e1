#include "session.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
using client::Link;
using client::Platform;

Error troubleOf(const Platform &platform)
{
    return platform.trouble().value_or(Error { Failure::Unavailable, u"no answer from the platform"_s });
}

Session::Session(std::unique_ptr<Platform> platform) : m_platform(std::move(platform))
{
    m_patience.setSingleShot(true);
    connect(m_platform.get(), &Platform::linkChanged, this, &Session::onLink);
    connect(&m_patience, &QTimer::timeout, this, [this] { answer(std::unexpected(troubleOf(*m_platform))); });
}

Result<std::unique_ptr<Session>> Session::open(const client::Profile &profile, const Clock &clock)
{
    auto platform = Platform::open(profile, u"cortege-admin/" CORTEGE_VERSION ""_s, clock, Platform::UnsentWork::None);
    if (!platform)
        return std::unexpected(platform.error());
    return std::unique_ptr<Session>(new Session(std::move(*platform)));
}

void Session::start(std::function<void(const Result<> &)> ready)
{
    m_ready = std::move(ready);
    m_patience.start(kPatience);
    m_platform->start();
}

void Session::onLink()
{
    if (m_platform->link() == Link::Online)
        answer({});
    else if (m_platform->link() == Link::Denied)
        answer(std::unexpected(troubleOf(*m_platform)));
}

void Session::answer(const Result<> &result)
{
    m_patience.stop();
    if (const auto ready = std::exchange(m_ready, nullptr))
        ready(result);
}

} // namespace cortege::admincli
