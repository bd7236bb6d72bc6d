"""The smallest app with our terminal rooms: it shows each key and can fail in every way."""

from __future__ import annotations

import os
import signal
import sys
import threading

from tui.terminal.startup import Refusal, prepare

profile = prepare(os.environ, sys.stdin.isatty(), sys.stdout.isatty(), sys.stdout.encoding)
if isinstance(profile, Refusal):
    print(profile.msgid, file=sys.stderr)
    sys.exit(1)

from textual.app import App, ComposeResult  # noqa: E402
from textual.events import Key, Paste, Resize  # noqa: E402
from textual.filter import LineFilter  # noqa: E402
from textual.widgets import Static  # noqa: E402

from tui.terminal.driver import driver_for  # noqa: E402
from tui.terminal.ending import SafeEndingMixin, leave, run_safely  # noqa: E402
from tui.terminal.filters import filters_for  # noqa: E402

FAIL = os.environ.get("KQ_TEST_FAIL", "")
SECRET = "Eva Huber 3.4.1977"


def fail() -> None:
    """Fail with personal data in a local variable and in the error's text."""
    person = SECRET
    raise ValueError(person)


class Fragile(Static):
    """A widget that may fail when composed or mounted."""

    def compose(self) -> ComposeResult:
        if FAIL == "compose":
            fail()
        yield from ()

    def on_mount(self) -> None:
        if FAIL == "mount":
            fail()


class SmallApp(SafeEndingMixin, App[None]):
    """Shows what it was sent."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        ("q", "quit", "q"),
        ("ctrl+z", "suspend_process", "stop"),
        ("1", "fail_handler"), ("2", "fail_worker"), ("3", "fail_thread_worker"),
        ("4", "fail_timer"), ("5", "fail_thread"), ("6", "fail_task"), ("7", "block"),
        ("8", "flood"),
    ]
    CSS = "#colour { background: red; color: blue; } #log { height: 6; }"

    def __init__(self) -> None:
        super().__init__(driver_class=driver_for(profile))
        self.seen: list[str] = []

    def get_line_filters(self) -> list[LineFilter]:
        return [*super().get_line_filters(), *filters_for(profile)]

    def compose(self) -> ComposeResult:
        if FAIL == "app-compose":
            fail()
        yield Static("Müller & Söhne ─│ √ bereit", id="title")
        yield Static("bunt", id="colour")
        yield Static("", id="log", markup=False)
        yield Static("", id="size")
        yield Fragile()

    def on_mount(self) -> None:
        if FAIL == "app-mount":
            fail()

    def on_resize(self, event: Resize) -> None:
        self.query_one("#size", Static).update(f"size {event.size.width}x{event.size.height}")

    def show(self, text: str) -> None:
        self.seen.append(text)
        self.query_one("#log", Static).update("seen " + " ".join(self.seen) + " .")

    def on_key(self, event: Key) -> None:
        character = event.character or ""
        self.show(f"{event.key}/U+{ord(character):04X}" if len(character) == 1 else event.key)

    def on_paste(self, event: Paste) -> None:
        self.show(f"paste:{len(event.text)}:{event.text[:30]!r}")

    def keep_draft(self) -> None:
        if path := os.environ.get("KQ_TEST_DRAFT"):
            with open(path, "a", encoding="utf-8") as file:
                file.write("kept\n")

    def action_fail_handler(self) -> None:
        fail()

    def action_fail_worker(self) -> None:
        async def work() -> None:
            fail()

        self.run_worker(work())

    def action_fail_thread_worker(self) -> None:
        self.run_worker(fail, thread=True)

    def action_fail_timer(self) -> None:
        self.set_timer(0.01, fail)

    def action_fail_thread(self) -> None:
        threading.Thread(target=fail).start()

    def action_fail_task(self) -> None:
        self.call_later(self._forget_task)

    async def _forget_task(self) -> None:
        import asyncio
        import gc

        async def work() -> None:
            fail()

        task = asyncio.ensure_future(work())
        await asyncio.wait([task])
        del task
        gc.collect()

    def action_flood(self) -> None:
        """Write more than a terminal nobody reads can take, and be ended then."""
        assert self._driver is not None
        self._driver.write("x" * 1_000_000)
        os.kill(os.getpid(), signal.SIGTERM)

    async def action_block(self) -> None:
        """Hold up the message loop for ever."""
        import asyncio

        self.show("blocked")
        await asyncio.Event().wait()


if __name__ == "__main__":
    leave(run_safely(SmallApp(), mouse="KQ_TEST_MOUSE" in os.environ))
