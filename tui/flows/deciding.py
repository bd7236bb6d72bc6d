"""Deciding: as recommended with one key, or otherwise with a reason and an end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rich.cells import cell_len

from store import (
    KNOCK_OUT_REASONS,
    Choice,
    Edit,
    Prospect,
    Stage,
    checklist_in_force,
    clean_line,
    decide,
    next_step,
    plan,
    resume_day,
    standing_of,
    stay_in_touch,
    time_saved,
)
from tui import dates, decision_words, words
from tui.dialogs.bar import Chooser, LineBar
from tui.dialogs.dates import ask_date
from tui.dialogs.reader import Reader
from tui.flows.contacting import new_id
from tui.flows.host import Handler, Host, named
from tui.texts import _, language
from tui.widgets.canvas import line

REASON_KEYS = "123456789abcd"
_OWN = "own words"
_HINT = 26
"""Cells that the hint at undo takes behind a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What is to be decided; no choice: what is recommended, for each its own."""

    choice: Choice | None = None
    reason: str = ""
    until: date | None = None
    resume: date | None = None
    """For those who are parked without a day of their own."""
    drop_reason: str = ""
    """For those who are dropped without a reason of their own."""
    keep: bool = False
    """Who is dropped stays in touch as a contact."""


async def accept(host: Host) -> None:
    """Decide as recommended; asks only what the record does not tell."""
    records = host.desk.records
    if not records:
        return
    advised = {record.id: _advice(host, record) for record in records}
    wish: _Wish | None = _Wish()
    parked = [r for r in records if advised[r.id] is Choice.PARK and not _resume(host, r)]
    if parked:
        day = await later_day(host, _("Park {name}: take up again").format(name=_who(parked)))
        wish = replace(wish, resume=day) if wish and day else None
    dropped = [r for r in records if advised[r.id] is Choice.DROP]
    if wish and any(not _known_reason(host, r) for r in dropped):
        reason = await _catalogue(host, _("Drop {name}: why?").format(name=_who(dropped)),
                                  Choice.DROP)
        wish = replace(wish, drop_reason=reason) if reason else None
    if wish and dropped:
        wish = await _in_touch(host, wish, dropped)
    if wish is None:
        host.say(_("Not decided."), "dim")
        return
    await _carry_out(host, records, wish)


async def otherwise(host: Host) -> None:
    """One of the four choices, with a reason and the day on which that ends."""
    records, view = host.desk.records, host.desk.view
    if not records:
        return
    customers, only = view.checklist.customers, len(records) == 1
    advised = _advice(host, records[0]) if only else None
    options = [(str(number), words.choice_of(choice, customers)
                + (" " + _("(recommended)") if choice is advised else ""), choice)
               for number, choice in enumerate(Choice, 1)]
    choice = await host.ask(Chooser(_("Decide for {name}").format(name=_who(records)), options))
    if choice is None:
        return
    if only and choice is advised:
        await accept(host)
        return
    wish = await _reasons(host, choice, records, customers)
    if wish is None:
        host.say(_("Not decided: that needs a reason and a day."), "dim")
        return
    await _carry_out(host, records, wish)


async def _reasons(
    host: Host, choice: Choice, records: Sequence[Prospect], customers: bool
) -> _Wish | None:
    """Why, until when, and whether one stays in touch; None if something was left open."""
    word = words.choice_of(choice, customers)
    reason = await _catalogue(host, _("{choice}: why?").format(choice=word), choice)
    if not reason:
        return None
    title = (_("Take up again") if choice is Choice.PARK
             else _("{choice}: until when?").format(choice=word))
    day = await later_day(host, title)
    if day is None:
        return None
    wish: _Wish | None = _Wish(choice=choice, reason=reason, until=day)
    if choice is Choice.DROP and wish is not None:
        wish = await _in_touch(host, wish, records)
    return wish


async def _catalogue(host: Host, title: str, choice: Choice) -> str:
    """A reason by its key, or in one's own words; empty after Esc.

    The catalogue holds what speaks against a customer: who goes on says why in words.
    """
    options = [(REASON_KEYS[n], words.ko_reason(code), code)
               for n, code in enumerate(KNOCK_OUT_REASONS)]
    own = choice is not Choice.DROP
    if own:
        options.append((_("Enter"), _("own words"), _OWN))
    reason = None if choice.active else await host.ask(
        Chooser(title, options, keys={"enter": _OWN} if own else None))
    if reason == _OWN or choice.active:
        reason = await host.ask(LineBar(title, take=clean_line))
    return reason or ""


async def later_day(host: Host, title: str) -> date | None:
    """A day after today; today itself is asked for again."""
    while True:
        planned = await ask_date(host, title)
        if planned is None or planned.day is None or planned.day > host.today:
            return planned.day if planned else None
        title = _("A day after today, please")


async def _in_touch(host: Host, wish: _Wish, dropped: Sequence[Prospect]) -> _Wish | None:
    """Dropping is not deleting: who never bought may stay as a contact (domain.md 3.1)."""
    asked = [r for r in dropped if _may_stay(r)]
    if not asked:
        return wish
    keep = await host.ask(Chooser(
        _("Stay in touch with {name} as a contact?").format(name=_who(asked)),
        [("1", _("yes"), True), ("2", _("no"), False)]))
    return None if keep is None else replace(wish, keep=keep)


def _may_stay(record: Prospect) -> bool:
    return record.stage in (Stage.PROSPECT, Stage.QUALIFIED)


def _who(records: Sequence[Prospect]) -> str:
    return named([record.short_name for record in records])


def _advice(host: Host, record: Prospect) -> Choice | None:
    checklist, _given = checklist_in_force(record, host.desk.checklists)
    return standing_of(record, checklist, host.today).recommendation.choice


def _resume(host: Host, record: Prospect) -> date | None:
    checklist, _given = checklist_in_force(record, host.desk.checklists)
    return resume_day(record, checklist, host.today)


def _known_reason(host: Host, record: Prospect) -> bool:
    """The knock-out that decides has a reason of the catalogue."""
    checklist, given = checklist_in_force(record, host.desk.checklists)
    code = standing_of(record, checklist, host.today).recommendation.criterion
    answer = given.answer(code) if given else None
    return answer is not None and answer.reason in KNOCK_OUT_REASONS


def _decided(host: Host, record: Prospect, wish: _Wish) -> Prospect:
    """The record with the decision and what belongs to it. Raises ValueError: a fault code."""
    today = host.today
    checklist, _given = checklist_in_force(record, host.desk.checklists)
    standing = standing_of(record, checklist, today)
    choice = wish.choice or standing.recommendation.choice
    if choice is None:
        raise ValueError("nothing")
    until, reason = wish.until, wish.reason
    if wish.choice is None:
        if choice is Choice.PARK and not _resume(host, record):
            until = wish.resume
        if choice is Choice.DROP and not _known_reason(host, record):
            reason = wish.drop_reason
    elif choice is standing.recommendation.choice and choice is not Choice.PARK:
        until = None
    if choice.active and not record.follow_ups and standing.open:
        step = next_step(record, checklist, today, id=new_id(), german=language() == "de")
        record = plan(record, replace(step, owner=host.author,
                                      reason=step.reason or _("get in touch")))
    record = decide(record, checklist, choice, today=today, reason=reason, until=until,
                    author=host.author)
    if choice is Choice.DROP and wish.keep and _may_stay(record):
        record = stay_in_touch(record, today=today, reason=record.decisions[-1].reason)
    return record


async def _carry_out(host: Host, records: Sequence[Prospect], wish: _Wish) -> None:
    """All that allow it in one step; which did not, and why."""
    done: list[Prospect] = []
    refused: list[tuple[Prospect, str]] = []
    for record in records:
        try:
            done.append(_decided(host, record, wish))
        except ValueError as problem:
            refused.append((record, decision_words.fault(str(problem))))
    if done:
        edit = Edit(label="decided", args=_args(host, done), records=tuple(done))
        change = host.book.apply(edit)
        host.show(host.desk.refresh(change.ids))
        host.say_done(_said(host, records, done, refused))
    if len(refused) == 1:
        record, why = refused[0]
        if not done:
            host.say(_("{name}: not decided, {why}.").format(
                name=record.short_name, why=why), "bad")
    elif refused:
        await host.ask(Reader(_("Not decided"), [
            line((record.short_name, "strong"), f": {why}") for record, why in refused]))


def _args(host: Host, done: Sequence[Prospect]) -> tuple[tuple[str, str], ...]:
    decision = done[0].decisions[-1]
    checklist, _given = checklist_in_force(done[0], host.desk.checklists)
    return (("name", done[0].short_name), ("count", str(len(done))),
            ("choice", decision.choice.value), ("customers", "1" if checklist.customers else ""),
            ("until", decision.until.isoformat() if decision.until else ""))


def _said(
    host: Host, before: Sequence[Prospect], done: Sequence[Prospect],
    refused: Sequence[tuple[Prospect, str]],
) -> str:
    """What was decided; the follow-up that came with it, or the time that is free now."""
    text = words.change(Edit(label="decided", args=_args(host, done)))
    if len(done) == 1:
        old = next(record for record in before if record.id == done[0].id)
        if len(done[0].follow_ups) > len(old.follow_ups):
            step = done[0].follow_ups[-1]
            text += ", " + _("follow-up {day}").format(day=dates.day_date(step.due))
            whole = f"{text}: {step.reason}"
            text = whole if cell_len(whole) + _HINT <= host.width else text
        freed = time_saved(done[0], host.desk.view.hourly_rate, host.today)
        if freed is not None:
            text += ". " + decision_words.saved(freed)
    if refused:
        names = ", ".join(record.short_name for record, _why in refused)
        text += "; " + _("not: {names}").format(names=names)
    return text


DECIDING: dict[str, Handler] = {"decide": accept, "otherwise": otherwise}
