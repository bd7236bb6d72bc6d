"""What was done about an occasion, in one line: "Flasche Wein 25 eur, gut >2w Rückruf"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from store import Reaction, clean_line, fold
from tui.amounts import AmountProblem, parse_amount
from tui.date_parts import DateProblem
from tui.dialogs.dates import Planned, read

_WORDS = {
    Reaction.GOOD: ("gut", "good"),
    Reaction.NEUTRAL: ("neutral",),
    Reaction.NONE: ("keine", "none"),
    Reaction.NEGATIVE: ("negativ", "negative"),
}
REACTIONS = {fold(word): reaction for reaction, words in _WORDS.items() for word in words}
"""The words for how it was received, in both languages."""
_VALUE = re.compile(
    r"(?:(?<=\s)|^)(?:(?:€|eur\b)\s?(\d[\d.,]*)|(\d[\d.,]*)\s?(?:€|eur\b|euros?\b))(?=[\s,;]|$)",
    re.IGNORECASE)
_GAP = "\x00"
"""Stands where an amount stood."""
_LAST = re.compile(rf"(?:^|[,;{_GAP}])\s*([^\W\d]+)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneLine:
    """What was understood of a line."""

    what: str = ""
    value: int | None = None
    """Cents; None where no amount stands there."""
    reaction: Reaction | None = None
    step: Planned | None = None
    """The follow-up behind ">"."""
    problem: DateProblem | AmountProblem | None = None
    """A day or an amount that cannot be read: the line is not to be taken."""


def read_done(line: str, today: date) -> DoneLine:
    """What, an amount with its currency, how it was received, the follow-up behind ">".

    The reaction is the last word of its own: behind the amount, a comma or a semicolon.
    """
    text, mark, rest = line.rpartition(">")
    step: Planned | None = None
    if mark:
        entry, reason = read(rest, today)
        if isinstance(entry, DateProblem):
            return DoneLine(what=clean_line(line), problem=entry)
        step = Planned(day=entry.day, time=entry.time, text=reason)
    text = clean_line(text if mark else line)
    value, problem = _sum(text)
    if problem is not None:
        return DoneLine(what=text, step=step, problem=problem)
    text = _VALUE.sub(_GAP, text)
    reaction = None
    if (last := _LAST.search(text)) and fold(last[1]) in REACTIONS:
        reaction, text = REACTIONS[fold(last[1])], text[: last.start()]
    return DoneLine(what=_joined(text), value=value, reaction=reaction, step=step)


def _sum(text: str) -> tuple[int | None, AmountProblem | None]:
    """All amounts of a line together, in cents; None if there is none."""
    total: int | None = None
    for match in _VALUE.finditer(text):
        amount = parse_amount((match[1] or match[2]).rstrip(".,"))
        if isinstance(amount, AmountProblem):
            return None, amount
        total = (total or 0) + amount.cents
    return total, None


def _joined(text: str) -> str:
    """The words that are left, without the commas that stood beside what was taken out."""
    words = re.sub(r"\s+(?=[,;])", "", clean_line(text.replace(_GAP, " ")))
    return re.sub(r"[,;](?=[\s]*[,;])", "", words).strip(" ,;")
