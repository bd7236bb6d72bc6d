"""The two panes of an interview: the question to ask now, and where the check stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from rich.cells import cell_len
from textual.reactive import var

from store import (
    Answer,
    Asking,
    Checklist,
    Choice,
    Contact,
    Criterion,
    Doubt,
    Prospect,
    Standing,
    freshness,
)
from tui import dates, numbers, terms, words
from tui.texts import _, ngettext, spoken
from tui.view import View
from tui.widgets.canvas import Canvas, Line, Span, fit, line, rule, wrap
from tui.widgets.checklist import verdict

_TWO_COLUMNS = 64
"""Columns from which criteria stand in twos."""
BESIDE = 110
"""Columns of the screen from which both panes stand side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One moment of an interview."""

    view: View
    record: Prospect
    criterion: Criterion | None
    question: int
    asking: tuple[Asking, ...]
    standing: Standing
    possible: tuple[Choice, ...]
    """Decisions that the open questions can still lead to."""
    settled: bool
    """Nothing left to ask can change the decision."""
    decided: Choice | None
    """What a human decided, as long as it holds."""
    person: Contact | None
    elapsed: timedelta
    cents: int
    """What the time of this conversation costs."""
    paused: bool

    @property
    def to_decide(self) -> bool:
        """Nothing is left to ask, and nobody has decided so yet."""
        advice = self.standing.recommendation.choice
        return self.settled and advice not in (None, self.decided)

    def answer(self, code: str) -> Answer | None:
        """The answer there is to a criterion."""
        given = self.record.assessment
        if given is None or given.checklist != self.view.checklist.code:
            return None
        return given.answer(code)

    @property
    def reason(self) -> Asking | None:
        """Why the criterion is worth asking; None if it is not."""
        code = self.criterion.code if self.criterion else ""
        return next((one for one in self.asking if one.criterion == code), None)


class TalkPane(Canvas):
    """Redraws with every moment; only rows that differ are sent."""

    talk: var[Talk | None] = var(None)

    def watch_talk(self) -> None:
        """Another moment."""
        self.redraw()


class QuestionPane(TalkPane):
    """What to ask, why, and what the digits mean."""

    DEFAULT_CSS = "QuestionPane { height: 1fr; width: 1fr; }"

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Heading with the clock, the question, the anchors, what was heard."""
        talk = self.talk
        if talk is None:
            return ()
        rows = [self._heading(talk, width)]
        if talk.criterion is None:
            return [*rows, line(""), *self._nothing_left(width)]
        below = [*self._anchors(talk, talk.criterion, width),
                 *self._heard(talk, talk.criterion, width)]
        for roomy in (True, False):
            asked = self._question(talk, talk.criterion, width, roomy=roomy)
            if len(rows) + len(asked) + len(below) <= height:
                break
        return [*rows, *asked, *below]

    @staticmethod
    def _heading(talk: Talk, width: int) -> Line:
        seconds = int(talk.elapsed.total_seconds())
        clock = f"{seconds // 60}:{seconds % 60:02d}"
        cost = numbers.money(talk.cents)
        right = f" {_('paused')} {clock}  {cost} " if talk.paused else f" {clock}  {cost} "
        title = _("Interview: {name}").format(name=talk.record.short_name)
        if talk.person is not None:
            title += f", {talk.person.full_name}"
        return rule(fit(title, min(cell_len(title), width - cell_len(right) - 3)), width,
                    focus=True, right=right)

    def _question(self, talk: Talk, criterion: Criterion, width: int, *,
                  roomy: bool) -> list[Line]:
        order = [one.code for one in talk.view.checklist.criteria]
        place = _("{label}, {n} of {all}").format(
            label=spoken(criterion.label), n=order.index(criterion.code) + 1, all=len(order))
        text = spoken(criterion.questions[talk.question])
        count = len(criterion.questions)
        more = "" if count < 2 else _("question {n} of {all}").format(
            n=talk.question + 1, all=count)
        rows = [line("")] if roomy else []
        rows.append(line(" ", (place, "title"), "   ", (more, "dim")))
        rows += [line("")] if roomy else []
        rows += [line(" ▌ ", (part, "strong")) for part in wrap(text, width - 5)]
        rows += [line("")] if roomy else []
        rows += [line(" ", (part, "dim")) for part in wrap(worth(talk), width - 2)]
        return [*rows, line("")]

    @staticmethod
    def _anchors(talk: Talk, criterion: Criterion, width: int) -> list[Line]:
        answer = talk.answer(criterion.code)
        rated = answer.rating if answer else None
        rows = []
        for number in range(4):
            anchor = criterion.anchor(number)
            text = spoken(anchor) if anchor else terms.rating(number)
            role = "strong" if answer is not None and rated == number else ""
            for n, part in enumerate(wrap(text, width - 6)):
                lead = (f" {number} ", "key") if n == 0 else ("   ", "")
                mark = ">" if role and n == 0 else " "
                rows.append(line(mark, lead, " ", (part, role)))
        return rows

    @staticmethod
    def _heard(talk: Talk, criterion: Criterion, width: int) -> list[Line]:
        answer = talk.answer(criterion.code)
        if answer is None:
            return []
        ladder = [_("Evidence:")]
        for level in terms.EVIDENCE:
            word = terms.evidence(level)
            ladder.append(f"[{word}]" if level == answer.evidence.value else f" {word} ")
        rows = [line("")]
        if answer.rating is not None:
            rows.append(line(" ", (fit(" ".join(ladder), width - 2), "dim")))
        if answer.words:
            quoted = _("“{text}”").format(text=answer.words)
            rows += [line(" ", part) for part in wrap(quoted, width - 2)]
        return rows

    @staticmethod
    def _nothing_left(width: int) -> list[Line]:
        text = _("Every criterion is answered and documented. q ends the conversation.")
        return [line(" ", (part, "strong")) for part in wrap(text, width - 2)]


class SituationPane(TalkPane):
    """Every criterion, score and decision, and what can still change."""

    DEFAULT_CSS = "SituationPane { width: 1fr; }"

    @staticmethod
    def rows_of(checklist: Checklist, width: int) -> int:
        """Rows that heading, verdict and criteria need."""
        return 3 + -(-len(checklist.criteria) // (2 if width >= _TWO_COLUMNS else 1))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Verdict first: it tells whether to go on."""
        talk = self.talk
        if talk is None:
            return ()
        checklist = talk.view.checklist
        rows = [rule(f"{spoken(checklist.title)}: {verdict(talk.standing, checklist)}", width,
                     focus=False)]
        rows += self._prospects(talk, width)
        columns = 1 if self.screen.size.width >= BESIDE or width < _TWO_COLUMNS else 2
        rows += self._criteria(talk, width, columns)
        if columns == 1 and height - len(rows) > 3:
            rows += [line(""), *self._profile(talk, width)]
        return rows[:height]

    @staticmethod
    def _prospects(talk: Talk, width: int) -> list[Line]:
        if talk.settled:
            text = _("Nothing left to ask can change the decision: {choice}.").format(
                choice=choices(talk))
            return [line(" ", (part, "good")) for part in wrap(text, width - 2)]
        text = _("Still possible: {choices}.").format(choices=choices(talk))
        return [line(" ", (part, "")) for part in wrap(text, width - 2)]

    def _criteria(self, talk: Talk, width: int, columns: int) -> list[Line]:
        criteria = talk.view.checklist.criteria
        count = -(-len(criteria) // columns)
        each = width // columns
        rows = []
        for n in range(count):
            spans: list[Span] = []
            for criterion in criteria[n::count]:
                spans += self._criterion(talk, criterion, each)
            rows.append(Line(tuple(spans)))
        return rows

    @staticmethod
    def _criterion(talk: Talk, criterion: Criterion, width: int) -> list[Span]:
        answer = talk.answer(criterion.code)
        here = talk.criterion is criterion
        known = answer is not None and (
            answer.rating is None or bool(freshness(answer, criterion, talk.view.today)))
        if answer is None or not known:
            value, bar, role = "-", "···", ""
            state = words.rating("open") if answer is None else _("expired")
        elif answer.rating is None:
            value, bar, state, role = "/", "   ", _("n/a"), "dim"
        else:
            value = str(answer.rating)
            bar = "█" * answer.rating + "·" * (3 - answer.rating)
            state = words.evidence(answer.evidence)
            role = "good" if answer.rating >= 2 else "soon"
            if answer.knock_out:
                state, role = _("KO"), "bad"
        sign = "!" if criterion.weighty and not known else " "
        tail = fit(state, 11)
        label = fit(spoken(criterion.label), width - 9 - 12)
        return [Span((">" if here else " ") + sign, "mark"),
                Span(fit(label, width - 9 - 12), "strong" if here else ""),
                Span(f" {value} "), Span(bar, role), Span(" "), Span(fit(tail, 12), "dim")]

    @staticmethod
    def _profile(talk: Talk, width: int) -> list[Line]:
        record, today = talk.record, talk.view.today
        rows = [rule(_("To know"), width, focus=False)]
        texts = [f"{need.text}" for need in record.needs[:4]]
        last = record.activities[-1] if record.activities else None
        if last is not None:
            texts.append(f"{dates.ago(last.day, today)}: {last.note}" if last.note
                         else dates.ago(last.day, today))
        phone = (talk.person.phone or talk.person.mobile) if talk.person else ""
        texts.append(phone or record.phone)
        for text in filter(None, texts):
            rows += [line(" ", (part, "dim")) for part in wrap(text, width - 2)]
        return rows


def choices(talk: Talk) -> str:
    """The decisions still possible in words, the better first."""
    customers = talk.view.checklist.customers
    return ", ".join(words.choice_of(choice, customers) for choice in talk.possible) or _(
        "no recommendation")


def worth(talk: Talk) -> str:
    """Why the question is worth asking, in one sentence."""
    criterion, reason = talk.criterion, talk.reason
    if criterion is None:
        return ""
    parts = [ngettext("{n} of 100 points", "{n} of 100 points", criterion.weight).format(
        n=criterion.weight)]
    if criterion.must:
        parts.append(_("a must"))
    if criterion.knock_out.value != "none":
        parts.append(_("a no can end it"))
    doubt = {
        Doubt.UNKNOWN: _("still open"), Doubt.EXPIRED: _("the answer is too old to count"),
        Doubt.STALE: _("the answer is ageing"), Doubt.WEAK: _("could be better proved"),
    }
    parts.append(doubt[reason.doubt] if reason else _("answered and documented"))
    return _("Why: {reasons}.").format(reasons=", ".join(parts))
