"""Rating the checklist: one key, or a knock-out with its reason and date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store import (
    KNOCK_OUT_REASONS,
    Answer,
    Criterion,
    Edit,
    KnockOut,
    KnockOutRule,
    Prospect,
    checklist_in_force,
    note_words,
    rate,
    reopen,
    set_evidence,
)
from tui import words
from tui.dialogs.bar import Chooser, LineBar
from tui.dialogs.dates import ask_date
from tui.flows.editing import edit
from tui.flows.host import Handler, Host, Make, apply, change_targets
from tui.texts import _, spoken
from tui.view import Pane
from tui.widgets.canvas import Line, line


def _criterion(host: Host) -> Criterion:
    view = host.desk.view
    return view.checklist.criteria[view.criterion]


def _answer(host: Host) -> Answer | None:
    record = host.desk.view.record
    given = record.assessment if record else None
    return given.answer(_criterion(host).code) if given else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who gave an answer, and to which question."""

    contact: str = ""
    """Id of the person; empty: not known."""
    question: int | None = None
    """Number of the question, from 0."""


def _each(host: Host, label: str, make: Make, **args: str) -> None:
    """The same answer for all marked, but for those who are checked with another checklist."""
    shown = host.desk.view.checklist

    def fitting(record: Prospect) -> Prospect:
        own, _given = checklist_in_force(record, host.desk.checklists)
        return make(record) if (own.code, own.version) == (shown.code, shown.version) else record

    change_targets(host, label, fitting, **args)


def _rate(host: Host, rating: int | None, said: Said, *, knock_out: KnockOut | None = None,
          reason: str = "", resume: date | None = None) -> None:
    criterion = _criterion(host)
    before = _answer(host)
    today, author, checklist = host.book.today, host.author, host.desk.view.checklist

    def make(record: Prospect) -> Prospect:
        record = rate(record, checklist, criterion.code, rating, today=today, author=author,
                      knock_out=knock_out, reason=reason, resume=resume, contact=said.contact)
        given = record.assessment.answer(criterion.code) if record.assessment else None
        if said.question is None or given is None:
            return record
        return note_words(record, checklist, criterion.code, given.words,
                          (*given.asked, said.question), today=today)

    _each(
        host, "rated", make,
        criterion=spoken(criterion.label), code=criterion.code,
        rating="/" if rating is None else str(rating),
        before="open" if before is None else "/" if before.rating is None
        else str(before.rating),
        evidence=before.evidence.value if before else "stated")
    host.show(host.desk.next_open())


async def give(host: Host, value: int | None, said: Said) -> None:
    """Rate the criterion under the cursor and go on to the next open one; None: n/a."""
    if host.desk.view.record is None:
        return
    criterion = _criterion(host)
    if value == 0 and criterion.knock_out is not KnockOutRule.NONE:
        await _knock_out(host, criterion, said)
    else:
        _rate(host, value, said)


def rating(value: int | None) -> Handler:
    """A key that rates."""
    return lambda host: give(host, value, Said())


async def _knock_out(host: Host, criterion: Criterion, said: Said) -> None:
    """A clear no: for now (until when?) or for good, and why."""
    label = spoken(criterion.label)
    options = [("1", _("for now (until when?)"), KnockOut.TEMPORARY)]
    if criterion.knock_out is KnockOutRule.ANY:
        options.append(("2", _("for good"), KnockOut.FINAL))
    kind = await host.ask(Chooser(_("{label} 0: knock-out").format(label=label), options))
    if kind is None:
        return
    keys = "123456789abcd"
    reasons = [(keys[n], words.ko_reason(code), code) for n, code in enumerate(KNOCK_OUT_REASONS)]
    reason = await host.ask(Chooser(_("Why?"), reasons))
    if reason is None:
        return
    resume = None
    if kind is KnockOut.TEMPORARY:
        entry = await ask_date(host, _("Take up again"))
        if entry is None or entry.day is None:
            host.say(_("Not rated: a no for now needs the day to take it up again."), "bad")
            return
        resume = entry.day
    _rate(host, 0, said, knock_out=kind, reason=reason, resume=resume)


def evidence(by: int) -> Handler:
    """One step stronger or weaker."""
    def run(host: Host) -> None:
        answer, criterion = _answer(host), _criterion(host)
        if answer is None or answer.rating is None:
            host.say(_("Rate first: 0 to 3."), "dim")
            return
        today, author, checklist = host.book.today, host.author, host.desk.view.checklist
        _each(
            host, "evidence",
            lambda record: set_evidence(record, checklist, criterion.code, by, today=today,
                                        author=author),
            criterion=spoken(criterion.label), code=criterion.code)
    return run


def open_again(host: Host) -> None:
    """Not known after all."""
    criterion, checklist, today = _criterion(host), host.desk.view.checklist, host.book.today
    _each(host, "reopened",
          lambda record: reopen(record, checklist, criterion.code, today=today),
          criterion=spoken(criterion.label), code=criterion.code)


async def answer_words(host: Host, question: int | None = None) -> None:
    """The answer in the prospect's own words; F-keys tick the questions that were asked.

    `question` is ticked beforehand.
    """
    answer, criterion = _answer(host), _criterion(host)
    if answer is None:
        host.say(_("Rate first: 0 to 3."), "dim")
        return
    asked = {*answer.asked, *(() if question is None else (question,))}

    def rows(_text: str) -> list[Line]:
        return [line(f" {'x' if n in asked else ' '} ", (f"F{n + 1} ", "key"), spoken(question))
                for n, question in enumerate(criterion.questions)]

    def tick(number: int, bar: LineBar[str]) -> None:
        asked.symmetric_difference_update({number})
        bar.set_rows(rows(""))

    bar: LineBar[str] = LineBar(
        _("{label}, in their words").format(label=spoken(criterion.label)),
        take=lambda text: text, value=answer.words, echo=rows,
        rows=len(criterion.questions), always=True,
        keys={f"f{n + 1}": lambda b, n=n: tick(n, b)  # type: ignore[misc]
              for n in range(len(criterion.questions))})
    text = await host.ask(bar)
    if text is None:
        return
    today, checklist = host.book.today, host.desk.view.checklist
    given = tuple(sorted(asked))
    record = host.desk.view.record
    if record is not None:
        new = note_words(record, checklist, criterion.code, text, given, today=today)
        apply(host, Edit(label="words", args=(
            ("criterion", spoken(criterion.label)), ("code", criterion.code),
            ("name", record.short_name)), records=(new,)))


async def open_item(host: Host) -> None:
    """Enter: from the list to the profile, in the checklist the words, else the customer."""
    pane = host.desk.view.pane
    if pane is Pane.CHECKLIST:
        await answer_words(host)
    elif pane is Pane.PROFILE:
        edit(host)
    else:
        host.show(host.desk.focus(Pane.PROFILE))


RATINGS: dict[str, Handler] = {
    **{f"rate_{value}": rating(value) for value in range(4)},
    "rate_na": rating(None),
    "reopen": open_again,
    "evidence_up": evidence(1),
    "evidence_down": evidence(-1),
    "open": open_item,
}
