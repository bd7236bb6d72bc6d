"""The rules R1 to R9 in words, their numbers, and what would change the recommendation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from store import (
    Assessment,
    Checklist,
    Choice,
    Criterion,
    KnockOutRule,
    Rule,
    Standing,
    assess,
    clarification,
    counts_as_open,
    reachable,
    settled,
)
from tui import numbers, words
from tui.texts import N_, _, spoken
from tui.view import View
from tui.widgets.canvas import Line, line, wrap

_RULES: tuple[tuple[Rule, str, Choice], ...] = (
    (Rule.R1, N_("a clear no for good (knock-out)"), Choice.DROP),
    (Rule.R2, N_("a clear no for now (knock-out)"), Choice.PARK),
    (Rule.R3, N_("even at best below 40 points"), Choice.DROP),
    (Rule.R4, N_("confidence below 50%: clarify first"), Choice.DEVELOP),
    (Rule.R4L, N_("the same, after three attempts in vain"), Choice.PARK),
    (Rule.R5, N_("from 70 points, every must met, confidence from 60%"), Choice.PURSUE),
    (Rule.R6, N_("from 40 points, and we can clarify or improve something"), Choice.DEVELOP),
    (Rule.R7, N_("from 40 points, and only waiting helps"), Choice.PARK),
    (Rule.R8, N_("below 40 points, confidence from 75%"), Choice.DROP),
    (Rule.R9, N_("below 40 points, less sure"), Choice.PARK),
)


def figures(standing: Standing, checklist: Checklist, given: Assessment | None,
            width: int) -> Iterator[Line]:
    """Points, range, confidence and musts, each with its border and what it means."""
    low, high = numbers.score(standing.low), numbers.score(standing.high)
    confidence = numbers.percent(
        standing.confidence.numerator, standing.confidence.denominator)
    for name, value, meaning in (
        (_("Points"), numbers.score(standing.score, exact=True),
         _("of the answers; pursue from 70, drop below 40")),
        (_("Range"), f"{low}-{high}", _("what is not stated counted as no, and as yes")),
        (_("Confidence"), confidence, _("clarify below 50%, pursue from 60%")),
    ):
        for number, text in enumerate(wrap(meaning, width - 22)):
            yield line((f"  {name if not number else '':<11} ", ""),
                       (f"{value if not number else '':<7} ", "strong"), (text, "dim"))
    musts = [spoken(c.label) + " " + _must(c, given, c.code in standing.open)
             for c in checklist.criteria if c.must]
    if musts:
        for number, text in enumerate(wrap(", ".join(musts), width - 14)):
            yield line((f"  {_('Musts') if not number else '':<11} ", ""), (text, "dim"))


def _must(criterion: Criterion, given: Assessment | None, unknown: bool) -> str:
    answer = given.answer(criterion.code) if given else None
    if answer is None or unknown:
        return words.rating("open")
    if answer.rating is None:
        return _("n/a")
    return _("met ({rating})").format(rating=answer.rating) if answer.rating >= 2 \
        else _("not met ({rating})").format(rating=answer.rating)


def rules(standing: Standing, checklist: Checklist, width: int) -> Iterator[Line]:
    """All rules; the first that fits decides, and has the sign."""
    yield line((_("The first rule that fits decides:"), "title"))
    fired = standing.recommendation.rule
    for rule, text, choice in _RULES:
        here = rule is fired
        name = rule.value if rule is not Rule.R4L else ""
        word = words.choice_of(choice, checklist.customers)
        shown = wrap(f"{_(text)} -> {word}", width - 5)
        for number, part in enumerate(shown):
            lead = f"{'>' if here and not number else ' '} {name if not number else '':<3}"
            yield line((lead, "mark" if here else ""), (part, "strong" if here else "dim"))


def change(view: View, given: Assessment | None, width: int) -> Iterator[Line]:
    """What would lead to another recommendation: open answers, or one better or worse."""
    standing, checklist = view.standing, view.checklist
    assert standing is not None
    yield line((_("What would change it:"), "title"))
    for text in (*_open(view, standing, given), *_steps(checklist, given, view, standing)):
        for number, part in enumerate(wrap(text, width - 2)):
            yield line("  " if not number else "    ", part)


def _open(view: View, standing: Standing, given: Assessment | None) -> Iterator[str]:
    if not standing.open:
        return
    if settled(view.checklist, given, view.today):
        yield _("Nothing left to ask can change the decision.")
        return
    possible = reachable(view.checklist, given, view.today)
    yield _("The open answers may still lead to: {choices}.").format(choices=", ".join(
        words.choice_of(choice, view.checklist.customers)
        for choice in Choice if choice in possible))


def _steps(checklist: Checklist, given: Assessment | None, view: View,
           standing: Standing) -> Sequence[str]:
    """Single answers that would be enough, the smallest step first."""
    if given is None:
        return ()
    found = []
    for criterion in checklist.criteria:
        answer = given.answer(criterion.code)
        if answer is None or answer.rating is None or counts_as_open(
                answer, criterion, view.today):
            continue
        for rating in range(4):
            if rating == answer.rating or (
                    rating == 0 and criterion.knock_out is not KnockOutRule.NONE):
                continue
            other = replace(answer, rating=rating, knock_out=None, resume=None)
            changed = replace(given, answers=tuple(
                other if one is answer else one for one in given.answers))
            choice = assess(checklist, changed, view.today).recommendation.choice
            if choice is not None and choice is not standing.recommendation.choice:
                found.append((abs(rating - answer.rating), _(
                    "{criterion} {rating} in place of {before}: {choice}").format(
                        criterion=spoken(criterion.label), rating=rating, before=answer.rating,
                        choice=words.choice_of(choice, checklist.customers))))
    return [text for _distance, text in sorted(found, key=lambda one: one[0])][:3]


def limit(view: View, width: int) -> Iterator[Line]:
    """How often somebody tried to find out more: three times is enough."""
    if view.record is None or view.standing is None:
        return
    tried = clarification(view.record, view.checklist, view.today)
    if not tried.attempts:
        return
    text = _("Attempts to clarify: {n} of 3; confidence {before} then, {now} now. After three "
             "without 10 points more, parking for 90 days is recommended.").format(
        n=min(tried.attempts, 3),
        before=numbers.percent(round(tried.confidence_then * 100)),
        now=numbers.percent(round(tried.confidence_now * 100)))
    for part in wrap(text, width):
        yield line((part, "bad" if tried.reached else ""))


def given_of(view: View) -> Assessment | None:
    """The answers to the checklist that is shown."""
    record = view.record
    if record is None:
        return None
    return next((one for one in reversed(record.assessments)
                 if one.checklist == view.checklist.code), None)
