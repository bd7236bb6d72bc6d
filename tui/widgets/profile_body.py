"""A whole profile: its head, the nine sections that hold something, and which are empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.cells import cell_len

from store import Info, Prospect
from tui.sections import SECTIONS, Section
from tui.texts import _
from tui.view import View
from tui.widgets.canvas import Line, Span
from tui.widgets.profile_company import company, manner
from tui.widgets.profile_head import head_rows
from tui.widgets.profile_money import finances
from tui.widgets.profile_people import people
from tui.widgets.profile_plans import deals, needs, projects, upcoming
from tui.widgets.profile_talks import talks
from tui.widgets.sheet import Body, Sheet, sheet

_ROWS: dict[Section, Callable[[Sheet], Iterable[Line]]] = {
    Section.PEOPLE: people, Section.DATES: upcoming, Section.NEEDS: needs,
    Section.FINANCES: finances, Section.PROJECTS: projects, Section.DEALS: deals,
    Section.COMPANY: company, Section.MANNER: manner, Section.ACTIVITIES: talks,
}
_INFOS: dict[Section, tuple[Info, ...]] = {
    Section.PEOPLE: (Info.CONTACTS, Info.MANAGEMENT),
    Section.NEEDS: (Info.NEEDS, Info.WANTS),
    Section.FINANCES: (Info.FINANCE, Info.PAYMENT, Info.POTENTIAL, Info.REVENUE),
    Section.PROJECTS: (Info.PROJECTS,),
    Section.COMPANY: (Info.PHONES, Info.ADDRESS, Info.OWNERS, Info.INDUSTRY),
    Section.MANNER: (Info.CULTURE, Info.COMPETITOR),
}
"""What of a section can go stale (domain.md 5.4)."""
_COUNTS: dict[Section, Callable[[Prospect], int]] = {
    Section.PEOPLE: lambda p: len(p.contacts),
    Section.NEEDS: lambda p: len(p.needs),
    Section.FINANCES: lambda p: len(p.financials),
    Section.PROJECTS: lambda p: len(p.projects),
    Section.DEALS: lambda p: len(p.offers) + len(p.contracts),
    Section.ACTIVITIES: lambda p: len(p.activities),
}


def body(view: View, width: int, *, tall: bool) -> Body:
    """All rows of the profile under the cursor for a width."""
    if view.record is None or view.row is None:
        return Body()
    of = sheet(view, view.record, view.row, width, tall)
    rows = head_rows(of)
    starts: list[tuple[Section, int]] = []
    empty: list[Section] = []
    for section in SECTIONS:
        found = list(_ROWS[section](of))
        if not found:
            empty.append(section)
            continue
        starts.append((section, len(rows)))
        rows += [_heading(section, of), *found]
    folded = len(rows)
    for row in _folded(empty, width):
        starts += [(section, folded) for section in empty if _name(section) in row.text]
        folded += 1
        rows.append(row)
    return Body(rows=rows, starts=tuple(dict(starts).items()), empty=tuple(empty))


def _name(section: Section) -> str:
    return f"{section.number} {section.heading}"


def _heading(section: Section, of: Sheet) -> Line:
    """ "1 Personen (3)", and what of it is no longer fresh."""
    count = _COUNTS[section](of.record) if section in _COUNTS else 0
    left = _name(section) + (f" ({count})" if count else "")
    choices, role = of.age(_INFOS.get(section, ()))
    room = of.width - cell_len(left) - 4
    right = next((f" {text}" for text in choices if text and cell_len(text) <= room), "")
    rest = max(0, of.width - cell_len(left) - cell_len(right) - 1)
    return Line((Span(left, "title"), Span(" " + "─" * rest, "rule"), Span(right, role)))


def _folded(empty: list[Section], width: int) -> list[Line]:
    """The sections that hold nothing, in one row where it has room; "+" fills them."""
    if not empty:
        return []
    rows, used = [[Span(_("empty:"), "dim")]], cell_len(_("empty:"))
    for section in empty:
        name = _name(section)
        if used + 2 + cell_len(name) > width:
            rows.append([Span(" ", "dim")])
            used = 1
        rows[-1] += [Span(" "), Span(" " + name, "dim")]
        used += 2 + cell_len(name)
    return [Line(tuple(row)) for row in rows]
