"""`kundenq import --revenue FILE`: shows what it found, then imports it as one step or not."""

from __future__ import annotations

import os
from collections.abc import Iterator

from store import (
    Book,
    Choices,
    RevenuePlan,
    Timespan,
    changes_many,
    parse_period,
    plan_revenue,
    read_bytes,
    revenue_edit,
)
from tui import import_words, revenue_words
from tui.plain import places
from tui.plain.arguments import Options
from tui.plain.faults import complain
from tui.plain.importing import Progress, carried_out, may_import, report_refused
from tui.plain.output import say
from tui.texts import _

_SHOWN = 20
"""Remarks and entries that are printed; more than that nobody reads."""


def import_revenue(options: Options) -> int:
    """Import revenue; 1 if nothing was imported though there was something to import."""
    period: Timespan | None = None
    if options.period:
        period = parse_period(options.period)
        if period is None:
            complain(_("'{text}' is no period; for example 2025, Q1 2026, 3/2026").format(
                text=options.period))
            return 2
    data = read_bytes(options.file)
    with places.opened(options, os.environ, read_only=False) as book:
        plan = _plan(book, data, options, period)
        say(_preview(plan, options), ascii_only=options.ascii)
        edit = revenue_edit(plan, get=book.get)
        if not edit.records:
            complain(_("There is nothing to import."))
            report_refused(revenue_words.worded(plan), options)
            return 1 if plan.refused else 0
        if changes_many(edit, book.rows):
            say([import_words.many(edit, book.rows)], ascii_only=options.ascii)
        if not (options.yes or may_import()):
            return 1
        if not carried_out(book, edit, options):
            return 1
        args = dict(edit.args)
        say([_("Imported: {entries} at {customers}, in {path}.").format(
            entries=revenue_words.entries(int(args["entries"])),
            customers=import_words.customers(int(args["customers"])), path=book.path)],
            ascii_only=options.ascii)
    report_refused(revenue_words.worded(plan), options)
    return 0


def _plan(book: Book, data: bytes, options: Options, period: Timespan | None) -> RevenuePlan:
    shown = Progress()
    choices = Choices(encoding=options.encoding or None, period=period,
                      replace_periods=options.replace)
    try:
        return plan_revenue(options.file, data, book.rows.values(), book.get, today=book.today,
                            choices=choices, progress=shown.tell)
    finally:
        shown.end()


def _preview(plan: RevenuePlan, options: Options) -> Iterator[str]:
    yield from revenue_words.source_lines(plan)
    yield from revenue_words.question_lines(plan)
    yield from revenue_words.warning_lines(plan, _SHOWN)
    yield from revenue_words.new_lines(plan, _SHOWN)
    yield from revenue_words.changed_lines(plan, _SHOWN)
    yield from revenue_words.refused_lines(plan)
    if revenue_words.overlapping(plan) and not options.replace:
        yield _("--replace puts the file in the place of what shares days with it.")
    yield from revenue_words.count_lines(plan)
