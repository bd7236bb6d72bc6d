"""What is said of a criterion where somebody is asked about it, on paper or line by line."""

from __future__ import annotations

from datetime import date

from store import (
    Answer,
    Checklist,
    Criterion,
    KnockOutRule,
    Prospect,
    checklist_in_force,
    counts_as_open,
)
from tui import dates, terms
from tui.plain import places
from tui.plain.faults import complain
from tui.texts import _
from tui.texts import spoken as spoken


def chosen(record: Prospect, code: str) -> tuple[Checklist, Checklist] | None:
    """The checklist in force, and that of the code (the same without one).

    None after a complaint.
    """
    found = places.checklists()
    in_force, _assessment = checklist_in_force(record, found)
    if not code:
        return in_force, in_force
    try:
        return in_force, found.get(code)
    except KeyError:
        complain(_("There is no checklist {code}. There are: {codes}.").format(
            code=code, codes=", ".join(checklist.code for checklist in found.all())))
        return None


def stakes(criterion: Criterion) -> str:
    """What hangs on it: "Gewicht 20, Muss, K.-o."."""
    parts = [_("weight {n}").format(n=criterion.weight)]
    if criterion.must:
        parts.append(_("must"))
    if criterion.knock_out is not KnockOutRule.NONE:
        parts.append(_("knock-out"))
    return ", ".join(parts)


def so_far(answer: Answer | None, criterion: Criterion, today: date) -> str:
    """The answer there is: "2 eher ja, Aussage, vor 12 Tagen"; "offen" without one."""
    if answer is None:
        return terms.rating("open")
    if answer.rating is None:
        return terms.rating(None)
    parts = [f"{answer.rating} {terms.rating(answer.rating)}", terms.evidence(answer.evidence),
             dates.relative(answer.rated, today)]
    if answer.carried:
        parts.append(_("taken over"))
    if counts_as_open(answer, criterion, today):
        parts.append(_("too old, counts as unknown"))
    return ", ".join(parts)


def scale(criterion: Criterion) -> tuple[tuple[int, str], ...]:
    """The ratings with what each means here: (0, "nein: Insolvenz, ...")."""
    steps = []
    for rating in range(4):
        anchor = criterion.anchor(rating)
        text = terms.rating(rating)
        steps.append((rating, f"{text}: {spoken(anchor)}" if anchor else text))
    return tuple(steps)
