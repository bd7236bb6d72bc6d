"""Questions of plain commands: asked on a terminal, never guessed elsewhere."""

from __future__ import annotations

import sys

from tui.plain.faults import complain

_YES = frozenset({"j", "ja", "y", "yes"})


def agreed(question: str, refused: str, unasked: str) -> bool:
    """Ask; `refused` is said after a no, `unasked` where nobody can be asked."""
    if not sys.stdin.isatty():
        complain(unasked)
        return False
    print(question, end=" ", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().casefold() in _YES:
        return True
    complain(refused)
    return False
