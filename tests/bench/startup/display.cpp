#include "display.h"

#include "bench/contenders/figures.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include <poll.h>
#include <unistd.h>

namespace cortege::bench
{
using namespace Qt::StringLiterals;
namespace
{

struct Free {
    void operator()(void *memory) const { std::free(memory); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

xcb_atom_t atomOf(xcb_connection_t *connection, std::string_view name)
{
    const Owned<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(
        connection, xcb_intern_atom(connection, 0, static_cast<uint16_t>(name.size()), name.data()), nullptr));
    demand(reply != nullptr, u"the display knows no names"_s);
    return reply->atom;
}

/// The numbers of a property; none where the window has gone.
std::vector<uint32_t> propertyOf(xcb_connection_t *connection, xcb_window_t window, xcb_atom_t name)
{
    constexpr uint32_t kMost = 32;
    const Owned<xcb_get_property_reply_t> reply(xcb_get_property_reply(
        connection, xcb_get_property(connection, 0, window, name, XCB_ATOM_ANY, 0, kMost), nullptr));
    if (!reply || reply->format != 32)
        return {};
    std::vector<uint32_t> numbers(static_cast<size_t>(xcb_get_property_value_length(reply.get())) / sizeof(uint32_t));
    std::memcpy(numbers.data(), xcb_get_property_value(reply.get()), numbers.size() * sizeof(uint32_t));
    return numbers;
}

void select(xcb_connection_t *connection, xcb_window_t window, uint32_t events)
{
    xcb_change_window_attributes(connection, window, XCB_CW_EVENT_MASK, &events);
    xcb_flush(connection);
}

template <class Event>
const Event &as(const xcb_generic_event_t &event)
{
    return reinterpret_cast<const Event &>(event);
}

} // namespace

Display::Display() : m_connection(xcb_connect(nullptr, nullptr))
{
    auto *const connection = m_connection.get();
    demand(xcb_connection_has_error(connection) == 0, u"no X display: start it by ./dev bench startup"_s);
    m_pid = atomOf(connection, "_NET_WM_PID");
    m_type = atomOf(connection, "_NET_WM_WINDOW_TYPE");
    m_splash = atomOf(connection, "_NET_WM_WINDOW_TYPE_SPLASH");
    for (auto screen = xcb_setup_roots_iterator(xcb_get_setup(connection)); screen.rem > 0; xcb_screen_next(&screen))
        select(connection, screen.data->root, XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY);
}

bool Display::waitForWindow(qint64 group, std::chrono::milliseconds patience)
{
    const auto until = SteadyClock::now() + patience;
    for (;;) {
        while (const Owned<xcb_generic_event_t> event { xcb_poll_for_event(m_connection.get()) }) {
            if (isFirstSight(*event, group))
                return true;
        }
        demand(xcb_connection_has_error(m_connection.get()) == 0, u"the display has gone"_s);
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - SteadyClock::now());
        if (left.count() <= 0)
            return false;
        pollfd waiting { .fd = xcb_get_file_descriptor(m_connection.get()), .events = POLLIN, .revents = 0 };
        ::poll(&waiting, 1, static_cast<int>(left.count()));
    }
}

bool Display::isFirstSight(const xcb_generic_event_t &event, qint64 group)
{
    xcb_window_t shown = XCB_WINDOW_NONE;
    switch (event.response_type & ~0x80) {
    case XCB_CREATE_NOTIFY: {
        const auto &created = as<xcb_create_notify_event_t>(event);
        if (created.override_redirect)
            return false;
        watch(created.window);
        if (isMapped(created.window)) // before we watched it
            shown = created.window;
        break;
    }
    case XCB_MAP_NOTIFY:
        if (const auto &mapped = as<xcb_map_notify_event_t>(event); !mapped.override_redirect)
            shown = mapped.window;
        break;
    default:
        break;
    }
    return shown != XCB_WINDOW_NONE && isOf(group, shown) && !isSplash(shown);
}

void Display::watch(xcb_window_t window) { select(m_connection.get(), window, XCB_EVENT_MASK_STRUCTURE_NOTIFY); }

bool Display::isMapped(xcb_window_t window)
{
    const Owned<xcb_get_window_attributes_reply_t> reply(xcb_get_window_attributes_reply(
        m_connection.get(), xcb_get_window_attributes(m_connection.get(), window), nullptr));
    return reply && reply->map_state != XCB_MAP_STATE_UNMAPPED;
}

bool Display::isOf(qint64 group, xcb_window_t window)
{
    const auto pid = propertyOf(m_connection.get(), window, m_pid);
    return pid.size() == 1 && ::getpgid(static_cast<pid_t>(pid.front())) == group;
}

bool Display::isSplash(xcb_window_t window)
{
    return std::ranges::contains(propertyOf(m_connection.get(), window, m_type), m_splash);
}

} // namespace cortege::bench
