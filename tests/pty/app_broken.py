"""The real program with a fault planted in it: the key `r` fails on personal data."""

from __future__ import annotations

import os
import sys

from tui.terminal.startup import prepare

prepare(os.environ, sys.stdin.isatty(), sys.stdout.isatty(), sys.stdout.encoding)

from textual.events import Key  # noqa: E402

from tui.screens.commanding import Commanding  # noqa: E402

handle = Commanding.on_key


def fail(screen: Commanding, event: Key) -> None:
    """Fail with the name of a customer in a variable and in the error's text."""
    if event.key == "r":
        person = next(iter(screen.book.rows.values())).name
        raise ValueError(f"planted {person}")
    handle(screen, event)


Commanding.on_key = fail  # type: ignore[method-assign]

import kundenq_tui  # noqa: E402

sys.exit(kundenq_tui.main(sys.argv[1:]))
