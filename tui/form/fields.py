"""The fields of the edit form, in the order of Tab: one row per field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from store import ENTRY_STAGES, Basis, Role, Stage
from tui import words
from tui.texts import N_, _


class Kind(StrEnum):
    """How a field is typed, read and checked. The text of a choice is its code."""

    TEXT = "text"
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    POSTCODE = "postcode"
    COUNTRY = "country"
    COUNT = "count"
    AMOUNT = "amount"
    DUE = "due"
    """A day from today on, perhaps with a time."""
    PAST = "past"
    BIRTHDAY = "birthday"
    CONSENT = "consent"
    """Day; what for; proof."""
    TAGS = "tags"
    NOTE = "note"
    """Several lines; Enter is a new line."""
    STAGE = "stage"
    """Where a new company begins."""
    FIXED = "fixed"
    """The stage of a company on file: shown, changed by its own command (domain.md 5.1)."""
    BASIS = "basis"
    ROLES = "roles"
    """Several codes with a comma between."""
    FLAG = "flag"
    """"yes" or nothing."""


CHOICES = (Kind.STAGE, Kind.BASIS, Kind.ROLES, Kind.FLAG)
"""Kinds that are chosen with digits and never typed."""
UNTYPED = (*CHOICES, Kind.FIXED)
"""Kinds without a line to type in."""
DATES = (Kind.DUE, Kind.PAST)
"""Kinds where PgUp and PgDn go by days."""
YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field; its words are msgids."""

    code: str
    label: str
    kind: Kind = Kind.TEXT
    group: str = ""
    """Heading above it where there is room."""
    width: int = 0
    """Cells; 0: as wide as the column allows."""
    beside: bool = False
    """Stands in the row of the field before it."""
    hint: str = ""


def _f(code: str, label: str, kind: Kind = Kind.TEXT, width: int = 0, hint: str = "", *,
       group: str = "", beside: bool = False) -> Field:
    return Field(code=code, label=label, kind=kind, width=width, hint=hint, group=group,
                 beside=beside)


_PROOF = N_("Day; what for; proof: 12.3.2026; offers; form at the fair. Empty: none")
_WORDS = N_("Words: tomorrow, 2w, fri, 15.3., cw 12, 14:00")

COMPANY: tuple[Field, ...] = (
    _f("name", N_("Company *"), Kind.NAME, 0, N_("Full name as in the register, with its "
       "legal form"), group=N_("Company")),
    _f("legal_form", N_("Legal form"), width=14, hint=N_("Taken from the end of the name if "
       "left empty")),
    _f("number", N_("Number"), width=12, beside=True, hint=N_("Your own customer number")),
    _f("stage", N_("Stage"), Kind.STAGE, hint=N_("Qualified prospect: only by a check")),
    _f("street", N_("Street"), group=N_("Address")),
    _f("postcode", N_("Postcode"), Kind.POSTCODE, 8, N_("Austria and Switzerland 4 digits, "
       "Germany 5; A-8010 sets the country too")),
    _f("place", N_("Place"), width=22, beside=True),
    _f("country", N_("Country"), Kind.COUNTRY, 16, N_("AT, DE, CH or the name")),
    _f("phone", N_("Phone"), Kind.PHONE, 28, N_("Switchboard; +43 316 555 01 23 or 0316 555 01"),
       group=N_("How to reach them")),
    _f("email", N_("E-mail"), Kind.EMAIL, 46, N_("Of the company, such as office@huber.example")),
    _f("web", N_("Web"), Kind.WEB, 46, N_("For example www.huber.example")),
    _f("industry", N_("Industry"), group=N_("Profile"),
       hint=N_("What they live on, in one or two words")),
    _f("employees", N_("Employees"), Kind.COUNT, 10, N_("A whole number")),
    _f("potential", N_("Potential EUR"), Kind.AMOUNT, 14,
       N_("More business you could win per year; 30.000 or 30t, 1,5t = 1.500")),
    _f("competitor", N_("Competitor"), hint=N_("Whom they buy from today")),
    _f("source", N_("Source"), hint=N_("Where the data came from: themselves, "
       "website, trade fair, referral by ...")),
    _f("basis", N_("Lawful basis"), Kind.BASIS),
    _f("tags", N_("Tags"), Kind.TAGS, 0, N_("Words with a comma between; the search finds them")),
    _f("due", N_("Follow-up"), Kind.DUE, 22, _WORDS, group=N_("Next step")),
    _f("reason", N_("What for"), hint=N_("What you will do on that day")),
    _f("notes", N_("Note"), Kind.NOTE, hint=N_("The person concerned may read this")),
)
"""Page of a new company."""

FILED: tuple[Field, ...] = tuple(
    replace(one, kind=Kind.FIXED) if one.kind is Kind.STAGE else one for one in COMPANY)
"""Page of a company on file."""

PERSON: tuple[Field, ...] = (
    _f("salutation", N_("Salutation"), hint=N_("The whole line as it stands in a letter: "
       "Dear Ms Huber"), group=N_("Person")),
    _f("title", N_("Title"), width=14, hint=N_("Before the name: Mag., Dr., Ing.")),
    _f("suffix", N_("Suffix"), width=12, beside=True, hint=N_("After the name: MBA, BSc")),
    _f("first_name", N_("First name"), width=28),
    _f("last_name", N_("Last name *"), width=28, hint=N_("First or last name is needed")),
    _f("function", N_("Function"), hint=N_("Such as purchasing or managing director"),
       group=N_("Part in the purchase")),
    _f("roles", N_("Roles"), Kind.ROLES),
    _f("phone", N_("Phone"), Kind.PHONE, 28, N_("Direct line; +43 316 555 01 23 or 0316 555 01"),
       group=N_("How to reach them")),
    _f("mobile", N_("Mobile"), Kind.PHONE, 28, N_("For example 0664 555 01 23")),
    _f("email", N_("E-mail"), Kind.EMAIL, 46, N_("For example eva@huber.example")),
    _f("birthday", N_("Birthday"), Kind.BIRTHDAY, 16, N_("3.4.1977, or 3.4. without the year"),
       group=N_("To be kept in mind")),
    _f("no_wishes", N_("No wishes"), Kind.FLAG, 6),
    _f("public_office", N_("Office holder"), Kind.FLAG, 6),
    _f("left", N_("Left on"), Kind.PAST, 12, N_("Day the person left; the history stays")),
    _f("objection", N_("Objection"), Kind.PAST, 12,
       N_("Day of the objection to advertising; never expires"), beside=True),
    _f("source", N_("Source"), hint=N_("Where the data came from: themselves, "
       "website, trade fair, referral by ..."), group=N_("Data protection")),
    _f("basis", N_("Lawful basis"), Kind.BASIS),
    _f("basis_reason", N_("Reason"), hint=N_("Why the data may be kept, in one line; needed "
       "with legitimate interest")),
    _f("consent_call", N_("Consent: call"), Kind.CONSENT, 0, _PROOF),
    _f("consent_email", N_("Consent: e-mail"), Kind.CONSENT, 0, _PROOF),
    _f("note", N_("Note"), Kind.NOTE, hint=N_("The person concerned may read this")),
)
"""Page of a person."""

_DEFINITIONS = {
    Stage.CONTACT: N_("does not buy now, but may know someone"),
    Stage.PROSPECT: N_("shows interest, not yet checked"),
    Stage.QUALIFIED: N_("interested, willing and able to buy: check passed"),
    Stage.NEW: N_("first order at most 12 months ago"),
    Stage.EXISTING: N_("ordered within the last 24 months"),
    Stage.REGULAR: N_("3 orders in 24 months, customer for 3 years"),
    Stage.FORMER: N_("no order for 24 months, or ended"),
}
_BASIS_DEFINITIONS = {
    Basis.CONTRACT: N_("wants an offer or buys"),
    Basis.INTEREST: N_("weighed up; say why"),
    Basis.CONSENT: N_("with text, date and proof"),
    Basis.OBLIGATION: N_("a law demands it"),
}
_FLAG_DEFINITIONS = {
    "no_wishes": (N_("wants no birthday wishes"), N_("birthday wishes are welcome")),
    "public_office": (N_("holds a public office: gifts are blocked"), N_("no public office")),
}


def options(field: Field) -> tuple[tuple[str, str, str], ...]:
    """What a choice offers: key, code, word."""
    if field.kind is Kind.FLAG:
        return (("1", YES, _("yes")), ("0", "", _("no")))
    table: dict[Kind, tuple[Iterable[StrEnum], Callable[[str], str]]] = {
        Kind.STAGE: (ENTRY_STAGES, words.stage), Kind.FIXED: (Stage, words.stage),
        Kind.BASIS: (Basis, words.basis), Kind.ROLES: (Role, words.contact_role)}
    codes, word = table[field.kind]
    found = tuple((str(n), code.value, word(code.value)) for n, code in enumerate(codes, 1))
    return found if field.code == "stage" else (*found, ("0", "", _("none")))


def chosen(field: Field, text: str) -> str:
    """The words of a choice: "Interessent", "Entscheider/in, Anwender"."""
    table = {code: word for _key, code, word in options(field) if code}
    if field.kind is Kind.FLAG:
        return _("yes") if text else _("no")
    return ", ".join(table.get(code, code) for code in text.split(",") if code)


def definition(field: Field, text: str) -> str:
    """What the chosen thing means, in one line."""
    if field.kind is Kind.FLAG:
        yes, no = _FLAG_DEFINITIONS[field.code]
        return _(yes) if text else _(no)
    if field.code == "stage" and text:
        return _(_DEFINITIONS[Stage(text)])
    if field.kind is Kind.BASIS and text:
        return _(_BASIS_DEFINITIONS[Basis(text)])
    return ""
