"""Every ending in order: signals, a vanished terminal, errors nobody expected.

Textual ends with status 0 after an unhandled error, prints local variables (names and
birthdays among them) and leaves the terminal broken on SIGTERM and SIGHUP (store.md 3.2).
`SafeEndingMixin` keeps the draft, restores the terminal and tells only what no person is in.
"""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import sys
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any

from tui.terminal.driver import restore_terminal

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.app import App

    _Base = App[Any]
else:
    _Base = object

WATCH_SECONDS = 5.0
"""How often to look whether the terminal is still there (store.md 3.2)."""
KEEP_PATIENCE = 15.0
"""Seconds keeping the draft may take after a signal: a slow disk must not cost the draft."""
END_PATIENCE = 2.0
"""Seconds an app may take to end after that, before it is ended without being asked."""
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
HANGUP = 128 + signal.SIGHUP


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """An unexpected error, without anything of the data it happened on."""

    kind: str
    """Class name of the error."""
    module: str
    """Where it was raised: the innermost of our modules, else of any."""
    line: int
    """Line in that module; 0 if unknown."""

    @property
    def place(self) -> str:
        """"module:line"."""
        return f"{self.module}:{self.line}"


def fault_of(error: BaseException) -> Fault:
    """Class and place of an error; for a failed worker those of the error inside."""
    inner = getattr(error, "error", None)
    if type(error).__name__ == "WorkerFailed" and isinstance(inner, BaseException):
        error = inner
    module, line = _place(error.__traceback__)
    return Fault(kind=type(error).__name__, module=module, line=line)


def _place(traceback: TracebackType | None) -> tuple[str, int]:
    """The innermost frame, preferring our own modules over those of libraries."""
    place, own = ("?", 0), False
    while traceback is not None:
        module = str(traceback.tb_frame.f_globals.get("__name__", "?"))
        ours = module.partition(".")[0] in {"tui", "store", "kundenq_tui", "__main__"}
        if ours or not own:
            place, own = (module, traceback.tb_lineno), own or ours
        traceback = traceback.tb_next
    return place


class SafeEndingMixin(_Base):
    """For the App class, before `App` in its bases.

    The app may override `keep_draft` and `fault_text`; both must not assume that the screen
    still stands.
    """

    fault: Fault | None = None
    """The first unexpected error, once there was one."""
    _end_code: int | None = None

    def keep_draft(self) -> Awaitable[None] | None:
        """Save what is half typed. Called once per cause of an ending, before anything else."""
        return None

    def fault_text(self, fault: Fault) -> str:
        """What to print about an unexpected error, in the reader's language."""
        return f"kundenq: {fault.kind} ({fault.place})"

    def end_by_signal(self, number: int) -> None:
        """Keep the draft and end with status 128 + number."""
        self._end(128 + number)

    def terminal_lost(self) -> None:
        """The terminal has vanished: keep the draft and end as if hung up."""
        self._end(HANGUP)

    async def run_async(self, **options: Any) -> Any:
        """Run the app with the signals, the watch and the error hooks in place."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._stray_task_error)
        previous_hook = threading.excepthook
        threading.excepthook = self._stray_thread_error
        for number in SIGNALS:
            loop.add_signal_handler(number, self.end_by_signal, number)
        watch = loop.create_task(self._watch_terminal())
        try:
            return await super().run_async(**options)
        finally:
            watch.cancel()
            for number in SIGNALS:
                loop.remove_signal_handler(number)
            threading.excepthook = previous_hook
            if self._watchdog is not None:
                self._watchdog.cancel()
            if self._end_code is not None and self.fault is None:
                self._return_code = self._end_code

    _watchdog: threading.Timer | None = None

    def _end(self, code: int) -> None:
        """End with `code`: in order if the app still can, else without it."""
        if self._end_code is not None:
            return
        self._end_code = code
        self._watch_end(KEEP_PATIENCE)
        asyncio.get_running_loop().create_task(self._keep_and_exit(code))

    async def _keep_and_exit(self, code: int) -> None:
        try:
            kept = self.keep_draft()
            if kept is not None:
                await kept
        except Exception as error:
            self._handle_exception(error)
        self._watch_end(END_PATIENCE)
        self.exit(return_code=code)

    def _watch_end(self, patience: float) -> None:
        """Leave without the app's help if it hasn't ended within `patience` seconds."""
        if self._watchdog is not None:
            self._watchdog.cancel()
        self._watchdog = threading.Timer(patience, leave, (self._end_code,))
        self._watchdog.daemon = True
        self._watchdog.start()

    async def _watch_terminal(self) -> None:
        """Notice a terminal that vanished without a byte or a signal."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            if not self.is_headless and terminal_gone():
                self.terminal_lost()
                return

    def _handle_exception(self, error: Exception) -> None:
        """Textual's entry for every unhandled error."""
        first = self.fault is None
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        if first:
            self.fault = fault_of(error)
            self._keep_draft_now()
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        """Textual's way of printing a traceback with local variables: never taken."""
        error = sys.exc_info()[1]
        self._handle_exception(error if isinstance(error, Exception) else RuntimeError())

    def panic(self, *renderables: RenderableType) -> None:
        """Textual's way of printing error texts: may name data, so only the fact is kept."""
        error = sys.exc_info()[1]
        self._handle_exception(error if isinstance(error, Exception) else RuntimeError())

    def _print_error_renderables(self) -> None:
        """Called when the terminal is the shell's again."""
        if self.fault is None:
            super()._print_error_renderables()
            return
        self._exit_renderables.clear()
        say(self.fault_text(self.fault))

    def _keep_draft_now(self) -> None:
        """Keep the draft although the app is broken; a second error must not hide the first."""
        try:
            kept = self.keep_draft()
        except Exception:
            return
        if kept is not None:
            self._draft_task = asyncio.ensure_future(_quietly(kept))

    def _stray_task_error(
        self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]
    ) -> None:
        """A task failed and nobody waits for it: asyncio would log the error's text."""
        error = context.get("exception")
        if isinstance(error, Exception):
            self._handle_exception(error)

    def _stray_thread_error(self, args: threading.ExceptHookArgs) -> None:
        """A plain thread failed: Python would print the error's text and go on."""
        loop = self._loop
        if isinstance(args.exc_value, Exception) and loop is not None:
            loop.call_soon_threadsafe(self._handle_exception, args.exc_value)


async def _quietly(kept: Awaitable[None]) -> None:
    try:
        await kept
    except Exception:
        return


def run_safely(app: SafeEndingMixin, *, mouse: bool = False, **options: Any) -> int:
    """Run the app; whatever happens the terminal is restored. Gives the exit status.

    The mouse is off unless wanted: it takes the terminal's own selecting away.
    """
    try:
        app.run(mouse=mouse, **options)
    except KeyboardInterrupt:
        restore_terminal()
        return 128 + signal.SIGINT
    except BaseException as error:
        restore_terminal()
        if app.fault is None:
            say(app.fault_text(fault_of(error)))
        return 1
    restore_terminal()
    return app.return_code or 0


def terminal_gone(fileno: int = 0) -> bool:
    """Whether the terminal behind standard input has vanished.

    A terminal that isn't the controlling one (ENOTTY) is still there.
    """
    if not os.isatty(fileno):
        return True
    try:
        os.tcgetpgrp(fileno)
    except OSError as error:
        return error.errno == errno.EIO
    return False


def say(text: str) -> None:
    """Print a line on standard error, if anyone is there."""
    stream = sys.__stderr__
    if stream is not None:
        try:
            stream.write(text + "\n")
            stream.flush()
        except (OSError, ValueError):
            return


def leave(code: int, before: Callable[[], None] | None = None) -> None:
    """End at once: restore, flush, skip the interpreter's 40 ms of tidying (performance.md 2).

    Everything worth keeping must be on the disk already; `before` is a last chance for that.
    """
    if before is not None:
        before()
    restore_terminal()
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None:
            try:
                stream.flush()
            except (OSError, ValueError):
                continue
    os._exit(code)
