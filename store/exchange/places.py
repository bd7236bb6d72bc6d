"""Addresses of one entry: business first, home only for a person without a company."""

from __future__ import annotations

import re

from store.exchange.checks import country_code, postcode_fault, split_postcode
from store.exchange.drafts import Draft
from store.exchange.entries import Cell
from store.profile.company import Address
from store.text import clean_line, fold

_PARTS = ("street", "postcode", "place", "region", "country", "po_box", "address",
          "postcode_place", "house_number")  # fmt: skip
_TOWN = re.compile(r"((?:[A-Z]{1,2}[- ])?\d{4,5})\s+(\S.*)")
_REGIONS = {
    "bayern": "BY", "bavaria": "BY", "baden-wurttemberg": "BW", "berlin": "BE",
    "brandenburg": "BB", "bremen": "HB", "hamburg": "HH", "hessen": "HE",
    "mecklenburg-vorpommern": "MV", "niedersachsen": "NI", "nordrhein-westfalen": "NW",
    "rheinland-pfalz": "RP", "saarland": "SL", "sachsen": "SN", "sachsen-anhalt": "ST",
    "schleswig-holstein": "SH", "thuringen": "TH",
}  # fmt: skip
_REGION_CODES = frozenset(_REGIONS.values())


def take_addresses(draft: Draft, *, with_company: bool) -> tuple[Address, ...]:
    """The address of a record; further ones become lines of the note.

    A home address is an address of the company only if the person has none.
    """
    found: list[Address] = []
    for kind in ("", "other_", "home_"):
        label, address = _take(draft, kind)
        if address is None:
            continue
        if found or (kind == "home_" and with_company):
            draft.keep(Cell(kind, label, _one_line(address)))
        else:
            found.append(address)
    return tuple(found)


def split_town(text: str) -> tuple[str, str]:
    """Postcode and place of "A-8010 Graz"; all is the place if there is no postcode."""
    found = _TOWN.fullmatch(text)
    return (found[1], found[2]) if found else ("", text)


def _take(draft: Draft, kind: str) -> tuple[str, Address | None]:
    parts = {name: draft.all(kind + name) for name in _PARTS if kind + name in draft}
    if not parts:
        return "", None
    parts = {name: parts.get(name, []) for name in _PARTS}
    first = next(cells[0] for cells in parts.values() if cells)
    street = _street(parts)
    postcode, place = _one(draft, parts["postcode"]), _one(draft, parts["place"])
    town = _one(draft, parts["postcode_place"])
    if town and not postcode:
        postcode, place = split_town(town)
    whole = _joined(parts["address"]) if not street else ""
    if not postcode and not place and (whole or "," in street):
        street, postcode, place = _split_whole(whole or street)
    elif whole:
        street = clean_line(whole)
    country = _country(draft, parts["country"])
    postcode, sign = split_postcode(postcode)
    country = country or sign
    fault = postcode_fault(postcode, country) if postcode else ""
    if fault:
        draft.notice(Cell("postcode", _label(parts["postcode"], first), postcode), fault)
    return first.label, Address(
        street=clean_line(street),
        postcode=postcode,
        place=place,
        country=country,
        region=_region(draft, parts["region"]),
    )


def _street(parts: dict[str, list[Cell]]) -> str:
    lines = [cell.text for cell in parts["street"]]
    if parts["house_number"] and lines:
        lines[0] = f"{lines[0]} {parts['house_number'][0].text}"
    lines += [cell.text for cell in parts["po_box"]]
    return ", ".join(dict.fromkeys(" ".join(line.split("\n")) for line in lines))


def _split_whole(text: str) -> tuple[str, str, str]:
    """Street, postcode and place of an address in one text; unclear, it is all street."""
    lines = [line.strip() for line in re.split(r"[\n,]", text) if line.strip()]
    for index, line in enumerate(lines):
        postcode, place = split_town(line)
        if postcode:
            street = lines[:index] + lines[index + 1 :]
            return ", ".join(street), postcode, place
    return ", ".join(lines), "", ""


def _country(draft: Draft, cells: list[Cell]) -> str:
    if not cells:
        return ""
    code = country_code(cells[0].text)
    if not code:
        draft.notice(cells[0], "country")
        draft.keep(cells[0])
    return code


def _region(draft: Draft, cells: list[Cell]) -> str:
    """The code of a German state (for its holidays); other regions become a line."""
    if not cells:
        return ""
    text = cells[0].text
    if text in _REGION_CODES:
        return text
    code = _REGIONS.get(fold(text), "")
    if not code:
        draft.keep(cells[0])
    return code


def _one(draft: Draft, cells: list[Cell]) -> str:
    for cell in cells[1:]:
        if cell.text != cells[0].text:
            draft.keep(cell)
    return cells[0].text if cells else ""


def _joined(cells: list[Cell]) -> str:
    return cells[0].text if cells else ""


def _label(cells: list[Cell], first: Cell) -> str:
    return cells[0].label if cells else first.label


def _one_line(address: Address) -> str:
    town = f"{address.postcode} {address.place}".strip()
    return ", ".join(filter(None, (address.street, town, address.country)))
