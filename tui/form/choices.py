"""What can be chosen in a field of choices: keys, codes and their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from store import (
    ENTRY_STAGES,
    NOBODY,
    ActivityKind,
    AddressKind,
    Basis,
    Channel,
    Light,
    Manner,
    MarketSubject,
    NeedKind,
    NeedState,
    OfferState,
    Origin,
    ProjectKind,
    Reference,
    RelationKind,
    Role,
    Stage,
    Wish,
)
from tui import words
from tui.form.fields import YES, Field, Kind
from tui.texts import N_, NP_, _, pgettext

Word = Callable[[str], str]
_ORIGINS: Mapping[str, tuple[str, str]] = {
    Origin.SELF: NP_("origin of data", "themselves"),
    Origin.ELSEWHERE: NP_("origin of data", "elsewhere"),
}


def _origin(code: str) -> str:
    marked = _ORIGINS.get(code)
    return pgettext(*marked) if marked else code


_TABLES: Mapping[str, tuple[type[StrEnum], Word]] = {
    "basis": (Basis, words.basis), "wish": (Wish, words.wish), "manner": (Manner, words.manner),
    "channel": (Channel, words.channel), "origin": (Origin, _origin),
    "light": (Light, words.finance), "need_kind": (NeedKind, words.need_kind),
    "need_state": (NeedState, words.need_state), "offer_state": (OfferState, words.offer_state),
    "project_kind": (ProjectKind, words.project_kind),
    "address_kind": (AddressKind, words.address_kind),
    "reference": (Reference, words.reference),
    "relation_kind": (RelationKind, words.relation), "subject": (MarketSubject, words.subject),
    "activity": (ActivityKind, words.activity),
}
_NUMBERS: Mapping[str, tuple[range, Callable[[int], str]]] = {
    "influence": (range(1, 4), words.influence), "attitude": (range(-2, 3), words.attitude),
}
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
    "no_gifts": (N_("takes no gifts"), N_("small gifts are allowed")),
    "yearly": (N_("comes back every year"), N_("only this once")),
    "promised": (N_("promised: shown on the working day before, not after"),
                 N_("not promised")),
    "target": (N_("one we want to win"), N_("no target account")),
    "done": (N_("is over"), N_("still to come")),
    "collection": (N_("payment is being collected"), N_("is not being collected")),
}


def options(field: Field) -> tuple[tuple[str, str, str], ...]:
    """What a choice offers: key, code, word. From the tenth on there is no key."""
    if field.kind is Kind.FLAG:
        return (("1", YES, _("yes")), ("0", "", _("no")))
    found = tuple((str(n) if n < 10 else "", code, word)
                  for n, (code, word) in enumerate(_codes(field), 1))
    return found if field.needed or field.code == "stage" else (*found, ("0", "", _none(field)))


def _none(field: Field) -> str:
    return _("none") if field.of == "basis" or field.kind is Kind.ROLES else pgettext(
        "gap", "empty")


def _codes(field: Field) -> Iterable[tuple[str, str]]:
    if field.kind in (Kind.PERSON, Kind.PEOPLE):
        nobody = ((NOBODY, _("nobody")),) if field.code == "successor" else ()
        return (*nobody, *field.people)
    if field.kind is Kind.CHOICE and not field.of:
        return field.people
    if field.of in _NUMBERS:
        numbers, say = _NUMBERS[field.of]
        return ((str(number), say(number)) for number in numbers)
    fixed: dict[Kind, tuple[Iterable[StrEnum], Word]] = {
        Kind.STAGE: (ENTRY_STAGES, words.stage), Kind.FIXED: (Stage, words.stage),
        Kind.ROLES: (Role, words.contact_role)}
    codes, word = fixed.get(field.kind) or _TABLES[field.of]
    return ((code.value, word(code.value)) for code in codes)


def code_value(field: Field, code: str) -> StrEnum | int | str | None:
    """The value that a code of a choice stands for; None for no choice."""
    if not code:
        return None
    if field.of in _NUMBERS:
        return int(code)
    if not field.of:
        return code
    return _TABLES[field.of][0](code)


def chosen(field: Field, text: str) -> str:
    """The words of a choice: "Interessent", "Entscheider/in, Anwender"."""
    table = {code: word for _key, code, word in options(field) if code}
    if field.kind is Kind.FLAG:
        return _("yes") if text else _("no")
    gone = _("no longer on file") if field.kind in (Kind.PERSON, Kind.PEOPLE) else ""
    return ", ".join(table.get(code, gone or code) for code in text.split(",") if code)


def definition(field: Field, text: str) -> str:
    """What the chosen thing means, in one line."""
    if field.kind is Kind.FLAG:
        yes, no = _FLAG_DEFINITIONS[field.code]
        return _(yes) if text else _(no)
    if field.code == "stage" and text:
        return _(_DEFINITIONS[Stage(text)])
    if field.of == "basis" and text:
        return _(_BASIS_DEFINITIONS[Basis(text)])
    return ""
