"""A talk with one prospect: what is known, and how what is said is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from store import (
    Answer,
    Book,
    Checklist,
    Criterion,
    Edit,
    Prospect,
    SaveKind,
    Standing,
    note_assessed,
    settled,
    standing_of,
    switch,
)
from tui import numbers, rule_words, sentences, words
from tui.plain import criteria
from tui.plain.listening import Listener
from tui.texts import _

_SAVE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Step:
    """One edit of this talk: undone, its criterion is asked again."""

    criterion: str
    answered: bool
    """It was the answer itself, not its evidence or words."""


class Talk:
    """By one checklist; each thing that is said is an Edit of its own."""

    def __init__(self, book: Book, key: str, old: Checklist, checklist: Checklist,
                 listener: Listener, author: str) -> None:
        self.book = book
        self.checklist = checklist
        self.listener = listener
        self.author = author
        self.over: set[str] = set()
        """Criteria that were answered or left open in this talk."""
        self.steps: list[Step] = []
        self.shown: dict[str, list[int]] = {}
        """Numbers of the questions read out, by criterion."""
        self._key = key
        self._old = old
        self._rule = self._settled = ""

    @property
    def record(self) -> Prospect:
        """The record as it is now, with the answers that are taken over. Raises KeyError."""
        self.book.poll()
        return switch(self.book.get(self._key), self._old, self.checklist, today=self.book.today)

    @property
    def answers(self) -> int:
        """How many answers were given and not taken back."""
        return sum(1 for step in self.steps if step.answered)

    @property
    def said_anything(self) -> bool:
        """Whether anything is to be kept of this talk."""
        return bool(self.steps)

    def standing(self) -> Standing:
        """What is known now."""
        return standing_of(self.record, self.checklist, self.book.today)

    def given(self, code: str) -> Answer | None:
        """The answer to a criterion, if there is one."""
        current = self.record.assessment
        return current.answer(code) if current else None

    def apply(self, criterion: Criterion, label: str, make: Callable[[Prospect], Prospect],
               answered: bool, **args: str) -> None:
        """Make one Edit of it, say what it did, wait for the disk."""
        before = self.book.get(self._key)
        after = make(self.record)
        if after == before:
            self.listener.say(_("Nothing to change."))
            return
        facts = {"name": before.short_name, "count": "1",
                 "criterion": criteria.spoken(criterion.label), "code": criterion.code,
                 **args}
        answer = after.assessment.answer(criterion.code) if after.assessment else None
        if answer is not None and answer.rating is not None and label != "words":
            facts["evidence"] = answer.evidence.value
        after = note_assessed(before, after, author=self.author,
                              computed=self.book.rows[self._key].computed_class)
        done = self.book.apply(Edit(label=label, args=tuple(facts.items()), records=(after,)))
        self.steps.append(Step(criterion.code, answered))
        self.over.add(criterion.code)
        self.listener.say(sentences.change(done))
        self.save()

    def save(self) -> None:
        """Wait until it is on the disk, and say so if it is not."""
        self.book.flush(_SAVE_SECONDS)
        if self.book.state.kind is SaveKind.FAILED:
            self.listener.say(words.save_problem(self.book.state))

    # -- what it amounts to -------------------------------------------------------

    def tell_standing(self) -> None:
        """Score, range, confidence, recommendation; the rule and the end where they are new."""
        standing, say = self.standing(), self.listener.say
        choice = standing.recommendation.choice
        say(_("Now: {decision}, {score} points ({low} to {high}), confidence {confidence}."
              ).format(
            decision=words.choice_of(choice, self.checklist.customers) if choice
            else _("no recommendation"), score=numbers.score(standing.score),
            low=numbers.score(standing.low), high=numbers.score(standing.high),
            confidence=numbers.percent(
                standing.confidence.numerator, standing.confidence.denominator)))
        rule = rule_words.rule(standing, self.checklist)
        if rule != self._rule:
            say(_("Why: {reason}.").format(reason=rule))
        self._rule = rule
        over = _("Nothing left to ask can change the decision; . ends the talk.") if settled(
            self.checklist, self.record.assessment, self.book.today) else ""
        if over and over != self._settled:
            say(over)
        self._settled = over
