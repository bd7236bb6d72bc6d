"""The command `kundenq`: read the arguments, then the full screen or a plain command."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store import Book
    from tui.plain.arguments import Options
    from tui.terminal.startup import Profile

_NETWORK = ("ssl", "_hashlib")
"""What asyncio and hashlib load for networks: 4 MB that nothing here uses (performance.md 2)."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run kundenq; gives its exit status: 0 done, 1 could not be done, 2 wrong usage.

    The full screen ends the process itself. Raises nothing.
    """
    # Loading makes only things that stay: collecting meanwhile is 7 % of the start
    # (performance.md 2).
    gc.disable()
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    finally:
        gc.enable()


def _run(argv: Sequence[str]) -> int:
    from tui.plain import faults  # after gc.disable

    with faults.caught() as ending:
        from tui.plain import preferences
        from tui.plain.arguments import parse, speak, wanted_language
        from tui.texts import choose_language

        chosen = preferences.load()
        speak(
            choose_language(wanted_language(argv), chosen.lang if chosen else "", os.environ),
            preferences.formats(chosen),
        )
        options = parse(argv)
        options.settings = chosen
        if options.command:
            from tui.plain.commands import run

            ending.status = run(options)
        else:
            gc.collect()  # the parser of the command line: 0.4 MB for 4 ms
            ending.status = _full_screen(options)
    return ending.status


def _full_screen(options: Options) -> int:
    """Open the full screen; returns only where that is not possible."""
    from dataclasses import replace

    from tui.plain.faults import complain
    from tui.terminal.startup import Refusal, prepare
    from tui.texts import _

    profile = prepare(
        os.environ, sys.stdin.isatty(), sys.stdout.isatty(), sys.stdout.encoding or "")
    if isinstance(profile, Refusal):
        complain(_(profile.msgid))
        return 1
    if options.ascii or (options.settings and options.settings.ascii):
        profile = replace(profile, ascii=True)

    from tui.plain.places import open_book

    # Where one key needs two frames (a letter of the filter), the second follows at once.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    with _without(*_NETWORK):
        opened = open_book(options, os.environ, read_only=False, put_off=True)
    with opened as book:
        return _show(book, options, profile)


@contextmanager
def _without(*names: str) -> Iterator[None]:
    """Let modules that try these do without: they all can."""
    spared = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(spared))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in spared:
            del sys.modules[name]


def _show(book: Book, options: Options, profile: Profile) -> int:
    """Run the app on an open book, then end the process."""
    with _without(*_NETWORK):
        from tui.app import KundenqApp
    from tui.plain import places, preferences
    from tui.terminal.ending import leave, run_safely

    keymap, problems = preferences.load_keys()
    app = KundenqApp(
        book, places.checklists(), keymap, profile=profile, clock=places.now,
        today=options.today, theme=_theme(profile, options),
        practice=options.demo, author=places.author(options),
        hourly_rate=places.hourly_rate(options), first_run=places.is_new(book),
        open_demo=lambda: places.open_demo(options), problems=problems,
        settings=options.settings, keep=preferences.keep,
    )
    gc.freeze()
    gc.enable()
    # A key that comes while the writer is at work waits this long for its turn, not 5 ms.
    sys.setswitchinterval(0.0005)
    mouse = (options.settings is None or options.settings.mouse) and not profile.slow
    status = run_safely(app, mouse=mouse)
    app.close()
    if app.book.state.pending:
        from tui.plain.faults import complain
        from tui.words import save_problem

        complain(save_problem(app.book.state))
        status = status or 2
    leave(status)
    return status


def _theme(profile: Profile, options: Options) -> str:
    """The theme of the settings, else the one that fits the terminal."""
    from tui.themes import NAMES

    if options.settings and options.settings.theme in NAMES:
        return options.settings.theme
    if profile.monochrome:
        return "kundenq-mono"
    return "kundenq-console" if profile.ansi else "kundenq-dark"


if __name__ == "__main__":
    sys.exit(main())
