"""The course of one interview: clock, what was asked, what comes next. No screen, no file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from store import Asking, Checklist, Criterion, best_to_ask

_MINUTE = 60


@dataclass(slots=True, kw_only=True)
class Interview:
    """What the interview knows beside the record: nothing of it is lost with the program."""

    began: datetime
    heard: set[str] = field(default_factory=set)
    """Codes of the criteria that were answered in this conversation."""
    turned: dict[str, int] = field(default_factory=dict)
    """By criterion: the question shown instead of the first one not asked."""
    chosen: str = ""
    """Code of the criterion that was gone to by hand; empty: the best one."""
    person: str = ""
    """Id of the person asked; empty: the main contact."""
    changed: bool = False
    """Something was answered or noted: the conversation is worth an entry."""
    paused: datetime | None = None
    rested: timedelta = timedelta()

    def elapsed(self, now: datetime) -> timedelta:
        """How long the conversation has lasted, pauses left out; never below zero."""
        return max(timedelta(), (self.paused or now) - self.began - self.rested)

    def minutes(self, now: datetime) -> int:
        """Begun minutes, one at the least: what is written down."""
        return max(1, -(-int(self.elapsed(now).total_seconds()) // _MINUTE))

    def pause(self, now: datetime) -> None:
        """Stop the clock, or let it run on."""
        if self.paused is None:
            self.paused = now
        else:
            self.rested += now - self.paused
            self.paused = None

    def current(self, checklist: Checklist, asking: Sequence[Asking]) -> Criterion | None:
        """The criterion to ask about: chosen by hand, else the best; None if nothing is left."""
        codes = {criterion.code for criterion in checklist.criteria}
        if self.chosen in codes:
            return checklist.criterion(self.chosen)
        best = best_to_ask(asking, self.heard)
        return checklist.criterion(best.criterion) if best else None

    def question(self, criterion: Criterion, asking: Sequence[Asking]) -> int:
        """Number of the question to show, from 0."""
        if criterion.code in self.turned:
            return self.turned[criterion.code] % len(criterion.questions)
        proposed = next((one.question for one in asking if one.criterion == criterion.code), 0)
        return proposed or 0

    def turn(self, criterion: Criterion, asking: Sequence[Asking]) -> None:
        """Another question about the same criterion."""
        number = self.question(criterion, asking) + 1
        self.turned[criterion.code] = number % len(criterion.questions)

    def step(self, checklist: Checklist, asking: Sequence[Asking], by: int) -> None:
        """Go to another criterion by hand, in the order of the checklist."""
        codes = [criterion.code for criterion in checklist.criteria]
        here = self.current(checklist, asking)
        index = codes.index(here.code) + by if here else (0 if by > 0 else len(codes) - 1)
        self.chosen = codes[index % len(codes)]

    def answered(self, code: str) -> None:
        """A criterion was answered: on to what is best now."""
        self.heard.add(code)
        self.changed = True
        self.chosen = ""

    def taken_back(self, code: str) -> None:
        """An answer was undone or made open: back to its question."""
        self.heard.discard(code)
        self.chosen = code
