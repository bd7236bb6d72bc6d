"""The one-line entry of a new customer: what each part of it means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from store import clean_line, fold
from tui.date_parts import DateEntry
from tui.dialogs.dates import read

LEGAL_FORMS = ("GmbH & Co. KG", "GmbH & Co KG", "Ges.m.b.H.", "GesmbH", "gGmbH", "GmbH", "KGaA",
               "AG", "KG", "OG", "OHG", "e.U.", "e.K.", "GbR", "UG", "eG", "e.V.", "SE")
"""Endings of a company's name that are its legal form."""
_PHONE = re.compile(r"^(?:[Tt]el\.?:? *)?\+?[\d][\d /().-]{3,}$")
_MAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")
_POSTCODE = re.compile(r"^(?:([A-Z]{1,2})-)?(\d{4,5}) +(.+)$")
_COUNTRIES = {"A": "AT", "D": "DE", "I": "IT", "F": "FR"}
"""Letters before a postcode that aren't the country's code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quick:
    """What was understood of a line."""

    company: str = ""
    legal_form: str = ""
    country: str = ""
    postcode: str = ""
    place: str = ""
    person: str = ""
    phone: str = ""
    email: str = ""
    letter: str = ""
    due: date | None = None
    time: str = ""
    reason: str = ""
    tags: tuple[str, ...] = ()
    problem: str = ""
    """What could not be read behind ">"."""


def legal_form(name: str) -> str:
    """The legal form a company's name ends with, or empty."""
    return next((form for form in LEGAL_FORMS if name.endswith(" " + form)), "")


def read_quick(line: str, today: date) -> Quick:
    """"Berger Wein KG, Langenlois; Maria Berger; 02734 555; >morgen" in its parts.

    Parts are divided by ";" or ",": company first, then in any order phone, mail,
    postcode and place, "#tag", ">date reason"; of the rest the first behind a comma is
    the place, the next the person. A single a, b or c at the end of the follow-up or
    alone is the class.
    """
    found: dict[str, object] = {}
    tags: list[str] = []
    for number, (mark, part) in enumerate(_parts(line)):
        if number == 0:
            found["company"], found["legal_form"] = part, legal_form(part)
        elif part.startswith(">"):
            _follow_up(part[1:], today, found)
        elif part.startswith("#"):
            tags += [tag for tag in re.split(r"[ #]+", part) if tag]
        elif _MAIL.match(part):
            found["email"] = part
        elif _PHONE.match(part):
            found["phone"] = re.sub(r"^[Tt]el\.?:? *", "", part)
        elif len(part) == 1 and part.casefold() in "abc":
            found["letter"] = part.upper()
        elif (match := _POSTCODE.match(part)) is not None:
            letters, found["postcode"], found["place"] = match.groups()
            found["country"] = _COUNTRIES.get(letters or "", letters or "")
        elif mark == "," and "place" not in found:
            found["place"] = part
        elif "person" not in found:
            found["person"] = part
        elif "place" not in found:
            found["place"] = part
        else:
            tags.append(part)
    return Quick(tags=tuple(tags), **found)  # type: ignore[arg-type]


def _parts(line: str) -> list[tuple[str, str]]:
    pieces = re.split(r"([;,]|(?=>))", clean_line(line))
    parts, mark = [], ""
    for piece in pieces:
        if piece in (";", ","):
            mark = piece
        elif piece and piece.strip():
            parts.append((mark, piece.strip()))
            mark = ""
    return parts


def _follow_up(text: str, today: date, found: dict[str, object]) -> None:
    words = text.split()
    if words and len(words) > 1 and words[-1] in ("A", "B", "C"):
        found["letter"] = words.pop()
    entry, rest = read(" ".join(words), today)
    if isinstance(entry, DateEntry):
        found["due"], found["time"], found["reason"] = entry.day, entry.time, rest
    else:
        found["problem"] = text.strip()


def alike(company: str, names: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Names of (name, folded name) that look like this one, best first, at most three."""
    wanted = fold(company.removesuffix(legal_form(company)).strip())
    if len(wanted) < 3:
        return ()
    first = wanted.split()[0]
    scored = []
    for name, key in names:
        if key == wanted or key.startswith(wanted):
            scored.append((0, name))
        elif len(first) > 3 and key.startswith(first):
            scored.append((1, name))
        elif wanted in key:
            scored.append((2, name))
    return tuple(name for _rank, name in sorted(scored)[:3])
