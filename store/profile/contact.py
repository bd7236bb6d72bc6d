"""A person at a company, with what may be done with their data (domain.md 2, 6, 7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

NOBODY = "nobody"
"""Stands for a successor where there will be none."""


class Role(StrEnum):
    """Part a person plays in the buying centre (domain.md 2)."""

    DECIDER = "decider"
    INITIATOR = "initiator"
    USER = "user"
    BUYER = "buyer"
    INFLUENCER = "influencer"
    GATEKEEPER = "gatekeeper"
    CHAMPION = "champion"
    BLOCKER = "blocker"


class Basis(StrEnum):
    """Lawful basis for keeping a person's data (GDPR Art. 6(1); domain.md 7)."""

    CONTRACT = "contract"
    INTEREST = "interest"
    CONSENT = "consent"
    OBLIGATION = "obligation"


class Origin(StrEnum):
    """Who gave us the data: from elsewhere, the person must be told (GDPR Art. 14)."""

    SELF = "self"
    ELSEWHERE = "elsewhere"


class Channel(StrEnum):
    """A way to approach somebody (domain.md 7)."""

    LETTER = "letter"
    CALL = "call"
    EMAIL = "email"
    VISIT = "visit"


class Wish(StrEnum):
    """How a person likes to be remembered (domain.md B28)."""

    NONE = "none"
    CARD = "card"
    CALL = "call"
    VISIT = "visit"
    LETTER = "letter"
    GIFT = "gift"


class Manner(StrEnum):
    """How one speaks to each other: Sie or Du (domain.md B24)."""

    FORMAL = "formal"
    FAMILIAR = "familiar"


class LeapRule(StrEnum):
    """When a birthday of 29 February is kept in other years (domain.md 6)."""

    MARCH_1 = "mar1"
    FEBRUARY_28 = "feb28"


@dataclass(frozen=True, slots=True, kw_only=True)
class Birthday:
    """Day and month, the year only where it is known."""

    day: int
    month: int
    year: int | None = None
    leap_rule: LeapRule = LeapRule.MARCH_1
    noted: date | None = field(default=None, compare=False)
    """When it was entered: nobody can have missed an earlier turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameDay:
    """Day and month as the person said them, never taken from a name (domain.md 6)."""

    day: int
    month: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A permission for one channel, with its proof."""

    channel: Channel
    given: date
    text: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A contact person (Ansprechpartner/in)."""

    id: str
    last_name: str = ""
    first_name: str = ""
    title: str = ""
    """Titles before the name, as written: "KommR Ing."."""
    suffix: str = ""
    """Titles after the name: "MBA"."""
    salutation: str = ""
    """Whole salutation line; stored, never guessed from a first name."""
    function: str = ""
    roles: tuple[Role, ...] = ()
    influence: int | None = None
    """1 little to 3 much (domain.md B12)."""
    attitude: int | None = None
    """-2 against us to 2 for us (domain.md B12)."""
    leads_to: str = ""
    """Id of the person to whom this one opens the door (domain.md B16)."""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    channel: Channel | None = None
    """By which they like to be approached."""
    languages: str = ""
    manner: Manner | None = None
    birthday: Birthday | None = None
    name_day: NameDay | None = None
    wish: Wish | None = None
    """How they like to be remembered."""
    lead: int | None = None
    """Days of preparation for their dates; None: as domain.md 6 has it."""
    no_wishes: bool = False
    """Wants no birthday wishes."""
    public_office: bool = False
    """Office holder: gifts are blocked."""
    no_gifts: bool = False
    objection: date | None = None
    """Objected to advertising on that day; has no expiry."""
    consents: tuple[Consent, ...] = ()
    basis: Basis | None = None
    basis_reason: str = ""
    source: str = ""
    """Where the data came from."""
    origin: Origin | None = None
    noted: date | None = None
    """When we got them, where known."""
    informed: date | None = None
    """When the person was told that we keep them."""
    since: date | None = None
    left: date | None = None
    """Left the company on that day."""
    successor: str = ""
    """Id of the person who took over; NOBODY if nobody will."""
    note: str = ""

    @property
    def name(self) -> str:
        """First and last name without titles."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def full_name(self) -> str:
        """Name with its titles."""
        name = f"{self.title} {self.name}".strip()
        return f"{name}, {self.suffix}" if self.suffix else name

    @property
    def welcomes_wishes(self) -> bool:
        """Still there, and not against being congratulated (domain.md B28)."""
        return self.left is None and not self.no_wishes and self.wish is not Wish.NONE

    @property
    def active(self) -> bool:
        """Still at the company."""
        return self.left is None
