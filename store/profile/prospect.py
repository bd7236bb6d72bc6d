"""The one record of a company, from the first contact on (domain.md A3, B2, B3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from store.profile.activity import Acknowledgement, Activity, FollowUp
from store.profile.assessment import Assessment
from store.profile.classed import ClassNote
from store.profile.company import (
    Address,
    AddressKind,
    Contract,
    Extra,
    FinancialStatus,
    MarketNote,
    Need,
    Offer,
    OwnDate,
    Project,
    Relation,
    RevenueEntry,
)
from store.profile.contact import Basis, Contact, Manner
from store.profile.decided import Decision
from store.profile.steps import Stage as Stage
from store.profile.trigger import ProfileCheck, Trigger
from store.profile.worth import OwnCare, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class StageChange:
    """One step from stage to stage, with its day."""

    day: date
    stage: Stage
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassOverride:
    """A class set by hand beside the computed one."""

    letter: str
    day: date
    reason: str = ""
    until: date | None = None
    """First day on which it holds no more; None: until it is taken back."""


class Info(StrEnum):
    """Kinds of information that go stale (domain.md 5.4)."""

    FINANCE = "finance"
    PAYMENT = "payment"
    OWNERS = "owners"
    MANAGEMENT = "management"
    CONTACTS = "contacts"
    PHONES = "phones"
    PROJECTS = "projects"
    NEEDS = "needs"
    WANTS = "wants"
    COMPETITOR = "competitor"
    POTENTIAL = "potential"
    INDUSTRY = "industry"
    ADDRESS = "address"
    CULTURE = "culture"
    REVENUE = "revenue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """When a kind of information was last entered or confirmed, and who said so."""

    info: Info
    day: date
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """A company: contact, prospect or customer. Money in cents, dates local."""

    id: str
    name: str
    created: date
    number: str = ""
    legal_form: str = ""
    short: str = ""
    """What it is called in daily life, where that is not the name without its legal form."""
    former_names: tuple[str, ...] = ()
    register: str = ""
    """Number in the register of companies: FN 123456a, HRB 12345."""
    court: str = ""
    """Court that keeps the register."""
    vat: str = ""
    """VAT number (UID, USt-IdNr.)."""
    stage: Stage = Stage.PROSPECT
    stage_log: tuple[StageChange, ...] = ()
    addresses: tuple[Address, ...] = ()
    phone: str = ""
    email: str = ""
    web: str = ""
    industry: str = ""
    founded: date | None = None
    employees: int | None = None
    structure: str = ""
    owners: str = ""
    culture: str = ""
    manner: Manner | None = None
    decides: str = ""
    """How they come to a decision."""
    best_time: str = ""
    """When they can best be reached."""
    gift_rule: str = ""
    """What their rules say about gifts."""
    competitor: str = ""
    share: int | None = None
    """Our share of what they need, whole per cent (Lieferanteil)."""
    wanted: tuple[str, ...] = ()
    """Which of our offers they want (domain.md A18)."""
    referral: str = ""
    """Whom they know, whether they would recommend us."""
    reference: Reference | None = None
    """What they do for our name; None where nobody asked (domain.md 4.3)."""
    fit: int | None = None
    """How well we work together: own judgement from 0 to 10 (domain.md 4.3)."""
    fit_note: str = ""
    """Why."""
    source: str = ""
    basis: Basis | None = None
    contacts: tuple[Contact, ...] = ()
    needs: tuple[Need, ...] = ()
    potential: int | None = None
    """Additional business reachable per year, cents (domain.md 2)."""
    revenue: tuple[RevenueEntry, ...] = ()
    first_order: date | None = None
    last_order: date | None = None
    days_late: int | None = None
    """Average days past the payment term."""
    collection: bool = False
    """Payment is being collected (Inkasso)."""
    financials: tuple[FinancialStatus, ...] = ()
    contracts: tuple[Contract, ...] = ()
    offers: tuple[Offer, ...] = ()
    projects: tuple[Project, ...] = ()
    relations: tuple[Relation, ...] = ()
    activities: tuple[Activity, ...] = ()
    """Newest last."""
    follow_ups: tuple[FollowUp, ...] = ()
    """Open ones only; a finished one becomes an Acknowledgement."""
    acknowledgements: tuple[Acknowledgement, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    """Oldest first; the last is the current one."""
    decisions: tuple[Decision, ...] = ()
    """Oldest first, never overwritten."""
    triggers: tuple[Trigger, ...] = ()
    """Oldest first."""
    profile_checks: tuple[ProfileCheck, ...] = ()
    """Oldest first."""
    class_override: ClassOverride | None = None
    class_log: tuple[ClassNote, ...] = ()
    """Oldest first, never overwritten."""
    care: OwnCare | None = None
    """Care plan of its own; None: that of its class (domain.md 4.7)."""
    checks: tuple[Check, ...] = ()
    not_applicable: tuple[str, ...] = ()
    """Codes of profile fields that do not apply (completeness)."""
    dates: tuple[OwnDate, ...] = ()
    silenced: tuple[str, ...] = ()
    """Keys of events of which nobody wants to hear any more."""
    extras: tuple[Extra, ...] = ()
    market: tuple[MarketNote, ...] = ()
    """Observations noted here, oldest first."""
    tags: tuple[str, ...] = ()
    target: bool = False
    """One we want to win (domain.md B7)."""
    plan: str = ""
    """Account plan."""
    notes: str = ""
    objection: date | None = None
    """Advertising objection of the whole company."""
    archived: date | None = None
    practice: bool = False
    """Sample data (Übungsdaten)."""

    @property
    def short_name(self) -> str:
        """Name for narrow columns: as it is called, else without its legal form."""
        if self.short:
            return self.short
        if self.legal_form and self.name.endswith(" " + self.legal_form):
            return self.name[: -len(self.legal_form) - 1]
        return self.name

    @property
    def head(self) -> Address | None:
        """The head office."""
        return next((a for a in self.addresses if a.kind is AddressKind.HEAD), None)

    @property
    def main_contact(self) -> Contact | None:
        """The first person who is still there."""
        return next((c for c in self.contacts if c.active), None)

    @property
    def assessment(self) -> Assessment | None:
        """The current assessment."""
        return self.assessments[-1] if self.assessments else None

    def contact(self, contact_id: str) -> Contact | None:
        """A person by id."""
        return next((c for c in self.contacts if c.id == contact_id), None)
