"""The front door of the store: the only module of it that tui and kundenq_tui import.

Names are loaded when they are first used, so that a plain command pays for what it uses.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.book import Book as Book
    from store.catalogue import load_checklist as load_checklist
    from store.catalogue.checklists import Checklists as Checklists
    from store.catalogue.own import checklists_key as checklists_key
    from store.catalogue.reading import CODE as CODE
    from store.catalogue.reading import CRITERION_CODE as CRITERION_CODE
    from store.catalogue.reading import LONGEST_TEXT as LONGEST_TEXT
    from store.catalogue.reading import MOST_CRITERIA as MOST_CRITERIA
    from store.catalogue.reading import MOST_QUESTIONS as MOST_QUESTIONS
    from store.catalogue.reading import WEIGHTS as WEIGHTS
    from store.catalogue.reading import read_unfinished as read_unfinished
    from store.catalogue.writing import checklist_text as checklist_text
    from store.demo import demo_prospects as demo_prospects
    from store.edit import Change as Change
    from store.edit import Edit as Edit
    from store.edit import changes_many as changes_many
    from store.edit import removes_many as removes_many
    from store.errors import CatalogueError as CatalogueError
    from store.errors import ConflictError as ConflictError
    from store.errors import FileError as FileError
    from store.errors import ImportProblem as ImportProblem
    from store.errors import StoreError as StoreError
    from store.events.acknowledge import acknowledge as acknowledge
    from store.events.acknowledge import log_talk as log_talk
    from store.events.acknowledge import move as move
    from store.events.acknowledge import plan as plan
    from store.events.acknowledge import put_off as put_off
    from store.events.acknowledge import skip as skip
    from store.events.classing import note_assessed as note_assessed
    from store.events.nextstep import next_step as next_step
    from store.events.occurrence import EventKind as EventKind
    from store.events.occurrence import Occurrence as Occurrence
    from store.events.occurrence import Urgency as Urgency
    from store.events.reassessment import Due as Due
    from store.events.reassessment import DueKind as DueKind
    from store.events.reassessment import confirm_profile as confirm_profile
    from store.events.reassessment import full_due as full_due
    from store.events.reassessment import last_assessed as last_assessed
    from store.events.reassessment import last_confirmed as last_confirmed
    from store.events.reassessment import light_due as light_due
    from store.events.reassessment import rhythm as rhythm
    from store.exchange.checks import country_code as country_code
    from store.exchange.checks import is_mail as is_mail
    from store.exchange.checks import phone_fault as phone_fault
    from store.exchange.checks import postcode_fault as postcode_fault
    from store.exchange.checks import split_postcode as split_postcode
    from store.exchange.importing import plan_import as plan_import
    from store.exchange.limits import Stopped as Stopped
    from store.exchange.plan import Choices as Choices
    from store.exchange.plan import ImportPlan as ImportPlan
    from store.exchange.plan import edit_for as edit_for
    from store.exchange.plan import refused_csv as refused_csv
    from store.exchange.sniff import ENCODINGS as ENCODINGS
    from store.listing import Group as Group
    from store.listing import SortBy as SortBy
    from store.merge import Clash as Clash
    from store.overview import coming as coming
    from store.persistence.backup import Backup as Backup
    from store.persistence.backup import Backups as Backups
    from store.persistence.check import CheckReport as CheckReport
    from store.persistence.check import check as check
    from store.persistence.drafts import Drafts as Drafts
    from store.persistence.due import DueList as DueList
    from store.persistence.erasing import ErasePlan as ErasePlan
    from store.persistence.erasing import EraseReport as EraseReport
    from store.persistence.erasing import NoteRef as NoteRef
    from store.persistence.erasing import erase as erase
    from store.persistence.erasing import plan_erase as plan_erase
    from store.persistence.glance import glance as glance
    from store.persistence.ledger import suppressed as suppressed
    from store.persistence.ledger import suppression as suppression
    from store.persistence.leftovers import remove_demos as remove_demos
    from store.persistence.paths import complete_path as complete_path
    from store.persistence.presence import Person as Person
    from store.persistence.repair import RepairReport as RepairReport
    from store.persistence.repair import repair as repair
    from store.persistence.restore import RestorePlan as RestorePlan
    from store.persistence.restore import edit_for_restore as edit_for_restore
    from store.persistence.restore import plan_restore as plan_restore
    from store.persistence.restore import restore_aside as restore_aside
    from store.persistence.retelling import Retold as Retold
    from store.persistence.retelling import retell as retell
    from store.persistence.rowmap import Rows as Rows
    from store.persistence.selection import Selection as Selection
    from store.persistence.state import BookEvent as BookEvent
    from store.persistence.state import Changed as Changed
    from store.persistence.state import Conflict as Conflict
    from store.persistence.state import Notice as Notice
    from store.persistence.state import PeopleChanged as PeopleChanged
    from store.persistence.state import SaveKind as SaveKind
    from store.persistence.state import SaveState as SaveState
    from store.persistence.state import StateChanged as StateChanged
    from store.persistence.texts import read_bytes as read_bytes
    from store.persistence.texts import read_text as read_text
    from store.persistence.texts import write_new as write_new
    from store.persistence.thinning import BackupKind as BackupKind
    from store.privacy.contact_light import may_contact as may_contact
    from store.privacy.gifts import GiftBlock as GiftBlock
    from store.privacy.gifts import may_give as may_give
    from store.profile.activity import AckKind as AckKind
    from store.profile.activity import Acknowledgement as Acknowledgement
    from store.profile.activity import Activity as Activity
    from store.profile.activity import ActivityKind as ActivityKind
    from store.profile.activity import FollowUp as FollowUp
    from store.profile.assessment import Answer as Answer
    from store.profile.assessment import Assessment as Assessment
    from store.profile.assessment import Evidence as Evidence
    from store.profile.assessment import KnockOut as KnockOut
    from store.profile.classed import ClassCause as ClassCause
    from store.profile.classed import ClassNote as ClassNote
    from store.profile.classes import set_class as set_class
    from store.profile.company import Address as Address
    from store.profile.company import AddressKind as AddressKind
    from store.profile.company import NeedKind as NeedKind
    from store.profile.completeness import Gap as Gap
    from store.profile.completeness import completeness as completeness
    from store.profile.contact import Basis as Basis
    from store.profile.contact import Birthday as Birthday
    from store.profile.contact import Channel as Channel
    from store.profile.contact import Consent as Consent
    from store.profile.contact import Contact as Contact
    from store.profile.contact import Role as Role
    from store.profile.decided import Decision as Decision
    from store.profile.prospect import ClassOverride as ClassOverride
    from store.profile.prospect import Info as Info
    from store.profile.prospect import Prospect as Prospect
    from store.profile.prospect import StageChange as StageChange
    from store.profile.staleness import confirm as confirm
    from store.profile.steps import Stage as Stage
    from store.profile.trigger import ProfileCheck as ProfileCheck
    from store.profile.trigger import Trigger as Trigger
    from store.profile.trigger import TriggerKind as TriggerKind
    from store.qualification.checklist import Checklist as Checklist
    from store.qualification.checklists import checklist_in_force as checklist_in_force
    from store.qualification.clarification import Clarification as Clarification
    from store.qualification.clarification import clarification as clarification
    from store.qualification.clarification import standing_of as standing_of
    from store.qualification.course import Age as Age
    from store.qualification.course import Ageing as Ageing
    from store.qualification.course import AnswerChange as AnswerChange
    from store.qualification.course import Point as Point
    from store.qualification.course import ageing as ageing
    from store.qualification.course import changes as changes
    from store.qualification.course import course as course
    from store.qualification.course import latest_changes as latest_changes
    from store.qualification.criterion import Criterion as Criterion
    from store.qualification.criterion import KnockOutRule as KnockOutRule
    from store.qualification.criterion import Lever as Lever
    from store.qualification.criterion import Text as Text
    from store.qualification.deciding import choice_in_force as choice_in_force
    from store.qualification.deciding import decide as decide
    from store.qualification.deciding import decision_in_force as decision_in_force
    from store.qualification.deciding import forbidden as forbidden
    from store.qualification.deciding import reconsider as reconsider
    from store.qualification.deciding import resume_day as resume_day
    from store.qualification.deciding import stay_in_touch as stay_in_touch
    from store.qualification.decision import Choice as Choice
    from store.qualification.decision import Recommendation as Recommendation
    from store.qualification.decision import Rule as Rule
    from store.qualification.knockout import KNOCK_OUT_REASONS as KNOCK_OUT_REASONS
    from store.qualification.question import Asking as Asking
    from store.qualification.question import Doubt as Doubt
    from store.qualification.question import best_to_ask as best_to_ask
    from store.qualification.question import next_question as next_question
    from store.qualification.question import to_ask as to_ask
    from store.qualification.rating import PARK_DAYS as PARK_DAYS
    from store.qualification.rating import note_words as note_words
    from store.qualification.rating import rate as rate
    from store.qualification.rating import reopen as reopen
    from store.qualification.rating import set_evidence as set_evidence
    from store.qualification.reachable import Influence as Influence
    from store.qualification.reachable import Outcome as Outcome
    from store.qualification.reachable import influence as influence
    from store.qualification.reachable import reachable as reachable
    from store.qualification.reachable import settled as settled
    from store.qualification.score import Standing as Standing
    from store.qualification.score import assess as assess
    from store.qualification.score import counts_as_open as counts_as_open
    from store.qualification.score import freshness as freshness
    from store.qualification.score import value_of_asking as value_of_asking
    from store.qualification.stages import ENTRY_STAGES as ENTRY_STAGES
    from store.qualification.stages import Fact as Fact
    from store.qualification.stages import Proposal as Proposal
    from store.qualification.stages import is_qualified as is_qualified
    from store.qualification.stages import move_to_stage as move_to_stage
    from store.qualification.stages import stage_proposal as stage_proposal
    from store.qualification.switching import Fit as Fit
    from store.qualification.switching import Suggestion as Suggestion
    from store.qualification.switching import suggest as suggest
    from store.qualification.switching import switch as switch
    from store.row import Row as Row
    from store.row import rank as rank
    from store.settings import SETTINGS as SETTINGS
    from store.settings import Settings as Settings
    from store.settings import load_settings as load_settings
    from store.settings import save_settings as save_settings
    from store.text import clean as clean
    from store.text import clean_line as clean_line
    from store.text import fold as fold
    from store.units import split_unit as split_unit
    from store.value.abc import Classes as Classes
    from store.value.abc import classify as classify
    from store.value.abc import concentration as concentration
    from store.value.abc import ranking as ranking
    from store.value.level import Level as Level
    from store.value.level import average as average
    from store.value.level import potential_level as potential_level
    from store.value.priority import priority as priority
    from store.value.sunk import TimeSunk as TimeSunk
    from store.value.sunk import planned_hours as planned_hours
    from store.value.sunk import time_saved as time_saved
    from store.value.sunk import time_sunk as time_sunk

_MODULES = {
    "store.book": ("Book",),
    "store.catalogue": ("load_checklist",),
    "store.catalogue.checklists": ("Checklists",),
    "store.catalogue.own": ("checklists_key",),
    "store.catalogue.reading": (
        "CODE",
        "CRITERION_CODE",
        "LONGEST_TEXT",
        "MOST_CRITERIA",
        "MOST_QUESTIONS",
        "WEIGHTS",
        "read_unfinished",
    ),
    "store.catalogue.writing": ("checklist_text",),
    "store.demo": ("demo_prospects",),
    "store.edit": ("Change", "Edit", "changes_many", "removes_many"),
    "store.errors": (
        "CatalogueError", "ConflictError", "FileError", "ImportProblem", "StoreError"),
    "store.events.acknowledge": ("acknowledge", "log_talk", "move", "plan", "put_off", "skip"),
    "store.events.classing": ("note_assessed",),
    "store.events.nextstep": ("next_step",),
    "store.events.occurrence": ("EventKind", "Occurrence", "Urgency"),
    "store.events.reassessment": (
        "Due",
        "DueKind",
        "confirm_profile",
        "full_due",
        "last_assessed",
        "last_confirmed",
        "light_due",
        "rhythm",
    ),
    "store.exchange.checks": (
        "country_code",
        "is_mail",
        "phone_fault",
        "postcode_fault",
        "split_postcode",
    ),
    "store.exchange.importing": ("plan_import",),
    "store.exchange.limits": ("Stopped",),
    "store.exchange.plan": ("Choices", "ImportPlan", "edit_for", "refused_csv"),
    "store.exchange.sniff": ("ENCODINGS",),
    "store.listing": ("Group", "SortBy"),
    "store.merge": ("Clash",),
    "store.overview": ("coming",),
    "store.persistence.backup": ("Backup", "Backups"),
    "store.persistence.check": ("CheckReport", "check"),
    "store.persistence.drafts": ("Drafts",),
    "store.persistence.erasing": ("ErasePlan", "EraseReport", "NoteRef", "erase", "plan_erase"),
    "store.persistence.glance": ("glance",),
    "store.persistence.ledger": ("suppressed", "suppression"),
    "store.persistence.leftovers": ("remove_demos",),
    "store.persistence.paths": ("complete_path",),
    "store.persistence.presence": ("Person",),
    "store.persistence.repair": ("RepairReport", "repair"),
    "store.persistence.restore": (
        "RestorePlan",
        "edit_for_restore",
        "plan_restore",
        "restore_aside",
    ),
    "store.persistence.retelling": ("Retold", "retell"),
    "store.persistence.rowmap": ("Rows",),
    "store.persistence.selection": ("Selection",),
    "store.persistence.state": (
        "BookEvent",
        "Changed",
        "Conflict",
        "Notice",
        "PeopleChanged",
        "SaveKind",
        "SaveState",
        "StateChanged",
    ),
    "store.persistence.texts": ("read_bytes", "read_text", "write_new"),
    "store.persistence.thinning": ("BackupKind",),
    "store.persistence.due": ("DueList",),
    "store.privacy.contact_light": ("may_contact",),
    "store.privacy.gifts": ("GiftBlock", "may_give"),
    "store.profile.activity": (
        "AckKind",
        "Acknowledgement",
        "Activity",
        "ActivityKind",
        "FollowUp",
    ),
    "store.profile.assessment": ("Answer", "Assessment", "Evidence", "KnockOut"),
    "store.profile.classed": ("ClassCause", "ClassNote"),
    "store.profile.classes": ("set_class",),
    "store.profile.company": ("Address", "AddressKind", "NeedKind"),
    "store.profile.completeness": ("Gap", "completeness"),
    "store.profile.contact": ("Basis", "Birthday", "Channel", "Consent", "Contact", "Role"),
    "store.profile.decided": ("Decision",),
    "store.profile.prospect": ("ClassOverride", "Info", "Prospect", "StageChange"),
    "store.profile.staleness": ("confirm",),
    "store.profile.steps": ("Stage",),
    "store.profile.trigger": ("ProfileCheck", "Trigger", "TriggerKind"),
    "store.qualification.checklist": ("Checklist",),
    "store.qualification.checklists": ("checklist_in_force",),
    "store.qualification.clarification": ("Clarification", "clarification", "standing_of"),
    "store.qualification.course": (
        "Age",
        "Ageing",
        "AnswerChange",
        "Point",
        "ageing",
        "changes",
        "course",
        "latest_changes",
    ),
    "store.qualification.criterion": ("Criterion", "KnockOutRule", "Lever", "Text"),
    "store.qualification.deciding": (
        "choice_in_force",
        "decide",
        "decision_in_force",
        "forbidden",
        "reconsider",
        "resume_day",
        "stay_in_touch",
    ),
    "store.qualification.decision": ("Choice", "Recommendation", "Rule"),
    "store.qualification.knockout": ("KNOCK_OUT_REASONS",),
    "store.qualification.question": ("Asking", "Doubt", "best_to_ask", "next_question", "to_ask"),
    "store.qualification.rating": ("PARK_DAYS", "note_words", "rate", "reopen", "set_evidence"),
    "store.qualification.reachable": ("Influence", "Outcome", "influence", "reachable", "settled"),
    "store.qualification.score": (
        "Standing",
        "assess",
        "counts_as_open",
        "freshness",
        "value_of_asking",
    ),
    "store.qualification.stages": (
        "ENTRY_STAGES",
        "Fact",
        "Proposal",
        "is_qualified",
        "move_to_stage",
        "stage_proposal",
    ),
    "store.qualification.switching": ("Fit", "Suggestion", "suggest", "switch"),
    "store.row": ("Row", "rank"),
    "store.settings": ("SETTINGS", "Settings", "load_settings", "save_settings"),
    "store.text": ("clean", "clean_line", "fold"),
    "store.units": ("split_unit",),
    "store.value.abc": ("Classes", "classify", "concentration", "ranking"),
    "store.value.level": ("Level", "average", "potential_level"),
    "store.value.priority": ("priority",),
    "store.value.sunk": ("TimeSunk", "planned_hours", "time_saved", "time_sunk"),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    """Load a name of the front door when it is first used (PEP 562)."""
    try:
        module = _HOME[name]
    except KeyError:
        raise AttributeError(f"module 'store' has no attribute {name!r}") from None
    value = getattr(importlib.import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Every name of the front door, loaded or not."""
    return sorted(_HOME)
