"""Visit sheets laid out: one page each, as plain text or as Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from store import Row, clean_line
from tui import dates
from tui.plain import facts
from tui.plain.visit import Item, Part, Sheet
from tui.texts import _, ngettext

WIDTH = 79
"""Columns; one less than a terminal has, so that no line wraps."""
PAGE = 60
"""Lines of a page: printers take 60 to 66."""
_LEAD = 20
"""Cells of a day, a name or a label, if the part needs them."""
_ROWS = 2
"""Lines of one item; in a part of one item three times as many."""
_HEADING = 3
"""A gap, a heading, and a line for what had no room."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LIST = re.compile(r"^(\d*)([-+.)])")


@dataclass(frozen=True, slots=True)
class Stop:
    """A customer on a tour."""

    row: Row
    sheet: Sheet


def text_pages(stops: Sequence[Stop], today: date) -> list[list[str]]:
    """A page of at most 60 lines for each customer; of several a list of the tour before."""
    tour = list(_tour_text(stops, today)) if len(stops) > 1 else []
    return [*tour, *([*_text(_fitted(stop.sheet), today)] for stop in stops)]


def markdown(stops: Sequence[Stop], today: date) -> str:
    """The same as one Markdown document."""
    lines: list[str] = []
    if len(stops) > 1:
        lines += [f"# {_tour_title(today)}", ""]
        lines += [f"{n}. " + _LIST.sub(r"\1\\\2", _md(_stop(stop)))
                  for n, stop in enumerate(stops, 1)]
        lines += [""]
    for stop in stops:
        lines += [*_markdown(_fitted(stop.sheet), today), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


# -- what has room ----------------------------------------------------------------------


def _fitted(sheet: Sheet) -> Sheet:
    """Without the last items of the longest parts, until it is one page."""
    parts = list(sheet.parts)
    while _height(sheet.head, parts) > PAGE:
        longest = max(range(len(parts)), key=lambda n: (len(parts[n].items), n))
        part = parts[longest]
        parts[longest] = replace(part, items=part.items[:-1], more=part.more + 1)
    return replace(sheet, parts=tuple(parts))


def _height(head: Sequence[Item], parts: Sequence[Part]) -> int:
    """Lines of the page: heading, double line, and what is below."""
    return 2 + len(_rows(head)) + sum(
        _HEADING - (not part.more) + len(_rows(part.items)) for part in parts)


# -- plain text -------------------------------------------------------------------------


def _text(sheet: Sheet, today: date) -> Iterator[str]:
    yield from _top(sheet.name, dates.date(today))
    yield from _rows(sheet.head)
    for part in sheet.parts:
        yield ""
        yield f"-- {part.title} " + "-" * (WIDTH - cells(part.title) - 4)
        yield from _rows(part.items)
        if part.more:
            yield "   " + _more(part)


def _top(title: str, right: str) -> Iterator[str]:
    room = WIDTH - cells(right) - 2
    title = cut(clean_line(title), room)
    yield title + " " * (room + 2 - cells(title)) + right
    yield "=" * WIDTH


def _more(part: Part) -> str:
    return ngettext("and {n} more", "and {n} more", part.more).format(n=part.more)


def _rows(items: Sequence[Item]) -> list[str]:
    """Items one below the other, their texts in one column."""
    leads = [("[ ] " if item.box else "") + clean_line(item.lead) for item in items]
    wide = min(_LEAD, max(map(cells, leads), default=0))
    most = _ROWS if len(items) > 1 else 3 * _ROWS
    found: list[str] = []
    for lead, item in zip(leads, items, strict=True):
        text = clean_line(item.text)
        if cells(lead) > wide:
            lines = wrapped(f"{lead}  {text}", WIDTH - 3, WIDTH - 3 - wide - 2, most)
            found += [("   " if not n else " " * (wide + 5)) + one
                      for n, one in enumerate(lines)]
            continue
        lead += " " * (wide - cells(lead))
        found += [f"   {lead if not n else ' ' * wide}  {one}" for n, one in enumerate(
            wrapped(text, WIDTH - wide - 5, WIDTH - wide - 5, most))]
    return found


def _tour_text(stops: Sequence[Stop], today: date) -> Iterator[list[str]]:
    room = (PAGE - 3) // _ROWS
    for first in range(0, len(stops), room):
        page = [*_top(_("Visits"), dates.long_date(today)), ""]
        for number, stop in enumerate(stops[first:first + room], first + 1):
            lines = wrapped(_stop(stop), WIDTH - 5, WIDTH - 5, _ROWS)
            page += [f"{'' if n else number:>3}  {one}" for n, one in enumerate(lines)]
        yield page


def _tour_title(today: date) -> str:
    return _("Visits on {day}").format(day=dates.long_date(today))


def _stop(stop: Stop) -> str:
    row = stop.row
    return clean_line(", ".join(filter(None, (
        row.name, row.place, row.person, row.phone, facts.importance(row)))))


# -- Markdown ---------------------------------------------------------------------------


def _markdown(sheet: Sheet, today: date) -> Iterator[str]:
    yield f"## {_md(sheet.name)}"
    yield ""
    yield dates.date(today)
    yield ""
    yield from map(_md_item, sheet.head)
    for part in sheet.parts:
        yield ""
        yield f"### {_md(part.title)}"
        yield ""
        yield from map(_md_item, part.items)
        if part.more:
            yield f"- {_md(_more(part))}"


def _md_item(item: Item) -> str:
    box = "[ ] " if item.box else ""
    return f"- {box}**{_md(item.lead)}** {_md(item.text)}"


def _md(text: str) -> str:
    """Text in which nothing is a sign of Markdown or HTML."""
    return _MARKDOWN.sub(r"\\\1", clean_line(text))


# -- cells ------------------------------------------------------------------------------


def cells(text: str) -> int:
    """Columns of a terminal that a text takes."""
    if text.isascii():
        return len(text)
    return sum(_cells(letter) for letter in text)


def _cells(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def cut(text: str, width: int) -> str:
    """The beginning of a text that is too long, in whole words, and a mark."""
    if cells(text) <= width:
        return text
    room, kept = width - 3, ""
    for letter in text:
        room -= _cells(letter)
        if room < 0:
            break
        kept += letter
    whole = kept if text[len(kept)] == " " else kept.rpartition(" ")[0]
    return (whole or kept).rstrip() + "..."


def wrapped(text: str, first: int, later: int, most: int) -> list[str]:
    """A text in lines of a width, the first one of its own; what is too much is cut."""
    lines: list[str] = []
    rest, room = text, first
    while cells(rest) > room and len(lines) < most - 1:
        part = _line(rest, room)
        lines.append(part.rstrip())
        rest, room = rest[len(part):].lstrip(), later
    return [*lines, cut(rest, room)]


def _line(text: str, width: int) -> str:
    """As many whole words as have room; a word too long for any line is torn.

    The groups of a telephone number are one word.
    """
    end, room, blank = 0, width, 0
    for end, letter in enumerate(text):
        room -= _cells(letter)
        if letter == " " and not (text[end - 1].isdigit() and text[end + 1:end + 2].isdigit()):
            blank = end
        if room < 0:
            break
    return text[:blank] if blank else text[:end]
