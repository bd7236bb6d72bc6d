"""Addresses, needs, money and plans of a company: the parts a Prospect is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AddressKind(StrEnum):
    """What an address is for."""

    HEAD = "head"
    DELIVERY = "delivery"
    INVOICE = "invoice"
    BRANCH = "branch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address."""

    kind: AddressKind = AddressKind.HEAD
    street: str = ""
    postcode: str = ""
    place: str = ""
    country: str = ""
    """ISO 3166 code: AT, DE, CH ...; empty where unknown."""
    region: str = ""
    """For holidays, where it differs from the country: BY, ..."""


class NeedKind(StrEnum):
    """A problem worth solving, or a liking (domain.md 2)."""

    NEED = "need"
    WANT = "want"


class NeedState(StrEnum):
    """How far a need has been dealt with."""

    OPEN = "open"
    ADDRESSED = "addressed"
    SOLVED = "solved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One need or want in the prospect's own words."""

    text: str
    kind: NeedKind = NeedKind.NEED
    state: NeedState = NeedState.OPEN
    noted: date | None = None


class Light(StrEnum):
    """Financial status at a glance."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancialStatus:
    """Dated financial status with its published source (domain.md B14, B30)."""

    noted: date
    light: Light
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueEntry:
    """Net revenue and margin of one period. Money in cents of a euro."""

    first: date
    last: date
    """Last day of the period; decides to which twelve months it belongs."""
    revenue: int
    margin: int | None = None
    """Contribution margin (DB II); None where the cost is unknown, never 0."""
    orders: int = 0


class OfferState(StrEnum):
    """What became of an offer."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An offer and the day it binds until. Amount in cents."""

    id: str
    title: str
    amount: int | None = None
    made: date | None = None
    binds_until: date | None = None
    state: OfferState = OfferState.OPEN
    closed: date | None = None
    """When it was won or lost, where known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A running contract; notice and renewal in months (domain.md 6)."""

    id: str
    title: str
    end: date
    notice: int = 0
    renewal: int = 12


class ProjectKind(StrEnum):
    """What is coming up at the customer."""

    PROJECT = "project"
    LAUNCH = "launch"
    FAIR = "fair"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A plan of the customer with its date ("Q3 2026" is its last day, approximate)."""

    id: str
    title: str
    kind: ProjectKind = ProjectKind.PROJECT
    due: date | None = None
    until: date | None = None
    """Last day of a fair."""
    approximate: bool = False
    done: bool = False
    noted: date | None = None
    """When we heard of it, where known."""
    need: str = ""
    """What they will need from us for it (domain.md B36)."""
    need_from: date | None = None
    """From when they need it."""


class RelationKind(StrEnum):
    """How this company is related to another one on file."""

    MEMBER_OF = "member_of"
    PARTNER_OF = "partner_of"
    REFERRED_BY = "referred_by"
    BRANCH_OF = "branch_of"
    """A branch, site or subsidiary of its head office."""
    SUPPLIES = "supplies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A link to another prospect by its id."""

    kind: RelationKind
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDate:
    """Any other day to be kept in mind, of the company or of a person (domain.md B26)."""

    id: str
    title: str
    day: date
    """The first one, if it comes back every year."""
    contact: str = ""
    """Id of the person, empty for the company."""
    yearly: bool = True
    lead: int = 7
    """Days of preparation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """A field of one's own, or of the template of an industry (domain.md B20, B22)."""

    code: str
    text: str
    noted: date | None = None


class MarketSubject(StrEnum):
    """What an observation of the market is about."""

    INDUSTRY = "industry"
    COMPETITOR = "competitor"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketNote:
    """An observation of the market, seen here; it concerns all with the same subject
    (domain.md A31)."""

    id: str
    day: date
    about: MarketSubject
    subject: str
    """The industry or competitor, as it stands in the profiles."""
    text: str
    source: str = ""
    author: str = ""
