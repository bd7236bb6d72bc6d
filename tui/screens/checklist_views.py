"""The rows of the screen of checklists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from store import WEIGHTS, Checklist, Checklists, Criterion
from tui import words
from tui.screens.checklist_fields import Field, head_fields, knock_out_word, total
from tui.texts import _, ngettext, spoken
from tui.widgets.canvas import Line, fit, line, wrap


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row, and whether the cursor stops there."""

    line: Line
    stop: bool = True


def _plain(*parts: tuple[str, str]) -> Row:
    return Row(line=line(" ", *parts), stop=False)


def list_rows(found: Checklists, width: int) -> list[Row]:
    """Every checklist with what it is for; below, what is wrong in one's own files."""
    rows = []
    for checklist in found.all():
        own = bool(found.path_of(checklist.code, checklist.version))
        facts = _("version {version}, {criteria}, {origin}").format(
            version=checklist.version, criteria=_criteria(len(checklist.criteria)),
            origin=_("own") if own else _("comes with kundenq"))
        rows.append(Row(line=line(
            " ", (fit(fit(spoken(checklist.title), 25), 26), "strong"),
            (fit(facts, width - 29), ""))))
        if checklist.when:
            rows += [_plain((f"   {part}", "dim"))
                     for part in wrap(spoken(checklist.when), width - 6)]
    for error in (*found.problems, *found.remarks):
        rows.append(_plain(("", "")))
        rows += [_plain((part, "bad")) for part in wrap(words.explain(error), width - 3)]
    return rows


def _criteria(count: int) -> str:
    return ngettext("{n} criterion", "{n} criteria", count).format(n=count)


def criteria_rows(checklist: Checklist, width: int) -> list[Row]:
    """The head, then one row a criterion, then the sum of the weights."""
    rows = field_rows(head_fields(checklist), width)
    rows += [_plain(("", "")), _plain((_columns(
        "", _("Criterion"), _("Weight"), _("Must"), _("K.O."), _("Who"), _("Days"), width),
        "dim"))]
    rows += [Row(line=line(" ", (_criterion(criterion, width), "")))
             for criterion in checklist.criteria]
    summed = total(checklist)
    text = _("Sum {n} of 100").format(n=summed)
    if summed != WEIGHTS:
        missing = WEIGHTS - summed
        text += ": " + (_("{n} missing") if missing > 0 else _("{n} too many")).format(
            n=abs(missing))
    rows.append(_plain((_columns("", text, "", "", "", "", "", width),
                        "good" if summed == WEIGHTS else "bad")))
    return rows


def _criterion(criterion: Criterion, width: int) -> str:
    return _columns(
        criterion.code, spoken(criterion.label), str(criterion.weight),
        _("yes") if criterion.must else _("no"), knock_out_word(criterion.knock_out),
        words.lever(criterion.lever), str(criterion.valid_days), width)


def _columns(code: str, label: str, weight: str, must: str, out: str, who: str, days: str,
             width: int) -> str:
    room = min(40, width - 51)
    return (f"{fit(code, 5)}{fit(label, room)} {fit(weight, 7, '>')}  "
            f"{fit(must, 6)}{fit(out, 13)}{fit(who, 8)}{fit(days, 6, '>')}").rstrip()


def field_rows(fields: Sequence[Field], width: int) -> list[Row]:
    """Label and value of each."""
    room = max((cell_len(field.label) for field in fields), default=0) + 2
    return [Row(line=line(" ", (fit(field.label, room), "dim"),
                          (fit(field.shown, width - room - 3), "")))
            for field in fields]
