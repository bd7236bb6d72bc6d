"""`kundenq time`: capacity, what is planned, what was spent and what it brought."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from store import Book, LoadPart, Settings, Spent, TimeReport, time_report
from tui import dates, numbers, time_words
from tui.plain.arguments import Options
from tui.plain.output import say, say_json
from tui.plain.tables import write_table
from tui.texts import _

_HOUR = 60
_MONTHS = 12


def time(book: Book, options: Options) -> int:
    """Say where the time goes; every record is read. Raises FileError."""
    settings = options.settings or Settings()
    figures = book.figures()
    figures.step(figures.waiting)
    report = time_report(book, figures, capacity=settings.capacity, care=settings.care,
                         region=settings.region)
    if options.csv:
        return write_table(time_words.table(report), options)
    if options.json:
        say_json(_json(report, book))
    else:
        say(_lines(report, book, settings), ascii_only=options.ascii)
    return 0


def _lines(report: TimeReport, book: Book, settings: Settings) -> Iterator[str]:
    yield _("Time, {day}: {standing}").format(
        day=dates.long_date(book.today), standing=time_words.standing(report))
    yield _("Capacity: {reckoning}").format(
        reckoning=time_words.reckoning(report, settings.capacity))
    for part in report.parts:
        yield "- " + _group(part, report.spent[part.kind] if report.spent else Spent())
    told = time_words.follows(report)
    if told:
        yield told
    if report.months and any(report.months):
        names = time_words.months(book.today)
        yield _("Hours a month: {months}").format(months=", ".join(
            f"{name} {time_words.hours(minutes)}"
            for name, minutes in zip(names, report.months, strict=True)))
    if report.costly:
        yield _("Most time for their margin:")
        for one in report.costly:
            row = book.rows[one.id]
            said = time_words.costly(one, settings.hourly_rate)
            yield f"- {row.name} ({row.letter}): {said}"
    if report.neglected:
        yield _("Waiting longest for a contact, by their plan:")
        for waits in report.neglected:
            row = book.rows[waits.id]
            yield f"- {row.name} ({row.letter}): {time_words.waiting(waits)}"
    yield from _proposal(report)


def _group(part: LoadPart, spent: Spent) -> str:
    text = _("{who}: {n}, planned {hours} h").format(
        who=time_words.kind(part.kind.value), n=part.count, hours=time_words.hours(part.minutes))
    if part.visits or part.calls:
        text += " " + _("(visits {visits}, calls {calls})").format(
            visits=part.visits, calls=part.calls)
    text += "; " + _("spent {hours} h (visits {visits}, calls {calls})").format(
        hours=time_words.hours(spent.minutes), visits=spent.visits, calls=spent.calls)
    if part.kind.customer:
        text += "; " + _("margin {amount}").format(amount=numbers.money_whole(spent.margin))
        if spent.unknown:
            text += " " + _("(not known of {n})").format(n=spent.unknown)
    return text


def _proposal(report: TimeReport) -> Iterator[str]:
    if not report.cuts:
        if not report.enough:
            yield _("More is planned than there is time for, and no visits are left to cut.")
        return
    yield _("Proposal, in this order (whom you pursue is never cut):")
    for found in report.cuts:
        yield "- " + time_words.cut(found, report.hours)
    if not report.enough:
        yield _("Even that is not enough.")


def _json(report: TimeReport, book: Book) -> dict[str, Any]:
    """Hours with decimals, margins in cents, shares of 1, codes in English."""
    spent, today = report.spent or {}, book.today
    first = 12 * today.year + today.month - _MONTHS
    return {
        "working_days": report.working, "days": report.days,
        "capacity_hours": float(report.hours), "planned_hours": _hours(report.load.minutes),
        "utilisation": _share(report.used), "light": report.light,
        "groups": [_group_json(part, spent[part.kind], report) for part in report.parts],
        "months": [
            {"month": f"{(first + n) // 12}-{(first + n) % 12 + 1:02}", "hours": _hours(minutes)}
            for n, minutes in enumerate(report.months or ())],
        "most_time_for_margin": [
            {"id": one.id, "name": book.rows[one.id].name, "class": book.rows[one.id].letter,
             "hours": _hours(one.minutes), "margin": one.margin}
            for one in report.costly or ()],
        "waiting_longest": [
            {"id": one.id, "name": book.rows[one.id].name, "class": book.rows[one.id].letter,
             "days": one.days, "allowed": one.allowed} for one in report.neglected],
        "proposal": [
            {"class": cut.letter, "visits": cut.visits, "calls": cut.calls,
             "customers": cut.count, "saves_hours": _hours(cut.minutes),
             "then_hours": _hours(cut.left),
             "then_utilisation": _share(Fraction(cut.left, _HOUR) / report.hours
                                        if report.hours else None)}
            for cut in report.cuts],
        "enough": report.enough,
    }


def _group_json(part: LoadPart, spent: Spent, report: TimeReport) -> dict[str, Any]:
    by_value = report.shared.get(part.kind)
    return {
        "kind": part.kind, "count": part.count, "planned_hours": _hours(part.minutes),
        "planned_visits": part.visits, "planned_calls": part.calls, "own_plans": part.own,
        "hours": _hours(spent.minutes), "visits": spent.visits, "calls": spent.calls,
        "margin": spent.margin if part.kind.customer else None,
        "margin_unknown": spent.unknown,
        "hours_by_value": None if by_value is None else _hours(by_value),
    }


def _hours(minutes: int | Fraction) -> float:
    return round(float(Fraction(minutes) / _HOUR), 2)


def _share(part: Fraction | None) -> float | None:
    return None if part is None else round(float(part), 4)
