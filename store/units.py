"""Thousands and millions behind an amount, as people write them: "1,5t", "30 Tsd.", "2 Mio"."""

from __future__ import annotations

import re

UNITS = {"t": 1000, "k": 1000, "tsd": 1000, "tsd.": 1000, "tausend": 1000,
         "m": 10**6, "mio": 10**6, "mio.": 10**6}
"""What each stands for."""
_AMOUNT = re.compile(r"(.*[0-9])[\s\u00a0\u202f]*([a-z]+\.?)", re.DOTALL)


def split_unit(text: str) -> tuple[str, int]:
    """The digits of an amount and what they count: "1,5t" is ("1,5", 1000).

    1 where no unit of the table stands behind the last digit; then the text comes back as it is.
    """
    found = _AMOUNT.fullmatch(text.strip().casefold())
    if found is None or found[2] not in UNITS:
        return text, 1
    return found[1], UNITS[found[2]]
