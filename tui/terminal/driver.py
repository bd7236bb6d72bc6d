"""Our driver for Textual: quick keys, no idle wake-ups, the terminal restored in every ending.

Differences to Textual's LinuxDriver (interface.md 3, performance.md 5, store.md 3.2): bytes go
through `Keyboard`; the reading thread sleeps until a byte comes or a lone ESC is due; output
goes to standard output in the terminal's character set and never blocks the app; stopping and
continuing by signals may come in any order; a vanished terminal is reported at once.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import sys
import termios
import threading
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from tui.terminal.keyboard import Keyboard
from tui.terminal.startup import Profile
from tui.terminal.wire import ASK_SYNC, ENTER, LEAVE, MOUSE, Wire, write_all

if TYPE_CHECKING:
    from textual.app import App

CLOSE_PATIENCE = 1.0
"""Seconds a stuck terminal may hold up the end."""
_active: set[TerminalDriver] = set()


class TerminalDriver(LinuxDriver):
    """Input and output on a real terminal."""

    profile: ClassVar[Profile] = Profile()
    """What the terminal can show; set by `driver_for`."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        assert sys.__stdout__ is not None
        self._out = sys.__stdout__.fileno()
        self._wire: Wire | None = None
        self._reader: threading.Thread | None = None
        self._wake: tuple[int, int] | None = None
        self._shell_attributes: list[Any] | None = None

    @property
    def active(self) -> bool:
        """Whether the terminal is ours at the moment."""
        return self in _active

    def write(self, data: str) -> None:
        """Queue `data` for the terminal; thrown away while the terminal isn't ours."""
        if self._wire is not None:
            self._wire.write(data)

    def start_application_mode(self) -> None:
        """Take over the terminal."""
        self._stay_stopped_in_background()
        if not self.active:
            self._shell_attributes = _attributes(self.fileno)
            _active.add(self)
            self._wire = Wire(self._out, self.profile.charset, self._terminal_lost)
            self._wire.start()
        self._set_terminal()
        # Signals interrupt each other's handlers: a size read in one may be told after a newer.
        signal.signal(
            signal.SIGWINCH, lambda *_: self._loop.call_soon_threadsafe(self._send_size)
        )
        self._send_size()
        self._start_reader()
        if self._must_signal_resume:
            self._must_signal_resume = False
            self.send_message(self.SignalResume())

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self.disable_input()
        if not self.active:
            return
        _active.discard(self)
        self.write(LEAVE)
        self.close()
        _set_attributes(self.fileno, self._shell_attributes)

    def resume_application_mode(self) -> None:
        """Take over again after a stop and draw everything anew."""
        self.start_application_mode()
        self._loop.call_soon_threadsafe(self._redraw)

    def disable_input(self) -> None:
        """Stop reading at once; replies still under way are thrown away."""
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        reader, self._reader = self._reader, None
        if reader is None or self._wake is None:
            return
        os.write(self._wake[1], b"\0")
        if reader is not threading.current_thread():
            reader.join()
        for end in self._wake:
            os.close(end)
        self._wake = None
        _discard_input(self.fileno)

    def close(self) -> None:
        """Write out what is queued and end the writing thread."""
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.stop(CLOSE_PATIENCE)

    def restore(self) -> None:
        """Give the terminal back from any thread, without the app's help, in bounded time."""
        if not self.active:
            return
        _active.discard(self)
        write_all(self._out, LEAVE.encode(), CLOSE_PATIENCE)
        _discard_input(self.fileno)
        _set_attributes(self.fileno, self._shell_attributes)

    def _sigtstp_application(self, *_: object) -> None:
        """Ctrl+Z of the shell, or `kill -TSTP`: give back the terminal, then stop."""
        if self._auto_restart and self.active:
            self.stop_application_mode()
            self._must_signal_resume = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        """Continued after a stop, which may have been a SIGSTOP nobody could see coming."""
        if self._auto_restart:
            self.resume_application_mode()

    def _run_input_thread(self) -> None:
        """Read until woken through the pipe; every failure ends the app in order."""
        try:
            self.run_input_thread()
        except Exception as error:
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Turn bytes into messages, asleep in between."""
        assert self._wake is not None
        wake = self._wake[0]
        keyboard = Keyboard(self.profile.charset)
        try:
            while True:
                ready = select.select([self.fileno, wake], [], [], keyboard.wait)[0]
                if wake in ready:
                    return
                if ready and not self._read(keyboard):
                    self._terminal_lost()
                    return
                for message in keyboard.tick():
                    self.process_message(message)
        finally:
            keyboard.close()

    def _read(self, keyboard: Keyboard) -> bool:
        """Take what has come; False when nothing will ever come again."""
        try:
            data = os.read(self.fileno, 65536)
        except (BlockingIOError, InterruptedError):
            return True
        except OSError:
            return False
        for message in keyboard.feed(data):
            self.process_message(message)
        return bool(data)

    def _start_reader(self) -> None:
        if self._reader is None:
            self._wake = os.pipe()
            self._reader = threading.Thread(
                target=self._run_input_thread, name="kundenq-keys", daemon=True
            )
            self._reader.start()

    def _set_terminal(self) -> None:
        """Raw keys and our modes; repeatable, as a shell may have changed them meanwhile."""
        attributes = _attributes(self.fileno)
        if attributes is not None:
            attributes[0] = self._patch_iflag(attributes[0])
            attributes[3] = self._patch_lflag(attributes[3])
            attributes[6][termios.VMIN] = 1
            attributes[6][termios.VTIME] = 0
            _set_attributes(self.fileno, attributes)
        self.write(ENTER + (MOUSE if self._mouse else ""))
        # Consoles and VT terminals print part of a question they don't know.
        plain = self.profile.vga or self.profile.ascii
        if self.input_tty and not plain and os.environ.get("TERM_PROGRAM") != "Apple_Terminal":
            self.write(ASK_SYNC)

    def _stay_stopped_in_background(self) -> None:
        """A job in the background may not touch the terminal: wait for `fg`."""
        while _in_background(self.fileno):
            os.kill(os.getpid(), signal.SIGSTOP)

    def _send_size(self) -> None:
        """Tell the app how big the terminal is; never less than one cell."""
        width, height = shutil.get_terminal_size((80, 24))
        size = Size(max(width, 1), max(height, 1))
        self.send_message(events.Resize(size, size))

    def _redraw(self) -> None:
        if self._app.is_running:
            self._app.refresh(layout=True)

    def _terminal_lost(self) -> None:
        """Tell the app, if it wants to know, that nobody sees it any more."""
        lost = getattr(self._app, "terminal_lost", self._app.exit)
        try:
            self._loop.call_soon_threadsafe(lost)
        except RuntimeError:
            return


def driver_for(profile: Profile) -> type[TerminalDriver]:
    """The driver class for `App(driver_class=...)` on this terminal."""
    return type("TerminalDriver", (TerminalDriver,), {"profile": profile})


def restore_terminal() -> None:
    """Give back the terminal if any driver still holds it."""
    for driver in tuple(_active):
        driver.restore()


def _in_background(fileno: int) -> bool:
    """Whether another job has the terminal."""
    try:
        return os.tcgetpgrp(fileno) != os.getpgrp()
    except OSError:
        return False


def _attributes(fileno: int) -> list[Any] | None:
    try:
        return termios.tcgetattr(fileno)
    except termios.error:
        return None


def _set_attributes(fileno: int, attributes: list[Any] | None) -> None:
    if attributes is not None:
        try:
            termios.tcsetattr(fileno, termios.TCSANOW, attributes)
        except termios.error:
            return


def _discard_input(fileno: int) -> None:
    try:
        termios.tcflush(fileno, termios.TCIFLUSH)
    except termios.error:
        return
