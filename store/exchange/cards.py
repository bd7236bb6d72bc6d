"""A vCard to an entry: which property fills which field."""

from __future__ import annotations

import re

from store.exchange.entries import Cell, Entry, RowRefused, is_private, phone_field
from store.exchange.vcard import Card, Property

PROPERTIES: dict[str, str] = {
    "N": "last",
    "FN": "name",
    "ORG": "company",
    "TITLE": "function",
    "ROLE": "function",
    "ADR": "street",
    "LABEL": "address",
    "TEL": "phone",
    "EMAIL": "email",
    "URL": "web",
    "BDAY": "birthday",
    "NOTE": "notes",
    "CATEGORIES": "tags",
    "NICKNAME": "nickname",
}
"""Property and the (first) field it fills."""

QUIET = frozenset({"VERSION", "PRODID", "REV", "UID", "BEGIN", "END", "KIND", "X-ABLABEL",
                   "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND", "X-ABADR", "SOURCE",
                   "CLASS", "SORT-STRING", "CLIENTPIDMAP"})  # fmt: skip
"""Properties about the card, not about the person: not reported as columns."""

_ADDRESS = ("po_box", "street", "street", "place", "region", "postcode", "country")
_NAME = ("last", "first", "middle", "prefix", "suffix")
_PARTIAL = re.compile(r"\d{4}|\d{4}-\d{2}|--\d{2}|---\d{2}")
_EXTENSION = re.compile(r"ext=(\d+)")
_APPLE = re.compile(r"_\$!<(.*)>!\$_")


def card_entry(card: Card) -> Entry:
    """The values of a card. Raises RowRefused (group_card) for a list of other cards."""
    labels = _labels(card)
    names = {found.name: found for found in card.properties}
    kind = names.get("KIND") or names.get("X-ADDRESSBOOKSERVER-KIND")
    if kind is not None and kind.text.casefold() == "group":
        name = names["FN"].text if "FN" in names else ""
        raise RowRefused("KIND", "group_card", name)
    is_firm = _is_firm(names)
    cells: list[Cell] = []
    for found in card.properties:
        words = ",".join((*found.types, labels.get(found.group, "")))
        cells += _cells(found, words, is_firm=is_firm)
    return Entry(card.line, tuple(cells), (card.raw,))


def _cells(found: Property, words: str, *, is_firm: bool) -> list[Cell]:
    name, label = found.name, _label(found, words)
    if name == "N":
        return [] if is_firm else _named(found, _NAME)
    if name == "FN":
        return [Cell("company" if is_firm else "name", name, found.text)]
    if name == "ORG":
        parts = [part for part in found.parts() if part]
        return [Cell("company" if not i else "department", name, part)
                for i, part in enumerate(parts)]  # fmt: skip
    if name == "ADR":
        prefix = "home_" if is_private(words) else ""
        parts = found.parts()
        swapped = [parts[0], *parts[2:3], *parts[1:2], *parts[3:]]
        return [Cell(prefix + field, label, part)
                for field, part in zip(_ADDRESS, swapped, strict=False) if part]  # fmt: skip
    if name == "TEL":
        return [Cell(phone_field(words), label, _without_scheme(found.text))]
    if name == "BDAY":
        return [_birthday(found)]
    field = PROPERTIES.get(name)
    if field is None:
        return []
    if field == "address" and is_private(words):
        field = "home_address"
    return [Cell(field, label, found.text)]


def _named(found: Property, fields: tuple[str, ...]) -> list[Cell]:
    pairs = zip(fields, found.parts(), strict=False)
    return [Cell(field, "N", part.replace(",", " ")) for field, part in pairs if part]


def _birthday(found: Property) -> Cell:
    """A day; a year or month alone is no birthday and is kept as a line."""
    text = found.text
    if found.parameters.get("VALUE", "").casefold() == "text" or _PARTIAL.fullmatch(text):
        return Cell("note_line", found.name, text)
    year = found.parameters.get("X-APPLE-OMIT-YEAR", "")
    if year and text.startswith(year):
        text = "--" + text[len(year) :].lstrip("-")
    return Cell("birthday", found.name, text)


def _is_firm(names: dict[str, Property]) -> bool:
    """A card of a company: says so, or has no name of a person beside the company's."""
    shown = names.get("X-ABSHOWAS")
    kind = names.get("KIND")
    if (shown and shown.text.upper() == "COMPANY") or (kind and kind.text.casefold() == "org"):
        return True
    if "ORG" not in names or "FN" not in names:
        return False
    named = "N" in names and any(names["N"].parts())
    return not named and names["FN"].text == names["ORG"].parts()[0]


def _labels(card: Card) -> dict[str, str]:
    """What X-ABLabel calls the properties of a group, by group."""
    found = {}
    for item in card.properties:
        if item.name == "X-ABLABEL" and item.group:
            apple = _APPLE.fullmatch(item.text)
            found[item.group] = apple[1] if apple else item.text
    return found


def _label(found: Property, words: str) -> str:
    shown = [word for word in words.split(",") if word not in ("", "pref", "voice", "internet")]
    return f"{found.name} {' '.join(shown)}".strip()


def _without_scheme(text: str) -> str:
    bare = text[4:] if text[:4].casefold() == "tel:" else text
    number, _, rest = bare.partition(";")
    found = _EXTENSION.search(rest)
    return f"{number.strip()} ext. {found[1]}" if found else number.strip()
