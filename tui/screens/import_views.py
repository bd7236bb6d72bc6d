"""What an import would do, as rows to read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from store import Choices, ImportPlan, RevenuePlan
from tui import import_words, revenue_words
from tui.texts import _, ngettext
from tui.widgets.canvas import Canvas, Line, line, rule, wrap

_REMARKS = 50
"""More than that nobody reads."""
_NEW = 200
Part = tuple[str, Iterator[str], str]
"""Heading, texts below it, their role."""


class Findings(Canvas):
    """Scrolling text: what was found."""

    DEFAULT_CSS = "Findings { height: 1fr; }"
    rows: Sequence[Line] = ()
    top = 0

    def show(self, rows: Sequence[Line], top: int = 0) -> None:
        """Other rows, from one on."""
        self.rows, self.top = rows, top
        self.scroll_rows(0)

    def scroll_rows(self, by: int) -> None:
        """Up or down by rows."""
        self.top = max(0, min(self.top + by, len(self.rows) - self.size.height))
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The window; its last row says what is below."""
        shown = self.rows[self.top:self.top + height]
        below = len(self.rows) - self.top - height
        if below <= 0 or height < 2:
            return shown
        more = ngettext("{n} more row: j, PgDn", "{n} more rows: j, PgDn", below + 1)
        return [*shown[:-1], line(" ", (more.format(n=below + 1), "now"))]


def heading(now: int, width: int) -> Line:
    """The title with the steps, the present one in brackets."""
    steps = (_("1 File"), _("2 Check"), _("3 Done"))
    title = " > ".join(f"[{name}]" if n == now else name for n, name in enumerate(steps, 1))
    return rule(_("Import") + "  " + title, width, focus=True)


def introduction(width: int) -> list[Line]:
    """What can be imported, and that nothing happens unasked."""
    rows = [line("")]
    for text in (
            _("CSV as Excel, Outlook, Google, Thunderbird and other programs write it "
              "(; , Tab or |), or vCards (.vcf) of phones and mail programs."),
            _("An export of the accounts (CSV) brings revenue to customers on file: number or "
              "company, period, net revenue, cost or margin, orders."),
            _("First you see what was found. Nothing is saved before you say so, and u takes "
              "the whole import back.")):
        rows += [line("  ", (part, "dim")) for part in [*wrap(text, min(74, width - 4)), ""]]
    return rows


def plan_rows(plan: ImportPlan | RevenuePlan, choices: Choices, treatment: str,
              width: int) -> list[Line]:
    """What was found, the counts first."""
    found = (_revenue(plan, choices) if isinstance(plan, RevenuePlan)
             else _addresses(plan, choices, treatment))
    return [row for title, texts, role in found
            for row in _section(title, texts, role, width - 4)]


def _revenue(plan: RevenuePlan, choices: Choices) -> Iterator[Part]:
    """Revenue of customers on file."""
    yield os.path.basename(plan.path), revenue_words.count_lines(plan), "strong"
    yield _("Refused"), revenue_words.refused_lines(plan), "bad"
    if choices.replace_periods or revenue_words.overlapping(plan):
        yield _("Days that are on file already"), iter([
            _("r refuses them again.") if choices.replace_periods else
            _("r puts the file in their place.")]), "now"
    yield (_("To be decided: d, the comma or the point first"),
           revenue_words.question_lines(plan), "now")
    yield _("Decided: d turns it round"), _decided(choices), "now"
    yield _("Replaced"), revenue_words.changed_lines(plan, _NEW), ""
    yield _("New"), revenue_words.new_lines(plan, _NEW), ""
    yield _("How it was read"), revenue_words.source_lines(plan, "e"), "dim"
    yield _("Remarks"), revenue_words.warning_lines(plan, _REMARKS), "dim"


def _addresses(plan: ImportPlan, choices: Choices, treatment: str) -> Iterator[Part]:
    """What needs a decision, then how the file was read."""
    yield os.path.basename(plan.path), import_words.count_lines(plan), "strong"
    yield _("Refused"), import_words.refused_lines(plan), "bad"
    yield ((_("Objected to advertising, taken all the same: o leaves them out")
            if choices.take_suppressed else
            _("Objected to advertising: o takes them all the same")),
           import_words.barred_lines(plan), "bad")
    yield (_("To be decided: d, the day or the comma first"),
           import_words.question_lines(plan), "now")
    yield _("Decided: d turns it round"), _decided(choices), "now"
    yield (_("Similar ones: {how}").format(how=_treatment_words(treatment)),
           import_words.similar_lines(plan), "")
    yield _("New"), import_words.new_lines(plan, _NEW), ""
    yield _("How it was read"), import_words.source_lines(plan, "e"), "dim"
    yield _("Remarks"), import_words.warning_lines(plan, _REMARKS), "dim"


def _section(title: str, texts: Iterator[str], role: str, width: int) -> list[Line]:
    rows = [line("   " if number else "  ", (part, role)) for text in texts
            for number, part in enumerate(wrap(text, width))]
    return [line(" ", (title, "title")), *rows] if rows else []


def _decided(choices: Choices) -> Iterator[str]:
    for column, first in choices.days_first:
        text = (_("{column}: the day stands first") if first
                else _("{column}: the month stands first"))
        yield text.format(column=column)
    for column, sign in choices.decimals:
        yield _("{column}: decimals behind '{sign}'").format(column=column, sign=sign)


def _treatment_words(chosen: str) -> str:
    names = {"merge": _("1 complete the one on file"), "new": _("2 add as new"),
             "skip": _("3 leave out")}
    return "   ".join(f"[{text}]" if code == chosen else text for code, text in names.items())
