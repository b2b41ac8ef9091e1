#pragma once

#include <QtCore/QtTypes>

#include <chrono>
#include <memory>

#include <xcb/xcb.h>

namespace cortege::bench
{

/// The X display, watched from outside: the programs are told nothing, and need do nothing for it.
class Display
{
public:
    Display(); ///< the one that DISPLAY names

    /// Waits until a process of that group shows a window: it is mapped, and neither a menu or tool tip, which go past
    /// the window manager, nor a splash screen. False when it takes longer.
    ///
    /// The server reports a window's creation to whoever watches the root, and its mapping to whoever watches the
    /// window itself: with a window manager, which puts it into a frame, as without one.
    bool waitForWindow(qint64 group, std::chrono::milliseconds patience);

private:
    bool isFirstSight(const xcb_generic_event_t &event, qint64 group);
    void watch(xcb_window_t window);
    bool isMapped(xcb_window_t window);
    bool isOf(qint64 group, xcb_window_t window);
    bool isSplash(xcb_window_t window);

    struct Disconnect {
        void operator()(xcb_connection_t *connection) const { xcb_disconnect(connection); }
    };
    std::unique_ptr<xcb_connection_t, Disconnect> m_connection;
    xcb_atom_t m_pid;
    xcb_atom_t m_type;
    xcb_atom_t m_splash;
};

} // namespace cortege::bench
