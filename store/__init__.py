"""The front door of the store: the only module of it that tui and kundenq_tui import.

Names are loaded when they are first used, so that a plain command pays for what it uses.
"""

from __future__ import annotations

import importlib
from typing import Any

_MODULES = {
    "store.book": ("Book",),
    "store.book.ahead": ("Ahead",),
    "store.book.figures": ("Figure", "Figures", "figure"),
    "store.book.funnel": ("Bar", "Funnel", "funnel", "ordered"),
    "store.book.groups": ("Groups", "Together"),
    "store.book.placing": ("NAMED", "Placing"),
    "store.book.ranking": ("Ranking",),
    "store.book.timing": ("Costly", "Neglected", "Spent", "TimeReport", "relief", "time_report"),
    "store.book.valued": ("Valuation", "Valued", "WorthOrder"),
    "store.catalogue": ("load_checklist",),
    "store.catalogue.checklists": ("Checklists",),
    "store.catalogue.letters": ("LETTER_FIELDS", "LetterKind", "Template", "Templates"),
    "store.catalogue.own": ("checklists_key",),
    "store.catalogue.own_fields": ("OwnFields",),
    "store.catalogue.reading": (
        "CODE", "CRITERION_CODE", "LONGEST_TEXT", "MOST_CRITERIA", "MOST_QUESTIONS", "WEIGHTS",
        "read_unfinished",
    ),
    "store.catalogue.writing": ("checklist_text",),
    "store.demo": ("demo_prospects",),
    "store.edit": ("Change", "Edit", "changes_many", "removes_many"),
    "store.errors": (
        "CatalogueError", "ConflictError", "FileError", "ImportProblem", "StoreError",
    ),
    "store.events.acknowledge": (
        "acknowledge", "log_talk", "move", "plan", "put_off", "put_off_before", "silence", "skip",
        "skipped_before", "wake",
    ),
    "store.events.changes": ("changed", "meeting_id"),
    "store.events.classing": ("note_assessed",),
    "store.events.deadlines": ("notice_deadline",),
    "store.events.early": ("too_early",),
    "store.events.leads": ("Leads",),
    "store.events.nextstep": ("next_step",),
    "store.events.occurrence": ("EventKind", "NEVER_EARLY", "Occurrence", "SHIFT", "Urgency"),
    "store.events.privacy": ("kept_until",),
    "store.events.reassessment": (
        "Due", "DueKind", "confirm_profile", "full_due", "last_assessed", "last_confirmed",
        "light_due", "rhythm",
    ),
    "store.events.recurrence": ("next_turn",),
    "store.events.workdays": ("CANTONS", "STATES"),
    "store.events.yearly": ("is_milestone",),
    "store.exchange.calendar": ("CalendarEntry", "calendar"),
    "store.exchange.checks": (
        "country_code", "is_mail", "phone_fault", "postcode_fault", "split_postcode",
    ),
    "store.exchange.importing": ("plan_import",),
    "store.exchange.limits": ("Stopped",),
    "store.exchange.periods": ("Timespan", "parse_period", "quarter_of"),
    "store.exchange.plan": (
        "Choices", "ImportPlan", "Question", "Reported", "edit_for", "refused_csv",
    ),
    "store.exchange.revenue_import": ("is_revenue", "plan_revenue"),
    "store.exchange.revenue_plan": ("Booking", "RevenuePlan", "revenue_edit"),
    "store.exchange.sniff": ("ENCODINGS",),
    "store.exchange.spreadsheet": ("csv_text",),
    "store.listing": ("Group", "SortBy", "takes"),
    "store.merge": ("Clash", "keyed"),
    "store.overview": ("coming", "make_row"),
    "store.persistence.backup": ("Backup", "Backups"),
    "store.persistence.check": ("CheckReport", "check"),
    "store.persistence.classmoves": ("ClassMoves",),
    "store.persistence.daylist": ("DayList",),
    "store.persistence.drafts": ("Drafts",),
    "store.persistence.due": ("DueList",),
    "store.persistence.erasing": ("ErasePlan", "EraseReport", "NoteRef", "erase", "plan_erase"),
    "store.persistence.glance": ("glance",),
    "store.persistence.ledger": ("suppressed", "suppression"),
    "store.persistence.leftovers": ("remove_demos",),
    "store.persistence.paths": ("complete_path",),
    "store.persistence.presence": ("Person",),
    "store.persistence.repair": ("RepairReport", "repair"),
    "store.persistence.restore": (
        "RestorePlan", "edit_for_restore", "plan_restore", "restore_aside",
    ),
    "store.persistence.retelling": ("Retold", "retell"),
    "store.persistence.rowmap": ("Rows",),
    "store.persistence.rows": ("MakeRow",),
    "store.persistence.selection": ("Selection",),
    "store.persistence.state": (
        "BookEvent", "Changed", "Conflict", "Notice", "PeopleChanged", "SaveKind", "SaveState",
        "StateChanged",
    ),
    "store.persistence.texts": ("read_bytes", "read_text", "write_new"),
    "store.persistence.thinning": ("BackupKind",),
    "store.privacy.contact_light": ("ContactReason", "Permission", "may_contact"),
    "store.privacy.gifts": (
        "GiftBlock", "GiftDoubt", "LIMIT", "WARN", "doubts", "given", "may_give", "remembered",
    ),
    "store.profile.activity": (
        "AckKind", "Acknowledgement", "Activity", "ActivityKind", "FollowUp", "Reaction",
    ),
    "store.profile.ageing": ("Aged", "aged", "last_entry"),
    "store.profile.assessment": ("Answer", "Assessment", "Evidence", "KnockOut"),
    "store.profile.classed": ("ClassCause", "ClassNote"),
    "store.profile.classes": ("set_class", "take_class"),
    "store.profile.company": (
        "Address", "AddressKind", "Contract", "Extra", "FinancialStatus", "Light", "MarketNote",
        "MarketSubject", "Need", "NeedKind", "NeedState", "Offer", "OfferState", "OwnDate",
        "Project", "ProjectKind", "Relation", "RelationKind", "RevenueEntry",
    ),
    "store.profile.completeness": ("Field", "Gap", "GapState", "completeness", "filled"),
    "store.profile.contact": (
        "Basis", "Birthday", "Channel", "Consent", "Contact", "Manner", "NOBODY", "NameDay",
        "Origin", "Role", "Wish",
    ),
    "store.profile.decided": ("Decision",),
    "store.profile.gaps": ("ages_by", "confirm_field", "confirmable", "exclude", "gaps_since"),
    "store.profile.market": ("Subject", "market", "with_note"),
    "store.profile.months": ("add_months",),
    "store.profile.network": ("Network",),
    "store.profile.orders": ("first_order",),
    "store.profile.own_fields": (
        "OwnChoice", "OwnField", "OwnKind", "extra", "fields_for", "with_extra",
    ),
    "store.profile.path": ("paths",),
    "store.profile.prospect": ("ClassOverride", "Info", "Prospect", "StageChange"),
    "store.profile.revenue": ("rolling",),
    "store.profile.staleness": ("Freshness", "confirm", "unpacked"),
    "store.profile.steps": ("Stage",),
    "store.profile.trigger": ("ProfileCheck", "Trigger", "TriggerKind"),
    "store.profile.worth": ("OwnCare", "Reference"),
    "store.qualification.checklist": ("Checklist",),
    "store.qualification.checklists": ("checklist_in_force",),
    "store.qualification.clarification": ("Clarification", "clarification", "standing_of"),
    "store.qualification.course": (
        "Age", "Ageing", "AnswerChange", "Point", "ageing", "changes", "course", "latest_changes",
    ),
    "store.qualification.criterion": ("Criterion", "KnockOutRule", "Lever", "Text"),
    "store.qualification.deciding": (
        "choice_in_force", "decide", "decision_in_force", "forbidden", "reconsider", "resume_day",
        "stay_in_touch",
    ),
    "store.qualification.decision": ("Choice", "Recommendation", "Rule"),
    "store.qualification.knockout": ("KNOCK_OUT_REASONS",),
    "store.qualification.question": ("Asking", "Doubt", "best_to_ask", "next_question", "to_ask"),
    "store.qualification.rating": ("PARK_DAYS", "note_words", "rate", "reopen", "set_evidence"),
    "store.qualification.reachable": ("Influence", "Outcome", "influence", "reachable", "settled"),
    "store.qualification.score": (
        "Standing", "assess", "counts_as_open", "freshness", "value_of_asking",
    ),
    "store.qualification.stages": (
        "ENTRY_STAGES", "Fact", "Proposal", "is_qualified", "move_to_stage", "stage_proposal",
    ),
    "store.qualification.switching": ("Fit", "Suggestion", "suggest", "switch"),
    "store.row": ("Row", "rank"),
    "store.settings": ("SETTINGS", "Settings", "load_settings", "save_settings"),
    "store.text": ("clean", "clean_line", "fold"),
    "store.units": ("split_unit",),
    "store.value.abc": (
        "ClassBasis", "Classes", "Classing", "Concentration", "Period", "STANDARD_CLASSING",
        "classify", "concentration", "ranking",
    ),
    "store.value.appraisal": ("Appraisal", "Orders", "appraise"),
    "store.value.aspects": ("Facts", "facts", "value_of"),
    "store.value.capacity": ("Capacity",),
    "store.value.care": ("CARE", "CarePlan"),
    "store.value.clv": ("Assumptions", "STANDARD_ASSUMPTIONS", "clv"),
    "store.value.kept": ("Kept", "care_kept"),
    "store.value.ladder": ("Ladder",),
    "store.value.level": ("Level", "average", "potential_level"),
    "store.value.load": ("Cut", "Load", "LoadPart", "TimeKind", "plan_of", "time_kind"),
    "store.value.moves": ("Move", "MoveKind"),
    "store.value.pareto": ("Region",),
    "store.value.portfolio": (
        "Axes", "Missing", "Ninth", "Quarter", "ninth", "quarter", "unexploited",
    ),
    "store.value.priority": ("priority",),
    "store.value.rfm": ("Rfm", "Segment", "rfm"),
    "store.value.score": (
        "ASPECTS", "ASPECT_WEIGHTS", "Aspect", "CustomerValue", "customer_value", "value_band",
    ),
    "store.value.sunk": ("TimeSunk", "time_saved", "time_sunk"),
    "store.value.worth": ("worth",),
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
