"""Sample customers: the 40 companies of domain.md 9, moved to any day.

What they say and do stands in data/demo*.toml; here the tables become records.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib import resources

from store.demo.frame import Frame, Table
from store.demo.record import make_prospect
from store.profile.prospect import Prospect

__all__ = ["demo_prospects"]


def demo_prospects(today: date, lang: str = "de") -> tuple[Prospect, ...]:
    """The sample customers as of a day, in the order of domain.md 9.

    Everything is as far from today as it was from the reference day: who has a birthday
    tomorrow always has it tomorrow, at the same age. Birthdays that are about their date
    (29 February, 24 and 31 December) stay. `lang` is "de" or "en" and chooses notes and
    reasons; names, titles and salutations stay German.
    """
    shared, rows = _tables()
    shift = today - shared["reference"]
    return tuple(
        make_prospect(Frame(row=row, shared=shared, today=today, shift=shift, lang=lang))
        for row in rows
    )


@cache
def _tables() -> tuple[Table, tuple[Table, ...]]:
    """What all rows share, and the rows in order."""
    data = resources.files("store") / "data"
    shared = tomllib.loads((data / "demo.toml").read_text(encoding="utf-8"))
    rows: list[Table] = []
    for part in "abcd":
        text = (data / f"demo_{part}.toml").read_text(encoding="utf-8")
        rows += tomllib.loads(text)["prospect"]
    return shared, tuple(sorted(rows, key=lambda row: int(row["row"])))
