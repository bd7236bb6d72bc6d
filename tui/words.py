"""All words for what the store says in codes: one door to terms, sentences and problems."""

from __future__ import annotations

from tui.definitions import choice_of, stage_meaning
from tui.event_words import silent
from tui.problems import explain, notice, row_refused, save_problem, short_reason
from tui.profile_terms import (
    attitude,
    influence,
    manner,
    reaction,
    reference,
    relation,
    subject,
    wish,
)
from tui.rule_words import rule, rule_short
from tui.sentences import change, gap, priority, reason, save_state, when
from tui.terms import (
    ack,
    activity,
    address_kind,
    basis,
    channel,
    choice,
    class_name,
    contact_role,
    event,
    evidence,
    field,
    finance,
    gap_state,
    info,
    knock_out,
    ko_reason,
    leap_rule,
    lever,
    light,
    light_role,
    need_kind,
    need_state,
    offer_state,
    project_kind,
    rating,
    role,
    sign,
    stage,
    stage_letter,
    urgency,
)

__all__ = [
    "ack", "activity", "address_kind", "attitude", "basis", "change", "channel", "choice",
    "choice_of", "class_name", "contact_role", "event", "evidence", "explain", "field", "finance",
    "gap", "gap_state", "influence", "info", "knock_out", "ko_reason", "leap_rule", "lever",
    "light", "light_role", "manner", "need_kind", "need_state", "notice", "offer_state",
    "priority", "project_kind", "rating", "reaction", "reason", "reference", "relation", "role",
    "row_refused", "rule", "rule_short", "save_problem", "save_state", "short_reason", "sign",
    "silent", "stage", "stage_letter", "stage_meaning", "subject", "urgency", "when", "wish",
]
