"""Rows about what was decided, which stage is proposed, and what it took so far."""

from __future__ import annotations

from collections.abc import Iterator

from store import (
    Prospect,
    Standing,
    clarification,
    decision_in_force,
    forbidden,
    reconsider,
    stage_proposal,
    time_saved,
    time_sunk,
)
from tui import dates, decision_words, words
from tui.texts import _
from tui.view import View
from tui.widgets.canvas import Line, fit, line, wrap


def decision_rows(view: View, width: int) -> list[Line]:
    """The decision in force beside the recommendation; what calls for a new one."""
    record, standing = view.record, view.standing
    if record is None or standing is None:
        return []
    return [line((part, role)) for text, role in _decision(view, record, standing)
            for part in wrap(text, width)]


def _decision(view: View, record: Prospect, standing: Standing) -> Iterator[tuple[str, str]]:
    customers, advised = view.checklist.customers, standing.recommendation.choice
    advice = words.choice_of(advised, customers) if advised else _("no recommendation")
    decision = decision_in_force(record, view.today)
    if decision is not None:
        yield _("Decided: {what}").format(
            what=decision_words.decided(decision, customers)), "strong"
        if reconsider(record, advised, view.today):
            yield "! " + _("Recommended now: {choice}. Decide anew: d or r").format(
                choice=advice), "bad"
        elif decision.deviates:
            yield _("recommended: {choice}").format(choice=advice), "dim"
    elif record.decisions:
        last = record.decisions[-1]
        yield "! " + _("{choice} ended on {day}. Decide anew: d or r").format(
            choice=words.choice_of(last.choice, customers),
            day=dates.date(last.until or last.day)), "bad"
    for code in forbidden(record, view.checklist, view.today):
        yield "! " + _("Missing: {what}").format(what=decision_words.fault(code)), "bad"


def stage_rows(view: View, width: int, *, tall: bool = True) -> list[Line]:
    """The stage that the facts suggest, and the key that says yes; the facts where tall."""
    record, standing = view.record, view.standing
    if record is None or standing is None:
        return []
    proposal = stage_proposal(record, view.today, standing)
    if proposal.stage is None:
        return []
    if not tall:
        text = _("Proposal (y takes it): {stage}").format(stage=words.stage(proposal.stage))
        return [line((fit(text, width), "now"))]
    facts = ", ".join(decision_words.fact(fact) for fact in proposal.facts if fact.speaks_for)
    text = _("Proposal (y takes it): {stage}, as {facts}").format(
        stage=words.stage(proposal.stage), facts=facts)
    return [line((part, "now")) for part in wrap(text, width)]


def effort_rows(view: View, width: int) -> list[Line]:
    """Time and cost so far; when they grow and nothing becomes clearer."""
    record = view.record
    if record is None or not view.hourly_rate:
        return []
    rows: list[tuple[str, str]] = []
    spent = time_sunk(record, view.hourly_rate)
    if spent.minutes:
        rows.append((decision_words.sunk(spent), "dim"))
    if clarification(record, view.checklist, view.today).reached:
        rows.append(("! " + _("Three attempts, and it has not become clearer: park it for a "
                              "while?"), "bad"))
    freed = time_saved(record, view.hourly_rate, view.today)
    if freed is not None:
        rows.append((decision_words.saved(freed), "good"))
    return [line((part, role)) for text, role in rows for part in wrap(text, width)]
