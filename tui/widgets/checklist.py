"""The checklist: one key rates a criterion; score, range, confidence and decision above."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rich.cells import cell_len

from store import (
    Answer,
    Checklist,
    Criterion,
    KnockOut,
    KnockOutRule,
    Standing,
    freshness,
    next_question,
)
from tui import dates, numbers, words
from tui.texts import _, spoken
from tui.view import Pane, View
from tui.widgets.canvas import Line, Span, fit, line, rule, wrap
from tui.widgets.decided import decision_rows
from tui.widgets.pane import PaneCanvas

_LOW = 12
"""Rows up to which the heading is one row."""


def advice(standing: Standing, checklist: Checklist) -> str:
    """What is recommended, in the words of the checklist."""
    choice = standing.recommendation.choice
    return words.choice_of(choice, checklist.customers) if choice else _("no recommendation")


def verdict(standing: Standing, checklist: Checklist) -> str:
    """"entwickeln 81 (65-85) Sich. 60 %" of a Standing."""
    return _("{choice} {score} ({low}-{high}) conf. {confidence}").format(
        choice=advice(standing, checklist),
        **{**_figures(standing), "confidence": _percent(standing)})


def _figures(standing: Standing) -> dict[str, str]:
    return {"score": _points(standing.score), "low": _points(standing.low),
            "high": _points(standing.high),
            "confidence": numbers.percent(round(standing.confidence * 100))}


def _percent(standing: Standing) -> str:
    """Without a blank, for the narrow heading."""
    return numbers.percent(round(standing.confidence * 100)).replace(" ", "")


def _points(value: Fraction | None) -> str:
    return numbers.score(value)


def _tail(answer: Answer, ageing: bool, view: View, room: int) -> str:
    """Evidence, whether it ages or was taken over, and how old it is: what has room."""
    evidence = _("n/a") if answer.rating is None else words.evidence(answer.evidence)
    when = dates.ago(answer.rated, view.today)
    carried = _("taken over") if answer.carried else ""
    state = _("ageing") if ageing else carried
    column = 10 if room < 22 else 11
    if room >= 34:
        parts = (carried, _("ageing") if ageing else "", when)
        return f"{evidence:<11} " + " ".join(filter(None, parts))
    if state:
        narrow = state if room < 17 else f"{evidence:<{column}} {state}"
        return f"{state} {when}" if state == carried and room >= 17 else narrow
    return evidence if room < 15 else f"{evidence:<{column}} {when}"


def _window(view: View, height: int) -> tuple[int, int]:
    """The criteria that have room, the one under the cursor among them."""
    count = len(view.checklist.criteria)
    room = max(1, height - (3 if height <= _LOW else 10))
    first = max(0, min(view.criterion - room // 2, count - room))
    return first, min(count, first + room)


def _place(view: View, height: int) -> str:
    """Which criteria are shown, where there is no room for all."""
    first, last = _window(view, height)
    count = len(view.checklist.criteria)
    return "" if last - first == count else f"{first + 1}-{last}/{count}"


class ChecklistPane(PaneCanvas):
    """The criteria of the checklist for the prospect under the cursor."""

    pane = Pane.CHECKLIST

    def basis(self, view: View) -> tuple[object, ...]:
        """As drawn below."""
        return (view.record, view.standing, view.criterion, view.pane is self.pane)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Heading, one row a criterion, then what to ask first and why."""
        view = self.view
        if view is None:
            return ()
        title = spoken(view.checklist.title)
        if view.record is None or view.standing is None:
            return [rule(title, width, focus=self.focused_pane)]
        first, last = _window(view, height)
        rows = self._heading(title, view, view.standing, width, height)
        rows += [self._criterion(view, index, view.checklist.criteria[index], width)
                 for index in range(first, last)]
        rows += self._advice(view, view.standing, width, height - len(rows))
        return rows

    def _heading(
        self, title: str, view: View, standing: Standing, width: int, height: int
    ) -> list[Line]:
        word, right = advice(standing, view.checklist), _place(view, height)
        if height <= _LOW:
            text = f"{title}: {verdict(standing, view.checklist)}"
            if cell_len(text) > width - 2:
                text = "{title}: {choice} {score} ({low}-{high})".format(
                    title=title, choice=word, **_figures(standing))
            return [rule(text, width, focus=self.focused_pane, right=right)]
        numbers_of = _("{score} points ({low}-{high}), confidence {confidence}").format(
            **_figures(standing))
        return [rule(f"{title}: {word}", width, focus=self.focused_pane, right=right),
                line(" ", (fit(numbers_of, width - 2), "strong")),
                *(line(" ", *row.spans) for row in decision_rows(view, width - 2)), line("")]

    def _criterion(self, view: View, index: int, criterion: Criterion, width: int) -> Line:
        record = view.record
        answer = record.assessment.answer(criterion.code) \
            if record and record.assessment else None
        chosen = self.focused_pane and index == view.criterion
        here = ">" if index == view.criterion and self.focused_pane else " "
        stakes = _("KO") if criterion.knock_out is not KnockOutRule.NONE else ""
        label_width = min(24, 17 if width < 48 else width - 31)
        label = fit(spoken(criterion.label), label_width)
        if answer is None or (answer.rating is not None
                              and not freshness(answer, criterion, view.today)):
            sign = "!" if criterion.weighty else " "
            state = words.rating("open") if answer is None else _("expired")
            if answer is not None and width >= 48:
                state += " " + dates.ago(answer.rated, view.today)
            spans = [Span(here + sign, "mark"), Span(label), Span(" - ··· ", "dim"),
                     Span(fit(state, width - label_width - 14), "dim"),
                     Span(f" {stakes}", "dim")]
            return Line(tuple(spans), "cursor" if chosen else "")
        if answer.rating is None:
            bar, value = "   ", "/"
        else:
            bar, value = "█" * answer.rating + "·" * (3 - answer.rating), str(answer.rating)
        ageing = answer.rating is not None and freshness(answer, criterion, view.today) < 1
        tail = _tail(answer, ageing, view, width - label_width - 9)
        if answer.knock_out is KnockOut.FINAL:
            tail = _("KO for good: {reason}").format(reason=words.ko_reason(answer.reason))
        elif answer.knock_out is KnockOut.TEMPORARY:
            until = dates.date(answer.resume) if answer.resume else ""
            tail = _("KO until {day}").format(day=until)
        role = "good" if (answer.rating or 0) >= 2 else "soon"
        if answer.knock_out:
            role = "bad"
        room = width - 2 - label_width - 7
        sign = "!" if answer.knock_out else "~" if ageing else " "
        spans = [Span(here, "mark"), Span(sign, "bad" if answer.knock_out else "soon"),
                 Span(label), Span(f" {value} "), Span(bar, role), Span(" "),
                 Span(fit(tail, room), "dim")]
        return Line(tuple(spans), "cursor" if chosen else "")

    def _advice(self, view: View, standing: Standing, width: int, room: int) -> list[Line]:
        rows: list[Line] = []
        criterion = None
        if self.focused_pane:
            criterion = view.checklist.criteria[view.criterion]
        elif standing.to_ask:
            criterion = view.checklist.criterion(standing.to_ask[0])
        if criterion is not None:
            answer = view.record.assessment.answer(criterion.code) \
                if view.record and view.record.assessment else None
            number = next_question(criterion, answer)
            question = spoken(criterion.questions[number or 0])
            lead = _("Ask:") if self.focused_pane else _("First:")
            text = wrap(f"{lead} {question}", width - 1)
            if room <= 2 and not self.focused_pane:
                text = [fit(f"{lead} {question}", width - 1)]
            rows += [line(" ", (part, "strong")) for part in text[:3]]
        decided = decision_rows(view, 200) if room <= 2 else []
        if decided:
            return [*rows, line(" ", (fit(decided[-1].text, width - 1),
                                      decided[-1].spans[0].role))][:room]
        parts = wrap(words.rule(standing, view.checklist), width - 2)
        if room <= 2:
            parts = [fit(words.rule_short(standing, view.checklist), width - 1)]
        rows += [line(" ", (part, "dim")) for part in parts]
        if room > 6 and criterion is not None:
            rows.append(line(""))
            rows += self._anchors(criterion, width)
        return rows[:room]

    @staticmethod
    def _anchors(criterion: Criterion, width: int) -> list[Line]:
        rows = []
        anchors = [(f"{n} ", text) for n in range(4) if (text := criterion.anchor(n))]
        for lead, text in (*anchors, (_("Evidence: "), criterion.evidence)):
            parts = wrap(spoken(text), width - 2 - cell_len(lead))
            rows += [line(" ", (lead if not n else " " * cell_len(lead), "key"), (part, "dim"))
                     for n, part in enumerate(parts)]
        return rows
