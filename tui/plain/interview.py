"""The interview line by line: asks the next best question, keeps each answer at once."""

from __future__ import annotations

import re

from store import (
    Answer,
    ConflictError,
    Criterion,
    Evidence,
    KnockOutRule,
    Prospect,
    best_to_ask,
    note_words,
    rate,
    set_evidence,
    to_ask,
)
from tui import sentences, words
from tui.plain import criteria, knocking
from tui.plain.talk import Talk
from tui.texts import _

_RATING = re.compile(r"([0-39])([+-]{0,2})(?:\s+(.+))?")
_EVIDENCE = {"": None, "+": Evidence.CONFIRMED, "++": Evidence.DOCUMENTED, "-": Evidence.GUESS}
"""What stands behind a digit; alone it is a statement."""
_NOT_APPLICABLE = "9"


class Interview(Talk):
    """Asks, and understands what is typed."""

    # -- asking -----------------------------------------------------------------

    def run(self) -> None:
        """Ask until nothing is left, or somebody stops. Raises Ended, KeyError."""
        self.tell_standing()
        while (criterion := self._next()) is not None:
            if not self._about(criterion):
                return
        self.listener.say("", _("Everything has been asked."))

    def _next(self) -> Criterion | None:
        """The criterion to ask about now, as in the interview on the screen."""
        best = best_to_ask(
            to_ask(self.checklist, self.record.assessment, self.book.today), self.over)
        return self.checklist.criterion(best.criterion) if best else None

    def _about(self, criterion: Criterion) -> bool:
        """One criterion until it is answered or left open; False to stop."""
        self._tell(criterion)
        while True:
            said = self.listener.ask(_("Answer (0 to 3, Enter leaves it open, ? help):"))
            if said in (".", "q", "ende", "end"):
                return False
            if not said:
                self.over.add(criterion.code)
                return True
            found = _RATING.fullmatch(said)
            if found is not None and found[2] in _EVIDENCE:
                self._answer(criterion, found[1], found[2], found[3] or "")
                return True
            if said == "u" and self._undo():
                return True
            self._other(criterion, said)

    def _tell(self, criterion: Criterion) -> None:
        """The criterion, what is known, the question, what the ratings mean."""
        answer = self.given(criterion.code)
        say = self.listener.say
        say("", f"{criteria.spoken(criterion.label)}: {criteria.stakes(criterion)}")
        if answer is not None:
            say(_("So far: {answer}.").format(
                answer=criteria.so_far(answer, criterion, self.book.today)))
            if answer.words:
                say(_("In their words: {words}").format(words=answer.words))
        self._question(criterion, answer)
        for rating, text in criteria.scale(criterion):
            say(f"{rating} = {text}")

    def _question(self, criterion: Criterion, answer: Answer | None) -> None:
        """The next question that was not asked yet; after the last one the first again."""
        asked = {*(answer.asked if answer else ()), *self.shown.get(criterion.code, ())}
        count = len(criterion.questions)
        number = next((n for n in range(count) if n not in asked), None)
        if number is None:
            number = (self.shown.get(criterion.code, [-1])[-1] + 1) % count
        self.shown.setdefault(criterion.code, []).append(number)
        self.listener.say(_("Ask: {question}").format(
            question=criteria.spoken(criterion.questions[number])))

    def _other(self, criterion: Criterion, said: str) -> None:
        """What is said beside a rating."""
        word, _blank, rest = said.partition(" ")
        if said == "?":
            self._help(criterion)
        elif said == "n":
            self._question(criterion, self.given(criterion.code))
        elif said in ("+", "-"):
            self._evidence(criterion, 1 if said == "+" else -1)
        elif word == "w":
            self._words(criterion, rest)
        elif said != "u":
            self.listener.say(_("'{said}' was not understood. ? says what can be typed.").format(
                said=said))

    def _help(self, criterion: Criterion) -> None:
        self.listener.say(
            _("0 to 3 rates, 9 is not applicable, Enter leaves it as it is."),
            _("2+ is confirmed, 2++ documented, 2- our own guess; a digit alone is a statement."),
            _("Words behind it are kept: 2 we start in May."),
            _("+ and - change the evidence of the last answer, w its words, u takes it back."),
            _("n is another question about this, . ends the talk. Everything is saved at once."),
            _("Counts as evidence: {evidence}").format(
                evidence=criteria.spoken(criterion.evidence)))

    # -- answers ----------------------------------------------------------------

    def _answer(self, criterion: Criterion, digit: str, mark: str, text: str) -> None:
        """Rate, with the questions that were read out; a no may need its kind and date."""
        rating = None if digit == _NOT_APPLICABLE else int(digit)
        out = knocking.NOTHING
        ended = None
        if rating == 0 and criterion.knock_out is not KnockOutRule.NONE:
            out, ended = knocking.ask(self.listener, criterion, self.book.today)
        before = self.given(criterion.code)
        asked = (*(before.asked if before else ()), *self.shown.get(criterion.code, ()))
        level = _EVIDENCE[mark]

        def make(record: Prospect) -> Prospect:
            person = record.main_contact
            record = rate(
                record, self.checklist, criterion.code, rating, today=self.book.today,
                author=self.author, evidence=level, knock_out=out.kind, reason=out.reason,
                resume=out.resume, contact=person.id if person else "")
            return note_words(record, self.checklist, criterion.code,
                              text or (before.words if before else ""), asked,
                              today=self.book.today)

        self.apply(criterion, "rated", make, True,
                    rating="/" if rating is None else digit, before=_short(before))
        self.tell_standing()
        if ended is not None:
            raise ended

    def _evidence(self, criterion: Criterion, by: int) -> None:
        target = self._last(criterion)
        if target is not None:
            self.apply(target, "evidence", lambda record: set_evidence(
                record, self.checklist, target.code, by, today=self.book.today,
                author=self.author), False)
            self.tell_standing()

    def _words(self, criterion: Criterion, text: str) -> None:
        target = self._last(criterion)
        if target is None:
            return
        if not text:
            text = self.listener.ask(_("{criterion}, in their words:").format(
                criterion=criteria.spoken(target.label)))
        answer = self.given(target.code)
        self.apply(target, "words", lambda record: note_words(
            record, self.checklist, target.code, text, answer.asked if answer else (),
            today=self.book.today), False)

    def _last(self, criterion: Criterion) -> Criterion | None:
        """What + - and w are about: the last answer, else the one there is; or a complaint."""
        if self.steps:
            return self.checklist.criterion(self.steps[-1].criterion)
        if self.given(criterion.code) is not None:
            return criterion
        self.listener.say(_("Rate first: 0 to 3."))
        return None

    def _undo(self) -> bool:
        """Take the last step of this talk back; True if its criterion is to be asked again."""
        if not self.steps:
            self.listener.say(_("There is nothing to take back in this talk."))
            return False
        try:
            done = self.book.undo()
        except ConflictError as error:
            self.listener.say(words.explain(error))
            return False
        step = self.steps.pop()
        if step.answered:
            self.over.discard(step.criterion)
        if done is not None:
            self.listener.say(_("Taken back: {what}").format(what=sentences.change(done)))
        self.save()
        self.tell_standing()
        return step.answered

def _short(answer: Answer | None) -> str:
    """A rating as edits name it."""
    if answer is None:
        return "open"
    return "/" if answer.rating is None else str(answer.rating)
