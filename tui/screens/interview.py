"""The interview: the best question large, digits rate and go on, and when to stop."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Mapping
from datetime import timedelta
from functools import partial

from textual.app import ComposeResult
from textual.containers import Container

from store import (
    Changed,
    Prospect,
    assess,
    checklist_in_force,
    choice_in_force,
    reachable,
    settled,
    to_ask,
)
from tui.commands import Place
from tui.flows.deciding import DECIDING
from tui.flows.interviewing import choose_person, finish
from tui.flows.rating import RATINGS, Said, answer_words, give
from tui.flows.undoing import UNDOING
from tui.interview import Interview
from tui.screens.commanding import Common
from tui.screens.hosting import Action, Hosting
from tui.screens.overlay import Done
from tui.texts import _
from tui.view import View
from tui.widgets.interview import BESIDE, QuestionPane, SituationPane, Talk, TalkPane

_BEST_FIRST = ("pursue", "develop", "park", "drop")
_OUTSIDE, _QUESTION = 3, 12
"""Rows of the screen around the panes, and those the question needs before all else."""
_HOUR = timedelta(hours=1)
_FLOWS = {**RATINGS, **DECIDING}
_TICK = 1.0
"""Seconds between two moves of the clock."""


class InterviewScreen(Hosting):
    """One conversation with one prospect; every answer is saved as it is given."""

    DEFAULT_CSS = """
    InterviewScreen #talk { layout: vertical; height: 1fr; }
    InterviewScreen.-mid #talk, InterviewScreen.-wide #talk { layout: horizontal; }
    InterviewScreen.-mid SituationPane { width: 48; height: 1fr;
        border-left: solid $kq-rule; }
    InterviewScreen.-wide SituationPane { width: 76; height: 1fr;
        border-left: solid $kq-rule; }
    """
    code = "interview"
    interview: Interview

    def __init__(self, common: Common) -> None:
        super().__init__(common)
        self.desk.unmark()
        record = self.desk.view.record
        assert record is not None, "opened on a customer"
        self.prospect_id = record.id

    def body(self) -> ComposeResult:
        """The question; below it, or beside it where there is room, where the check stands."""
        with Container(id="talk"):
            yield QuestionPane()
            yield SituationPane()

    def on_mount(self) -> None:
        """The clock begins to run."""
        self.interview = Interview(began=self.app.clock())
        super().on_mount()
        self.set_interval(_TICK, self.follow)
        self.fit(self.desk.view)
        self.follow()

    # -- commands -----------------------------------------------------------------

    @property
    def contexts(self) -> tuple[Place, ...]:
        """Its own keys first."""
        return (Place.INTERVIEW, Place.ALWAYS)

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """What the hand needs while the other one holds the telephone."""
        there = self.is_mounted and self.prospect_id in self.book.rows
        return _hints(deciding=there and self.talk().to_decide)

    @property
    def own(self) -> Mapping[str, Action]:
        """Rate, look at another question, note, pause, end."""
        rating = {f"talk_{n}": partial(self._rate, n) for n in range(4)}
        return {
            **rating, "talk_na": partial(self._rate, None),
            "talk_reopen": partial(self._change, "reopen"),
            "talk_more": partial(self._change, "evidence_up"),
            "talk_less": partial(self._change, "evidence_down"),
            "open": self._note,
            "talk_question": partial(self._go, 0), "talk_person": partial(choose_person, self),
            "talk_decide": partial(self._change, "decide"), "talk_pause": self._pause,
            "undo": partial(self._step_back, "undo"),
            "redo": partial(self._step_back, "redo"),
            "down": partial(self._go, 1), "up": partial(self._go, -1),
            "next_pane": partial(self._go, 1), "previous_pane": partial(self._go, -1),
            "back": self.end, "step_back": self.end,
        }

    async def _rate(self, value: int | None) -> None:
        """As in the checklist; an answer that was given leads on to the next question."""
        talk, code, before = self.talk(), self._aim(), self.record
        if not code:
            return
        person = talk.person.id if talk.person else ""
        await give(self, value, Said(contact=person, question=talk.question))
        if self.record != before:
            self.interview.answered(code)
        self.follow()

    async def _change(self, command: str) -> None:
        code, before = self._aim(), self.record
        await _run(_FLOWS[command](self))
        if self.record != before and command not in DECIDING:
            self.interview.changed = True
            if command == "reopen":
                self.interview.taken_back(code)
        self.follow()

    async def _note(self) -> None:
        """Their own words; the question on the screen counts as asked."""
        talk, before = self.talk(), self.record
        self._aim()
        await answer_words(self, talk.question)
        if self.record != before:
            self.interview.changed = True
        self.follow()

    async def _step_back(self, command: str) -> None:
        """Undo and redo lead back to the question they are about."""
        before = self.record
        await _run(UNDOING[command](self))
        if not self.is_active:
            return
        codes = _differing(before, self.record)
        if codes:
            self.interview.taken_back(codes[0])
        self.follow()

    def _go(self, by: int) -> None:
        """To another criterion by hand; 0: to another question of this one."""
        talk = self.talk()
        if by:
            self.interview.step(talk.view.checklist, talk.asking, by)
        elif talk.criterion is not None:
            self.interview.turn(talk.criterion, talk.asking)
        self.follow()

    def _pause(self) -> None:
        self.interview.pause(self.app.clock())
        self.follow()
        self.say(_("The clock rests.") if self.interview.paused else _("The clock runs."), "dim")

    async def end(self) -> None:
        """Write the conversation down, then back to where it was opened."""
        done = await finish(self, self.interview.minutes(self.app.clock())) \
            if self.interview.changed else ()
        self.dismiss(Done("", done))

    # -- the moment -----------------------------------------------------------------

    def show(self, view: View) -> None:
        """After every change, a new day, another language."""
        super().show(view)
        if self.is_mounted:
            self.follow()

    def changed(self, event: Changed) -> None:
        """Somebody else changed the prospect: the figures follow."""
        if self.prospect_id in event.change.ids:
            self.desk.refresh(event.change.ids)
            self.follow()

    def fit(self, view: View) -> None:
        """Where both stand above each other, the question has all that is left."""
        super().fit(view)
        pane = self.query_one(SituationPane)
        rows = min(pane.rows_of(view.checklist, self.size.width),
                   self.size.height - _OUTSIDE - _QUESTION)
        pane.styles.height = "1fr" if self.size.width >= BESIDE else max(2, rows)

    def follow(self) -> None:
        """Hand the present moment to the panes; without its prospect there is none."""
        if self.prospect_id not in self.book.rows:
            if self.is_active:
                self.dismiss(None)
            return
        talk = self.talk()
        for pane in self.query(TalkPane):
            pane.talk = talk

    def talk(self) -> Talk:
        """The present moment."""
        view, record, today = self.desk.view, self.record, self.today
        checklist, given = checklist_in_force(record, self.desk.checklists)
        asking = to_ask(checklist, given, today)
        criterion = self.interview.current(checklist, asking)
        possible = reachable(checklist, given, today)
        now = self.app.clock()
        person = record.contact(self.interview.person) or record.main_contact
        return Talk(
            view=view, record=record, criterion=criterion,
            question=self.interview.question(criterion, asking) if criterion else 0,
            asking=asking, standing=assess(checklist, given, today),
            possible=tuple(sorted(possible, key=lambda one: _BEST_FIRST.index(one.value))),
            settled=settled(checklist, given, today),
            decided=choice_in_force(record, None, today), person=person,
            elapsed=self.interview.elapsed(now),
            cents=round(self.interview.elapsed(now) / _HOUR * self.common.hourly_rate),
            paused=self.interview.paused is not None)

    @property
    def record(self) -> Prospect:
        """As it is now."""
        return self.book.get(self.prospect_id)

    def _aim(self) -> str:
        """Put the cursor of the checklist on the criterion shown; its code."""
        talk = self.talk()
        if talk.criterion is None:
            return ""
        self.desk.at_criterion(talk.criterion.code)
        return talk.criterion.code


def _hints(*, deciding: bool) -> tuple[tuple[str, str], ...]:
    """The keys of the footer, the most needed first."""
    rate = (("talk_0", _("to 3 rate")), ("open", _("their words")))
    decide = (("talk_decide", _("decide")),) if deciding else ()
    return (*rate, *decide, ("talk_question", ""), ("talk_more", _("evidence")),
            ("talk_person", ""), ("back", _("end")))


async def _run(result: Awaitable[None] | None) -> None:
    if inspect.isawaitable(result):
        await result


def _differing(before: Prospect, after: Prospect) -> list[str]:
    """Codes of the criteria whose answers are not the same."""
    old = {a.criterion: a for a in before.assessment.answers} if before.assessment else {}
    new = {a.criterion: a for a in after.assessment.answers} if after.assessment else {}
    return [code for code in {**old, **new} if old.get(code) != new.get(code)]
